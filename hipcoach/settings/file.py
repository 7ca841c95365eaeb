"""Reads the settings file, whatever is in its place. Imports almost nothing if there is no such file."""

from __future__ import annotations

from pathlib import Path

from hipcoach.settings.found import FoundSettings

LARGEST = 64 * 1024
"""The most bytes that a settings file may have; a larger file is not read."""


def read(path: Path) -> FoundSettings:
    """The settings in a file; a missing file is fine and gives none. Never raises because of the file."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return FoundSettings()
    except (OSError, ValueError):
        # Whatever is wrong, reading it reports that.
        pass
    from hipcoach.diagnostics.files import Sort, decode, read_bytes
    from hipcoach.diagnostics.problems import Report
    from hipcoach.settings.reader import read_text

    report = Report()
    hint = "settings are a few lines: check that this is the file"
    data = read_bytes(path, report, Sort(LARGEST, hint, "put a text file there, or nothing at all"))
    source = None if data is None else decode(data, str(path), report)
    if source is None:
        return FoundSettings(problems=report.problems(), there=True)
    return read_text(source.text, str(path))

"""Reads the settings file, whatever stands in its place. Nearly nothing is loaded where there is none."""

from __future__ import annotations

from pathlib import Path

from hipcoach.settings.found import FoundSettings

LARGEST = 64 * 1024
"""Bytes: more is no settings file, and is not read."""


def read(path: Path) -> FoundSettings:
    """The settings in a file; a missing file says nothing, which is all right. Never raises because of the file."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return FoundSettings()
    except (OSError, ValueError):
        # Whatever it is, reading it says it in words.
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

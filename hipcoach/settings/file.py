"""The settings file: what it says, and what is wrong with it. Nearly nothing is loaded where there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from hipcoach.settings.model import Settings

# As `typing` has it, without the time that importing it takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from hipcoach.session.problems import Problem
    from hipcoach.settings.keys import Key

LARGEST = 64 * 1024
"""Bytes: more is no settings file, and is not read."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a settings file says."""

    settings: Settings = field(default_factory=Settings)
    problems: tuple[Problem, ...] = ()
    given: frozenset[Key] = frozenset()
    """The keys whose values come from the file; all others are as built in."""
    there: bool = False
    """Whether there is a file."""

    @property
    def notice(self) -> str | None:
        """What to tell someone who did not ask about settings, on one line; `None` where all is well."""
        if not self.problems:
            return None
        from hipcoach.session.characters import clean

        first, more = self.problems[0], len(self.problems) - 1
        where = clean(first.file) if first.line is None else f"{clean(first.file)}:{first.line}:{first.column}"
        others = f" (and {more} more)" if more else ""
        return f"{where}: {first.message}{others}. The default stands until then; 'hipcoach settings' says what to do."


def read(path: Path) -> Found:
    """The settings in a file; a missing file says nothing, which is all right. Never raises because of the file."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return Found()
    except (OSError, ValueError):
        # Whatever it is, reading it says it in words.
        pass
    from hipcoach.session.files import Sort, decode, read_bytes
    from hipcoach.session.problems import Report
    from hipcoach.settings.reader import read_text

    report = Report()
    hint = "settings are a few lines: check that this is the file"
    data = read_bytes(path, report, Sort(LARGEST, hint, "put a text file there, or nothing at all"))
    source = None if data is None else decode(data, str(path), report)
    if source is None:
        return Found(problems=report.problems(), there=True)
    return read_text(source.text, str(path))

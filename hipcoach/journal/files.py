"""Names of log files, which contain the time at which each session began."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from hipcoach.diagnostics.files import path_shown, why

LOG = r"\d{8}T\d{6}Z-[a-z0-9-]+-[0-9a-f]{4}\.jsonl"
"""The pattern of a log file's name."""

PERSON = "person"
"""The folder within the log for what the person says of themselves."""

_YEAR = r"\d{4}"


def paths(
    log: Path,
    *,
    oldest_first: bool = False,
    refused: Callable[[str], None] = lambda text: None,
    named: Callable[[str], object] = bool,
) -> Iterator[Path]:
    """The log's files sorted by the time in their names, newest first; conflict copies of a sync program are left out.

    With `named`, only those whose name it answers with something true. It is asked of a year's names before any of them
    is given, and of each again when its turn comes.
    `refused` is called for each folder that cannot be read, with a line as `damage` returns it.
    """
    for year in _names(log, _YEAR, refused, newest_first=not oldest_first):
        folder = log / year
        for name in _names(folder, LOG, refused, named, newest_first=not oldest_first):
            if named(name):
                yield folder / name


def number(log: Path) -> int:
    """How many files of the log are not empty, counted without reading them."""

    def ignore(text: str) -> None:
        """Whoever reads the files is told of folders that cannot be read."""

    years = _names(log, _YEAR, ignore, newest_first=True)
    return sum(
        _with_content(f"{folder}{os.sep}", _unsorted(folder, LOG, ignore)) for folder in map(log.joinpath, years)
    )


def _with_content(folder: str, names: list[str]) -> int:
    """How many of these files are not empty; those that cannot be asked count."""
    # Ten years of files: paths, or a question of ours for each, would take twice as long as asking for their sizes.
    paths = [folder + name for name in names]
    try:
        return sum(status.st_size > 0 for status in map(os.stat, paths))
    except OSError:
        return sum(map(_has_content, paths))


def _has_content(path: str) -> bool:
    try:
        return os.stat(path).st_size > 0  # noqa: PTH116 - as above
    except OSError:
        return True


def damage(log: Path) -> tuple[str, ...]:
    """One line for each folder of the log that cannot be read."""
    found: list[str] = []
    for _ in paths(log, refused=found.append):
        # Only what is refused on the way counts here.
        pass
    return tuple(found)


def cannot_be_read(path: Path, error: OSError) -> str:
    """The message about a file or folder of the log that cannot be read."""
    return f"{path_shown(path)}: cannot be read: {why(error)}"


def name_of(log: Path, file: str, at: datetime, session: str) -> Path:
    """The path of a session's log, made of its start time, the session file's name and four digits of its id."""
    began = at.astimezone(UTC)
    return log / f"{began:%Y}" / f"{began:%Y%m%dT%H%M%SZ}-{slug(file)}-{session[:4]}.jsonl"


def slug(file: str) -> str:
    """The part of a log's name that comes from the session file's name."""
    return re.sub("[^a-z0-9]+", "-", Path(file).stem.lower())[:40].strip("-") or "session"


def slug_in(name: str) -> str:
    """That part of a log's name."""
    return name[17:-11]


def _names(
    folder: Path,
    pattern: str,
    refused: Callable[[str], None],
    named: Callable[[str], object] = bool,
    *,
    newest_first: bool,
) -> list[str]:
    """The sorted names in a folder that match a pattern, and are wanted; empty if there is no such folder."""
    return sorted(_unsorted(folder, pattern, refused, named), reverse=newest_first)


def _unsorted(
    folder: Path, pattern: str, refused: Callable[[str], None], named: Callable[[str], object] = bool
) -> list[str]:
    """The same names in any order."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - ten years of names, and only names are needed
    except (FileNotFoundError, NotADirectoryError):
        nearest = next((place for place in (folder, *folder.parents) if os.path.lexists(place)), folder)
        if not nearest.is_dir():
            what = "there is a file where a folder should be" if nearest.exists() else "it is a link to nowhere"
            refused(cannot_be_read(nearest, OSError(what)))
        return []
    except OSError as error:
        refused(cannot_be_read(folder, error))
        return []
    # Of ten years of names few are wanted, and that is asked sooner than whether they match.
    return list(filter(re.compile(pattern).fullmatch, filter(named, names)))

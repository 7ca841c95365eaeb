"""Log files by their names, which say when each session began."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from hipcoach.diagnostics.files import path_shown, why

LOG = r"\d{8}T\d{6}Z-[a-z0-9-]+-[0-9a-f]{4}\.jsonl"
"""How a log's file is called."""

_YEAR = r"\d{4}"


def paths(
    log: Path, *, oldest_first: bool = False, refused: Callable[[str], None] = lambda text: None
) -> Iterator[Path]:
    """The log's files by the time in their names, newest first. Copies that a sync program left are not among them.

    `refused` is told of each folder that cannot be read, in the words of `damage`.
    """
    for year in _names(log, _YEAR, refused, newest_first=not oldest_first):
        for name in _names(log / year, LOG, refused, newest_first=not oldest_first):
            yield log / year / name


def damage(log: Path) -> tuple[str, ...]:
    """The folders of the log that cannot be read, so that what is in them is not known; a line each."""
    found: list[str] = []
    for _ in paths(log, refused=found.append):
        pass
    return tuple(found)


def cannot_be_read(path: Path, error: OSError) -> str:
    """What is said of a file or folder of the log that cannot be read."""
    return f"{path_shown(path)}: cannot be read: {why(error)}"


def name_of(log: Path, file: str, at: datetime, session: str) -> Path:
    """Where the log of a session goes: when it began, what it is, and four digits of its id."""
    began = at.astimezone(UTC)
    slug = re.sub("[^a-z0-9]+", "-", Path(file).stem.lower())[:40].strip("-") or "session"
    return log / f"{began:%Y}" / f"{began:%Y%m%dT%H%M%SZ}-{slug}-{session[:4]}.jsonl"


def _names(folder: Path, pattern: str, refused: Callable[[str], None], *, newest_first: bool) -> list[str]:
    """The names in a folder that fit, sorted; none where there is no folder."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - ten years of names, and only the names
    except (FileNotFoundError, NotADirectoryError):
        nearest = next((place for place in (folder, *folder.parents) if os.path.lexists(place)), folder)
        if not nearest.is_dir():
            what = "there is a file where a folder should be" if nearest.exists() else "it is a link to nowhere"
            refused(cannot_be_read(nearest, OSError(what)))
        return []
    except OSError as error:
        refused(cannot_be_read(folder, error))
        return []
    return sorted(filter(re.compile(pattern).fullmatch, names), reverse=newest_first)

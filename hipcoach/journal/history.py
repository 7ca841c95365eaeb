"""All the sessions there are, one after the other."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from hipcoach.coach.plan import Choices
from hipcoach.journal.fold import Folded, TooNew, read, stamp
from hipcoach.journal.glance import Glance, glance
from hipcoach.session.model import Side

T = TypeVar("T")

AMONG = 30
"""How many sessions are looked through for one of the same file."""


def paths(log: Path, *, oldest_first: bool = False) -> Iterator[Path]:
    """The log's files by the time in their names, newest first. Copies that a sync program left are not among them."""
    ours = re.compile(r"\d{8}T\d{6}Z-[a-z0-9-]+-[0-9a-f]{4}\.jsonl")
    for year in _names(log, re.compile(r"\d{4}"), newest_first=not oldest_first):
        for name in _names(log / year, ours, newest_first=not oldest_first):
            yield log / year / name


def _names(folder: Path, pattern: re.Pattern[str], *, newest_first: bool) -> list[str]:
    """The names in a folder that fit, sorted; none where there is no folder that can be read."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - ten years of names, and only the names
    except OSError:
        return []
    return sorted(filter(pattern.fullmatch, names), reverse=newest_first)


def sessions(
    log: Path, *, refused: Callable[[str], None], since: datetime | None = None, oldest_first: bool = False
) -> Iterator[Folded]:
    """What was done, session by session as they are asked for, newest first; `refused` is told what cannot be read."""
    return _each(log, lambda path: read(path, places=False), refused, since, oldest_first)


def glances(
    log: Path,
    *,
    refused: Callable[[str], None],
    since: datetime | None = None,
    oldest_first: bool = False,
    named: re.Pattern[str] | None = None,
) -> Iterator[Glance]:
    """The same sessions at a glance: ten years of them in the time that a tenth of them takes to be read.

    With `named`, those whose whole file name fits it.
    """
    return _each(log, glance, refused, since, oldest_first, named)


def _each(
    log: Path,
    reading: Callable[[Path], T],
    refused: Callable[[str], None],
    since: datetime | None,
    oldest_first: bool,
    named: re.Pattern[str] | None = None,
) -> Iterator[T]:
    for path in paths(log, oldest_first=oldest_first):
        if named is not None and not named.fullmatch(path.name):
            continue
        began = stamp(path)
        if since is not None and began is not None and began < since:
            if oldest_first:
                continue
            return
        try:
            yield reading(path)
        except TooNew as error:
            refused(str(error))
        except OSError as error:
            refused(f"{path}: cannot be read: {error.strerror or error}")


def last_choices(log: Path) -> Choices | None:
    """What was chosen for the newest session; `None` where there is none."""
    for folded in sessions(log, refused=_ignore):
        if folded.chosen is not None:
            return folded.chosen
    return None


def began_last(log: Path, file: str | None = None) -> Side | None:
    """The side that was worked first the last time, in sessions of one file or in any; `None` where that is unknown."""
    for number, glanced in enumerate(glances(log, refused=_ignore)):
        if number == AMONG:
            break
        if file is not None and (glanced.start is None or glanced.start.file != file):
            continue
        try:
            records = glanced.read().records
        except OSError:
            continue
        sided = [record for record in records if record.side is not Side.NONE and record.counted.done > 0]
        if sided:
            return min(sided, key=lambda record: record.n).side
    return None


def _ignore(text: str) -> None:
    """Whoever looks for a habit does without a file that cannot be read; the list of sessions tells of it."""

"""All the sessions there are, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from hipcoach.journal.disk import Disk
from hipcoach.journal.files import cannot_be_read, paths
from hipcoach.journal.fold import Folded, read, stamp
from hipcoach.journal.format import TooNew, lies_ahead
from hipcoach.journal.glance import Glance, glance

T = TypeVar("T", Folded, Glance)


def sessions(
    log: Path,
    *,
    refused: Callable[[str], None],
    since: datetime | None = None,
    until: datetime | None = None,
    oldest_first: bool = False,
) -> Iterator[Folded]:
    """What was done, session by session as they are asked for, newest first; `refused` is told what cannot be read.

    With `until`, which is now, without those that lie ahead of it.
    """
    return _each(log, lambda path: read(path, places=False), refused, since, until, oldest_first)


def seen_now(folded: Folded, now: datetime, disk: Disk | None = None) -> Folded:
    """Copy with `running` and `ahead` set.

    Only for display, because finding out takes the session's lock for a moment.
    """
    if lies_ahead(folded.began, now):
        folded = replace(folded, ahead=True)
    if folded.outcome is not None:
        return folded
    try:
        return replace(folded, running=not (disk or Disk()).free(folded.path))
    except OSError:
        # Nobody can be running a session whose log cannot be opened for writing.
        return folded


def glances(
    log: Path,
    *,
    refused: Callable[[str], None],
    since: datetime | None = None,
    until: datetime | None = None,
    oldest_first: bool = False,
    named: re.Pattern[str] | None = None,
) -> Iterator[Glance]:
    """The same sessions at a glance: ten years of them in the time that a tenth of them takes to be read.

    With `named`, those whose whole file name fits it.
    """
    return _each(log, glance, refused, since, until, oldest_first, named)


def _each(
    log: Path,
    reading: Callable[[Path], T],
    refused: Callable[[str], None],
    since: datetime | None,
    until: datetime | None,
    oldest_first: bool,
    named: re.Pattern[str] | None = None,
) -> Iterator[T]:
    for path in paths(log, oldest_first=oldest_first, refused=refused):
        if named is not None and not named.fullmatch(path.name):
            continue
        began = stamp(path)
        if since is not None and began is not None and began < since:
            if oldest_first:
                continue
            return
        try:
            one = reading(path)
        except TooNew as error:
            refused(str(error))
        except OSError as error:
            refused(cannot_be_read(path, error))
        else:
            if not (one.empty or (until is not None and lies_ahead(one.began, until))):
                yield one

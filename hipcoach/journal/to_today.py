"""Reads from the log what the proposal for a day needs, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from hipcoach.advice.day import FIRST, WITHOUT_PROGRAMME, done_most
from hipcoach.advice.programmes import BegunProgramme, DoneSession, KnownSession
from hipcoach.advice.proposal import Proposal
from hipcoach.advice.thresholds import PainThresholds
from hipcoach.advice.today import BUILT_IN, today
from hipcoach.advice.weeks import first_day
from hipcoach.journal.history import newest_of
from hipcoach.journal.programmes import begun
from hipcoach.journal.to_weeks import done_since, known_sessions, named_by, read_in_full
from hipcoach.session.library import Library, same_file
from hipcoach.session.programme import Programme

LAST_TIMES = 3
"""How many of the newest sessions of a file are looked into for one that counts."""


def _ignore(text: str) -> None:
    """Ignore a file that cannot be read; the list of sessions reports it."""


def proposal(
    log: Path,
    now: datetime,
    library: Library,
    *,
    week_begins: int = 0,
    pain: PainThresholds = BUILT_IN,
    refused: Callable[[str], None] = _ignore,
) -> Proposal:
    """What to do today; `refused` is called with a line about each file of the log that cannot be read."""
    day, programme = now.date(), begun(log, now, refused)
    since = day - timedelta(days=WITHOUT_PROGRAMME)
    if programme is not None:
        since = min(since, first_day(programme.on, week_begins))
    found = done_since(log, now, since, refused)
    known = _usual(library, in_order(found), day) if programme is None else known_sessions(library, named_by(programme))
    # The doses of last time, and how long ago it was.
    files = {one.file for one in known.values()} - {one.file for one in found.values() if one.least is not None}
    for earlier in newest_of(files, log, refused=_ignore, until=now, most=LAST_TIMES).values():
        found |= read_in_full(earlier, _ignore)
    file = _changed(library, programme) if programme is not None else None
    return today(day, programme, in_order(found), known, week_begins=week_begins, pain=pain, file=file)


def in_order(found: Mapping[Path, DoneSession]) -> list[DoneSession]:
    """Sessions by their files, oldest first: each name begins with the instant at which the session began."""
    return [found[path] for path in sorted(found, key=lambda path: path.name)]


def _changed(library: Library, programme: BegunProgramme) -> tuple[str, Programme] | None:
    """Checksum and content of the programme's file, if that is not what was begun; `None` also if it cannot be read."""
    path = next((entry.path for entry in library.programmes() if entry.name == programme.name), None)
    if path is None or same_file(path, programme.latest.sha256):
        return None
    reading = library.read_programme(path)
    return None if reading.programme is None else (reading.sha256, reading.programme)


def _usual(library: Library, done: Sequence[DoneSession], day: date) -> Mapping[str, KnownSession]:
    """Without a programme: the session that was done most and can be read, else that for whoever has done none."""
    names = {entry.path.name: entry.name for entry in library.sessions()}
    for name in (*(names[file] for file in done_most(done, day) if file in names), FIRST):
        if known := known_sessions(library, (name,)):
            return known
    return {}

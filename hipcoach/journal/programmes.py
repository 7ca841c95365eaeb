"""The programme that the person follows: a line of the person's files (`person_file`) for each thing said of it.

A programme is begun with its phases as they were, so that a file that is changed or lost changes nothing. What was said
last counts, on whatever installation; a damaged line costs itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import assert_never

import msgspec
from msgspec.structs import replace

from hipcoach.advice.programmes import (
    AcceptedFile,
    AcceptedWeek,
    BegunProgramme,
    EnteredPhase,
    PausedProgramme,
    ProgrammeChange,
    ResumedProgramme,
)
from hipcoach.engine.codec import Json
from hipcoach.journal.disk import Disk
from hipcoach.journal.format import decode, lies_ahead, moment, time_of
from hipcoach.journal.lines import Dated
from hipcoach.journal.person_file import append, texts
from hipcoach.journal.reading import Kind, all_harmless
from hipcoach.session.model import EVERY_DAY, Whole
from hipcoach.session.programme import Programme, ProgrammePhase

MOST_WEEKS = 1000
"""The most weeks of a phase that can be read back."""


class Said(StrEnum):
    """What is said of a programme in a line."""

    BEGIN = "begin"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    ACCEPT = "accept"


class ProgrammeLine(Dated, frozen=True, kw_only=True):
    """What was said of a programme; which of the fields below it has depends on `what`."""

    what: Said
    name: str
    """The name of its file, without the ending."""
    sha256: str = ""
    title: str = ""
    phases: tuple[ProgrammePhase, ...] = ()
    """With `BEGIN`, and with `ACCEPT` of a file, its phases as they were."""
    phase: Whole | None = None
    """With `ACCEPT`, the phase that is entered, counted from 0."""
    week: date | None = None
    """With `ACCEPT`, a day of the week that counts."""


def begins(at: datetime, name: str, sha256: str, programme: Programme) -> ProgrammeLine:
    """The line that begins a programme, and ends the one before it; `sha256` is the checksum of its file."""
    what, title, phases = Said.BEGIN, programme.title, programme.phases
    return ProgrammeLine(at=at, what=what, name=name, sha256=sha256, title=title, phases=phases)


def pauses(at: datetime, name: str) -> ProgrammeLine:
    """The line that lets a programme rest."""
    return ProgrammeLine(at=at, what=Said.PAUSE, name=name)


def resumes(at: datetime, name: str) -> ProgrammeLine:
    """The line that goes on with one that rests."""
    return ProgrammeLine(at=at, what=Said.RESUME, name=name)


def ends(at: datetime, name: str) -> ProgrammeLine:
    """The line that ends a programme."""
    return ProgrammeLine(at=at, what=Said.END, name=name)


def enters(at: datetime, name: str, phase: int) -> ProgrammeLine:
    """The line that enters a phase."""
    return ProgrammeLine(at=at, what=Said.ACCEPT, name=name, phase=phase)


def counts(at: datetime, name: str, week: date) -> ProgrammeLine:
    """The line that lets a week count."""
    return ProgrammeLine(at=at, what=Said.ACCEPT, name=name, week=week)


def follows(at: datetime, name: str, sha256: str, programme: Programme) -> ProgrammeLine:
    """The line that accepts a file that was changed."""
    return replace(begins(at, name, sha256, programme), what=Said.ACCEPT)


def keep_programme(log: Path, install: str, line: ProgrammeLine, disk: Disk | None = None) -> None:
    """Append a line to the file of an installation, in one write. Raises OSError."""
    append(log, install, (_json(line),), disk)


def _ignore(text: str) -> None:
    """Ignore a file that cannot be read: what is said of today tells of it."""


def begun(log: Path, now: datetime, refused: Callable[[str], None] = _ignore) -> BegunProgramme | None:
    """The programme that the person follows; `None` without one.

    What cannot be read counts as not said; `refused` is called with a line about each file of that kind.
    """
    ever = followed(log, now, refused)
    return ever[-1] if ever and ever[-1].ended is None else None


def followed(log: Path, now: datetime, refused: Callable[[str], None] = _ignore) -> tuple[BegunProgramme, ...]:
    """All programmes that were ever begun, one after the other; at most the last one is not ended.

    A later date than today's comes from travel, and is today.
    """
    found: list[BegunProgramme] = []
    for line in sorted(_lines(log, now, refused), key=_when):
        last = found[-1] if found and found[-1].ended is None else None
        on = min(line.at.date(), now.date())
        if line.what is Said.BEGIN:
            if last is not None:
                found[-1] = replace(last, ended=on)
            found.append(BegunProgramme(line.name, line.title, line.sha256, line.phases, on))
        elif last is not None and last.name == line.name:
            changes = last.changes if line.what is Said.END else (*last.changes, _change(line, on))
            found[-1] = replace(last, changes=changes, ended=on if line.what is Said.END else None)
    return tuple(found)


def _change(line: ProgrammeLine, on: date) -> ProgrammeChange:
    if line.what is Said.PAUSE:
        return PausedProgramme(on)
    if line.what is Said.RESUME:
        return ResumedProgramme(on)
    if line.phases:
        return AcceptedFile(on, line.sha256, line.title, line.phases)
    if line.week is not None:
        return AcceptedWeek(on, line.week)
    assert line.phase is not None, "a line that accepts nothing is not read"
    return EnteredPhase(on, line.phase)


def _when(line: ProgrammeLine) -> datetime:
    return line.at


def _lines(log: Path, now: datetime, refused: Callable[[str], None]) -> Iterator[ProgrammeLine]:
    """All lines that can be read, those of one file in its order; none from the future."""
    for text in texts(log, refused):
        line = _read(text)
        if line is not None and not lies_ahead(line.at, now):
            yield line


def _read(text: bytes) -> ProgrammeLine | None:
    """The line in a text; `None` for one that cannot be read, or is of another kind."""
    try:
        if decode(text, Kind).t != "programme":
            return None
        line = decode(text, ProgrammeLine)
        told = replace(
            line,
            at=time_of(line.at),
            title=f"{all_harmless(line.title)}",
            phases=msgspec.convert(all_harmless(msgspec.to_builtins(line.phases)), tuple[ProgrammePhase, ...]),
        )
        return told if _says_enough(told) else None
    except (ValueError, RecursionError):
        return None


def _says_enough(line: ProgrammeLine) -> bool:
    """Whether a line has what it is about, and no calculation with it can overflow."""
    if not all(_can_be(phase) for phase in line.phases):
        return False
    match line.what:
        case Said.BEGIN:
            return bool(line.phases)
        case Said.ACCEPT:
            one_of = [bool(line.phases), line.week is not None, line.phase is not None]
            return sum(one_of) == 1 and (line.week is None or 1900 < line.week.year < 9000)
        case Said.PAUSE | Said.RESUME | Said.END:
            return True
        case _:
            assert_never(line.what)


def _can_be(phase: ProgrammePhase) -> bool:
    weeks = 1 <= phase.weeks.low <= phase.weeks.high <= MOST_WEEKS
    return weeks and all(
        entry.times.high <= EVERY_DAY and 0 <= (entry.apart or 0) < EVERY_DAY for entry in phase.each_week
    )


def _json(line: ProgrammeLine) -> Json:
    told: Json = {"t": "programme", "at": moment(line.at), "what": line.what.value, "name": line.name}
    if line.phases:
        phases = msgspec.to_builtins(line.phases)
        told |= {"sha256": line.sha256, "title": line.title, "phases": phases}
    if line.week is not None:
        told["week"] = line.week.isoformat()
    if line.phase is not None:
        told["phase"] = line.phase
    return told

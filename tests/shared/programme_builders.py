"""Programmes made for tests, what their sessions are, and what was done of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from hipcoach.advice.programmes import BegunProgramme, DoneSession, KnownSession, ProgrammeChange
from hipcoach.advice.proposal import Proposal
from hipcoach.advice.today import today
from hipcoach.session.model import Dose, Range
from hipcoach.session.programme import Programme, ProgrammePhase, WeekEntry

MONDAY = date(2026, 1, 5)
"""The day on which programmes are begun here."""

KNOWN: Mapping[str, KnownSession] = {
    "release": KnownSession("release.yaml", "Release", repetitions=False, gentle=True),
    "chair": KnownSession("chair.yaml", "Chair", repetitions=True, gentle=True),
    "full": KnownSession("full.yaml", "Full", repetitions=True),
    "desk": KnownSession("desk.yaml", "Desk", repetitions=True, gentle=True),
    "walk": KnownSession("walk.yaml", "Walk", repetitions=False, per_day=Range(2, 3)),
}
"""The sessions by name."""


def entry(session: str, low: int, high: int = 0, **more: Any) -> WeekEntry:
    """A session of a week."""
    return WeekEntry(session, Range(low, max(low, high)), **more)


def phase(name: str, weeks: int | Range, *entries: WeekEntry) -> ProgrammePhase:
    """Weeks that are alike."""
    return ProgrammePhase(name, Range(weeks, weeks) if isinstance(weeks, int) else weeks, entries)


LET_GO = phase("Let go", 2, entry("release", 4, 6), entry("chair", 1, 2, apart=1, dose=Dose.LOW))
BUILD = phase("Build", 4, entry("full", 2, 3, dose=Dose.LOW), entry("release", 2))
MORE = phase("More", 3, entry("full", 2, 3, dose=Dose.MIDDLE), entry("release", 2))
ALL = phase("All", 3, entry("full", 2, 3, dose=Dose.HIGH), entry("release", 2))
TWELVE = (LET_GO, BUILD, MORE, ALL)
"""The phases of twelve weeks."""


def followed(
    *phases: ProgrammePhase, on: date = MONDAY, changes: Iterable[ProgrammeChange] = (), ended: date | None = None
) -> BegunProgramme:
    """A programme that was begun."""
    return BegunProgramme("test", "Test", "1" * 64, phases or TWELVE, on, tuple(changes), ended)


def programme(*phases: ProgrammePhase, title: str = "Test") -> Programme:
    """The content of a programme's file."""
    return Programme(title, phases or TWELVE)


def did(day: date, session: str, *, dose: Dose = Dose.LOW, counts: bool = True, **more: Any) -> DoneSession:
    """A session that was done; one that no programme knows has repetitions."""
    known = KNOWN.get(session)
    file, repetitions = (known.file, known.repetitions) if known else (f"{session}.yaml", True)
    return DoneSession(day, file, counts, repetitions=repetitions, least=dose, most=dose, **more)


def days(first: date, number: int) -> Iterable[date]:
    """So many days, one after the other."""
    return (first + timedelta(days=at) for at in range(number))


Does = Callable[[Proposal], DoneSession | None]
"""What a person does on a day, seeing what is proposed."""


def as_proposed(proposal: Proposal) -> DoneSession | None:
    """Do what is proposed."""
    if proposal.session is None:
        return None
    return did(proposal.day, proposal.session.session, dose=proposal.session.dose or proposal.session.last or Dose.LOW)


def lived(begun: BegunProgramme | None, does: Does, first: date, number: int, **more: Any) -> list[Proposal]:
    """What is proposed on so many days to a person who follows a programme in some way."""
    done: list[DoneSession] = []
    found = []
    for day in days(first, number):
        proposal = today(day, begun, done, KNOWN, **more)
        found.append(proposal)
        if (doing := does(proposal)) is not None:
            done.append(doing)
    return found

"""Twelve weeks for turned-out hips, lived through by six persons: what is proposed on each day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from hipcoach.advice.programmes import AcceptedWeek, BegunProgramme, DoneSession, KnownSession
from hipcoach.advice.proposal import OfferKind, Proposal
from hipcoach.advice.today import today
from hipcoach.journal.to_weeks import known_sessions
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Dose

MONDAY = date(2026, 1, 5)
WEEKS = 12
LETTERS = {"release": "R", "chair-alignment": "C", "full-alignment": "F", None: "."}
DOSES = {Dose.LOW: "-", Dose.MIDDLE: "=", Dose.HIGH: "+", None: ""}


DOSES_OFFERED = frozenset({OfferKind.HIGHER_DOSE, OfferKind.LOWER_DOSE})


class Life(NamedTuple):
    """What a person does with what is proposed."""

    does: Callable[[int, Proposal], str | None]
    """The session done on a day, counted from 0, seeing what is proposed."""
    pain: Mapping[int, tuple[int, int]] = {}
    """Pain before and after on some days; on the others there is none."""
    takes: frozenset[OfferKind] = DOSES_OFFERED
    """What is said yes to."""


def proposed(number: int, proposal: Proposal) -> str | None:
    return proposal.session.session if proposal.session else None


def on_two_days(number: int, proposal: Proposal) -> str | None:
    return proposed(number, proposal) if number % 7 in (1, 4) else None


def a_fortnight_away(number: int, proposal: Proposal) -> str | None:
    return None if 49 <= number < 63 else proposed(number, proposal)


def only_short(number: int, proposal: Proposal) -> str | None:
    return ("five-minutes-a", "five-minutes-b")[number // 2 % 2] if number % 2 == 0 else None


LIVES = {
    "as planned": Life(proposed),
    "twice a week": Life(on_two_days, takes=frozenset({*DOSES_OFFERED, OfferKind.COUNT_WEEK})),
    "a fortnight away": Life(a_fortnight_away),
    "amber days": Life(proposed, {15: (4, 4), 17: (2, 4), 28: (1, 3), 42: (5, 5)}),
    "a red day": Life(proposed, {16: (1, 6)}),
    "only short sessions": Life(only_short),
}


def lived(life: Life) -> list[tuple[Proposal, str | None]]:
    """What is proposed on each day of twelve weeks, and what is done then."""
    library = Library(shipped_sessions(), None)
    reading = library.read_programme(library.find_programme("twelve-weeks"))
    assert reading.programme is not None
    begun = BegunProgramme("twelve-weeks", reading.programme.title, "1", reading.programme.phases, MONDAY)
    known = known_sessions(library, [*filter(None, LETTERS), "five-minutes-a", "five-minutes-b"])
    done: list[DoneSession] = []
    days = []
    for number in range(7 * WEEKS):
        day = MONDAY + timedelta(days=number)
        proposal = today(day, begun, done, known)
        name = life.does(number, proposal)
        days.append((proposal, name))
        if week := next((each.week for each in proposal.offered if each.kind in life.takes and each.week), None):
            begun = replace(begun, changes=(*begun.changes, AcceptedWeek(day, week)))
        if name is not None:
            done.append(_did(life, known[name], number, proposal))
    return days


def _did(life: Life, known: KnownSession, number: int, proposal: Proposal) -> DoneSession:
    option = proposal.session
    dose = (option.dose or option.last or Dose.LOW) if option is not None else Dose.LOW
    dose = next((offer.dose for offer in proposal.offered if offer.kind in life.takes and offer.dose), dose)
    before, after = life.pain.get(number, (0, 0))
    return DoneSession(
        proposal.day, known.file, True, known.repetitions, least=dose, most=dose, before=before, after=after
    )


def in_short(days: list[tuple[Proposal, str | None]]) -> list[str]:
    """A row for each week: its number, and for each day the session with a dose that is prescribed; `.` is a rest."""
    rows = []
    for first in range(0, len(days), 7):
        week = [proposal for proposal, _ in days[first : first + 7]]
        signs = [
            f"{LETTERS[one.session.session]}{DOSES[one.session.dose]}" if one.session else LETTERS[None] for one in week
        ]
        rows.append(f"{week[0].week:>2} {' '.join(signs)}")
    return rows


def weeks(first: int, last: int, days: str) -> list[str]:
    """The rows of weeks that are alike."""
    return [f"{number:>2} {days}" for number in range(first, last + 1)]


WEEK_BY_WEEK: Mapping[str, list[str]] = {
    "as planned": [
        *weeks(1, 1, "R R R C- R . ."),
        *weeks(2, 2, "R R R C R . ."),
        *weeks(3, 3, "F- R F R . . ."),
        *weeks(4, 12, "F R F R . . ."),
    ],
    "twice a week": [
        *weeks(1, 1, "R R R R R C- R") * 2,
        *weeks(2, 2, "R F- R R R F F"),
        *weeks(3, 11, "F F R R R F F"),
    ],
    "a fortnight away": [
        *weeks(1, 1, "R R R C- R . ."),
        *weeks(2, 2, "R R R C R . ."),
        *weeks(3, 3, "F- R F R . . ."),
        *weeks(4, 7, "F R F R . . ."),
        *weeks(8, 8, "F F F F F F F") * 2,
        *weeks(8, 10, "F R F R . . ."),
    ],
    "amber days": [
        *weeks(1, 1, "R R R C- R . ."),
        *weeks(2, 2, "R R R C R . ."),
        *weeks(3, 3, "F- R R F . . ."),
        *weeks(4, 12, "F R F R . . ."),
    ],
    "a red day": [
        *weeks(1, 1, "R R R C- R . ."),
        *weeks(2, 2, "R R R C R . ."),
        *weeks(3, 3, "F- R F . R . ."),
        *weeks(4, 12, "F R F R . . ."),
    ],
    "only short sessions": [
        *weeks(1, 1, "R R R R R R R") * 12,
    ],
}
"""R is release, C chair-alignment, F full-alignment; - is the low dose, and none that of last time."""


@pytest.mark.parametrize("person", LIVES)
def test_what_is_proposed_to_a_person(person: str) -> None:
    assert in_short(lived(LIVES[person])) == WEEK_BY_WEEK[person]

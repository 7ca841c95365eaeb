"""The values of a proposal: what is wise to do on a day, why, and what else is possible or offered."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from hipcoach.session.model import Dose, Range


class Why(StrEnum):
    """Why a session or a rest is proposed."""

    DUE = "due"
    """It is the session that its week needs most."""
    GENTLE = "gentle"
    """Pain is amber, and this session is gentle, or its dose is low."""
    AGAIN_TODAY = "again_today"
    """It is to be done several times a day, and was done less often today."""
    DONE_TODAY = "done_today"
    WEEK_DONE = "week_done"
    """Everything that the week needs is done."""
    APART = "apart"
    """There have to be days between it and a session that was done."""
    PAIN = "pain"
    PAUSED = "paused"
    NOTHING = "nothing"
    """None of the sessions can be found."""


class OfferKind(StrEnum):
    """What a person may say yes to, besides doing a session."""

    NEXT_PHASE = "next_phase"
    COUNT_WEEK = "count_week"
    """To let last week count although less was done."""
    HIGHER_DOSE = "higher_dose"
    LOWER_DOSE = "lower_dose"
    CHANGED_FILE = "changed_file"
    RESUME = "resume"
    END = "end"
    """The programme is over."""


class ProgrammeOffer(Struct, frozen=True):
    """An offer with its text, which is a whole sentence."""

    kind: OfferKind
    text: str
    dose: Dose | None = None
    """What `HIGHER_DOSE` and `LOWER_DOSE` offer for today's session."""
    phase: int | None = None
    """What `NEXT_PHASE` enters, counted from 0."""
    week: date | None = None
    """The first day of the week that `COUNT_WEEK` counts."""


class Weekly(Struct, frozen=True):
    """A session of this week."""

    session: str
    """Its name, as `hipcoach list` has it."""
    title: str
    done: int
    """On how many days of this week it was done."""
    times: Range | None
    """On how many it is to be done; `None` if nothing says so."""


class Option(Weekly, frozen=True, kw_only=True):
    """A session that is possible today."""

    dose: Dose | None = None
    """`None`: as last time."""
    last: Dose | None = None
    """That of last time, the lowest of its exercises; `None` if it was never done."""
    modifications: tuple[tuple[str, str], ...] = ()
    """Exercise and modification, by their ids."""


class Coming(Struct, frozen=True):
    """The next session after today."""

    session: str
    title: str
    days: tuple[date, ...]
    """The day on which it is due, and the next one if that is as good."""


class Proposal(Struct, frozen=True, kw_only=True):
    """What is proposed for a day."""

    day: date
    why: Why
    reason: str
    """In whole sentences."""
    session: Option | None
    """`None`: a rest day."""
    options: tuple[Option, ...] = ()
    """What else is possible today, if the person likes."""
    offered: tuple[ProgrammeOffer, ...] = ()
    coming: Coming | None = None
    programme: str | None = None
    """The name of the programme; `None` without one."""
    title: str | None = None
    """The title of the programme."""
    phase: str | None = None
    """The name of the phase."""
    phase_number: int | None = None
    """The number of the phase, counted from 0."""
    week: int | None = None
    """The number of the week; `None` without a programme."""
    of: Range | None = None
    """How many weeks the programme has."""
    done: int = 0
    """How much of this week's goal is done; no session counts beyond what it is to be done at most."""
    goal: Range | None = None
    """How many sessions this week needs; `None` if it has no goal."""
    sessions: tuple[Weekly, ...] = ()
    """The sessions of this week one by one."""

    @property
    def rest(self) -> bool:
        """Whether a rest day is proposed."""
        return self.session is None

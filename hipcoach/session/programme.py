"""The values of programme files: which sessions a person does in which weeks."""

from __future__ import annotations

from msgspec import Struct

from hipcoach.session.model import Aim, Dose, Link, Range, Safety, Session


class WeekEntry(Struct, frozen=True):
    """A session that is done in each week of a phase."""

    session: str
    """The name of a session, as `hipcoach list` has it."""
    times: Range
    """On how many days a week it is done."""
    dose: Dose | None = None
    """`None`: as last time."""
    modifications: tuple[tuple[str, str], ...] = ()
    """Exercise and modification, by their ids."""
    apart: int | None = None
    """Days between two of these; `None`: as `days_apart` says."""


class ProgrammePhase(Struct, frozen=True):
    """Weeks that are alike."""

    name: str
    weeks: Range
    """How many; where it is a range, the next phase is offered from its lower end on."""
    each_week: tuple[WeekEntry, ...]
    why: str | None = None


class Programme(Struct, frozen=True):
    """The content of a programme file."""

    title: str
    phases: tuple[ProgrammePhase, ...]
    aim: Aim | None = None
    summary: str | None = None
    goal: str | None = None
    sources: tuple[Link, ...] = ()
    safety: Safety | None = None
    """`None`: the built-in safety texts apply."""
    notes: str | None = None
    """For the writer of the file; never shown."""


def days_apart(entry: WeekEntry, session: Session) -> int:
    """The days between two of an entry's session; where it has repetitions, also between it and others that have.

    An entry that does not say it leaves 1 where the session has repetitions, otherwise 0.
    """
    return int(has_repetitions(session)) if entry.apart is None else entry.apart


def has_repetitions(session: Session) -> bool:
    """Whether anything in a session is counted: strength, which needs a day to recover, and no stretch."""
    return any(exercise.reps is not None for exercise in session.exercises)

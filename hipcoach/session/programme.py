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


def days_apart(said: int | None, repetitions: bool) -> int:
    """The days between two of a session of a week; where it has repetitions, also between it and others that have.

    They are those that its entry says, otherwise 1 where it has repetitions, and 0 where it has none.
    """
    return int(repetitions) if said is None else said


def has_repetitions(session: Session) -> bool:
    """Whether anything in a session is counted: strength, which needs a day to recover, and no stretch."""
    return any(exercise.reps is not None for exercise in session.exercises)

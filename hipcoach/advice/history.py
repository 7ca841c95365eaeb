"""Past sessions as advice looks at them. A history is a tuple of them, the oldest first.

Today's check-in, which is not in any log yet, may come last as a session in which nothing was done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from hipcoach.engine.choices import Choices
from hipcoach.engine.events import PainKind
from hipcoach.engine.records import Record
from hipcoach.session.model import Session, Side


class DailyLife(StrEnum):
    """How the hip is in daily life, compared with the beginning."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Background(StrEnum):
    """Facts that bring the advice to ask a professional sooner."""

    LASTING_PAIN = "lasting_pain"
    """The hip has hurt for more than three months."""
    PRONOUNCED = "pronounced"
    """The leg is strongly turned."""
    ONE_SIDE = "one_side"
    """Only one leg is turned."""
    CHILDHOOD = "childhood"
    """The leg has been turned since childhood."""


class OuterHip(StrEnum):
    """Whether the outer, bony side of the hip hurts, worse when lying on it."""

    HURTS = "yes"
    CALM = "no"
    PASSED = "passed"
    """The question was asked and skipped."""


class Felt(Struct, frozen=True):
    """A pain that the person reported during a session."""

    exercise: str
    kind: PainKind | None
    """`None` if the person did not get to tell it."""
    score: int | None
    """0 to 10."""

    @property
    def ended(self) -> bool:
        """Whether it is of a kind that ends a session."""
        return self.kind is not None and self.kind.ends_session


class PastSession(Struct, frozen=True):
    """A session as it went. Pain and effort are 0 to 10; `None` means not asked or not answered."""

    day: date
    begun: bool = True
    """False for the session whose check-in is under way."""
    records: tuple[Record, ...] = ()
    planned: Mapping[tuple[str, Side], int] = field(default_factory=lambda: MappingProxyType({}))
    """Sets by exercise id and side."""
    chosen: Choices | None = None
    """The choices at its beginning, without that day's pain adjustments."""
    pain_before: int | None = None
    pain_after: int | None = None
    next_morning: int | None = None
    """Pain on the morning after this session."""
    effort: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Effort by exercise id."""
    felt: tuple[Felt, ...] = ()
    daily_life: DailyLife | None = None
    turned_out: int | None = None
    """How turned out the legs feel, 0 to 10."""
    background: frozenset[Background] | None = None
    outer_hip: OuterHip | None = None
    accepted: tuple[str, ...] = ()
    """Keys of the offers that were accepted at its check-in."""
    declined: tuple[str, ...] = ()
    """Keys of the offers that were declined at its check-in."""
    dismissed: tuple[str, ...] = ()
    """Keys of the notices that were dismissed at its check-in."""

    @property
    def done(self) -> bool:
        """Whether anything was done in it."""
        return any(record.counted.done > 0 for record in self.records)


History = tuple[PastSession, ...]


class CheckInAnswers(Struct, frozen=True):
    """The answers of a check-in; `None` means not asked or not answered."""

    pain: int | None = None
    """Pain now, 0 to 10; `next_morning` likewise."""
    next_morning: int | None = None
    daily_life: DailyLife | None = None
    turned_out: int | None = None
    """0 to 10."""
    background: frozenset[Background] | None = None
    """Empty if the questions were skipped."""
    outer_hip: OuterHip | None = None
    accepted: tuple[str, ...] = ()
    """Keys of offers; `declined` likewise."""
    declined: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()
    """Keys of notices."""

    @property
    def any(self) -> bool:
        """Whether anything was answered."""
        return self != CheckInAnswers()


def never_done(session: Session, history: History) -> tuple[str, ...]:
    """The ids of a session's exercises that were never done, in it or in any other session."""
    done = {record.library or record.exercise for past in history for record in past.records if record.counted.done > 0}
    return tuple(exercise.id for exercise in session.exercises if (exercise.library or exercise.id) not in done)


def asks_next_morning(history: History, today: date) -> bool:
    """Whether to ask how the hip was on the morning after the last session: that is past, and not known yet."""
    return any(history[place].next_morning is None for place in last_day(history, today))


def with_next_morning(history: History, answered_on: date, pain: int | None) -> History:
    """The history with an answer about the next morning, given on a day before its first session."""
    told = list(history)
    answer_next_morning(told, answered_on, pain)
    return tuple(told)


def answer_next_morning(sessions: list[PastSession], answered_on: date, pain: int | None) -> None:
    """Note an answer about the next morning in all sessions of the last day before on which anything was done."""
    for place in last_day(sessions, answered_on):
        if sessions[place].next_morning is None:
            sessions[place] = replace(sessions[place], next_morning=pain)


def last_day(sessions: Sequence[PastSession], before: date) -> list[int]:
    """The indices of the sessions of the last day before `before` on which anything was done, in ascending order."""
    found: list[int] = []
    for place in reversed(range(len(sessions))):
        past = sessions[place]
        if not past.done or past.day >= before:
            continue
        if found and past.day != sessions[found[0]].day:
            break
        found.append(place)
    return found

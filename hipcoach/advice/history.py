"""Sessions of the past, as advice looks at them. A history is a tuple of them, the oldest first.

What was answered today, before the session is in any log, can stand at its end as a session in which nothing was done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from hipcoach.engine.choices import Choices
from hipcoach.engine.events import PainKind
from hipcoach.engine.records import Record
from hipcoach.session.model import Side


class DailyLife(StrEnum):
    """How the hip is in daily life, against the beginning."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Background(StrEnum):
    """What makes advice to ask a professional come sooner."""

    LASTING_PAIN = "lasting_pain"
    """For more than three months."""
    PRONOUNCED = "pronounced"
    """The leg is turned a lot."""
    ONE_SIDE = "one_side"
    """Only one leg is."""
    CHILDHOOD = "childhood"
    """It has been so since childhood."""


class OuterHip(StrEnum):
    """Whether the outer, bony side of the hip hurts, worse when lying on it."""

    HURTS = "yes"
    CALM = "no"
    PASSED = "passed"
    """It was asked, and left."""


@dataclass(frozen=True, slots=True)
class Felt:
    """A pain that was felt and described in a session."""

    exercise: str
    kind: PainKind
    score: int | None
    """0 to 10."""


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session as it went; `None` wherever something was not asked or not answered. Pain and effort are 0 to 10."""

    day: date
    records: tuple[Record, ...] = ()
    planned: Mapping[tuple[str, Side], int] = field(default_factory=lambda: MappingProxyType({}))
    """Sets by exercise id and side."""
    chosen: Choices | None = None
    """As it began, but for what was only for the pain of that day."""
    pain_before: int | None = None
    pain_after: int | None = None
    next_morning: int | None = None
    """Pain on the morning after this session."""
    effort: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """By exercise id."""
    felt: tuple[Felt, ...] = ()
    daily_life: DailyLife | None = None
    turned_out: int | None = None
    """How turned out the legs feel, 0 to 10."""
    background: frozenset[Background] | None = None
    outer_hip: OuterHip | None = None
    accepted: tuple[str, ...] = ()
    """Keys of the offers that were accepted before it."""
    declined: tuple[str, ...] = ()
    """Keys of the offers that were answered with "not now" before it."""
    dismissed: tuple[str, ...] = ()
    """Keys of the notices that were put away before it."""

    @property
    def done(self) -> bool:
        """Whether anything was."""
        return any(record.counted.done > 0 for record in self.records)


History = tuple[PastSession, ...]


@dataclass(frozen=True, slots=True)
class CheckInAnswers:
    """All that was answered before a session; `None` wherever something was not asked or not answered."""

    pain: int | None = None
    """0 to 10, like the pain of the next morning."""
    next_morning: int | None = None
    daily_life: DailyLife | None = None
    turned_out: int | None = None
    """0 to 10."""
    background: frozenset[Background] | None = None
    """Empty where its questions were skipped."""
    outer_hip: OuterHip | None = None
    accepted: tuple[str, ...] = ()
    """Keys of offers, like those that were declined."""
    declined: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()
    """Keys of notices."""

    @property
    def any(self) -> bool:
        """Whether there is anything to keep."""
        return self != CheckInAnswers()


def asks_next_morning(history: History, today: date) -> bool:
    """Whether to ask how the hip was the next morning: there is a morning after a session, and it is not known."""
    return any(history[place].next_morning is None for place in last_day(history, today))


def with_next_morning(history: History, answered_on: date, pain: int | None) -> History:
    """The history with an answer given on a day, to be asked before that day's first session."""
    told = list(history)
    answer_next_morning(told, answered_on, pain)
    return tuple(told)


def answer_next_morning(sessions: list[PastSession], answered_on: date, pain: int | None) -> None:
    """Put an answer where it belongs: to all sessions of the last day before on which anything was done."""
    for place in last_day(sessions, answered_on):
        if sessions[place].next_morning is None:
            sessions[place] = replace(sessions[place], next_morning=pain)


def last_day(sessions: Sequence[PastSession], before: date) -> list[int]:
    """The places of the sessions of the last day before another on which anything was done; they stand oldest first."""
    found: list[int] = []
    for place in reversed(range(len(sessions))):
        past = sessions[place]
        if not past.done or past.day >= before:
            continue
        if found and past.day != sessions[found[0]].day:
            break
        found.append(place)
    return found

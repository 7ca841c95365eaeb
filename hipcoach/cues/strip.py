"""The session at a glance: what has become of every set."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum, auto
from itertools import groupby

from msgspec import Struct

from hipcoach.engine.plan import Plan
from hipcoach.engine.records import How
from hipcoach.engine.state import Mode, State
from hipcoach.engine.steps import Work


class SetMark(Enum):
    """What has become of a set."""

    DONE = auto()
    NOW = auto()
    AHEAD = auto()
    SHORT = auto()
    PAIN = auto()
    SKIPPED = auto()


MARK_OF = {
    How.DONE: SetMark.DONE,
    How.SHORT: SetMark.SHORT,
    How.GIVEN_UP: SetMark.SHORT,
    How.SKIPPED: SetMark.SKIPPED,
    How.PAIN: SetMark.PAIN,
}

TELLING = (SetMark.NOW, SetMark.PAIN, SetMark.AHEAD, SetMark.SHORT, SetMark.SKIPPED, SetMark.DONE)
"""Which mark stands for several sets: the first of these that any of them has."""


class SetGroup(Struct, frozen=True):
    """The sets of an exercise that follow each other."""

    name: str
    marks: tuple[SetMark, ...]

    @property
    def mark(self) -> SetMark:
        """The mark that stands for all of them."""
        return telling(self.marks)


def strip(plan: Plan, state: State) -> tuple[SetGroup, ...]:
    """All sets of a plan in order; those of an exercise that comes in several rounds form several groups."""
    told = {record.n: MARK_OF[record.how] for record in state.records}
    now = None if state.mode is Mode.ENDED else set_ahead(plan, state)
    groups = []
    for exercise, sets in groupby(plan.work, key=lambda work: work.exercise):
        groups.append(SetGroup(plan.exercises[exercise].name, tuple(_mark(one, now, told) for one in sets)))
    return tuple(groups)


def telling(marks: Collection[SetMark]) -> SetMark:
    """The mark that stands for several."""
    return next(mark for mark in TELLING if mark in marks)


def set_ahead(plan: Plan, state: State) -> int | None:
    """The number of the present set, or of the one that the present transition leads to."""
    ahead: Sequence[object] = plan.steps[state.index :]
    return next((step.n for step in ahead if isinstance(step, Work)), None)


def _mark(work: Work, now: int | None, told: dict[int, SetMark]) -> SetMark:
    if work.n == now:
        return SetMark.NOW
    otherwise = SetMark.SKIPPED if now is None or work.n < now else SetMark.AHEAD
    return telling([told.get(one.n, otherwise) for one in work.by_side])

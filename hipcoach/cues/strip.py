"""The session at a glance: what has become of every set."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from itertools import groupby

from msgspec import Struct

from hipcoach.engine.plan import Plan
from hipcoach.engine.records import How
from hipcoach.engine.state import Mode, State
from hipcoach.engine.steps import Step, Work


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
    """The sets of an exercise, or those of a round of a group."""

    name: str
    marks: tuple[SetMark, ...]

    @property
    def mark(self) -> SetMark:
        """The mark that stands for all of them."""
        return next(mark for mark in TELLING if mark in self.marks)


def strip(plan: Plan, state: State) -> tuple[SetGroup, ...]:
    """All sets of a plan in order, by exercise; those of a group by its rounds."""
    told = {record.n: MARK_OF[record.how] for record in state.records}
    now = None if state.mode is Mode.ENDED else set_ahead(plan, state)
    told |= {work.n: SetMark.SKIPPED for work in plan.work if work.exercise in state.left_out and work.n not in told}
    return tuple(
        SetGroup(name, tuple(_mark(one.n, now, told) for one in sets))
        for (_, name), sets in groupby(plan.work, key=lambda work: _together(plan, work))
    )


def _together(plan: Plan, work: Work) -> tuple[str, str]:
    """What a set belongs to, and its name: its exercise, or the round of its group."""
    exercise = plan.exercises[work.exercise]
    if exercise.group is None:
        return exercise.id, exercise.name
    group, times = exercise.group, "" if exercise.sets == 1 else f" {work.set}/{exercise.sets}"
    return f"group {group.id}", f"{group.name}{times}"


def set_ahead(plan: Plan, state: State) -> int | None:
    """The number of the present set, or of the one that the present transition leads to."""
    ahead: Sequence[Step] = plan.steps[state.index :]
    left = (step for step in ahead if isinstance(step, Work) and step.exercise not in state.left_out)
    return next((step.n for step in left), None)


def _mark(n: int, now: int | None, told: dict[int, SetMark]) -> SetMark:
    if n == now:
        return SetMark.NOW
    return told.get(n, SetMark.SKIPPED if now is None or n < now else SetMark.AHEAD)

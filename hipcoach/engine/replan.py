"""Joins a changed plan to the part of the session that is already done."""

from __future__ import annotations

from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Record
from hipcoach.engine.steps import Prepare, Step, Work


class Merged(Struct, frozen=True):
    """A plan with the old plan's steps up to the present one and the new plan's steps after it."""

    plan: Plan
    stays: bool
    """Whether the new plan has the present step; if not, it ends now and the next one follows."""
    anew: bool = False
    """Whether the present exercise is done in another way, so that its set begins anew with getting ready for it."""


def merge(old: Plan, index: int, new: Plan, records: tuple[Record, ...], *, hurt: bool = False) -> Merged:
    """Put `new` in the place of everything ahead of step `index` of `old`.

    Where the exercise under way is to be done with other modifications, its set begins anew; `hurt`, also one that was
    being got ready for. A set that stays keeps its number, and one that was recorded has it for good, whether or not it
    is planned.
    """
    present = old.steps[index]
    found = _find(new, present)
    begun = hurt or isinstance(present, Work)
    anew = found is not None and begun and _differs(old, new, present.exercise)
    if found is None:
        behind, ahead = old.steps[: index + 1], new.steps[_after(old, index, new) :]
    elif anew:
        behind, ahead = old.steps[:index], (_prepare(new, present), *new.steps[found:])
    elif isinstance(present, Work) or type(new.steps[max(0, found - 1)]) is type(present):
        first = found if isinstance(present, Work) else found - 1
        behind, ahead = old.steps[:index], new.steps[first:]
    else:
        behind, ahead = old.steps[: index + 1], new.steps[found:]
    exercises = {**old.exercises, **new.exercises}
    steps = _numbered((*behind, *ahead), old, records)
    plan = Plan(new.title, MappingProxyType(exercises), steps, new.language)
    return Merged(plan, found is not None, anew)


def _differs(old: Plan, new: Plan, exercise: str) -> bool:
    """Whether an exercise is done with other modifications."""
    return old.exercises[exercise].modifications != new.exercises[exercise].modifications


def _prepare(new: Plan, present: Step) -> Prepare:
    """All of the time to get ready for an exercise, for the set that is under way or comes next."""
    prepare = next(step for step in new.steps if isinstance(step, Prepare) and step.exercise == present.exercise)
    return replace(prepare, side=present.side, set=present.set)


def _find(new: Plan, present: Step) -> int | None:
    """The index in `new` of the present set, or of the set that the present transition leads to."""
    key = (present.exercise, present.side, present.set)
    for index, step in enumerate(new.steps):
        if isinstance(step, Work) and (step.exercise, step.side, step.set) == key:
            return index
    return None


def _after(old: Plan, index: int, new: Plan) -> int:
    """The index in `new` of the first step ahead: one of the present exercise's other sets, or of a later exercise."""
    present = old.steps[index].exercise
    order = list(old.exercises)
    later = set(order[order.index(present) + 1 :]) | (set(new.exercises) - set(order))
    behind = {(step.side, step.set) for step in old.steps[: index + 1] if step.exercise == present}
    for position, step in enumerate(new.steps):
        if step.exercise in later or (step.exercise == present and (step.side, step.set) not in behind):
            return position
    return len(new.steps)


def _numbered(steps: tuple[Step, ...], old: Plan, records: tuple[Record, ...]) -> tuple[Step, ...]:
    """The steps with their sets numbered: known sets keep their number, new ones go on from the highest.

    Records refer to these numbers. They count as known too, because a recorded set may no longer be in the old plan:
    the person may have gone back before it.
    """
    numbers = {(each.exercise, each.side, each.set): each.n for each in (*records, *old.work)}
    highest = max((*numbers.values(), *old.numbers), default=0)
    numbered: list[Step] = []
    for step in steps:
        if isinstance(step, Work):
            key = (step.exercise, step.side, step.set)
            step = replace(step, n=numbers.pop(key, highest + 1))
            highest = max(highest, *(one.n for one in step.by_side))
        numbered.append(step)
    return tuple(numbered)

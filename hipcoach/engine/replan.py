"""Joins a changed plan to the part of the session that is already done."""

from __future__ import annotations

from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.engine.order import leads_on
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Record
from hipcoach.engine.steps import Prepare, Step, Transition, Work
from hipcoach.session.model import Side


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
    elif isinstance(present, Work):
        behind, ahead = old.steps[:index], new.steps[found:]
    else:
        way = _way_to(new, found)
        same = next((each for each in way if type(new.steps[each]) is type(present)), None)
        if same is not None:
            behind, ahead = old.steps[:index], new.steps[same:]
        else:
            # A rest between two rounds is still followed by getting ready.
            behind, ahead = old.steps[: index + 1], new.steps[found - 1 if leads_on(old, index) and way else found :]
    exercises = {**old.exercises, **new.exercises}
    steps = _numbered((*behind, *ahead), old, records)
    return Merged(Plan(new.title, MappingProxyType(exercises), steps), found is not None, anew)


def _way_to(new: Plan, found: int) -> tuple[int, ...]:
    """The indexes of the transitions right before a set: one, or a rest between two rounds and getting ready."""
    way = [found - 1] if found and isinstance(new.steps[found - 1], Transition) else []
    if way and found > 1 and leads_on(new, found - 2):
        way.insert(0, found - 2)
    return tuple(way)


def _differs(old: Plan, new: Plan, exercise: str) -> bool:
    """Whether an exercise is done with other modifications."""
    return old.exercises[exercise].modifications != new.exercises[exercise].modifications


def _prepare(new: Plan, present: Step) -> Prepare:
    """All of the time to get ready for an exercise, for the set that is under way or comes next."""
    prepare = next(step for step in new.steps if isinstance(step, Prepare) and step.exercise == present.exercise)
    return replace(prepare, side=present.side, set=present.set, switch=None)


def _find(new: Plan, present: Step) -> int | None:
    """The index in `new` of the present set, or of the set that the present transition leads to."""
    for index, step in enumerate(new.steps):
        if isinstance(step, Work) and _place(step) == _place(present):
            return index
    return None


def _after(old: Plan, index: int, new: Plan) -> int:
    """The index in `new` of the first step ahead of the present one, which it does not have."""
    behind = {_place(step) for step in old.steps[: index + 1]}
    ahead = {_place(step) for step in old.steps[index + 1 :]} - behind
    for position, step in enumerate(new.steps):
        place = _place(step)
        if place in ahead or (place not in behind and _comes_later(old, old.steps[index], step)):
            return position
    return len(new.steps)


def _comes_later(old: Plan, present: Step, step: Step) -> bool:
    """Whether a step for a set that the old plan does not have comes after the present one.

    It is one of an exercise that is new, of the present one or of a later one; in the present group, of a later round.
    """
    if step.exercise not in old.exercises:
        return True
    group = old.exercises[present.exercise].group
    if group is not None and old.exercises[step.exercise].group == group and step.set != present.set:
        return step.set > present.set
    known = list(old.exercises)
    return known.index(step.exercise) >= known.index(present.exercise)


def _place(step: Step) -> tuple[str, Side, int]:
    """The set that a step is, or leads to."""
    return step.exercise, step.side, step.set


def _numbered(steps: tuple[Step, ...], old: Plan, records: tuple[Record, ...]) -> tuple[Step, ...]:
    """The steps with their sets numbered: known sets keep their number, new ones go on from the highest.

    Records refer to these numbers. They count as known too, because a recorded set may no longer be in the old plan:
    the person may have gone back before it.
    """
    numbers = {(each.exercise, each.side, each.set): each.n for each in (*records, *old.work)}
    highest = max(numbers.values(), default=0)
    numbered: list[Step] = []
    for step in steps:
        if isinstance(step, Work):
            if _place(step) not in numbers:
                highest += 1
            step = replace(step, n=numbers.pop(_place(step), highest))
        numbered.append(step)
    return tuple(numbered)

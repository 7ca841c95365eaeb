"""What comes before and after a step of a plan, in rounds too, and without exercises that were left out for pain.

`left_out` are the ids of exercises whose rest is left out; their steps stay in the plan and are passed over.
"""

from __future__ import annotations

from msgspec.structs import replace

from hipcoach.engine.plan import Plan
from hipcoach.engine.steps import Prepare, Rest, Step, Switch, Transition, Work
from hipcoach.session.model import Side


def step_at(plan: Plan, index: int, left_out: frozenset[str]) -> Step:
    """A step as it is done: a rest between rounds leads to the first set that is left of its round.

    The time to get ready for that set takes over the change of sides.
    """
    step = plan.steps[index]
    if isinstance(step, Rest) and step.exercise in left_out:
        first = next((one for one in plan.steps[index:] if one.exercise not in left_out), step)
        return replace(step, exercise=first.exercise, side=first.side, set=first.set)
    if isinstance(step, Prepare) and left_out and _turns_before(plan, index, left_out):
        return replace(step, switch=step.seconds)
    return step


def _turns_before(plan: Plan, index: int, left_out: frozenset[str]) -> bool:
    """Whether the sides change in what is passed over right before a step."""
    for step in reversed(plan.steps[:index]):
        if step.exercise not in left_out or isinstance(step, Rest):
            return False
        if isinstance(step, Prepare) and step.switch is not None:
            return True
    return False


def after(plan: Plan, index: int, left_out: frozenset[str]) -> int:
    """The index of the step that follows another one."""
    following = index + 1
    while following < len(plan.steps) and left_out and _is_passed_over(plan, following, left_out):
        following += 1
    return following


def seconds_after(plan: Plan, index: int, left_out: frozenset[str]) -> int:
    """Seconds that the steps after this index take."""
    following = range(index + 1, len(plan.steps))
    return sum(plan.steps[each].seconds for each in following if not _is_passed_over(plan, each, left_out))


def _is_passed_over(plan: Plan, index: int, left_out: frozenset[str]) -> bool:
    """Whether a step belongs to an exercise that is left out; a rest between rounds, only with all of its round."""
    step = plan.steps[index]
    if step.exercise not in left_out:
        return False
    group = plan.exercises[step.exercise].group
    if group is None or not leads_on(plan, index):
        return True
    round = (one for one in plan.steps[index:] if one.set == step.set and plan.exercises[one.exercise].group == group)
    return all(one.exercise in left_out for one in round)


def leads_on(plan: Plan, index: int) -> bool:
    """Whether a step is a rest between two rounds: after it comes getting ready, and not a set."""
    following = index + 1
    if not isinstance(plan.steps[index], Rest) or following == len(plan.steps):
        return False
    return isinstance(plan.steps[following], Prepare)


def comes_again(plan: Plan, exercise: str, index: int) -> bool:
    """Whether a step from this index on belongs to an exercise."""
    return any(step.exercise == exercise for step in plan.steps[index:])


def lies_ahead(plan: Plan, n: int, index: int) -> bool:
    """Whether the set with this number is still done from this index on."""
    left = (step for step in plan.steps[index:] if step.exercise not in plan.left_out)
    return any(one.n == n for step in left if isinstance(step, Work) for one in step.by_side)


def exercise_before(plan: Plan, index: int, left_out: frozenset[str]) -> str | None:
    """The exercise that is over when this step begins; `None` if there is no such one.

    In a group that is after its last round. What is to be done after one that was left out there is told at once, and
    the one before it is looked for in its place.
    """
    now = plan.steps[index].exercise
    before = plan.steps[index - 1].exercise if index else now
    if before in left_out and (group := plan.exercises[before].group) is not None:
        steps = (step.exercise for step in reversed(plan.steps[:index]) if step.exercise not in left_out)
        before = next(steps, now)
        if plan.exercises[before].group != group:
            return None
    return None if before == now or comes_again(plan, before, index) else before


def over_before(plan: Plan, exercise: str, side: Side, set: int, kind: type[Transition] = Prepare) -> tuple[str, ...]:
    """The exercise that is over when getting ready for this set of another one begins, or the rest before that."""
    # A set that is begun anew is prepared for a second time, and that follows the exercise itself.
    for index, step in reversed(tuple(enumerate(plan.steps))):
        if isinstance(step, kind) and (step.exercise, step.side, step.set) == (exercise, side, set):
            before = exercise_before(plan, index, plan.left_out)
            return (before,) if before else ()
    return ()


def turns_while_preparing(plan: Plan, exercise: str, side: Side, set: int) -> bool:
    """Whether the sides change in getting ready for this set of a group, and not in a step of the exercise itself."""
    way = (step for step in plan.steps if (step.exercise, step.side, step.set) == (exercise, side, set))
    own = any(isinstance(step, Switch) or (isinstance(step, Rest) and step.switch is not None) for step in way)
    return plan.exercises[exercise].group is not None and not own


def begins_round(plan: Plan, exercise: str, side: Side, set: int) -> bool:
    """Whether a set is the first one of a round of its group that is not left out."""
    group = plan.exercises[exercise].group
    round = (work for work in plan.work if work.set == set and plan.exercises[work.exercise].group == group)
    first = next((work for work in round if work.exercise not in plan.left_out), None)
    return group is not None and first is not None and (first.exercise, first.side) == (exercise, side)

"""Sets and doses in words, to be read and to be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from hipcoach.engine.events import SetEvent
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Unit
from hipcoach.engine.steps import Work, differ
from hipcoach.session.model import Side
from hipcoach.text.counts import counted, in_a_row
from hipcoach.text.durations import MINUTE, in_words


def amount(work: Work) -> str:
    """The target of a set in words."""
    match work.unit:
        case Unit.SECONDS:
            asked = in_words(work.target)
        case Unit.REPETITIONS:
            asked = counted(work.target, "repetition")
        case _:
            assert_never(work.unit)
    return f"at least {asked}" if work.open else asked


def dose(event: SetEvent, plan: Plan) -> str:
    """The dose of an exercise in words."""
    each = " on each side" if _on_each_side(event, plan) else ""
    sets = plan.on_one_side(event.exercise)
    asked = amounts(sets) if differ(sets) else amount(work_ahead(event, plan))
    exercise = plan.exercises[event.exercise]
    times = counted(exercise.sets, "set" if exercise.group is None else "round")
    return f"{times} of {asked}{each}"


def amounts(sets: Sequence[Work]) -> str:
    """The targets of sets that differ, in words."""
    return in_a_row([amount(work) for work in sets])


def spoken_dose(event: SetEvent, plan: Plan) -> tuple[str, ...]:
    """The dose as it is said, in a group that of one round.

    Repetitions of several sets have no unit: nobody takes a bare number for anything else.
    """
    each = ("On each side",) if _on_each_side(event, plan) else ()
    exercise, work = plan.exercises[event.exercise], work_ahead(event, plan)
    more = (_then_more(work),) if work.unended else ()
    if exercise.group is not None:
        return _capital(amount(work)), *each, *more
    sets = plan.on_one_side(event.exercise)
    asked = in_a_row([_spoken(one) for one in sets], ", ") if differ(sets) else _spoken(work)
    return f"{counted(exercise.sets, 'set')} of {asked}", *each, *more


def _spoken(work: Work) -> str:
    """The amount of a set as it is said."""
    match work.unit:
        case Unit.SECONDS:
            asked = in_words(work.target)
        case Unit.REPETITIONS:
            asked = str(work.target)
        case _:
            assert_never(work.unit)
    return f"at least {asked}" if work.unended else asked


def _then_more(work: Work) -> str:
    """What is to be done once the low end of an open end is reached."""
    match work.unit:
        case Unit.SECONDS:
            return "Then as long as it is good"
        case Unit.REPETITIONS:
            return "Then as many as are good"
        case _:
            assert_never(work.unit)


def after_rest(event: SetEvent, plan: Plan) -> tuple[str, ...]:
    """What follows a rest: the set and its amount, or a round, whose amounts are told with each of its exercises."""
    amount = next_amount(event, plan) if plan.exercises[event.exercise].group is None else None
    return (next_set(event, plan), *((amount,) if amount else ()))


def next_amount(event: SetEvent, plan: Plan) -> str | None:
    """What the set asks for that an event leads to, where not all sets of the exercise ask for the same."""
    if not differ(plan.on_one_side(event.exercise)):
        return None
    return _capital(amount(work_ahead(event, plan)))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def spoken_target(work: Work, target: float) -> str:
    """A changed target as it is said: a bare number, or minutes for long times."""
    match work.unit:
        case Unit.SECONDS:
            return in_words(target) if target >= MINUTE else str(int(target))
        case Unit.REPETITIONS:
            return str(int(target))
        case _:
            assert_never(work.unit)


def _on_each_side(event: SetEvent, plan: Plan) -> bool:
    return len({work.side for work in plan.work if work.exercise == event.exercise}) == 2


def next_set(event: SetEvent, plan: Plan) -> str:
    """The set that an event leads to, in words."""
    exercise = plan.exercises[event.exercise]
    if exercise.group is not None:
        return f"Next: round {event.set} of {exercise.sets}"
    number = f"set {event.set} of {exercise.sets}"
    return f"Next: {number}" if event.side is Side.NONE else f"Next: {event.side.value} side, {number}"


def round_of(event: SetEvent, plan: Plan) -> str | None:
    """The round of an event as it is said; `None` outside of groups, and in those that are done once."""
    exercise = plan.exercises[event.exercise]
    return None if exercise.group is None or exercise.sets == 1 else f"Round {event.set} of {exercise.sets}"


def work_ahead(event: SetEvent, plan: Plan) -> Work:
    """The set that the event of a transition leads to."""
    key = (event.exercise, event.side, event.set)
    return next(step for step in plan.work if (step.exercise, step.side, step.set) == key)

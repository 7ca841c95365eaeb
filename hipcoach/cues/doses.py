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
    return f"{_sets(event, plan)} of {asked}{each}"


def amounts(sets: Sequence[Work]) -> str:
    """The targets of sets that differ, in words."""
    return in_a_row([amount(work) for work in sets])


def spoken_dose(event: SetEvent, plan: Plan) -> tuple[str, ...]:
    """The dose as it is said. Repetitions have no unit: nobody takes a bare number for anything else."""
    each = ("On each side",) if _on_each_side(event, plan) else ()
    sets, work = plan.on_one_side(event.exercise), work_ahead(event, plan)
    asked = in_a_row([_spoken(one) for one in sets], ", ") if differ(sets) else _spoken(work)
    return f"{_sets(event, plan)} of {asked}", *each, *((_then_more(work),) if work.unended else ())


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


def next_amount(event: SetEvent, plan: Plan) -> str | None:
    """What the set asks for that an event leads to, where not all sets of the exercise ask for the same."""
    if not differ(plan.on_one_side(event.exercise)):
        return None
    said = amount(work_ahead(event, plan))
    return f"{said[:1].upper()}{said[1:]}"


def spoken_target(work: Work, target: float) -> str:
    """A changed target as it is said: a bare number, or minutes for long times."""
    match work.unit:
        case Unit.SECONDS:
            return in_words(target) if target >= MINUTE else str(int(target))
        case Unit.REPETITIONS:
            return str(int(target))
        case _:
            assert_never(work.unit)


def _sets(event: SetEvent, plan: Plan) -> str:
    return counted(plan.exercises[event.exercise].sets, "set")


def _on_each_side(event: SetEvent, plan: Plan) -> bool:
    return len({work.side for work in plan.work if work.exercise == event.exercise}) == 2


def next_set(event: SetEvent, plan: Plan) -> str:
    """The set that an event leads to, in words."""
    number = f"set {event.set} of {plan.exercises[event.exercise].sets}"
    return f"Next: {number}" if event.side is Side.NONE else f"Next: {event.side.value} side, {number}"


def work_ahead(event: SetEvent, plan: Plan) -> Work:
    """The set that the event of a transition leads to."""
    key = (event.exercise, event.side, event.set)
    return next(step for step in plan.work if (step.exercise, step.side, step.set) == key)

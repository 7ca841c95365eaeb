"""Sets and doses in words, to be read and to be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from hipcoach.engine.events import SetEvent
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Unit
from hipcoach.engine.steps import Work, differ
from hipcoach.session.loads import MassUnit, mass_of
from hipcoach.session.model import Range, Side
from hipcoach.text.counts import counted, in_a_row
from hipcoach.text.durations import MINUTE, in_words

IN_TURN = "On each side in turn"
"""What is said of a dose whose sides alternate with each repetition."""


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
    each = ""
    if _on_each_side(event, plan):
        each = f" {IN_TURN[:1].lower()}{IN_TURN[1:]}" if alternates(event, plan) else " on each side"
    sets = plan.on_one_side(event.exercise)
    asked = amounts(sets) if differ(sets) else amount(work_ahead(event, plan))
    exercise = plan.exercises[event.exercise]
    times = counted(exercise.sets, "set" if exercise.group is None else "round")
    return f"{times} of {asked}{each}"


def amounts(sets: Sequence[Work]) -> str:
    """The targets of sets that differ, in words."""
    return in_a_row([amount(work) for work in sets])


def alternates(event: SetEvent, plan: Plan) -> bool:
    """Whether the sides of the event's set alternate with each repetition."""
    return any(work.alternates for work in _works(event, plan))


def _works(event: SetEvent, plan: Plan) -> Iterator[Work]:
    """The work of the event's set, on whatever side."""
    for step in plan.steps:
        if step.exercise == event.exercise and step.set == event.set and isinstance(step, Work):
            yield step


def completes(event: SetEvent, plan: Plan) -> bool:
    """Whether both sides have done as much after this event as each other; always, unless they alternate."""
    return not any(work.alternates and event.side is work.side for work in _works(event, plan))


def effort(asked: Range | None) -> str | None:
    """How hard it should feel, in words; `None` where the file does not say it."""
    return None if asked is None else f"effort {asked} of 10"


def spoken_load(load: str) -> str:
    """A load as it is said, such as `2 kilograms`."""
    weight = mass_of(load)
    if weight is None:
        return load[:1].upper() + load[1:]
    unit = {MassUnit.KG: "kilogram", MassUnit.LB: "pound"}[weight.unit]
    return f"{weight.amount:g} {unit}{'' if weight.amount == 1 else 's'}"


def spoken_dose(event: SetEvent, plan: Plan) -> tuple[str, ...]:
    """The dose as it is said, in a group that of one round.

    Repetitions of several sets have no unit: nobody takes a bare number for anything else.
    """
    each: tuple[str, ...] = ()
    if _on_each_side(event, plan):
        each = (IN_TURN if alternates(event, plan) else "On each side",)
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
    return len(plan.sides(event.exercise)) == 2


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
    work = plan.set_of(event.exercise, event.side, event.set)
    assert work is not None, "every transition leads to a set"
    return work

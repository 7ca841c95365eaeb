"""Plans and choices as plain JSON and back, for logs and for other programs.

We write by hand, so that no byte of a log depends on a library; msgspec reads, by the types of the values. An absent
field reads as its default. A wrong value is a ValueError that names its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any, assert_never

from msgspec import Struct, convert
from msgspec.structs import replace

from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import Plan, PlannedExercise
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed, Work
from hipcoach.session.model import Range

Json = dict[str, Any]
"""A JSON object."""


def _full(**fields: Any) -> Json:
    """The fields that are not empty."""
    return {name: value for name, value in fields.items() if value is not None and value != [] and value != {}}


def range_to_json(amount: Range | None) -> list[int] | None:
    """A range as its two ends."""
    return None if amount is None else [amount.low, amount.high]


# -- plans ----------------------------------------------------------------------------------------------------------


def plan_to_json(plan: Plan) -> Json:
    """A plan as plain JSON: `title`, `exercises` and `steps`, and `language` where it is not English."""
    return {
        "title": plan.title,
        "exercises": [_exercise_to_json(exercise) for exercise in plan.exercises.values()],
        "steps": [_step_to_json(step) for step in plan.steps],
        **_full(language=plan.language),
    }


class WrittenPlan(Struct, frozen=True):
    """A plan as it is written, before it is known whether its parts belong together."""

    title: str
    exercises: tuple[PlannedExercise, ...] = ()
    steps: tuple[Step, ...] = ()
    language: str | None = None


def plan_from_json(data: object) -> Plan:
    """The plan that `plan_to_json` wrote; ValueError if it did not write this."""
    written = convert(data, WrittenPlan)
    exercises: dict[str, PlannedExercise] = {}
    for exercise in written.exercises:
        if exercise.id in exercises:
            raise ValueError(f"the plan has the exercise '{exercise.id}' twice")
        exercises[exercise.id] = exercise
    for step in written.steps:
        if step.exercise not in exercises:
            raise ValueError(f"the plan has a step of '{step.exercise}', but no such exercise")
    numbers = [one.n for step in written.steps if isinstance(step, Work) for one in step.by_side]
    if len(set(numbers)) != len(numbers) or min(numbers, default=1) < 1:
        raise ValueError("two of the plan's sets have the same number, or one has none")
    return Plan(written.title, MappingProxyType(exercises), written.steps, written.language)


def readable(rows: object, kind: Any) -> tuple[Any, ...]:
    """The rows of a list that can be read as values of a kind."""
    read: list[Any] = []
    for row in rows if isinstance(rows, list) else ():
        with suppress(ValueError):
            read.append(convert(row, kind))
    return tuple(read)


def _exercise_to_json(exercise: PlannedExercise) -> Json:
    return _full(
        id=exercise.id,
        name=exercise.name,
        library=exercise.library,
        sets=exercise.sets,
        modifications=list(exercise.modifications),
        position=exercise.position.value,
        why=exercise.why,
        setup=list(exercise.setup),
        cues=[_full(say=cue.say, at=cue.at and cue.at.value) for cue in exercise.cues],
        feel=list(exercise.feel),
        mistakes=list(exercise.mistakes),
        stop_if=list(exercise.stop_if),
        switch_cue=exercise.switch_cue,
        figure=exercise.figure,
        afterwards=exercise.afterwards,
        changed=list(exercise.changed),
        new=exercise.new or None,
        load=exercise.load,
        effort=range_to_json(exercise.effort),
        group=exercise.group and {"id": exercise.group.id, "name": exercise.group.name},
    )


def _step_to_json(step: Step) -> Json:
    common = {"do": step.__struct_config__.tag, "exercise": step.exercise, "side": step.side.value, "set": step.set}
    match step:
        case Prepare() | Rest():
            transition = {**common, "seconds": step.seconds, "waits": step.waits}
            return transition | _full(switch=step.switch)
        case Switch():
            return {**common, "seconds": step.seconds, "waits": step.waits}
        case Hold() | Timed():
            return {**common, **_work_to_json(step), **_end_to_json(step)}
        case Repetitions():
            phases = [[phase.name, phase.seconds] for phase in step.phases]
            hold = _full(hold=range_to_json(step.hold), hold_target=step.hold_target, back=step.back)
            more = {**hold, **_full(alternates=step.alternates or None), **_end_to_json(step)}
            return {**common, **_work_to_json(step), "own": step.own, "phases": phases, **more}
        case _:
            assert_never(step)


def _work_to_json(step: Work) -> Json:
    return {"n": step.n, "range": range_to_json(step.range), "target": step.target}


def _end_to_json(step: Work) -> Json:
    return _full(open=step.open or None, alone=step.alone or None)


# -- choices --------------------------------------------------------------------------------------------------------


def choices_to_json(choices: Choices) -> Json:
    """Choices as plain JSON."""
    return {
        "dose": choices.dose.value,
        "doses": {exercise: dose.value for exercise, dose in choices.doses.items()},
        "modifications": {exercise: list(on) for exercise, on in choices.modifications.items()},
        **({"left_out": sorted(choices.left_out)} if choices.left_out else {}),
        "first": choices.first and choices.first.value,
        "alternate": choices.alternate.value,
        "pace": choices.pace and choices.pace.value,
        "advance": choices.advance and choices.advance.value,
        **_full(
            new=sorted(choices.new),
            affected=choices.affected and choices.affected.value,
            loads={exercise: dict(taken) for exercise, taken in choices.loads.items() if taken},
        ),
    }


def choices_from_json(data: object) -> Choices:
    """The choices that `choices_to_json` wrote; ValueError if it did not write this."""
    return unchangeable(convert(data, Choices))


def unchangeable(choices: Choices) -> Choices:
    """The choices as they were read, with mappings that nobody can change."""
    doses: Mapping[str, Any] = MappingProxyType(dict(choices.doses))
    loads = {exercise: MappingProxyType(dict(taken)) for exercise, taken in choices.loads.items()}
    return replace(
        choices,
        doses=doses,
        modifications=MappingProxyType(dict(choices.modifications)),
        loads=MappingProxyType(loads),
    )

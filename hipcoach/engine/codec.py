"""Plans and choices as plain JSON and back, for logs and for other programs.

An absent field reads as `None` or an empty tuple. A wrong value is a ValueError that names its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar, assert_never

from hipcoach.engine.choices import Choices, Pace
from hipcoach.engine.plan import Plan, PlannedExercise
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Work
from hipcoach.session.model import Advance, Cue, Dose, Moment, Phase, Position, Range, Side

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

Json = dict[str, Any]
"""A JSON object."""


MOST = 1_000_000_000
"""The largest number that a plan or a log may hold, 30 years in seconds; larger ones can break date arithmetic."""


class JsonFields:
    """Typed access to the fields of a JSON object; ValueError if a value has the wrong type."""

    __slots__ = ("_values", "_what")

    def __init__(self, value: object, what: str) -> None:
        if not isinstance(value, dict):
            raise ValueError(f"{what} should be an object, not {_kind(value)}")
        self._values = value
        self._what = what

    def _wrong(self, name: str, should: str) -> ValueError:
        value = self._values.get(name)
        return ValueError(f"'{name}' of {self._what} should be {should}, not {_kind(value)}")

    def has(self, name: str) -> bool:
        """Whether there is a field of this name that is not null."""
        return self._values.get(name) is not None

    def raw(self, name: str) -> object:
        """The value, unchecked; `None` if there is none."""
        return self._values.get(name)

    def text(self, name: str) -> str:
        """A text."""
        value = self._values.get(name)
        if not isinstance(value, str):
            raise self._wrong(name, "a text")
        return value

    def maybe_text(self, name: str) -> str | None:
        """A text; `None` if absent."""
        return self.text(name) if self.has(name) else None

    def whole(self, name: str) -> int:
        """A whole number that is not negative."""
        value = self._values.get(name)
        if type(value) is not int or not 0 <= value <= MOST:
            raise self._wrong(name, "a whole number")
        return value

    def maybe_whole(self, name: str) -> int | None:
        """A whole number that is not negative; `None` if absent."""
        return self.whole(name) if self.has(name) else None

    def score(self, name: str) -> int:
        """A whole number from 0 to 10."""
        value = self.whole(name)
        if value > 10:
            raise self._wrong(name, "a number from 0 to 10")
        return value

    def maybe_score(self, name: str) -> int | None:
        """A whole number from 0 to 10; `None` if absent."""
        return self.score(name) if self.has(name) else None

    def number(self, name: str) -> float:
        """A number that is not negative; an integer stays one."""
        value: int | float | None = self._values.get(name)
        if type(value) not in (int, float) or not 0 <= value <= MOST:  # type: ignore[operator]
            raise self._wrong(name, "a number")
        return value  # type: ignore[return-value]

    def truth(self, name: str) -> bool:
        """True or false."""
        value = self._values.get(name)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def word(self, name: str, kind: type[E]) -> E:
        """A member of an enum, by its value."""
        try:
            return kind(self.text(name))
        except ValueError:
            raise self._wrong(name, f"one of {', '.join(kind)}") from None

    def maybe_word(self, name: str, kind: type[E]) -> E | None:
        """A member of an enum, by its value; `None` if absent."""
        return self.word(name, kind) if self.has(name) else None

    def range(self, name: str) -> Range:
        """A range, written as its two ends."""
        value = self._values.get(name)
        match value:
            case [int(low), int(high)] if 0 <= low <= high <= MOST and bool not in (type(low), type(high)):
                return Range(low, high)
            case _:
                raise self._wrong(name, "two whole numbers, the lower first")

    def maybe_range(self, name: str) -> Range | None:
        """A range, written as its two ends; `None` if absent."""
        return self.range(name) if self.has(name) else None

    def row(self, name: str, read: Callable[[object], T]) -> tuple[T, ...]:
        """A list whose items are all read by `read`; empty if absent."""
        value = self._values.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self._wrong(name, "a list")
        return tuple([read(item) for item in value])

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty if absent."""
        return self.row(name, lambda item: _text(item, f"'{name}' of {self._what}"))

    def inner(self, name: str) -> JsonFields:
        """A nested object; empty if absent."""
        value = self._values.get(name)
        return JsonFields({} if value is None else value, f"'{name}' of {self._what}")

    def names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(self._values)


def _kind(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case str() | int() | float():
            return repr(value) if len(repr(value)) < 40 else repr(value)[:36] + "..."
        case list():
            return "a list"
        case _:
            return "an object"


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{what} should hold texts, not {_kind(value)}")
    return value


def _full(**fields: Any) -> Json:
    """The fields that are not empty."""
    return {name: value for name, value in fields.items() if value is not None and value != [] and value != {}}


def range_to_json(amount: Range | None) -> list[int] | None:
    """A range as its two ends."""
    return None if amount is None else [amount.low, amount.high]


# -- plans ----------------------------------------------------------------------------------------------------------


def plan_to_json(plan: Plan) -> Json:
    """A plan as plain JSON: `title`, `exercises` and `steps`."""
    return {
        "title": plan.title,
        "exercises": [_exercise_to_json(exercise) for exercise in plan.exercises.values()],
        "steps": [_step_to_json(step) for step in plan.steps],
    }


def plan_from_json(data: object) -> Plan:
    """The plan that `plan_to_json` wrote; ValueError if it did not write this."""
    fields = JsonFields(data, "the plan")
    exercises: dict[str, PlannedExercise] = {}
    for exercise in fields.row("exercises", _exercise_from_json):
        if exercise.id in exercises:
            raise ValueError(f"the plan has the exercise '{exercise.id}' twice")
        exercises[exercise.id] = exercise
    steps = fields.row("steps", _step_from_json)
    for step in steps:
        if step.exercise not in exercises:
            raise ValueError(f"the plan has a step of '{step.exercise}', but no such exercise")
    numbers = [step.n for step in steps if isinstance(step, Work)]
    if len(set(numbers)) != len(numbers) or min(numbers, default=1) < 1:
        raise ValueError("two of the plan's sets have the same number, or one has none")
    return Plan(fields.text("title"), MappingProxyType(exercises), steps)


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
    )


def _exercise_from_json(value: object) -> PlannedExercise:
    fields = JsonFields(value, "an exercise")
    return PlannedExercise(
        id=fields.text("id"),
        name=fields.text("name"),
        library=fields.maybe_text("library"),
        sets=fields.whole("sets"),
        modifications=fields.texts("modifications"),
        position=fields.word("position", Position),
        why=fields.maybe_text("why"),
        setup=fields.texts("setup"),
        cues=fields.row("cues", _cue_from_json),
        feel=fields.texts("feel"),
        mistakes=fields.texts("mistakes"),
        stop_if=fields.texts("stop_if"),
        switch_cue=fields.maybe_text("switch_cue"),
        figure=fields.maybe_text("figure"),
        afterwards=fields.maybe_text("afterwards"),
        changed=fields.texts("changed"),
        new=fields.has("new") and fields.truth("new"),
    )


def _cue_from_json(value: object) -> Cue:
    fields = JsonFields(value, "a cue")
    return Cue(fields.text("say"), fields.maybe_word("at", Moment))


class StepWord(StrEnum):
    """The name of a kind of step in a log."""

    PREPARE = "prepare"
    SWITCH = "switch"
    REST = "rest"
    HOLD = "hold"
    REPETITIONS = "repetitions"


STEP_WORDS: Mapping[object, StepWord] = MappingProxyType({word.value: word for word in StepWord})


def _step_to_json(step: Step) -> Json:
    common = {"exercise": step.exercise, "side": step.side.value, "set": step.set}
    match step:
        case Prepare():
            return {"do": StepWord.PREPARE.value, **common, "seconds": step.seconds, "waits": step.waits}
        case Switch():
            return {"do": StepWord.SWITCH.value, **common, "seconds": step.seconds, "waits": step.waits}
        case Rest():
            rest = {"do": StepWord.REST.value, **common, "seconds": step.seconds, "waits": step.waits}
            return rest | _full(switch=step.switch)
        case Hold():
            work = {"n": step.n, "range": range_to_json(step.range), "target": step.target}
            return {"do": StepWord.HOLD.value, **common, **work}
        case Repetitions():
            work = {"n": step.n, "range": range_to_json(step.range), "target": step.target, "own": step.own}
            phases = [[phase.name, phase.seconds] for phase in step.phases]
            hold = _full(hold=range_to_json(step.hold), hold_target=step.hold_target)
            return {"do": StepWord.REPETITIONS.value, **common, **work, "phases": phases, **hold}
        case _:
            assert_never(step)


def _step_from_json(value: object) -> Step:
    fields = JsonFields(value, "a step")
    exercise, side, number = fields.text("exercise"), fields.word("side", Side), fields.whole("set")
    match STEP_WORDS.get(what := fields.text("do")):
        case StepWord.PREPARE:
            return Prepare(exercise, side, number, fields.whole("seconds"), fields.truth("waits"))
        case StepWord.SWITCH:
            return Switch(exercise, side, number, fields.whole("seconds"), fields.truth("waits"))
        case StepWord.REST:
            seconds, waits = fields.whole("seconds"), fields.truth("waits")
            return Rest(exercise, side, number, seconds, waits, fields.maybe_whole("switch"))
        case StepWord.HOLD:
            return Hold(exercise, side, number, fields.whole("n"), fields.range("range"), fields.whole("target"))
        case StepWord.REPETITIONS:
            return Repetitions(
                exercise=exercise,
                side=side,
                set=number,
                n=fields.whole("n"),
                range=fields.range("range"),
                target=fields.whole("target"),
                phases=fields.row("phases", _phase_from_json),
                own=fields.truth("own"),
                hold=fields.maybe_range("hold"),
                hold_target=fields.maybe_whole("hold_target"),
            )
        case None:
            *words, last = StepWord
            raise ValueError(f"'do' of a step should be {', '.join(words)} or {last}, not {_kind(what)}")
        case never:
            assert_never(never)


def _phase_from_json(value: object) -> Phase:
    match value:
        case [str(name), int(seconds)] if 0 <= seconds <= MOST and type(seconds) is int:
            return Phase(name, seconds)
        case _:
            raise ValueError(f"a phase should be a name and whole seconds, not {_kind(value)}")


def work_seconds(step: Json) -> int:
    """The planned seconds of work of a step in a log, without reading its other fields; 0 if it is not work."""
    do = step.get("do")
    word = STEP_WORDS.get(do) if isinstance(do, str) else None
    match word:
        case StepWord.HOLD:
            return Hold.lasts(_whole(step.get("target")))
        case StepWord.REPETITIONS:
            phases = step.get("phases")
            each = [_seconds_of_phase(phase) for phase in phases] if isinstance(phases, list) else []
            return Repetitions.lasts(_whole(step.get("target")), each)
        case StepWord.PREPARE | StepWord.SWITCH | StepWord.REST | None:
            return 0
        case _:
            assert_never(word)


def _seconds_of_phase(phase: object) -> int:
    match phase:
        case [_, seconds]:
            return _whole(seconds)
        case _:
            return 0


def _whole(value: object) -> int:
    """The value if it is a whole number that a plan may hold, otherwise 0."""
    return value if type(value) is int and 0 <= value <= MOST else 0


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
        **_full(new=sorted(choices.new)),
    }


def choices_from_json(data: object) -> Choices:
    """The choices that `choices_to_json` wrote; ValueError if it did not write this."""
    fields = JsonFields(data, "the choices")
    doses, modifications = fields.inner("doses"), fields.inner("modifications")
    return Choices(
        dose=fields.word("dose", Dose),
        doses=_mapping({name: doses.word(name, Dose) for name in doses.names()}),
        modifications=_mapping({name: modifications.texts(name) for name in modifications.names()}),
        left_out=frozenset(fields.texts("left_out") if fields.has("left_out") else ()),
        first=fields.maybe_word("first", Side),
        alternate=fields.word("alternate", Side),
        pace=fields.maybe_word("pace", Pace),
        advance=fields.maybe_word("advance", Advance),
        new=frozenset(fields.texts("new")),
    )


def _mapping(values: dict[str, T]) -> Mapping[str, T]:
    return MappingProxyType(values)

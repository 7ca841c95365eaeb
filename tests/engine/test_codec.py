"""Plans and choices survive JSON, and nonsense is refused in words."""

from __future__ import annotations

import contextlib
import json
import re
from types import MappingProxyType
from typing import Any

import pytest
from effort import cases
from hypothesis import given
from hypothesis import strategies as st
from journal_builders import small_plan
from msgspec.structs import replace

from hipcoach.engine.choices import Choices, Pace
from hipcoach.engine.codec import choices_from_json, choices_to_json, plan_from_json, plan_to_json
from hipcoach.engine.plan import Plan, PlannedExercise
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Work
from hipcoach.session.model import Advance, Cue, Dose, Moment, Phase, Position, Range, Side

NAMES = st.text(max_size=8)
SECONDS = st.integers(0, 10_000)
RANGES = st.tuples(SECONDS, SECONDS).map(lambda ends: Range(min(ends), max(ends)))
TEXTS = st.lists(st.text(max_size=8), max_size=2).map(tuple)
CUES = st.lists(st.builds(Cue, st.text(max_size=8), st.none() | st.sampled_from(Moment)), max_size=2).map(tuple)
EXERCISES = st.builds(
    PlannedExercise,
    id=NAMES,
    name=NAMES,
    library=st.none() | NAMES,
    sets=SECONDS,
    modifications=TEXTS,
    position=st.sampled_from(Position),
    why=st.none() | NAMES,
    setup=TEXTS,
    cues=CUES,
    feel=TEXTS,
    mistakes=TEXTS,
    stop_if=TEXTS,
    switch_cue=st.none() | NAMES,
    figure=st.none() | NAMES,
    afterwards=st.none() | NAMES,
)
PHASES = st.lists(st.builds(Phase, NAMES, SECONDS), max_size=3).map(tuple)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any plan: exercises with different ids, and steps of them whose sets are numbered."""
    exercises = {exercise.id: exercise for exercise in draw(st.lists(EXERCISES, min_size=1, max_size=3))}
    common = {
        "exercise": st.sampled_from(sorted(exercises)),
        "side": st.sampled_from(Side),
        "set": SECONDS,
    }
    transitions = [st.builds(kind, **common, seconds=SECONDS, waits=st.booleans()) for kind in (Prepare, Switch)]
    rests = st.builds(Rest, **common, seconds=SECONDS, waits=st.booleans(), switch=st.none() | SECONDS)
    holds = st.builds(Hold, **common, n=st.just(0), range=RANGES, target=SECONDS)
    repetitions = st.builds(
        Repetitions,
        **common,
        n=st.just(0),
        range=RANGES,
        target=SECONDS,
        phases=PHASES,
        own=st.booleans(),
        hold=st.none() | RANGES,
        hold_target=st.none() | SECONDS,
    )
    steps: list[Step] = []
    n = 0
    for step in draw(st.lists(st.one_of(*transitions, rests, holds, repetitions), max_size=6)):
        if isinstance(step, Work):
            n += 1
            step = replace(step, n=n)
        steps.append(step)
    return Plan(draw(NAMES), MappingProxyType(exercises), tuple(steps))


CHOICES = st.builds(
    Choices,
    dose=st.sampled_from(Dose),
    doses=st.dictionaries(NAMES, st.sampled_from(Dose), max_size=3).map(MappingProxyType),
    modifications=st.dictionaries(NAMES, TEXTS, max_size=3).map(MappingProxyType),
    first=st.none() | st.sampled_from(Side),
    alternate=st.sampled_from(Side),
    pace=st.none() | st.sampled_from(Pace),
    advance=st.none() | st.sampled_from(Advance),
)


@given(plans())
@cases(30, 60)
def test_a_plan_comes_back_as_it_went(plan: Plan) -> None:
    back = plan_from_json(json.loads(json.dumps(plan_to_json(plan))))
    assert back == plan
    assert list(back.exercises) == list(plan.exercises)


@given(CHOICES)
@cases(50, 100)
def test_choices_come_back_as_they_went(choices: Choices) -> None:
    assert choices_from_json(json.loads(json.dumps(choices_to_json(choices)))) == choices


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.sampled_from(["hold", "left", "low", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "at", "say"]), inner, max_size=2),
    max_leaves=4,
)


def _places(data: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [here, *(place for key, value in items for place in _places(value, (*here, key)))]


def _with(data: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[place[0]] = _with(copy[place[0]], place[1:], value) if place[1:] else value
    return copy


@given(st.data())
@cases(60, 120)
def test_a_damaged_plan_is_a_plan_or_a_value_error(data: st.DataObject) -> None:
    whole = plan_to_json(small_plan())
    damaged = _with(whole, data.draw(st.sampled_from(_places(whole))), data.draw(JSON))
    with contextlib.suppress(ValueError):
        plan_from_json(damaged)


@given(st.data())
@cases(50, 100)
def test_damaged_choices_are_choices_or_a_value_error(data: st.DataObject) -> None:
    whole = choices_to_json(Choices(doses={"a": Dose.HIGH}, modifications={"a": ("b",)}))
    damaged = _with(whole, data.draw(st.sampled_from(_places(whole))), data.draw(JSON))
    with contextlib.suppress(ValueError):
        choices_from_json(damaged)


@pytest.mark.parametrize(
    ("place", "value", "text"),
    [
        ((), [], "Expected `object`, got `array`"),
        (("title",), 3, "Expected `str`, got `int` - at `$.title`"),
        (("steps",), "all", "Expected `array`, got `str` - at `$.steps`"),
        (("steps", 0, "seconds"), -4, "Expected `int` >= 0 - at `$.steps[0].seconds`"),
        (("steps", 0, "seconds"), True, "Expected `int`, got `bool` - at `$.steps[0].seconds`"),
        (("steps", 0, "waits"), 1, "Expected `bool`, got `int` - at `$.steps[0].waits`"),
        (("steps", 0, "do"), "jump", "Invalid value 'jump' - at `$.steps[0].do`"),
        (("steps", 0, "side"), "up", "Invalid enum value 'up' - at `$.steps[0].side`"),
        (("steps", 0, "exercise"), "squat", "the plan has a step of 'squat', but no such exercise"),
        (("steps", 1, "n"), 2, "two of the plan's sets have the same number, or one has none"),
        (("steps", 1, "range"), [5, 4], "a range has its lower end first - at `$.steps[1].range`"),
        (
            ("steps", 5, "phases"),
            [["lift"]],
            "Expected `array` of at least length 2, got 1 - at `$.steps[5].phases[0]`",
        ),
        (("exercises", 0, "setup"), [None], "Expected `str`, got `null` - at `$.exercises[0].setup[0]`"),
        (("exercises", 1, "id"), "figure-four", "the plan has the exercise 'figure-four' twice"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said(place: tuple[Any, ...], value: Any, text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        plan_from_json(_with(plan_to_json(small_plan()), place, value))

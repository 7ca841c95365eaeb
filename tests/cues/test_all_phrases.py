"""What a plan can come to say: all of it, in the order in which it is needed, and nothing else."""

from __future__ import annotations

from typing import get_args

from effort import cases
from hypothesis import given
from msgspec.structs import replace
from plan_builders import Walk
from plan_strategies import acts, live, plans, started

from hipcoach.cues.all_phrases import _events, sayings
from hipcoach.cues.prompts import prompt
from hipcoach.engine import events
from hipcoach.engine.choices import Choices, Pace
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.session.model import Cue, Dose, Exercise, Moment, Range, Session, Sides

CUES = (
    Cue("Draw your {other} thigh closer", Moment.START),
    Cue("Back long", Moment.MIDDLE),
    Cue("{side} hip heavy", Moment.MIDDLE),
    Cue("Head heavy", Moment.MIDDLE),
    Cue("Ease out", Moment.END),
)


def with_texts(plan: Plan) -> Plan:
    """The plan with something to say at every opportunity."""
    texts = {"setup": ("Lie on your {side} side",), "cues": CUES, "switch_cue": "Roll over: {side} hip on top"}
    return replace(plan, exercises={id: replace(known, **texts) for id, known in plan.exercises.items()})


def said(walk: Walk, plan: Plan) -> list[str]:
    return [words.text for event in walk.events for words in prompt(event, plan).words]


def planned(*exercises: Exercise, dose: Dose = Dose.LOW) -> Plan:
    return make_plan(Session("Evening", exercises), Choices(dose=dose))


def a_stretch(low: int = 30, high: int = 60) -> Exercise:
    return Exercise("stretch", "Stretch", hold=Range(low, high), side=Sides.EACH, cues=CUES, rest=0)


@cases(60, 150)
@given(plans(), acts())
def test_whatever_a_person_does_nothing_else_is_said(plan, doing) -> None:
    plan = with_texts(plan)
    walk = live(started(plan), doing)
    walk.to_the_end()

    assert set(said(walk, plan)) <= set(sayings(plan))


def test_they_come_in_the_order_in_which_they_are_needed() -> None:
    plan = planned(a_stretch(), replace(a_stretch(20, 20), id="other", name="Other stretch"))
    walk = started(plan)
    walk.to_the_end()

    needed = list(dict.fromkeys(said(walk, plan)))
    in_time = [text for text in sayings(plan) if text in needed]
    assert in_time == needed
    assert len(set(sayings(plan))) == len(sayings(plan))


def test_what_is_said_in_another_dose_or_pace_is_among_them() -> None:
    lift = Exercise("lift", "Lift", reps=Range(3, 12), cues=CUES)

    texts = sayings(planned(lift))

    assert {"12", "Last three", "At your own pace", "Minimum reached"} <= set(texts)
    assert "13" not in texts


def test_a_target_can_be_any_second_up_to_the_highest() -> None:
    said = set(sayings(planned(a_stretch(30, 90))))
    assert {*(str(second) for second in range(60)), "1 minute", "1 minute 1", "1 minute 30"} <= said
    assert "60" not in said


def test_nothing_but_what_can_happen_is_among_them() -> None:
    lone = Exercise("stretch", "Stretch", hold=Range(15, 15), cues=CUES, rest=0)

    assert sayings(planned(lone))[:6] == (
        "Evening",
        "Stretch",
        "1 set of 15 seconds",
        "Draw your thigh closer",
        "Minimum reached",
        "Ease out",
    )


def test_a_plan_at_another_pace_says_the_same() -> None:
    plan = planned(Exercise("lift", "Lift", reps=Range(3, 12), cues=CUES))

    assert set(sayings(plan.at_pace(Pace.OWN))) == set(sayings(plan))


def test_every_event_with_words_is_among_those_that_phrases_are_listed_for() -> None:
    lift = Exercise("lift", "Lift", reps=Range(3, 12), hold=Range(3, 3), sets=Range(2, 2), side=Sides.NONE, rest=5)
    walk = Exercise("walk", "Walk", time=Range(60, 60))
    asked = {type(event) for event in _events(planned(a_stretch(), lift, walk))}

    # Of those that resume, only the side is said, as in the set-up.
    assert set(get_args(events.Event)) - asked == {
        events.Countdown,
        events.ExerciseDone,
        events.FinishTakenBack,
        events.PainDismissed,
        events.PlanChanged,
        events.Resumed,
        events.TimeChanged,
        events.WorkResumed,
    }

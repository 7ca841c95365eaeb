"""A session in rounds as it is led: keys, pain, gaps, and nobody at the keyboard."""

from __future__ import annotations

import pytest
from live_builders import Live, begun, change, lift, stretch

from hipcoach.engine.choices import Choices, Pace, unattended
from hipcoach.engine.events import Paused, RestStarted
from hipcoach.engine.state import Mode
from hipcoach.session.model import Advance, Group, Range
from hipcoach.settings.keymap import Action

CIRCUIT = Group("circuit", "Circuit", ("stretch", "lift"), Range(3, 3), rest=20)


def led(**more: object) -> Live:
    """Three rounds of 10 + 5 and 10 + 10 s, with 20 s of rest."""
    exercises = stretch(5, easier=(change("towel"),)), lift(2)
    return begun(*exercises, groups=(CIRCUIT,), **more)  # type: ignore[arg-type]


def test_undo_says_which_round_it_took_back() -> None:
    live = led().on(35 + 20 + 16)
    assert live.guide.press(Action.UNDO) == "Taken back: Stretch, round 2. It does not come again: b goes back."


def test_undo_of_an_exercise_that_was_left_out_says_that_it_does_not_come_again() -> None:
    # given its set of the second round, and that it is left out back in the first one
    live = led().on(35 + 20 + 16)
    for _ in range(3):
        live.guide.press(Action.BACK)
    live.guide.press(Action.PAIN)
    for answer in ("ache", "4", "x"):
        live.guide.answer(answer)
    assert live.guide.press(Action.UNDO) == "Taken back: Stretch, round 2. It does not come again."


def test_next_in_the_rest_goes_on_to_getting_ready() -> None:
    live = led().on(40)
    assert isinstance(live.ear.last(RestStarted), RestStarted)
    live.guide.press(Action.NEXT)
    assert live.ear.told("rest", "prepare")[-2:] == ["35 rest", "40 prepare"]


def test_a_gap_in_the_rest_between_two_rounds_pauses_there() -> None:
    live = led().on(40)
    live.asleep(3600)
    live.conductor.wake()
    assert live.ear.last(Paused).gap == pytest.approx(3600)
    assert (live.player.step.exercise, live.player.step.set) == ("stretch", 2)


def test_an_exercise_that_hurts_is_left_out_of_the_rounds_to_come() -> None:
    live = led().on(12)
    live.guide.press(Action.PAIN)
    for answer in ("ache", "4", "x"):
        live.guide.answer(answer)
    assert live.player.state.mode is Mode.PAUSED
    live.guide.press(Action.SPACE)
    live.to_the_end()
    assert [(one.exercise, one.set) for one in live.ear.records()] == [("stretch", 1)] + [
        ("lift", n) for n in (1, 2, 3)
    ]


def test_an_easier_form_holds_for_the_rounds_to_come() -> None:
    live = led().on(12)
    live.guide.press(Action.PAIN)
    for answer in ("ache", "4", "e"):
        live.guide.answer(answer)
    live.guide.press(Action.SPACE)
    live.to_the_end()
    forms = [(one.set, one.how, one.modifications) for one in live.ear.records() if one.exercise == "stretch"]
    assert forms == [(1, "pain", ()), (1, "done", ("towel",)), (2, "done", ("towel",)), (3, "done", ("towel",))]


def test_without_a_keyboard_all_rounds_end_by_themselves() -> None:
    nobody = unattended(Choices(advance=Advance.WAIT, pace=Pace.OWN))
    live = led(keyboard=False, pace=nobody.pace, advance=nobody.advance).on(10_000)
    assert live.conductor.over
    assert [one.how for one in live.ear.records()] == ["done"] * 6

"""What is to be seen at a moment, whatever it looks like."""

from __future__ import annotations

import pytest
from effort import cases
from hypothesis import given
from plan_builders import EACH, OWN, begun, hold, planned, reps, tempo
from plan_strategies import plans

from hipcoach.cues.doing import Doing
from hipcoach.cues.strip import SetMark
from hipcoach.cues.view import View, view
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.figures.moving import Motion
from hipcoach.session.model import Advance, Side

every_case = cases(30, 80)


def seen(walk) -> View:
    return view(walk.player)


def test_under_a_minute_a_countdown_has_no_minutes_and_a_step_keeps_its_widest_number() -> None:
    walk = begun(hold(90, prepare=15))
    assert (seen(walk).number, seen(walk).widest) == ("15", "88")
    walk.on(15.0)
    assert (seen(walk).number, seen(walk).widest) == ("1:30", "8:88")
    walk.on(31.0)
    assert (seen(walk).number, seen(walk).widest) == ("59", "8:88")


def test_a_hold_of_up_to_a_minute_has_two_digits_throughout_so_that_they_are_large() -> None:
    walk = begun(hold(60, prepare=15))
    walk.on(15.0)
    assert (seen(walk).number, seen(walk).widest) == ("60", "88")


@every_case
@given(plans())
def test_no_number_is_wider_than_the_widest_of_its_step(plan: Plan) -> None:
    player = Player(plan)
    player.start(0.0)
    now, step, widest = 0.0, None, ""
    while (due := player.next_due()) is not None:
        now = due
        player.advance(now)
        moment = view(player)
        if player.step is step:
            assert moment.widest == widest
        step, widest = player.step, moment.widest
        assert len(moment.number) <= len(moment.widest)


def test_the_word_is_that_of_the_phase() -> None:
    walk = begun(reps(5, tempo=tempo(out=2, stay=1, back=2), prepare=10, side=EACH, switch=10))
    assert (seen(walk).doing, seen(walk).word, seen(walk).side) == (Doing.READY, "GET READY", Side.LEFT)
    for seconds, doing, word in ((10.5, Doing.LIFT, "OUT"), (2.0, Doing.TOP, "STAY"), (1.0, Doing.LOWER, "BACK")):
        walk.on(seconds)
        assert (seen(walk).doing, seen(walk).word) == (doing, word)
    walk.do("pause")
    assert (seen(walk).doing, seen(walk).word) == (Doing.PAUSED, "PAUSED")
    # A repetition that was interrupted begins again.
    assert seen(walk).next == "OUT goes on · LEFT"


def test_what_space_does_is_said() -> None:
    walk = begun(hold(30, prepare=5, advance=Advance.WAIT), reps(5, tempo=OWN, prepare=5))
    assert seen(walk).space == "Pause"
    walk.do("pause")
    assert (seen(walk).space, seen(walk).hint) == ("GO ON", "Space goes on.")
    walk.do("resume")
    walk.on(8.0)
    assert (seen(walk).doing, seen(walk).space, seen(walk).number) == (Doing.WAITING, "BEGIN", "")
    walk.do("next")
    walk.on(10.0)
    walk.do("pause")
    assert seen(walk).hint == "Space goes on. 3 s to get ready."
    walk.do("resume")
    walk.on(3.0)
    walk.do("next")
    walk.on(5.0)
    assert (seen(walk).doing, seen(walk).word, seen(walk).space, seen(walk).of) == (Doing.COUNT, "REPS", "COUNT", "5")


def test_the_last_three_are_announced_to_the_eye_too() -> None:
    walk = begun(hold(10, prepare=5), reps(5, tempo=tempo(lift=1, lower=1), prepare=5))
    last = []
    for _ in range(25):
        walk.on(1.0)
        if seen(walk).last:
            last.append((seen(walk).doing.value, seen(walk).number))
    assert last[:6] == [("ready", "3"), ("ready", "2"), ("ready", "1"), ("hold", "3"), ("hold", "2"), ("hold", "1")]
    assert {number for doing, number in last[9:] if doing in ("lift", "lower")} <= {"2", "3", "4", "5"}


def test_a_figure_moves_in_time_with_the_repetition_and_stands_still_in_a_hold_and_a_pause() -> None:
    walk = begun(reps(5, tempo=tempo(lift=2, pause=1, lower=2), prepare=10), hold(30, prepare=5))
    assert (seen(walk).movement.motion, seen(walk).movement.flows) == (Motion.PREPARING, True)
    walk.on(11.0)
    assert (seen(walk).movement.motion, seen(walk).movement.progress) == (Motion.GOING, pytest.approx(0.5))
    assert seen(walk).movement.height == pytest.approx(0.5)
    walk.do("pause")
    assert not seen(walk).movement.flows
    walk.do("resume")
    walk.on(3.0 + 2.5)
    assert (seen(walk).movement.motion, seen(walk).movement.flows) == (Motion.HOLDING, False)
    walk.on(1.5)
    assert (seen(walk).movement.motion, seen(walk).movement.progress) == (Motion.RETURNING, pytest.approx(0.5))
    walk.on(30.0)
    walk.on(5.0)
    assert seen(walk).doing is Doing.HOLD
    assert (seen(walk).movement.motion, seen(walk).movement.flows) == (Motion.HOLDING, False)


def test_the_strip_tells_what_has_become_of_every_set() -> None:
    walk = begun(hold((20, 30), id="one", sets=2, prepare=5), hold((20, 30), id="two", prepare=5))

    def marks() -> list[list[SetMark]]:
        return [list(group.marks) for group in seen(walk).strip]

    assert marks() == [[SetMark.NOW, SetMark.AHEAD], [SetMark.AHEAD]]
    walk.on(10.0)
    walk.do("next")
    assert marks() == [[SetMark.SHORT, SetMark.NOW], [SetMark.AHEAD]]
    walk.on(32.0)
    assert marks() == [[SetMark.SHORT, SetMark.DONE], [SetMark.NOW]]
    walk.do("undo")
    assert marks() == [[SetMark.SHORT, SetMark.SKIPPED], [SetMark.NOW]]


def test_a_session_in_rounds_shows_its_rounds() -> None:
    plan = planned(hold(id="one", prepare=5), hold(id="two", prepare=5))
    twice = Plan(plan.title, plan.exercises, (*plan.steps, *plan.steps))
    assert [group.name for group in view(Player(twice)).strip] == ["One", "Two", "One", "Two"]


def test_a_rest_says_the_next_set_once() -> None:
    walk = begun(reps(2, sets=2, tempo=tempo(lift=1, lower=1), prepare=5, rest=20))
    walk.on(5.0 + 4.5)
    assert seen(walk).doing is Doing.REST
    assert seen(walk).next == "2 repetitions · set 2 of 2"
    assert view(walk.player, "Next: set 2 of 2").cue == "Let go. Breathe."

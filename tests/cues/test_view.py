"""What is to be seen at a moment, whatever it looks like."""

from __future__ import annotations

import pytest
from effort import cases
from hypothesis import given
from plan_builders import EACH, OWN, begun, hold, planned, reps, tempo, timed
from plan_strategies import plans

from hipcoach.cues.doing import Doing
from hipcoach.cues.strip import SetMark
from hipcoach.cues.view import View, view
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.figures.moving import Motion
from hipcoach.session.model import Advance, AtLeast, Phase, Side, Tempo

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
            assert moment.widest == widest or (player.plan.open and len(moment.widest) > len(widest))
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


# -- work for a time, open ends, a tempo that names the hold ----------------------------------------------------------


def test_work_for_a_time_says_go_and_counts_down_while_the_figure_moves() -> None:
    walk = begun(timed(90, prepare=0)).at(1)
    moment = seen(walk)
    assert (moment.doing, moment.word, moment.number, moment.of, moment.paced) == (Doing.GO, "GO", "1:29", "", False)
    assert (moment.movement.motion, moment.movement.flows) == (Motion.GOING, True)
    walk.do("pause")
    assert seen(walk).next == "GO goes on"


def test_what_comes_next_is_told_with_its_amount() -> None:
    ahead = (timed(300, prepare=5), hold(AtLeast(20, 3600), prepare=5), reps(AtLeast(10, 200), prepare=5))
    walks = [begun(one) for one in ahead]
    assert [seen(walk).next for walk in walks] == ["GO 5 minutes", "HOLD 20+ s", "at least 10 repetitions"]


@pytest.mark.parametrize("exercise", [hold, timed], ids=["hold", "time"])
def test_an_open_end_counts_up_towards_its_low_end_and_then_says_what_ends_it(exercise) -> None:
    walk = begun(exercise(AtLeast(20, 3600), prepare=0)).at(19.5)
    moment = seen(walk)
    assert (moment.number, moment.of, moment.last, moment.hint) == ("19", "20+", False, "")
    walk.on(1)
    moment = seen(walk)
    assert (moment.number, moment.of, moment.progress, moment.hint) == ("20", "20+", 1.0, "Next ends the set.")
    walk.on(60)
    assert (seen(walk).number, seen(walk).left) == ("1:20", 0)


@pytest.mark.parametrize(
    ("exercise", "digits"),
    [
        (hold(AtLeast(20, 3600), prepare=0), "8:88"),
        (timed(AtLeast(20, 3600), prepare=0), "8:88"),
        (reps(AtLeast(5, 200), tempo=tempo(up=1, down=1), prepare=0), "88"),
    ],
)
def test_the_number_of_an_open_end_is_large_until_it_needs_more_digits(exercise, digits: str) -> None:
    walk = begun(exercise).at(59)
    assert seen(walk).widest == "88"
    walk.at(65)
    assert seen(walk).widest == digits
    assert len(seen(walk).number) <= len(digits)


def test_repetitions_with_an_open_end_count_on() -> None:
    walk = begun(reps(AtLeast(2, 200), tempo=tempo(up=1, down=1), prepare=0)).at(1.5)
    assert (seen(walk).number, seen(walk).of, seen(walk).last, seen(walk).hint) == ("1", "2+", False, "")
    walk.at(5.5)
    assert (seen(walk).number, seen(walk).of, seen(walk).last, seen(walk).hint) == (
        "3",
        "2+",
        False,
        "Next ends the set.",
    )


def test_without_a_keyboard_nobody_is_told_of_a_key() -> None:
    walk = begun(hold(AtLeast(20, 3600), prepare=0), hold(10, id="other"), attended=False).at(19.9)
    assert seen(walk).hint == ""


def test_what_follows_the_way_back_is_a_rest_within_the_repetition() -> None:
    relaxed = Tempo((Phase("lift", 2), Phase("hold", 0), Phase("lower", 2), Phase("relax", 3)), held=1)
    walk = begun(reps(3, hold=5, tempo=relaxed, prepare=0))
    shown = []
    for seconds in (1.0, 2.0, 5.0, 2.0):
        walk.on(seconds)
        shown.append((seen(walk).doing, seen(walk).word, seen(walk).movement.motion, seen(walk).number))
    assert shown == [
        (Doing.LIFT, "LIFT", Motion.GOING, "0"),
        (Doing.TOP, "HOLD", Motion.HOLDING, "1"),
        (Doing.LOWER, "LOWER", Motion.RETURNING, "1"),
        (Doing.LOWER, "RELAX", Motion.RESTING, "1"),
    ]

"""Groups: a circuit as a plan, and every command of the player in its rounds."""

from __future__ import annotations

import json

import pytest
from plan_builders import EACH, LEFT, RIGHT, Walk, begun, group, hold, layout, planned, reps, told

from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import plan_from_json, plan_to_json
from hipcoach.engine.events import (
    ExerciseDone,
    HoldStarted,
    Outcome,
    PrepareStarted,
    RestStarted,
    SessionEnded,
    SwitchSides,
    TimeChanged,
    Waiting,
)
from hipcoach.engine.player import Player
from hipcoach.session.model import Advance, Dose, First, Sides

SQUAT, PLANK = hold(20, id="squat", prepare=5), hold(30, id="plank", prepare=6)
CIRCUIT = group(SQUAT, PLANK, rounds=3, rest=40)
BEGINNINGS = (PrepareStarted, RestStarted, SwitchSides, HoldStarted, ExerciseDone)


# -- the plan ----------------------------------------------------------------------------------------------------------


def test_a_round_does_each_exercise_once_and_rests_come_between_the_rounds() -> None:
    assert layout(planned(group(SQUAT, PLANK, rounds=2, rest=40))) == [
        "prepare none 1: 5 s",
        "1 hold none 1: 20 s",
        "prepare none 1: 6 s",
        "2 hold none 1: 30 s",
        "rest none 2: 40 s",
        "prepare none 2: 5 s",
        "3 hold none 2: 20 s",
        "prepare none 2: 6 s",
        "4 hold none 2: 30 s",
    ]


def test_an_exercise_on_each_side_does_both_in_every_round() -> None:
    lift = reps(10, id="lift", side=EACH, prepare=5, switch=8, first=First.RIGHT)
    assert layout(planned(group(lift, SQUAT, rounds=2, rest=0))) == [
        "prepare right 1: 5 s",
        "1 repetitions right 1: 10 of 5 s",
        "switch left 1: 8 s",
        "2 repetitions left 1: 10 of 5 s",
        "prepare none 1: 5 s",
        "3 hold none 1: 20 s",
        "prepare right 2: 5 s",
        "4 repetitions right 2: 10 of 5 s",
        "switch left 2: 8 s",
        "5 repetitions left 2: 10 of 5 s",
        "prepare none 2: 5 s",
        "6 hold none 2: 20 s",
    ]


def test_a_group_on_each_side_does_all_of_it_on_one_then_all_of_it_on_the_other() -> None:
    plan = planned(group(SQUAT, PLANK, rounds=2, rest=40, side=EACH))
    assert layout(plan) == [
        "prepare left 1: 5 s",
        "1 hold left 1: 20 s",
        "prepare left 1: 6 s",
        "2 hold left 1: 30 s",
        "prepare right 1: 5 s, switch at once",
        "3 hold right 1: 20 s",
        "prepare right 1: 6 s",
        "4 hold right 1: 30 s",
        "rest left 2: 40 s",
        "prepare left 2: 5 s, switch at once",
        "5 hold left 2: 20 s",
        "prepare left 2: 6 s",
        "6 hold left 2: 30 s",
        "prepare right 2: 5 s, switch at once",
        "7 hold right 2: 20 s",
        "prepare right 2: 6 s",
        "8 hold right 2: 30 s",
    ]
    # 2 rounds x 2 sides x (5 + 20 + 6 + 30), and one rest
    assert plan.total == 2 * 2 * 61 + 40


@pytest.mark.parametrize(
    ("choices", "first"),
    [(Choices(), RIGHT), (Choices(alternate=LEFT), RIGHT), (Choices(first=LEFT), LEFT)],
)
def test_the_side_that_begins_is_the_groups(choices: Choices, first: object) -> None:
    inside = hold(20, id="squat", first=First.LEFT)
    plan = planned(group(inside, PLANK, side=EACH, first=First.RIGHT), first=choices.first, alternate=choices.alternate)
    assert plan.work[0].side is first


def test_a_group_on_one_side_changes_nothing_but_the_sides() -> None:
    plan = planned(group(SQUAT, PLANK, side=Sides.LEFT, rounds=1))
    assert [step.side for step in plan.steps] == [LEFT] * 4


def test_rounds_follow_the_dose_of_the_session_and_not_that_of_an_exercise() -> None:
    circuit = group(hold((20, 40), id="squat"), rounds=(2, 4))
    for dose, rounds in ((Dose.LOW, 2), (Dose.MIDDLE, 3), (Dose.HIGH, 4)):
        plan = planned(circuit, dose=dose, doses={"squat": Dose.HIGH})
        assert [work.target for work in plan.work] == [40] * rounds
        assert plan.exercises["squat"].sets == rounds


def test_groups_and_exercises_follow_each_other_as_in_the_file() -> None:
    jog, walk = hold(60, id="jog"), hold(30, id="walk")
    plan = planned(jog, group(SQUAT, rounds=2), group(PLANK, id="second", rounds=1), walk)
    assert [work.exercise for work in plan.work] == ["jog", "squat", "squat", "plank", "walk"]
    assert [one.group and one.group.id for one in plan.exercises.values()] == [None, "circuit", "second", None]


def test_an_exercise_that_is_left_out_is_left_out_of_every_round() -> None:
    plan = planned(CIRCUIT, left_out=frozenset({"squat"}))
    assert [work.exercise for work in plan.work] == ["plank"] * 3
    # the rest then leads to the one that is left
    assert [step.exercise for step in plan.steps] == ["plank"] * 8
    assert planned(CIRCUIT, SQUAT.__class__(id="a", name="A", hold=SQUAT.hold), left_out={"squat", "plank"}).total


def test_a_plan_with_groups_can_be_written_and_read() -> None:
    plan = planned(group(SQUAT, PLANK, side=EACH), SQUAT.__class__(id="a", name="A", hold=SQUAT.hold))
    written = json.loads(json.dumps(plan_to_json(plan)))
    assert written["exercises"][0]["group"] == {"id": "circuit", "name": "Circuit"}
    assert "group" not in written["exercises"][2]
    assert plan_from_json(written) == plan


# -- the player --------------------------------------------------------------------------------------------------------


def test_an_exercise_is_done_after_its_last_round() -> None:
    walk = begun(group(SQUAT, PLANK, rounds=2, rest=40))
    walk.to_the_end()
    assert told(walk.events, *BEGINNINGS) == [
        "0 prepare none 1: 5",
        "5 hold none 1: 20",
        "25 prepare none 1: 6",
        "31 hold none 1: 30",
        "61 rest none 2: 40",
        "101 prepare none 2: 5",
        "106 hold none 2: 20",
        "126 exercise_done: squat",
        "126 prepare none 2: 6",
        "132 hold none 2: 30",
        "162 exercise_done: plank",
    ]
    assert walk.events[-1] == SessionEnded(162, Outcome.COMPLETED, 4, 4)


def test_the_change_of_sides_is_at_the_beginning_of_getting_ready() -> None:
    walk = begun(group(SQUAT, PLANK, rounds=1, side=EACH))
    walk.to_the_end()
    assert told(walk.events, PrepareStarted, SwitchSides) == [
        "0 prepare left 1: 5",
        "25 prepare left 1: 6",
        "61 prepare right 1: 5",
        "61 switch right 1: 5",
        "86 prepare right 1: 6",
    ]


def in_rest() -> Walk:
    """A walk in the rest before the second of three rounds, 40 s long, at its tenth second."""
    return begun(CIRCUIT).at(71)


def test_nothing_is_counted_down_between_two_rounds() -> None:
    walk = in_rest()
    assert [line for line in told(walk.player.preview(106)) if "countdown" in line] == [
        "103 countdown none 2: 3",
        "104 countdown none 2: 2",
        "105 countdown none 2: 1",
    ]


def test_next_in_the_rest_between_two_rounds_goes_on_to_getting_ready() -> None:
    walk = in_rest()
    assert told(walk.next()) == ["71 prepare none 2: 5"]
    assert walk.left == 5


def test_next_while_paused_there_does_so_too_and_stays_paused() -> None:
    walk = in_rest()
    walk.pause()
    assert told(walk.next()) == ["71 prepare none 2: 5"]
    assert walk.on(100) == ()


def test_the_rest_never_waits_for_the_person_but_getting_ready_does() -> None:
    walk = begun(group(SQUAT, rounds=2, rest=40), advance=Advance.WAIT)
    walk.on(5)
    walk.next()
    walk.on(100)
    assert told(walk.events, RestStarted, PrepareStarted, Waiting) == [
        "0 prepare none 1: 5",
        "5 waiting none 1",
        "28 rest none 2: 40",
        "68 prepare none 2: 5",
        "73 waiting none 2",
    ]


@pytest.mark.parametrize(
    ("command", "values", "left"), [("adjust", (1,), 35), ("adjust", (-1,), 25), ("not_ready", (), 45)]
)
def test_the_rest_can_be_made_longer_and_shorter(command: str, values: tuple[int, ...], left: int) -> None:
    walk = in_rest()
    (event,) = walk.do(command, *values)
    assert isinstance(event, TimeChanged)
    assert (event.seconds, event.set, walk.left) == (left, 2, left)
    assert "countdown" not in " ".join(told(walk.player.preview(71 + left)))


def test_back_leads_into_the_round_before() -> None:
    walk = in_rest()
    assert told(walk.back()) == ["71 prepare none 1: 6"]
    assert walk.player.step.exercise == "plank"
    walk.next()
    walk.on(3)
    # and on through the same rest
    walk.on(30)
    assert walk.done == ["#1 done 20/20", "#2 done 30/30"]
    assert (walk.player.step.exercise, walk.player.step.set) == ("squat", 2)


def test_back_and_next_count_every_set_once() -> None:
    walk = begun(CIRCUIT).at(140)
    # given the second round, in the plank
    assert (walk.player.step.exercise, walk.player.step.set) == ("plank", 2)
    for expected in (("squat", 2), ("plank", 1), ("squat", 1)):
        walk.back()
        assert (walk.player.step.exercise, walk.player.step.set) == expected
    walk.to_the_end()
    assert [record.n for record in sorted(walk.player.records, key=lambda one: one.n)] == [1, 2, 3, 4, 5, 6]


def test_redo_begins_the_set_of_this_round_again() -> None:
    walk = begun(CIRCUIT).at(110)
    assert told(walk.redo()) == ["110 set_done none 2: #3 short 4/20", "110 lead_in none 2: 3"]


def test_undo_takes_back_the_set_of_the_latest_round() -> None:
    walk = begun(CIRCUIT).at(127)
    assert told(walk.undo()) == ["127 undo: 3"]


def test_pain_leaves_an_exercise_out_of_the_rounds_to_come() -> None:
    # given pain in the first exercise, in the second round
    walk = begun(CIRCUIT, hold(10, id="last", prepare=4)).at(110)
    walk.pain()
    assert told(walk.skip_exercise()) == [
        "110 set_done none 2: #3 pain 4/20",
        "110 exercise_skipped: squat",
        "110 prepare none 2: 6",
    ]
    walk.resume()
    walk.to_the_end()
    # then the third round has the other one only, and the rest before it names that
    assert told(walk.events, RestStarted, PrepareStarted, HoldStarted)[-7:] == [
        "110 prepare none 2: 6",
        "116 hold none 2: 30",
        "146 rest none 3: 40",
        "186 prepare none 3: 6",
        "192 hold none 3: 30",
        "222 prepare none 1: 4",
        "226 hold none 1: 10",
    ]
    rest = [event for event in walk.events if isinstance(event, RestStarted)][-1]
    assert rest.exercise == "plank"
    assert walk.events[-1] == SessionEnded(236, Outcome.PARTIAL, 5, 7)


def test_rounds_that_become_empty_are_left_out_with_their_rest() -> None:
    walk = begun(group(SQUAT, rounds=3, rest=40), hold(10, id="last", prepare=4)).at(10)
    walk.pain()
    assert told(walk.skip_exercise())[-1] == "10 prepare none 1: 4"
    assert walk.player.step.exercise == "last"
    assert walk.player.left() == 14


def test_the_change_of_sides_moves_to_the_first_exercise_that_is_left() -> None:
    walk = begun(group(SQUAT, PLANK, rounds=1, side=EACH)).at(10)
    walk.pain()
    walk.skip_exercise()
    walk.resume()
    walk.to_the_end()
    switches = [event for event in walk.events if isinstance(event, SwitchSides)]
    assert [(event.exercise, event.side, event.seconds) for event in switches] == [("plank", RIGHT, 6)]


def test_what_was_left_out_stays_so_after_a_restore() -> None:
    walk = begun(CIRCUIT).at(10)
    walk.pain()
    walk.skip_exercise()
    restored = Walk(
        walk.player.plan, player=Player.restore(planned(CIRCUIT), json.loads(json.dumps(walk.player.snapshot())))
    )
    assert restored.player.left() == walk.player.left() == 3 * 36 + 2 * 40
    restored.resume()
    restored.to_the_end()
    done = [event.exercise for event in restored.events if isinstance(event, HoldStarted)]
    assert done == ["plank"] * 3


# -- a plan that changes under way -------------------------------------------------------------------------------------


def test_more_rounds_come_after_those_that_were_planned() -> None:
    circuit = group(SQUAT, PLANK, rounds=(2, 3), rest=40)
    walk = begun(circuit).at(110)
    walk.replan(planned(circuit, dose=Dose.HIGH))
    walk.to_the_end()
    assert [(one.exercise, one.set) for one in sorted(walk.player.records, key=lambda one: one.n)] == [
        (exercise, number) for number in (1, 2, 3) for exercise in ("squat", "plank")
    ]


def test_a_changed_plan_in_the_rest_between_rounds_keeps_the_rest_and_getting_ready() -> None:
    circuit = group(hold((20, 30), id="squat", prepare=5), PLANK, rounds=2, rest=40)
    walk = begun(circuit).at(71)
    walk.replan(planned(circuit, dose=Dose.HIGH))
    assert walk.left == 30
    walk.to_the_end()
    assert told(walk.events, *BEGINNINGS)[4:8] == [
        "61 rest none 2: 40",
        "101 prepare none 2: 5",
        "106 hold none 2: 30",
        "136 exercise_done: squat",
    ]


def test_an_exercise_dropped_from_the_plan_in_its_round_leads_to_the_next_one_of_that_round() -> None:
    walk = begun(CIRCUIT).at(110)
    walk.replan(planned(CIRCUIT, left_out=frozenset({"squat"})))
    assert (walk.player.step.exercise, walk.player.step.set) == ("plank", 2)
    walk.to_the_end()
    assert [(one.exercise, one.set) for one in sorted(walk.player.records, key=lambda one: one.n)] == [
        ("squat", 1),
        ("plank", 1),
        ("squat", 2),
        ("plank", 2),
        ("plank", 3),
    ]


def test_the_last_exercise_dropped_from_the_plan_leads_to_the_next_round() -> None:
    walk = begun(CIRCUIT).at(140)
    walk.replan(planned(CIRCUIT, left_out=frozenset({"plank"})))
    assert (walk.player.step.exercise, walk.player.step.set) == ("squat", 3)
    assert isinstance(walk.events[-1], RestStarted)


def test_what_is_left_to_do_at_the_end_is_that_of_all_that_was_begun() -> None:
    squat = hold(20, id="squat", prepare=5, afterwards="Take the loop off")
    walk = begun(group(squat, PLANK, rounds=2)).at(40)
    # given that the session ends in the other exercise of the group, after which it would have come again
    ended = walk.stop()[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.leaving == ("squat",)


def test_what_was_told_as_an_exercise_was_left_out_is_not_left_to_do_at_the_end() -> None:
    # given pain in the first exercise of the only round, which leaves it out
    squat = hold(20, id="squat", prepare=5, afterwards="Take the loop off")
    walk = begun(group(squat, PLANK, rounds=1)).at(10)
    walk.pain()
    walk.skip_exercise()
    # when the session is ended while getting ready for the next one
    ended = walk.stop()[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.leaving == ()

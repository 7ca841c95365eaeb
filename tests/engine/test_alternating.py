"""Sets whose sides alternate with each repetition: one step, counted and recorded for each side."""

from __future__ import annotations

import json

import pytest
from plan_builders import EACH, LEFT, OWN, RIGHT, Walk, begun, layout, line, planned, reps, told
from plan_builders import done as written

from hipcoach.engine.codec import plan_from_json, plan_to_json
from hipcoach.engine.events import (
    ExerciseDone,
    MinimumReached,
    PainFelt,
    PhaseStarted,
    RecordUndone,
    RepetitionDone,
    RepetitionsLeft,
    RepetitionsStarted,
    SessionEnded,
    SetDone,
    SwitchSides,
    TargetChanged,
)
from hipcoach.engine.player import Player
from hipcoach.engine.records import Record
from hipcoach.session.model import Dose, Exercise, Order


def in_turn(number: int | tuple[int, int] = 3, **more: object) -> Exercise:
    """Repetitions of 5 s on alternating sides, after 15 s to get ready."""
    return reps(number, id="dog", side=EACH, order=Order.ALTERNATE, **more)


def by_side(records: tuple[Record, ...]) -> list[str]:
    return [f"{record.side} {record.set}: {written(record)}, {record.seconds:g} s" for record in records]


def test_it_is_one_step_without_a_switch_and_the_dose_is_for_each_side() -> None:
    plan = planned(in_turn(10, sets=2, rest=20), reps(5))

    assert layout(plan) == [
        "prepare left 1: 15 s",
        "1 repetitions left 1: 10 of 5 s",
        "rest left 2: 20 s",
        "3 repetitions left 2: 10 of 5 s",
        "prepare none 1: 15 s",
        "5 repetitions none 1: 5 of 5 s",
    ]
    assert plan.total == 15 + 2 * 10 * 5 + 20 + 2 * 10 * 5 + 15 + 5 * 5


def test_repetitions_go_left_right_left_and_count_for_their_side() -> None:
    walk = begun(in_turn(3))
    walk.to_the_end()

    assert told(walk.events, RepetitionsStarted, RepetitionDone, SwitchSides) == [
        "15 repetitions left 1: 3",
        "20 repetition left 1: 1 of 3",
        "25 repetition right 1: 1 of 3",
        "30 repetition left 1: 2 of 3",
        "35 repetition right 1: 2 of 3",
        "40 repetition left 1: 3 of 3",
        "45 repetition right 1: 3 of 3",
    ]
    lifts = [event for event in walk.events if isinstance(event, PhaseStarted) and event.index == 0]
    assert [(event.side, event.repetition) for event in lifts] == [
        (side, n) for n in (1, 2, 3) for side in (LEFT, RIGHT)
    ]


def test_the_two_records_are_written_together() -> None:
    walk = begun(in_turn(3))
    walk.to_the_end()

    assert told(walk.events, SetDone, ExerciseDone, SessionEnded) == [
        "45 set_done left 1: #1 done 3/3",
        "45 set_done right 1: #2 done 3/3",
        "45 exercise_done: dog",
        "45 end: completed 2/2",
    ]
    assert by_side(walk.player.records) == ["left 1: #1 done 3/3, 15 s", "right 1: #2 done 3/3, 15 s"]


def test_the_person_may_begin_on_the_right() -> None:
    walk = begun(in_turn(1), first=RIGHT)
    walk.to_the_end()
    assert [(record.n, record.side) for record in walk.player.records] == [(1, RIGHT), (2, LEFT)]


def test_the_minimum_is_reached_once_both_sides_have_it_and_the_last_ones_are_told_once() -> None:
    walk = begun(in_turn((2, 6)), dose=Dose.HIGH)
    walk.to_the_end()
    assert told(walk.events, MinimumReached, RepetitionsLeft) == [
        "35 minimum_reached left 1: 2",
        "45 repetitions_left left 1: 3",
        "65 repetitions_left left 1: 1",
    ]


@pytest.mark.parametrize(
    ("seconds", "records"),
    [
        (7.0, ["left 1: #1 short 1/3, 7 s", "right 1: #2 skipped 0/3, 0 s"]),
        (13.0, ["left 1: #1 short 1/3, 6.5 s", "right 1: #2 short 1/3, 6.5 s"]),
        (15.0, ["left 1: #1 short 2/3, 10 s", "right 1: #2 short 1/3, 5 s"]),
        (28.0, ["left 1: #1 done 3/3, 16.8 s", "right 1: #2 short 2/3, 11.2 s"]),
        (3.0, ["left 1: #1 skipped 0/3, 3 s", "right 1: #2 skipped 0/3, 0 s"]),
    ],
)
def test_ended_early_each_side_has_what_it_did(seconds: float, records: list[str]) -> None:
    walk = begun(in_turn(3), reps(1)).at(15 + seconds)
    walk.next()
    assert by_side(walk.player.records) == records


def test_pain_is_of_the_side_that_works_and_ends_the_set_of_both() -> None:
    walk = begun(in_turn(3), reps(1)).at(15 + 7)
    felt = walk.pain()
    assert [line(event) for event in felt if isinstance(event, PainFelt)] == ["22 pain right 1"]
    walk.skip_exercise()
    assert walk.done == ["#1 pain 1/3", "#2 pain 0/3"]


def test_undo_takes_both_and_they_can_be_done_again() -> None:
    walk = begun(in_turn(1), reps(1)).at(15 + 10 + 1)
    assert walk.done == ["#1 done 1/1", "#2 done 1/1"]

    assert told(walk.undo(), RecordUndone) == ["26 undo: 2", "26 undo: 1"]
    assert walk.done == []

    walk.back()
    walk.to_the_end()
    assert walk.done == ["#1 done 1/1", "#2 done 1/1", "#3 done 1/1"]


def test_adjusting_is_one_repetition_on_each_side_and_never_below_what_one_has_done() -> None:
    walk = begun(in_turn((2, 6)), dose=Dose.HIGH).at(15 + 5 * 5 + 1)
    assert told(walk.adjust(-1), TargetChanged) == ["41 target_changed right 1: 5"]
    assert told((*walk.adjust(-1), *walk.adjust(-1), *walk.adjust(-1)), TargetChanged) == [
        "41 target_changed right 1: 4",
        "41 target_changed right 1: 3",
    ]
    walk.to_the_end()
    assert walk.done == ["#1 done 3/6", "#2 done 3/6"]


def test_a_pause_within_a_repetition_begins_that_one_again_on_its_side() -> None:
    walk = begun(in_turn(2)).at(15 + 7)
    walk.pause()
    walk.resume()
    walk.to_the_end()
    assert told(walk.events, RepetitionDone)[:2] == ["20 repetition left 1: 1 of 2", "30 repetition right 1: 1 of 2"]
    assert walk.done == ["#1 done 2/2", "#2 done 2/2"]


def test_at_ones_own_pace_each_key_counts_for_the_next_side() -> None:
    walk = begun(in_turn(2, tempo=OWN)).at(15)
    counted = [event for _ in range(4) for event in walk.count()]
    assert told(counted, RepetitionDone) == [
        "15 repetition left 1: 1 of 2",
        "15 repetition right 1: 1 of 2",
        "15 repetition left 1: 2 of 2",
        "15 repetition right 1: 2 of 2",
    ]


def test_what_is_left_counts_both_sides() -> None:
    walk = begun(in_turn(3)).at(15 + 5 * 3 + 2)
    assert walk.player.left() == 13.0
    assert walk.player.next_due() == walk.now + 1


def test_a_restored_player_knows_side_and_repetition() -> None:
    walk = begun(in_turn(3)).at(15 + 5 * 3 + 2)
    plan = plan_from_json(json.loads(json.dumps(plan_to_json(walk.player.plan))))
    assert plan == walk.player.plan

    other = Walk(plan, player=Player.restore(plan, json.loads(json.dumps(walk.player.snapshot()))))
    assert told(other.resume())[-1] == "32 lead_in right 1: 3"
    other.to_the_end()
    assert told(other.events, RepetitionDone)[0] == "40 repetition right 1: 2 of 3"


def test_a_larger_dose_under_way_keeps_the_numbers_of_both_sides() -> None:
    exercises = in_turn((1, 2), sets=(1, 2)), reps(1)
    walk = begun(*exercises).at(15 + 7)
    walk.replan(planned(*exercises, dose=Dose.HIGH))
    walk.to_the_end()
    assert [(record.n, record.exercise, record.side, record.set) for record in walk.player.records] == [
        (1, "dog", LEFT, 1),
        (2, "dog", RIGHT, 1),
        (4, "dog", LEFT, 2),
        (5, "dog", RIGHT, 2),
        (3, "lift", "none", 1),
    ]


def test_a_plan_without_them_is_written_as_ever() -> None:
    assert "alternates" not in plan_to_json(planned(reps(3)))["steps"][1]

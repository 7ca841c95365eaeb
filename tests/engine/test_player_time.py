"""What happens by itself as time passes: the course of a session, the countdown, and what is foretold."""

from __future__ import annotations

import pytest
from plan_builders import EACH, NOW, OWN, Walk, begun, hold, planned, reps, tempo, told

from hipcoach.engine.events import (
    Countdown,
    HoldReached,
    HoldStarted,
    MinimumReached,
    PhaseStarted,
    RepetitionDone,
    RepetitionsLeft,
    SessionEnded,
    SetDone,
    SwitchSides,
    Waiting,
)
from hipcoach.engine.player import Player
from hipcoach.engine.state import StepPart
from hipcoach.session.model import Advance, Dose

WAIT = Advance.WAIT


# -- the course of a session -----------------------------------------------------------------------------------------


def test_a_session_of_holds_as_it_runs_by_itself():
    walk = begun(hold(5, side=EACH, switch=4, prepare=4))
    walk.to_the_end()
    assert told(walk.events) == [
        "0 start",
        "0 prepare left 1: 4",
        "1 countdown left 1: 3",
        "2 countdown left 1: 2",
        "3 countdown left 1: 1",
        "4 hold left 1: 5",
        "6 countdown left 1: 3",
        "7 countdown left 1: 2",
        "8 countdown left 1: 1",
        "9 set_done left 1: #1 done 5/5",
        "9 switch right 1: 4",
        "10 countdown right 1: 3",
        "11 countdown right 1: 2",
        "12 countdown right 1: 1",
        "13 hold right 1: 5",
        "15 countdown right 1: 3",
        "16 countdown right 1: 2",
        "17 countdown right 1: 1",
        "18 set_done right 1: #2 done 5/5",
        "18 exercise_done: stretch",
        "18 end: completed 2/2",
    ]


def test_a_session_of_repetitions_as_it_runs_by_itself():
    walk = begun(reps(2, prepare=0, sets=2, rest=2, tempo=tempo(up=1, down=2)))
    walk.to_the_end()
    one_set = [
        "repetitions none {}: 2",
        "phase none {}: 1 up",
        "phase none {}: 1 down",
        "repetition none {}: 1 of 2",
        "repetitions_left none {}: 1",
        "phase none {}: 2 up",
        "phase none {}: 2 down",
        "repetition none {}: 2 of 2",
    ]
    times = [0, 0, 1, 3, 3, 3, 4, 6]
    first = [f"{at} {word.format(1)}" for at, word in zip(times, one_set, strict=True)]
    second = [f"{at + 8} {word.format(2)}" for at, word in zip(times, one_set, strict=True)]
    assert told(walk.events) == [
        "0 start",
        "0 prepare none 1: 0",
        *first,
        "6 set_done none 1: #1 done 2/2",
        "6 rest none 2: 2",
        "6 countdown none 2: 2",
        "7 countdown none 2: 1",
        *second,
        "14 set_done none 2: #2 done 2/2",
        "14 exercise_done: lift",
        "14 end: completed 2/2",
    ]


def test_nothing_comes_before_it_is_due():
    walk = begun(hold(30, prepare=15))
    assert told(walk.on(11.999)) == []
    assert told(walk.on(0.001)) == ["12 countdown none 1: 3"]
    assert told(walk.on(0)) == []


def test_events_carry_the_time_they_were_due_however_late_the_call():
    walk = begun(hold(5, prepare=3), now=-7.25)
    assert told(walk.on(1000))[-1] == "8 end: completed 1/1"


def test_session_time_ends_with_the_session():
    walk = begun(hold(5, prepare=3))
    walk.to_the_end()
    assert walk.player.elapsed == 8
    walk.on(10)
    assert walk.player.elapsed == 8


def test_session_time_begins_at_the_start_whatever_the_clock_says():
    walk = Walk(planned(hold(30)), now=123456.789)
    walk.wait(50)
    assert told(walk.start()) == ["0 start", "0 prepare none 1: 15"]
    walk.on(2.5)
    assert walk.player.elapsed == 2.5


def test_before_the_start_time_does_not_count():
    walk = Walk(planned(hold(30)))
    assert walk.on(100) == ()
    assert (walk.player.elapsed, walk.player.next_due()) == (0, None)


def test_a_clock_that_goes_back_takes_nothing_back():
    walk = begun(hold(30, prepare=15))
    walk.on(13)
    assert walk.on(-10) == ()
    assert walk.player.elapsed == 13
    assert told(walk.on(11)) == ["14 countdown none 1: 1"]


# -- transitions -----------------------------------------------------------------------------------------------------


def test_a_rest_gives_its_switch_so_long_before_its_end():
    walk = begun(hold(5, side=EACH, sets=2, rest=20, switch=10, prepare=0))
    walk.to_the_end()
    assert told(walk.events, SwitchSides) == ["5 switch right 1: 10", "30 switch left 2: 10", "45 switch right 2: 10"]


def test_a_rest_no_longer_than_its_switch_begins_with_it():
    walk = begun(hold(5, side=EACH, sets=2, rest=5, switch=10, prepare=0)).at(20)
    assert told(walk.events)[-3:] == ["20 set_done right 1: #2 done 5/5", "20 rest left 2: 10", "20 switch left 2: 10"]


def test_a_switch_that_takes_no_time_comes_as_work_begins():
    walk = begun(hold(5, side=EACH, sets=2, rest=4, switch=0, prepare=0)).at(14)
    assert told(walk.events, SwitchSides, HoldStarted) == [
        "0 hold left 1: 5",
        "5 switch right 1: 0",
        "5 hold right 1: 5",
        "14 switch left 2: 0",
        "14 hold left 2: 5",
    ]


def test_a_preparation_that_takes_no_time_is_still_said():
    walk = begun(hold(5, prepare=0))
    assert told(walk.events) == ["0 start", "0 prepare none 1: 0", "0 hold none 1: 5"]


@pytest.mark.parametrize(("seconds", "counted"), [(0, []), (1, [1]), (2, [2, 1]), (3, [3, 2, 1]), (4, [3, 2, 1])])
def test_a_transition_counts_its_last_three_seconds(seconds, counted):
    walk = begun(hold(30, prepare=seconds)).at(seconds)
    assert [event.left for event in walk.events if isinstance(event, Countdown)] == counted
    assert [event.due for event in walk.events if isinstance(event, Countdown)] == [seconds - left for left in counted]


def test_work_follows_at_once_where_nothing_lies_between():
    walk = begun(hold(5, sets=2, prepare=0)).at(5)
    assert told(walk.events)[-2:] == ["5 set_done none 1: #1 done 5/5", "5 hold none 2: 5"]


# -- waiting ---------------------------------------------------------------------------------------------------------


def test_a_step_that_waits_counts_up_from_its_end_and_gives_no_countdown():
    walk = begun(hold(30, advance=WAIT, prepare=15))
    assert told(walk.on(100)) == ["15 waiting none 1"]
    assert walk.player.elapsed == 100
    assert walk.left == -85
    assert walk.player.state.part is StepPart.WAITING


def test_every_transition_of_an_exercise_that_waits_stops():
    walk = begun(hold(5, side=EACH, sets=2, rest=20, advance=WAIT, prepare=0))
    for _ in range(4):
        walk.on(100)
        walk.next()
    walk.on(100)
    assert len(told(walk.events, Waiting)) == 4
    assert told(walk.events)[-1].endswith("end: completed 4/4")


def test_a_rest_that_waits_gives_its_switch_before_it_waits():
    walk = begun(hold(5, side=EACH, sets=2, rest=20, switch=0, advance=WAIT, prepare=0))
    for _ in range(2):
        walk.on(20)
        walk.next()
    assert told(walk.on(100), SwitchSides, Waiting) == ["68 switch left 2: 0", "68 waiting left 2"]


# -- holds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "counted"), [(1, []), (2, [1]), (3, [2, 1]), (4, [3, 2, 1]), (30, [3, 2, 1])])
def test_a_hold_counts_its_last_seconds_but_not_the_one_it_begins_with(seconds, counted):
    walk = begun(hold(seconds, prepare=0))
    walk.to_the_end()
    assert [event.left for event in walk.events if isinstance(event, Countdown)] == counted
    assert told(walk.events)[-1] == f"{seconds} end: completed 1/1"


@pytest.mark.parametrize(
    ("seconds", "moments"),
    [
        (15, []),
        (16, ["8 moment none 1: breathe, 8 left"]),
        (19, ["8 moment none 1: breathe, 11 left"]),
        (
            20,
            [
                "6 moment none 1: form, 14 left",
                "8 moment none 1: breathe, 12 left",
                "10 moment none 1: half_way, 10 left",
            ],
        ),
        (
            40,
            [
                "8 moment none 1: breathe, 32 left",
                "13 moment none 1: form, 27 left",
                "20 moment none 1: half_way, 20 left",
            ],
        ),
        (
            41,
            [
                "8 moment none 1: breathe, 33 left",
                "13 moment none 1: form, 28 left",
                "20.5 moment none 1: half_way, 20.5 left",
                "31 moment none 1: ten_seconds, 10 left",
            ],
        ),
        (
            45,
            [
                "8 moment none 1: breathe, 37 left",
                "15 moment none 1: form, 30 left",
                "22.5 moment none 1: half_way, 22.5 left",
                "35 moment none 1: ten_seconds, 10 left",
            ],
        ),
    ],
)
def test_a_hold_has_moments_on_its_way_according_to_its_length(seconds, moments):
    walk = begun(hold(seconds, prepare=0))
    walk.to_the_end()
    assert told(walk.events, HoldReached) == moments


@pytest.mark.parametrize(("dose", "said"), [(Dose.LOW, []), (Dose.MIDDLE, [7]), (Dose.HIGH, [7])])
def test_the_minimum_of_a_hold_is_said_only_where_more_is_aimed_at(dose, said):
    walk = begun(hold((7, 13), prepare=0), dose=dose)
    walk.to_the_end()
    assert [event.due for event in walk.events if isinstance(event, MinimumReached)] == said


# -- repetitions -----------------------------------------------------------------------------------------------------


def test_a_repetition_announces_its_phases_and_counts_after_lowering():
    walk = begun(reps(10, prepare=0)).at(5)
    assert told(walk.events, PhaseStarted, RepetitionDone) == [
        "0 phase none 1: 1 lift",
        "2 phase none 1: 1 pause",
        "3 phase none 1: 1 lower",
        "5 repetition none 1: 1 of 10",
        "5 phase none 1: 2 lift",
    ]
    assert [event.last for event in walk.events if isinstance(event, PhaseStarted)] == [False, False, True, False]


def test_phases_that_take_no_time_are_announced_and_come_to_an_end():
    walk = begun(reps(200, prepare=0, tempo=tempo(up=0, down=0)))
    assert told(walk.events)[-1] == "0 end: completed 1/1"
    assert len(told(walk.events, RepetitionDone)) == 200
    assert len(told(walk.events, PhaseStarted)) == 400


def test_a_hold_in_each_repetition_is_its_middle_phase():
    walk = begun(reps(2, hold=6, prepare=0))
    walk.to_the_end()
    assert told(walk.events, PhaseStarted)[:3] == [
        "0 phase none 1: 1 lift",
        "2 phase none 1: 1 hold",
        "8 phase none 1: 1 lower",
    ]
    (record,) = walk.player.records
    assert record.hold is not None
    assert (record.counted.done, record.hold.done, record.seconds) == (2, 6, 20)


@pytest.mark.parametrize(("number", "said"), [(1, []), (2, [1]), (5, [1]), (6, [3, 1]), (12, [3, 1])])
def test_last_three_is_said_in_sets_of_six_and_last_one_in_sets_of_two(number, said):
    walk = begun(reps(number, prepare=0))
    walk.to_the_end()
    left = [event for event in walk.events if isinstance(event, RepetitionsLeft)]
    assert [event.left for event in left] == said
    assert [event.due for event in left] == [(number - count) * 5 for count in said]


@pytest.mark.parametrize(("dose", "said"), [(Dose.LOW, []), (Dose.MIDDLE, [40]), (Dose.HIGH, [40])])
def test_the_minimum_of_repetitions_is_said_only_where_more_is_aimed_at(dose, said):
    walk = begun(reps((8, 12), prepare=0), dose=dose)
    walk.to_the_end()
    assert [event.due for event in walk.events if isinstance(event, MinimumReached)] == said


def test_self_paced_repetitions_wait_for_the_person():
    walk = begun(reps(3, prepare=0, tempo=OWN))
    assert walk.on(1000) == ()
    assert walk.player.next_due() is None
    assert told(walk.count()) == ["1000 repetition none 1: 1 of 3"]


# -- how the session ends --------------------------------------------------------------------------------------------


def test_a_session_is_completed_when_every_set_reached_its_floor():
    walk = begun(hold((20, 30), prepare=0), reps(2, prepare=0), dose=Dose.HIGH)
    walk.at(20).next()
    walk.to_the_end()
    assert told(walk.events)[-1].endswith("end: completed 2/2")


def test_a_session_is_partial_when_one_set_did_not():
    walk = begun(hold((20, 30), prepare=0), reps(2, prepare=0), dose=Dose.HIGH)
    walk.at(19.9).next()
    walk.to_the_end()
    assert told(walk.events)[-1].endswith("end: partial 1/2")


def test_an_exercise_is_done_after_its_last_set():
    walk = begun(hold(5, id="one", sets=2, prepare=0), hold(5, id="two", prepare=0))
    walk.to_the_end()
    assert [line for line in told(walk.events) if "exercise" in line] == [
        "10 exercise_done: one",
        "15 exercise_done: two",
    ]


# -- what is foretold ------------------------------------------------------------------------------------------------


def test_preview_tells_what_will_come_and_changes_nothing():
    walk = begun(hold(5, side=EACH, prepare=15))
    ahead = walk.player.preview(20)
    assert told(ahead)[-2:] == ["20 set_done left 1: #1 done 5/5", "20 switch right 1: 10"]
    assert walk.player.elapsed == 0
    assert walk.on(20) == ahead


def test_preview_stops_where_it_waits_for_the_person():
    walk = begun(hold(5, advance=WAIT, prepare=15))
    assert told(walk.player.preview(1000)) == ["15 waiting none 1"]
    walk.on(16)
    assert walk.player.preview(1000) == ()


@pytest.mark.parametrize("command", ["pause", "pain", "stop"])
def test_nothing_is_foretold_while_time_stands_still(command):
    walk = begun(hold(5, prepare=15))
    walk.on(5)
    walk.do(command)
    assert walk.player.preview(1000) == ()
    assert walk.player.next_due() is None


def test_next_due_is_the_next_second_of_a_transition():
    walk = begun(hold(30, prepare=15))
    assert walk.player.next_due() == NOW + 1
    walk.on(0.25)
    assert walk.player.next_due() == NOW + 1
    walk.on(0.75)
    assert walk.player.next_due() == NOW + 2


def test_next_due_is_the_next_second_of_a_hold():
    walk = begun(hold(30, prepare=0))
    walk.on(4.5)
    assert walk.player.next_due() == NOW + 5


def test_next_due_is_the_next_second_or_phase_of_a_repetition():
    walk = begun(reps(3, prepare=0))
    assert walk.player.next_due() == NOW + 1
    walk.on(1.5)
    assert walk.player.next_due() == NOW + 2


def test_what_is_left_of_the_session_shrinks_with_time_and_not_in_a_pause():
    walk = Walk(planned(hold(30, side=EACH), reps(4)))
    assert walk.player.left() == walk.player.plan.total == 120
    walk.start()
    for at in (5, 20, 50, 60, 90, 105.5):
        assert walk.at(at).player.left() == 120 - at
    walk.pause()
    walk.on(60)
    assert walk.player.left() == 15, "the repetition begins again"
    walk.resume()
    assert walk.player.left() == 18
    walk.to_the_end()
    assert walk.player.left() == 0


def test_what_is_left_reckons_self_paced_sets_at_their_tempo():
    walk = begun(reps(4, tempo=OWN), hold(30, id="after")).at(15)
    assert walk.player.left() == 20 + 15 + 30
    walk.on(100)
    walk.count()
    assert walk.player.left() == 15 + 15 + 30


def test_next_due_is_never_when_waiting_and_when_it_is_over():
    walk = begun(hold(5, advance=WAIT, prepare=15))
    walk.on(15)
    assert walk.player.next_due() is None
    walk.next()
    assert walk.player.next_due() == walk.now
    walk.to_the_end()
    assert walk.player.next_due() is None


def test_next_due_comes_to_an_end_whatever_the_fraction_of_a_second():
    for thousandth in range(1, 9000, 11):
        player = Player(planned(hold(10, prepare=0)))
        player.start(0.0)
        now = thousandth / 1000
        player.not_ready(now)
        calls = 0
        while (due := player.next_due()) is not None and calls < 100:
            assert now <= due <= now + 1.000001
            now = due
            player.advance(now)
            calls += 1
        assert player.next_due() is None, "it ends after some 30 calls"


def test_what_is_done_in_a_set_is_measured_not_counted_in_calls():
    walk = begun(hold(30, prepare=0))
    for _ in range(29):
        walk.on(1.01)
    walk.next()
    assert walk.done == ["#1 short 29.2/30"]
    assert told(walk.events, SetDone, SessionEnded) == [
        "29.29 set_done none 1: #1 short 29.2/30",
        "29.29 end: partial 0/1",
    ]

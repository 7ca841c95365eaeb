"""Every command in work: holds, paced and self-paced repetitions, and the seconds that lead into them."""

from __future__ import annotations

import pytest
from plan_builders import OWN, Walk, begun, hold, reps, tempo, told, unchanged_by

from hipcoach.engine.events import (
    Countdown,
    HoldReached,
    HoldStarted,
    MinimumReached,
    PhaseStarted,
    RepetitionDone,
    SetDone,
    TargetChanged,
)
from hipcoach.engine.state import Status
from hipcoach.session.model import Dose


def holding(seconds: int | tuple[int, int] = 30, at: float = 0, *, dose: Dose = Dose.LOW, **more) -> Walk:
    """A hold has gone on for `at` seconds; it began at 0, and another exercise follows."""
    walk = begun(hold(seconds, **{"prepare": 0, **more}), hold(5, id="after"), dose=dose)
    return walk.at(at)


def lifting(number: int | tuple[int, int] = 10, at: float = 0, *, dose: Dose = Dose.LOW, **more) -> Walk:
    """Repetitions of 5 s have gone on for `at` seconds; they began at 0, and another exercise follows."""
    walk = begun(reps(number, **{"prepare": 0, **more}), hold(5, id="after"), dose=dose)
    return walk.at(at)


def counting(number: int | tuple[int, int] = 10, done: int = 0, *, dose: Dose = Dose.LOW) -> Walk:
    """Self-paced repetitions, so many of them done, one a second."""
    walk = lifting(number, tempo=OWN, dose=dose)
    for _ in range(done):
        walk.wait(1).count()
    return walk


# -- pause and resume ------------------------------------------------------------------------------------------------


def test_resume_leads_into_a_hold_that_goes_on_where_it_stood():
    walk = holding(30, at=12.5)
    assert told(walk.pause()) == ["12.5 paused none 1"]
    assert walk.player.status is Status.PAUSED_WORK
    assert walk.on(600) == ()
    assert told(walk.resume()) == ["12.5 resumed none 1", "12.5 lead_in none 1: 3"]
    assert told(walk.on(3)) == [
        "12.5 countdown none 1: 3",
        "13.5 countdown none 1: 2",
        "14.5 countdown none 1: 1",
        "15.5 go_on none 1: 17.5 left",
    ]
    walk.on(17.5)
    assert walk.done == ["#1 done 30/30"]
    assert walk.player.records[0].paused == 600


def test_what_was_said_of_a_hold_before_a_pause_is_not_said_again():
    walk = holding(30, at=15)
    walk.pause()
    walk.resume()
    walk.on(18)
    assert told(walk.events, HoldReached) == [
        "8 moment none 1: breathe, 22 left",
        "10 moment none 1: form, 20 left",
        "15 moment none 1: half_way, 15 left",
    ]


def test_what_was_still_to_be_said_of_a_hold_is_put_off_by_the_lead_in():
    walk = holding((20, 40), at=14, dose=Dose.HIGH)
    walk.pause()
    walk.resume()
    walk.on(10)
    assert told(walk.events, HoldReached, MinimumReached) == [
        "8 moment none 1: breathe, 32 left",
        "13 moment none 1: form, 27 left",
        "23 minimum_reached none 1: 20",
        "23 moment none 1: half_way, 20 left",
    ]


def test_the_last_seconds_of_a_hold_are_counted_again_after_a_pause():
    walk = holding(30, at=28.5)
    walk.pause()
    walk.resume()
    counted = [(event.due, event.left) for event in walk.on(4.5) if isinstance(event, Countdown)]
    assert counted == [(28.5, 3), (29.5, 2), (30.5, 1), (32, 1)]


def test_a_paced_repetition_that_was_interrupted_begins_again():
    walk = lifting(10, at=13)
    walk.pause()
    assert told(walk.wait(60).resume()) == ["13 resumed none 1", "13 lead_in none 1: 3"]
    assert told(walk.on(8))[3:] == [
        "16 go_on none 1: 8 left",
        "16 phase none 1: 3 lift",
        "18 phase none 1: 3 pause",
        "19 phase none 1: 3 lower",
        "21 repetition none 1: 3 of 10",
        "21 phase none 1: 4 lift",
    ]


def test_a_repetition_finished_as_the_pause_comes_is_kept():
    walk = lifting(10, at=9.9).wait(0.1)
    assert told(walk.pause(), RepetitionDone) == ["10 repetition none 1: 2 of 10"]
    walk.resume()
    assert told(walk.on(3))[-2:] == ["13 go_on none 1: 8 left", "13 phase none 1: 3 lift"]


def test_self_paced_repetitions_keep_their_count_over_a_pause():
    walk = counting(10, done=4)
    walk.pause()
    assert unchanged_by(walk, "count")
    walk.resume()
    assert unchanged_by(walk, "count"), "not in the seconds that lead in"
    walk.on(3)
    assert told(walk.count()) == ["7 repetition none 1: 5 of 10"]


def test_pausing_a_lead_in_leaves_at_least_three_seconds_of_it():
    walk = holding(30, at=10)
    walk.pause()
    walk.resume()
    walk.on(2)
    walk.pause()
    assert told(walk.resume()) == ["12 resumed none 1", "12 lead_in none 1: 3"]
    assert told(walk.on(3))[-1] == "15 go_on none 1: 20 left"


def test_pauses_add_up_in_the_record():
    walk = holding(30, at=10)
    for seconds in (60, 40):
        walk.pause()
        walk.wait(seconds).resume()
        walk.on(4)
    walk.next()
    (record,) = walk.player.records
    assert (record.paused, record.seconds) == (100, 12)


def test_a_pause_counts_in_the_record_of_its_own_set_and_between_sets_in_none():
    walk = begun(hold(30, prepare=15, sets=2, rest=20))
    for begins in (5, 25, 50):  # getting ready, the first set, the rest
        walk.on(begins - walk.player.elapsed)
        walk.pause()
        walk.wait(60).resume()
    walk.to_the_end()
    assert [record.paused for record in walk.player.records] == [60, 0]


# -- next ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "record"),
    [(0, "#1 skipped 0/25"), (0.5, "#1 short 0.5/25"), (19.9, "#1 short 19.9/25"), (20, "#1 done 20/25")],
)
def test_next_ends_a_hold_by_what_was_done(at, record):
    walk = holding((20, 30), at=at, dose=Dose.MIDDLE)
    assert told(walk.next()) == [
        f"{at} set_done none 1: {record}",
        f"{at} exercise_done: stretch",
        f"{at} prepare none 1: 15",
    ]


@pytest.mark.parametrize(
    ("at", "record"),
    [(0, "#1 skipped 0/10"), (4.9, "#1 skipped 0/10"), (5, "#1 short 1/10"), (40, "#1 done 8/10")],
)
def test_next_ends_repetitions_by_what_was_credited(at, record):
    walk = lifting((8, 12), at=at, dose=Dose.MIDDLE)
    assert told(walk.next(), SetDone) == [f"{at} set_done none 1: {record}"]


def test_next_skips_one_side_and_keeps_the_other():
    walk = begun(hold(30, side="each", prepare=0, switch=10))
    walk.next()
    walk.to_the_end()
    assert walk.done == ["#1 skipped 0/30", "#2 done 30/30"]
    assert told(walk.events)[-1].endswith("partial 1/2")


def test_next_in_the_three_seconds_after_a_pause_ends_the_set():
    walk = holding(30, at=10)
    walk.pause()
    walk.resume()
    walk.on(1)
    assert told(walk.next(), SetDone) == ["11 set_done none 1: #1 short 10/30"]


def test_next_in_a_longer_lead_in_leaves_three_seconds_of_it():
    walk = holding(30, at=10)
    walk.not_ready()
    walk.on(5)
    assert told(walk.next()) == ["15 time_changed none 1: 3"]
    assert told(walk.on(3))[-1] == "18 go_on none 1: 20 left"


def test_next_while_paused_ends_the_set_and_stays_paused():
    walk = holding(30, at=10)
    walk.pause()
    assert told(walk.next())[-1] == "10 prepare none 1: 15"
    assert walk.player.status is Status.PAUSED_TRANSITION
    assert walk.on(100) == ()
    walk.resume()
    assert told(walk.on(15), HoldStarted) == ["25 hold none 1: 5"]


def test_next_while_paused_before_a_set_that_follows_at_once_leads_into_it():
    walk = begun(hold(30, sets=2, prepare=0)).at(10)
    walk.pause()
    assert told(walk.next()) == ["10 set_done none 1: #1 short 10/30"]
    assert walk.player.status is Status.PAUSED_WORK
    assert told(walk.resume()) == ["10 resumed none 2", "10 lead_in none 2: 3"]
    assert told(walk.on(3))[-1] == "13 hold none 2: 30"


def test_next_in_the_last_set_ends_the_session_even_while_paused():
    walk = begun(hold(30, prepare=0)).at(10)
    walk.pause()
    assert told(walk.next())[-1] == "10 end: partial 0/1"
    assert walk.player.status is Status.ENDED


# -- back and redo ---------------------------------------------------------------------------------------------------


def test_back_in_the_first_set_goes_to_its_prepare_and_records_it():
    walk = begun(hold(30, prepare=15)).at(25)
    assert told(walk.back()) == ["25 set_done none 1: #1 short 10/30", "25 prepare none 1: 15"]


def test_back_goes_to_the_transition_before_the_previous_set():
    walk = begun(hold(30, side="each", prepare=15, switch=10)).at(60)
    assert told(walk.back()) == ["60 set_done right 1: #2 short 5/30", "60 prepare left 1: 15"]
    walk.to_the_end()
    assert walk.done == ["#1 done 30/30", "#2 done 30/30"]


def test_back_records_nothing_where_nothing_was_done():
    walk = begun(hold(30, side="each", prepare=15, switch=10)).at(55)
    assert told(walk.back()) == ["55 prepare left 1: 15"]
    assert walk.done == ["#1 done 30/30"]


def test_back_across_exercises_from_work():
    walk = begun(hold(5, id="one", prepare=15), reps(3, id="two", prepare=10)).at(40)
    assert told(walk.back()) == ["40 set_done none 1: #2 short 2/3", "40 prepare none 1: 15"]
    assert walk.player.step.exercise == "one"


def test_back_while_paused_records_and_stays_paused():
    walk = begun(hold(30, prepare=15)).at(25)
    walk.pause()
    assert told(walk.back()) == ["25 set_done none 1: #1 short 10/30", "25 prepare none 1: 15"]
    assert walk.player.status is Status.PAUSED_TRANSITION


def test_redo_begins_the_set_anew_after_three_seconds():
    walk = holding(30, at=10)
    assert told(walk.redo()) == ["10 set_done none 1: #1 short 10/30", "10 lead_in none 1: 3"]
    assert told(walk.on(3))[-1] == "13 hold none 1: 30"
    walk.on(30)
    assert walk.done == ["#1 done 30/30"]


def test_redo_records_nothing_where_nothing_was_done():
    walk = lifting(10, at=4)
    assert told(walk.redo()) == ["4 lead_in none 1: 3"]
    assert walk.done == []


def test_redo_forgets_what_was_adjusted_and_what_was_said():
    walk = holding((20, 40), at=25)
    assert walk.player.step.exercise == "after"
    walk = holding((20, 40), at=10)
    walk.adjust(+1)
    walk.redo()
    assert walk.target == 20
    assert told(walk.on(23), HoldReached) == [
        "19 moment none 1: form, 14 left",
        "21 moment none 1: breathe, 12 left",
        "23 moment none 1: half_way, 10 left",
    ]


def test_redo_while_paused_stays_paused_and_leads_in_after_resume():
    walk = lifting(10, at=12)
    walk.pause()
    walk.redo()
    assert walk.player.status is Status.PAUSED_WORK
    assert walk.on(100) == ()
    walk.resume()
    assert told(walk.on(3))[-2:] == ["15 repetitions none 1: 10", "15 phase none 1: 1 lift"]


def test_redo_in_a_longer_lead_in_shortens_it():
    walk = holding(30, at=10)
    walk.not_ready()
    walk.redo()
    assert walk.left == 3


# -- adjust ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("by", "target"), [(+1, 35), (-1, 25)])
def test_adjust_changes_a_hold_by_five_seconds(by, target):
    walk = holding((20, 40), at=10, dose=Dose.MIDDLE)
    assert told(walk.adjust(by)) == [f"10 target_changed none 1: {target}"]
    assert told(walk.on(target - 10), SetDone) == [f"{target} set_done none 1: #1 done {target}/30"]


def test_adjust_stops_at_the_ceiling_of_a_hold():
    walk = holding((20, 32), at=10)
    targets = [walk.adjust(+1) for _ in range(4)]
    assert told(sum(targets, ())) == [f"10 target_changed none 1: {target}" for target in (25, 30, 32)]
    assert walk.target == 32


def test_adjust_below_what_was_held_ends_the_hold_now():
    walk = holding((20, 40), at=27.5, dose=Dose.MIDDLE)
    assert told(walk.adjust(-1))[:2] == ["27.5 target_changed none 1: 27.5", "27.5 set_done none 1: #1 done 27.5/30"]


def test_adjust_stops_at_the_floor_of_a_hold_and_does_nothing_below():
    walk = holding((20, 40), at=11, dose=Dose.MIDDLE)
    assert [told(walk.adjust(-1)) for _ in range(3)] == [
        ["11 target_changed none 1: 25"],
        ["11 target_changed none 1: 20"],
        [],
    ]
    before = walk.player.state
    assert walk.adjust(-1) == ()
    assert walk.player.state == before
    walk.next()
    assert walk.done == ["#1 short 11/30"]


def test_adjust_stops_at_the_floor_of_repetitions_and_does_nothing_below():
    walk = lifting((8, 12), at=12, dose=Dose.MIDDLE)
    targets = [walk.adjust(-1) for _ in range(4)]
    assert told(sum(targets, ())) == ["12 target_changed none 1: 9", "12 target_changed none 1: 8"]
    assert walk.done == []


def test_adjust_down_never_raises_a_target():
    walk = holding((20, 40), at=10)
    assert walk.target == 20
    assert walk.adjust(-1) == ()
    assert walk.target == 20


def test_adjust_counts_the_last_seconds_of_a_hold_again():
    walk = holding((30, 40), at=28)
    walk.adjust(+1)
    assert [(event.due, event.left) for event in walk.on(7) if isinstance(event, Countdown)] == [
        (32, 3),
        (33, 2),
        (34, 1),
    ]


def test_adjust_up_makes_the_minimum_worth_saying():
    walk = holding((20, 40), at=10)
    walk.adjust(+1)
    assert told(walk.on(15), MinimumReached, SetDone) == [
        "20 minimum_reached none 1: 20",
        "25 set_done none 1: #1 done 25/20",
    ]


@pytest.mark.parametrize(("by", "target"), [(+1, 11), (-1, 9)])
def test_adjust_changes_repetitions_by_one_and_goes_on_without_a_break(by, target):
    walk = lifting((8, 12), at=12, dose=Dose.MIDDLE)
    assert told(walk.adjust(by)) == [f"12 target_changed none 1: {target}"]
    assert told(walk.on(5 * target - 12), SetDone) == [f"{5 * target} set_done none 1: #1 done {target}/10"]


def test_adjust_stops_at_the_ceiling_of_repetitions():
    walk = lifting((8, 9), at=12)
    assert [told(walk.adjust(+1)) for _ in range(2)] == [["12 target_changed none 1: 9"], []]


def test_adjust_below_what_was_repeated_ends_the_set_now():
    walk = counting((3, 5), done=3, dose=Dose.MIDDLE)
    assert told(walk.adjust(-1))[:2] == ["3 target_changed none 1: 3", "3 set_done none 1: #1 done 3/4"]


def test_adjust_does_nothing_where_floor_is_ceiling_and_up_is_asked():
    walk = holding(30, at=10)
    before = walk.player.state
    assert walk.adjust(+1) == ()
    assert (walk.target, walk.player.state.ticks) == (before.target, before.ticks)


def test_adjust_while_paused_stays_paused():
    walk = holding((20, 40), at=10)
    walk.pause()
    assert told(walk.adjust(+1), TargetChanged) == ["10 target_changed none 1: 25"]
    assert walk.player.status is Status.PAUSED_WORK
    walk.resume()
    walk.on(18)
    assert walk.done == ["#1 done 25/20"]


# -- not ready -------------------------------------------------------------------------------------------------------


def test_not_ready_adds_fifteen_seconds_before_a_hold_goes_on():
    walk = holding(30, at=10)
    assert told(walk.not_ready()) == ["10 lead_in none 1: 15"]
    assert told(walk.on(15)) == [
        "22 countdown none 1: 3",
        "23 countdown none 1: 2",
        "24 countdown none 1: 1",
        "25 go_on none 1: 20 left",
    ]
    walk.on(20)
    assert (walk.done, walk.player.records[0].seconds) == (["#1 done 30/30"], 30)


def test_not_ready_lets_an_unfinished_repetition_begin_again():
    walk = lifting(10, at=13)
    walk.not_ready()
    assert told(walk.on(15))[-2:] == ["28 go_on none 1: 8 left", "28 phase none 1: 3 lift"]


def test_not_ready_again_adds_fifteen_more():
    walk = holding(30, at=10)
    walk.not_ready()
    walk.on(5)
    assert told(walk.not_ready()) == ["15 time_changed none 1: 25"]


def test_not_ready_keeps_the_count_of_self_paced_repetitions():
    walk = counting(10, done=4)
    walk.not_ready()
    walk.on(15)
    assert told(walk.count(), RepetitionDone) == ["19 repetition none 1: 5 of 10"]


# -- count -----------------------------------------------------------------------------------------------------------


def test_count_credits_one_repetition_and_the_last_one_ends_the_set():
    walk = counting(2)
    assert told(walk.wait(4).count()) == ["4 repetition none 1: 1 of 2"]
    assert told(walk.wait(3).count()) == [
        "7 repetition none 1: 2 of 2",
        "7 set_done none 1: #1 done 2/2",
        "7 exercise_done: lift",
        "7 prepare none 1: 15",
    ]
    assert walk.player.records[0].seconds == 7


def test_count_says_the_minimum_only_where_more_is_aimed_at():
    walk = counting((2, 4), done=2, dose=Dose.MIDDLE)
    assert told(walk.events, MinimumReached) == ["2 minimum_reached none 1: 2"]
    assert told(counting((2, 4), done=2).events, MinimumReached) == []


@pytest.mark.parametrize("walk", [holding(30, at=5), lifting(10, at=5)])
def test_count_is_for_self_paced_repetitions_only(walk):
    assert unchanged_by(walk, "count")


# -- undo and stop ---------------------------------------------------------------------------------------------------


def test_undo_in_work_takes_back_the_last_record_and_keeps_the_place():
    walk = begun(hold(30, sets=2, prepare=0)).at(40)
    assert told(walk.undo()) == ["40 undo: 1"]
    assert walk.done == []
    walk.to_the_end()
    assert walk.done == ["#2 done 30/30"]


@pytest.mark.parametrize(
    ("at", "record", "outcome"),
    [(0, "given_up 0", "partial 0/2"), (12, "given_up 12", "partial 0/2"), (25, "done 25", "partial 1/2")],
)
def test_stop_keeps_the_set_as_far_as_it_went(at, record, outcome):
    walk = holding((20, 30), at=at, dose=Dose.HIGH)
    assert told(walk.stop()) == [f"{at} set_done none 1: #1 {record}/30", f"{at} end: {outcome}"]


def test_stop_while_paused_keeps_the_set_as_far_as_it_went():
    walk = lifting(10, at=13)
    walk.pause()
    assert told(walk.wait(60).stop(), SetDone) == ["13 set_done none 1: #1 given_up 2/10"]
    assert walk.player.records[0].paused == 60


def test_stop_in_the_last_set_over_its_floor_completes_the_session():
    walk = begun(hold((20, 30), prepare=0), dose=Dose.HIGH).at(25)
    assert told(walk.stop())[-1] == "25 end: completed 1/1"


@pytest.mark.parametrize("command", ["resume", "start", "dismiss", "skip_exercise"])
def test_what_means_nothing_in_work_is_refused(command):
    for walk in (holding(30, at=5), lifting(10, at=5), counting(10, done=1)):
        assert unchanged_by(walk, command)


def test_a_command_gives_first_what_fell_due_before_it():
    walk = lifting(10, tempo=tempo(up=1, down=1)).wait(3)
    assert told(walk.next(), PhaseStarted, RepetitionDone, SetDone) == [
        "1 phase none 1: 1 down",
        "2 repetition none 1: 1 of 10",
        "2 phase none 1: 2 up",
        "3 phase none 1: 2 down",
        "3 set_done none 1: #1 short 1/10",
    ]


def test_a_command_applies_to_what_has_come_in_the_meantime():
    walk = holding(30, at=10).wait(25)
    assert told(walk.next())[-1] == "35 time_changed none 1: 3", "in the preparation that followed at 30"
    assert walk.done == ["#1 done 30/30"]

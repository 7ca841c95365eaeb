"""What a player does with sets that differ, with timed work, with open ends, and with a tempo that names the hold."""

from __future__ import annotations

import pytest
from plan_builders import EACH, begun, change, group, hold, layout, planned, reps, tempo, timed, told

from hipcoach.engine.events import (
    Countdown,
    HoldReached,
    MinimumReached,
    PainKind,
    PhaseStarted,
    RepetitionDone,
    RepetitionsLeft,
    SessionEnded,
    SetDone,
    TargetChanged,
    TimedStarted,
)
from hipcoach.engine.player import Player
from hipcoach.engine.records import How
from hipcoach.engine.state import Mode
from hipcoach.session.model import AtLeast, Dose, Order, Phase, Range, Tempo

TEN = AtLeast(10, 200)
"""Ten repetitions, or more."""

TWENTY = AtLeast(20, 3600)
"""Twenty seconds, or more."""

QUICK = tempo(up=1, down=1)


# -- sets that differ -------------------------------------------------------------------------------------------------


def test_each_set_has_the_amount_of_its_place_in_the_list():
    assert layout(planned(reps([6, 4, 2], prepare=0, rest=20))) == [
        "prepare none 1: 0 s",
        "1 repetitions none 1: 6 of 5 s",
        "rest none 2: 20 s",
        "2 repetitions none 2: 4 of 5 s",
        "rest none 3: 20 s",
        "3 repetitions none 3: 2 of 5 s",
    ]


@pytest.mark.parametrize(
    ("order", "holds"),
    [
        (Order.SWAP_EACH_SET, ["left 1: 30", "right 1: 30", "left 2: 20", "right 2: 20"]),
        (Order.ONE_SIDE_THEN_OTHER, ["left 1: 30", "left 2: 20", "right 1: 30", "right 2: 20"]),
    ],
)
def test_each_side_does_the_whole_list(order, holds):
    plan = planned(hold([30, 20], side=EACH, order=order))
    assert [f"{work.side} {work.set}: {work.target}" for work in plan.work] == holds
    assert plan.exercises["stretch"].sets == 2


def test_a_list_of_ranges_follows_the_dose_set_by_set():
    exercise = reps([(8, 12), 6, (2, 5)])
    targets = {dose: [work.target for work in planned(exercise, dose=dose).work] for dose in Dose}
    assert targets == {Dose.LOW: [8, 6, 2], Dose.MIDDLE: [10, 6, 3], Dose.HIGH: [12, 6, 5]}


def test_a_list_of_holds_holds_each_repetition_of_its_set_so_long():
    plan = planned(reps([3, 2], hold=[5, 10], tempo=tempo(press=1, ease=3)))
    assert [(work.target, work.hold_target, work.seconds) for work in plan.work] == [(3, 5, 27), (2, 10, 28)]


def test_a_modification_brings_a_list_or_one_amount_for_all_sets():
    exercise = reps(10, sets=3, easier=(change("fewer", reps=[4, 2]),), harder=(change("same", reps=5),))
    listed = reps([6, 4, 2], harder=(change("same", reps=5),))
    on = {"modifications": {"lift": ("fewer",)}}
    assert [work.target for work in planned(exercise, **on).work] == [4, 2]
    assert [work.target for work in planned(listed, modifications={"lift": ("same",)}).work] == [5, 5, 5]


def test_back_and_redo_find_the_amount_of_the_set_they_lead_to():
    walk = begun(reps([3, 2], tempo=QUICK, prepare=0, rest=10)).at(6 + 10 + 1)
    assert walk.target == 2
    walk.back()
    walk.on(100)
    assert walk.done == ["#1 done 3/3", "#2 done 2/2"]
    walk = begun(reps([3, 2], tempo=QUICK, prepare=0, rest=10)).at(6 + 10 + 3)
    walk.redo()
    assert walk.target == 2


# -- timed work -------------------------------------------------------------------------------------------------------


def test_timed_work_tells_half_way_and_ten_seconds_and_counts_down():
    walk = begun(timed(60, prepare=0))
    walk.to_the_end()
    assert told(walk.events, TimedStarted, HoldReached, Countdown, SetDone) == [
        "0 timed none 1: 60",
        "20 moment none 1: form, 40 left",
        "30 moment none 1: half_way, 30 left",
        "50 moment none 1: ten_seconds, 10 left",
        "57 countdown none 1: 3",
        "58 countdown none 1: 2",
        "59 countdown none 1: 1",
        "60 set_done none 1: #1 done 60/60",
    ]


def test_its_record_says_that_the_seconds_were_not_held():
    walk = begun(timed((60, 120), prepare=0), hold(30, prepare=0))
    walk.to_the_end()
    walked, held = walk.player.records
    assert (walked.timed, walked.reps, walked.hold.range, walked.hold.done) == (True, None, Range(60, 120), 60)
    assert not held.timed


def test_it_rests_as_long_as_everything_that_is_no_hold():
    assert layout(planned(timed(60, sets=2, prepare=0)))[2] == "rest none 2: 30 s"


def test_its_target_can_be_changed_and_the_set_paused_left_and_begun_again():
    walk = begun(timed((60, 120), prepare=0)).at(10)
    walk.adjust(1)
    assert walk.target == 65
    walk.pause()
    walk.wait(100).resume()
    walk.on(3 + 5)
    assert walk.player.state.seconds(walk.player.elapsed) == 15
    walk.redo()
    walk.on(3 + 20)
    walk.next()
    assert walk.done == ["#1 short 20/60"]


# -- open ends: repetitions -------------------------------------------------------------------------------------------


def test_behind_the_low_end_repetitions_go_on_until_the_person_ends_the_set():
    walk = begun(reps(TEN, tempo=QUICK, prepare=0))
    walk.on(20 + 5)
    assert told(walk.events, MinimumReached) == ["20 minimum_reached none 1: 10"]
    assert walk.player.state.reps == 12
    assert told(walk.next(), SetDone) == ["25 set_done none 1: #1 done 12/10"]
    (record,) = walk.player.records
    assert (record.open, record.reps.range, record.how) == (True, Range(10, 200), How.DONE)


@pytest.mark.parametrize("dose", list(Dose))
def test_the_low_end_is_the_target_at_any_dose_and_all_that_totals_count(dose):
    plan = planned(reps(TEN, prepare=0), hold(TWENTY, prepare=0), timed(TWENTY, prepare=0), dose=dose)
    assert [work.target for work in plan.work] == [10, 20, 20]
    assert plan.total == 50 + 20 + 20


def test_nothing_announces_an_end_that_nobody_knows():
    walk = begun(reps(TEN, tempo=QUICK, prepare=0), hold(AtLeast(50, 3600), prepare=0))
    walk.on(30)
    walk.next()
    walk.on(100)
    assert told(walk.events, RepetitionsLeft, Countdown) == []
    moments = [event.moment.value for event in walk.events if isinstance(event, HoldReached)]
    assert moments == ["breathe", "form"]


@pytest.mark.parametrize("seconds", [5, 30])
def test_more_and_less_do_nothing_to_an_open_end(seconds):
    for exercise in (reps(TEN, tempo=QUICK, prepare=0), hold(TWENTY, prepare=0), timed(TWENTY, prepare=0)):
        walk = begun(exercise).at(seconds)
        assert walk.adjust(1) == walk.adjust(-1) == ()
        assert told(walk.events, TargetChanged) == []


def test_below_the_low_end_a_set_that_is_ended_is_short():
    walk = begun(reps(TEN, tempo=QUICK, prepare=0)).at(7)
    walk.next()
    assert walk.done == ["#1 short 3/10"]


def test_it_ends_by_itself_at_the_most_that_its_key_allows():
    walk = begun(reps(TEN, tempo=QUICK, prepare=0))
    walk.to_the_end()
    assert walk.done == ["#1 done 200/10"]
    assert isinstance(walk.events[-1], SessionEnded)


def test_self_paced_repetitions_are_counted_behind_the_low_end():
    walk = begun(reps(AtLeast(2, 200), tempo=Tempo(()), prepare=0))
    for _ in range(3):
        walk.on(4)
        walk.count()
    assert told(walk.events, RepetitionDone, MinimumReached) == [
        "4 repetition none 1: 1 of 2",
        "8 repetition none 1: 2 of 2",
        "8 minimum_reached none 1: 2",
        "12 repetition none 1: 3 of 2",
    ]
    walk.next()
    assert walk.done == ["#1 done 3/2"]


# -- open ends: time --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("exercise", [hold(TWENTY, prepare=0), timed(TWENTY, prepare=0)], ids=["hold", "time"])
def test_seconds_go_on_too_and_every_one_is_shown(exercise):
    walk = begun(exercise).at(25.5)
    assert told(walk.events, MinimumReached) == ["20 minimum_reached none 1: 20"]
    assert walk.player.left() == 0
    assert round(walk.player.next_due() - walk.now, 6) == 0.5
    walk.next()
    assert walk.done == ["#1 done 25.5/20"]


def test_a_pause_behind_the_low_end_takes_nothing_away():
    walk = begun(hold(TWENTY, prepare=0)).at(30)
    walk.pause()
    walk.wait(60).resume()
    walk.on(3 + 4)
    assert told(walk.events, MinimumReached) == ["20 minimum_reached none 1: 20"]
    walk.next()
    assert walk.done == ["#1 done 34/20"]


def test_not_ready_goes_on_where_it_stood():
    walk = begun(hold(TWENTY, prepare=0)).at(30)
    walk.not_ready()
    walk.on(15 + 2)
    assert walk.player.state.seconds(walk.player.elapsed) == 32


def test_pain_behind_the_low_end_keeps_what_was_done():
    walk = begun(hold(TWENTY, prepare=0)).at(26)
    walk.pain()
    walk.pain_kind(PainKind.SHARP)
    walk.stop()
    (record,) = walk.player.records
    assert (record.hold.done, record.how) == (26, How.PAIN)


def test_stopped_behind_the_low_end_it_is_done():
    walk = begun(hold(TWENTY, prepare=0)).at(26)
    walk.stop()
    assert walk.done == ["#1 done 26/20"]


def test_a_record_of_an_open_end_can_be_taken_back():
    walk = begun(hold(TWENTY, prepare=0), hold(10, id="other")).at(26)
    walk.next()
    walk.undo()
    assert walk.done == []


def test_another_dose_in_the_middle_leaves_an_open_end_open():
    exercises = (hold(TWENTY, prepare=0), reps((8, 12)))
    walk = begun(*exercises).at(26)
    walk.replan(planned(*exercises, dose=Dose.HIGH))
    assert walk.player.state.mode is Mode.GUIDING
    assert walk.player.state.seconds(walk.player.elapsed) == 26
    walk.next()
    assert walk.done == ["#1 done 26/20"]


def test_a_restored_player_goes_on_behind_the_low_end():
    walk = begun(hold(TWENTY, prepare=0)).at(26)
    walk.player = Player.restore(walk.player.plan, walk.player.snapshot())
    walk.resume()
    walk.on(3 + 4)
    walk.next()
    (record,) = walk.player.records
    assert (record.hold.done, record.open) == (30, True)
    again = Player.restore(walk.player.plan, walk.player.snapshot())
    assert again.records == (record,)


# -- where nobody is there --------------------------------------------------------------------------------------------


def test_without_a_keyboard_an_open_end_ends_at_its_low_end():
    walk = begun(reps(TEN, tempo=QUICK, prepare=0), hold(TWENTY, prepare=0), timed(TWENTY, prepare=0), attended=False)
    walk.to_the_end()
    assert walk.done == ["#1 done 10/10", "#2 done 20/20", "#3 done 20/20"]
    assert told(walk.events, MinimumReached, Countdown, RepetitionsLeft) == []
    assert all(record.open for record in walk.player.records)


def test_a_keyboard_that_goes_away_ends_the_set_that_is_long_enough():
    exercises = (hold(TWENTY, prepare=0), hold(10, id="other", prepare=0))
    walk = begun(*exercises).at(26)
    walk.replan(walk.player.plan.unattended())
    assert walk.done == ["#1 done 26/20"]
    walk.to_the_end()
    assert isinstance(walk.events[-1], SessionEnded)


# -- a tempo that names the hold --------------------------------------------------------------------------------------

RELAXED = Tempo((Phase("lift", 2), Phase("hold", 0), Phase("lower", 2), Phase("relax", 3)), held=1)


def test_the_word_without_a_number_takes_the_hold_and_the_next_one_leads_back():
    walk = begun(reps(2, hold=5, tempo=RELAXED, prepare=0))
    walk.to_the_end()
    assert told(walk.events, PhaseStarted, RepetitionDone) == [
        "0 phase none 1: 1 lift",
        "2 phase none 1: 1 hold",
        "7 phase none 1: 1 lower",
        "9 phase none 1: 1 relax",
        "12 repetition none 1: 1 of 2",
        "12 phase none 1: 2 lift",
        "14 phase none 1: 2 hold",
        "19 phase none 1: 2 lower",
        "21 phase none 1: 2 relax",
        "24 repetition none 1: 2 of 2",
    ]
    backs = [event.phase for event in walk.events if isinstance(event, PhaseStarted) and event.last]
    assert backs == ["lower", "lower"]


def test_a_repetition_that_was_interrupted_while_relaxing_begins_again():
    walk = begun(reps(2, hold=5, tempo=RELAXED, prepare=0)).at(10)
    walk.pause()
    walk.resume()
    walk.on(3 + 12)
    assert walk.player.state.reps == 1


def test_a_list_of_holds_makes_each_set_with_its_own():
    plan = planned(reps([2, 2], hold=[5, 3], tempo=RELAXED))
    assert [[phase.seconds for phase in work.phases] for work in plan.work] == [[2, 5, 2, 3], [2, 3, 2, 3]]


# -- in rounds --------------------------------------------------------------------------------------------------------


def test_in_a_group_a_list_gives_one_amount_a_round() -> None:
    plan = planned(group(reps([6, 4, 2], prepare=5), timed(30, prepare=5), rounds=3, rest=20))
    assert [(work.exercise, work.set, work.target) for work in plan.work] == [
        ("lift", 1, 6),
        ("walk", 1, 30),
        ("lift", 2, 4),
        ("walk", 2, 30),
        ("lift", 3, 2),
        ("walk", 3, 30),
    ]

"""A changed plan: everything ahead is the new plan's, what is done is kept."""

from __future__ import annotations

import pytest
from plan_builders import EACH, OWN, Walk, begun, change, hold, layout, planned, reps, tempo, told, unchanged_by

from hipcoach.engine.choices import Pace
from hipcoach.engine.events import (
    Countdown,
    HoldStarted,
    PainKind,
    PlanChanged,
    RepetitionDone,
    SetDone,
    SwitchSides,
    Waiting,
)
from hipcoach.engine.player import Player
from hipcoach.engine.records import How
from hipcoach.engine.state import Status, StepPart
from hipcoach.session.model import Advance, Dose, Order

AUTO, WAIT = Advance.AUTO, Advance.WAIT


def test_the_same_plan_again_changes_nothing_but_says_so():
    walk = begun(hold(30, side=EACH, sets=2, rest=20)).at(60)
    plan, before = walk.player.plan, walk.player.snapshot()
    (event,) = walk.replan(plan)
    assert event == PlanChanged(60, plan)
    assert (walk.player.plan, walk.player.snapshot()) == (plan, before)


# -- dose ------------------------------------------------------------------------------------------------------------


def test_a_higher_dose_lengthens_the_hold_under_way():
    exercise = hold((20, 30), prepare=0)
    walk = begun(exercise).at(18)
    walk.replan(planned(exercise, dose=Dose.HIGH))
    assert walk.target == 30
    assert told(walk.to_the_end())[1:] == [
        "27 countdown none 1: 3",
        "28 countdown none 1: 2",
        "29 countdown none 1: 1",
        "30 set_done none 1: #1 done 30/30",
        "30 exercise_done: stretch",
        "30 end: completed 1/1",
    ]


def test_a_lower_dose_shortens_the_hold_under_way():
    exercise = hold((20, 30), prepare=0)
    walk = begun(exercise, dose=Dose.HIGH).at(15)
    walk.replan(planned(exercise))
    assert told(walk.to_the_end())[-1] == "20 end: completed 1/1"


def test_a_lower_dose_that_is_already_reached_ends_the_hold_now():
    exercise = hold((20, 30), prepare=0)
    walk = begun(exercise, dose=Dose.HIGH).at(25)
    assert told(walk.replan(planned(exercise)))[1:] == [
        "25 set_done none 1: #1 done 25/20",
        "25 exercise_done: stretch",
        "25 end: completed 1/1",
    ]


@pytest.mark.parametrize("pace", [tempo(lift=2, pause=1, lower=2), OWN])
def test_a_lower_dose_already_reached_asks_for_no_more_repetitions(pace):
    exercise = reps((2, 5), prepare=0, tempo=pace)
    walk = begun(exercise, dose=Dose.HIGH)
    for _ in range(3):
        walk.on(5) if pace is not OWN else walk.count()
    walk.replan(planned(exercise))
    assert walk.done == ["#1 done 3/2"]
    assert walk.player.status is Status.ENDED


def test_more_sets_follow_the_one_under_way():
    exercise = hold(30, side=EACH, sets=(1, 2), rest=20, prepare=0)
    walk = begun(exercise).at(45)
    walk.replan(planned(exercise, dose=Dose.HIGH))
    assert [step.n for step in walk.player.plan.work] == [1, 2, 3, 4]
    walk.to_the_end()
    assert told(walk.events)[-1].endswith("completed 4/4")


def test_fewer_sets_than_begun_end_the_exercise_and_keep_what_was_done():
    exercise = hold(30, sets=(1, 3), rest=20, prepare=0)
    walk = begun(exercise, reps(3), dose=Dose.HIGH).at(60)
    assert told(walk.replan(planned(exercise, reps(3)))) == [
        "60 set_done none 2: #2 short 10/30",
        "60 plan_changed",
        "60 prepare none 1: 15",
    ]
    assert [step.n for step in walk.player.plan.work] == [1, 2, 4]


def test_a_set_keeps_its_number_so_work_done_ahead_still_counts():
    exercise = hold(30, sets=(1, 3), rest=20, prepare=0)
    walk = begun(exercise, reps(3, prepare=0), dose=Dose.HIGH).at(141)
    assert walk.done[-1] == "#3 done 30/30"
    walk.back()
    walk.back()
    walk.replan(planned(exercise, reps(3, prepare=0)))
    assert [step.n for step in walk.player.plan.work] == [1, 4]
    assert walk.done[-1] == "#4 short 2/3"
    walk.to_the_end()
    # What was done stays done, and is told of, though nobody asks for it any more
    assert walk.done == ["#1 done 30/30", "#2 done 30/30", "#3 done 30/30", "#4 done 3/3"]
    assert told(walk.events)[-1].endswith("completed 4/4")


def test_the_number_of_a_set_that_was_done_goes_to_no_other_and_back_to_it():
    # Given three sets that were done, gone back from, and left out of the plan
    exercise = hold(30, sets=(1, 3), rest=20, prepare=0)
    walk = begun(exercise, reps(3), dose=Dose.HIGH).at(131)
    for _ in range(3):
        walk.back()
    walk.replan(planned(exercise))
    assert [step.n for step in walk.player.plan.work] == [1]
    # When another exercise comes
    walk.replan(planned(exercise, reps(3)))
    # Then what was done is not taken for its first set
    assert [step.n for step in walk.player.plan.work] == [1, 4]
    # And the sets that come again are those that were done
    walk.replan(planned(exercise, reps(3), dose=Dose.HIGH))
    assert [(step.exercise, step.n) for step in walk.player.plan.work] == [
        ("stretch", 1), ("stretch", 2), ("stretch", 3), ("lift", 4)
    ]  # fmt: skip


def test_fewer_sets_while_resting_go_on_to_the_next_exercise():
    exercise = hold(30, sets=(1, 3), rest=20, prepare=0)
    walk = begun(exercise, reps(3), dose=Dose.HIGH).at(40)
    assert told(walk.replan(planned(exercise, reps(3)))) == ["40 plan_changed", "40 prepare none 1: 15"]
    assert walk.done == ["#1 done 30/30"]


@pytest.mark.parametrize("at", [95, 105])
def test_fewer_sets_of_one_side_keep_the_other_side(at):
    exercise = hold(30, side=EACH, order=Order.ONE_SIDE_THEN_OTHER, sets=(2, 3), rest=10, switch=10)
    walk = begun(exercise, dose=Dose.HIGH).at(at)
    walk.replan(planned(exercise))
    assert (walk.player.step.side, walk.player.step.set) == ("right", 1)
    walk.to_the_end()
    assert [record.side for record in walk.player.records][-2:] == ["right", "right"]
    assert len(told(walk.events, SwitchSides)) == 1


def test_less_than_begun_ends_the_session_where_nothing_follows():
    exercise = hold(30, sets=(1, 2), rest=20, prepare=0)
    walk = begun(exercise, dose=Dose.HIGH).at(60)
    assert told(walk.replan(planned(exercise)))[-1] == "60 end: partial 1/2"


# -- an easier option ------------------------------------------------------------------------------------------------


def test_an_easier_option_begins_the_set_anew_with_all_of_getting_ready():
    exercise = reps(10, prepare=20, sets=2, rest=20, easier=(change("small", reps=4, prepare=30),))
    walk = begun(exercise).at(32)
    easier = planned(exercise, modifications={"lift": ("small",)})
    assert told(walk.replan(easier)) == [
        "32 set_done none 1: #1 short 2/10",
        "32 plan_changed",
        "32 prepare none 1: 30",
    ]
    assert walk.player.status is Status.PAUSED_TRANSITION
    assert walk.on(100) == ()
    walk.resume()
    walk.to_the_end()
    assert walk.done == ["#1 done 4/4", "#2 done 4/4"]
    assert {record.modifications for record in walk.player.records} == {("small",)}


def test_what_was_done_before_an_easier_option_stays_where_nothing_is_done_in_its_place():
    exercise = reps(10, prepare=20, easier=(change("small", reps=4),))
    walk = begun(exercise).at(32)
    walk.replan(planned(exercise, modifications={"lift": ("small",)}))
    walk.next()
    walk.resume()
    walk.on(3)
    walk.next()
    assert walk.done == ["#1 short 2/10"]


@pytest.mark.parametrize("at", [5, 26])
def test_an_easier_option_after_pain_begins_with_getting_ready_wherever_that_was(at):
    exercise = hold(30, side=EACH, prepare=20, switch=10, easier=(change("chair", prepare=30),))
    walk = begun(exercise).at(at)
    walk.pain()
    walk.pain_kind(PainKind.ACHE, 4)
    latest = walk.replan(planned(exercise, modifications={"stretch": ("chair",)}))
    assert told(latest)[-1] == f"{at} prepare left 1: 30"
    assert walk.player.status is Status.PAUSED_TRANSITION
    assert [record.how for record in walk.player.records] == ([How.PAIN] if at > 20 else [])
    assert Player.restore(walk.player.plan, walk.player.snapshot()).step == walk.player.step
    walk.resume()
    walk.to_the_end()
    assert walk.done == ["#1 done 30/30", "#2 done 30/30"]


def test_earlier_records_keep_how_they_were_done():
    exercise = hold(30, sets=2, rest=20, prepare=0, easier=(change("short", hold=10),))
    walk = begun(exercise).at(40)
    walk.replan(planned(exercise, modifications={"stretch": ("short",)}))
    walk.to_the_end()
    assert walk.done == ["#1 done 30/30", "#2 done 10/10"]
    assert [record.modifications for record in walk.player.records] == [(), ("short",)]


def test_repetitions_in_the_place_of_a_hold_begin_with_getting_ready():
    exercise = hold(30, prepare=10, easier=(change("pulses", reps=4),))
    walk = begun(exercise).at(20)
    walk.replan(planned(exercise, modifications={"stretch": ("pulses",)}))
    walk.resume()
    assert told(walk.on(10))[-2:] == ["30 repetitions none 1: 4", "30 phase none 1: 1 lift"]
    walk.to_the_end()
    assert walk.done == ["#1 done 4/4"]


# -- pace ------------------------------------------------------------------------------------------------------------


def test_from_paced_to_self_paced_the_count_goes_on():
    walk = begun(reps(10, prepare=0)).at(12)
    assert told(walk.replan(planned(reps(10, prepare=0), pace=Pace.OWN))) == [
        "12 plan_changed",
        "12 pace_changed none 1",
    ]
    assert walk.player.status is Status.COUNTING
    assert walk.on(100) == ()
    assert told(walk.count()) == ["112 repetition none 1: 3 of 10"]


def test_from_self_paced_to_paced_the_tempo_begins_after_a_lead_in():
    walk = begun(reps(10, prepare=0, tempo=OWN)).at(12)
    walk.count()
    assert told(walk.replan(walk.player.plan.at_pace(Pace.PACED))) == [
        "12 plan_changed",
        "12 pace_changed none 1",
        "12 lead_in none 1: 3",
    ]
    assert told(walk.on(8), RepetitionDone) == ["20 repetition none 1: 2 of 10"]


# -- waiting ---------------------------------------------------------------------------------------------------------


def test_a_waiting_step_goes_on_in_three_seconds_when_waiting_is_off():
    walk = begun(hold(30, advance=WAIT)).at(40)
    walk.replan(planned(hold(30)))
    assert told(walk.on(3)) == [
        "40 countdown none 1: 3",
        "41 countdown none 1: 2",
        "42 countdown none 1: 1",
        "43 hold none 1: 30",
    ]


def test_when_waiting_is_turned_off_a_step_counts_only_the_seconds_ahead():
    walk = begun(hold(30, advance=WAIT)).at(13.5)
    walk.replan(planned(hold(30)))
    assert told(walk.on(1.5)) == ["14 countdown none 1: 1", "15 hold none 1: 30"]


def test_a_transition_under_way_waits_when_waiting_is_chosen():
    walk = begun(hold(30)).at(10)
    walk.replan(planned(hold(30), advance=WAIT))
    assert told(walk.on(100)) == ["15 waiting none 1"]


def test_a_countdown_under_way_is_not_repeated():
    walk = begun(hold(30)).at(13)
    walk.replan(planned(hold(30)))
    assert [event.due for event in (*walk.events, *walk.on(2)) if isinstance(event, Countdown)][:3] == [12, 13, 14]


def test_waiting_and_paused_stays_paused_and_then_goes_on():
    walk = begun(hold(30, advance=WAIT)).at(40)
    walk.pause()
    walk.replan(planned(hold(30)))
    assert walk.player.status is Status.PAUSED_TRANSITION
    walk.resume()
    assert told(walk.on(3), HoldStarted) == ["43 hold none 1: 30"]


def test_waiting_and_hurt_is_paused_and_then_goes_on():
    walk = begun(hold(30, advance=WAIT)).at(40)
    walk.pain()
    walk.replan(planned(hold(30)))
    walk.resume()
    assert told(walk.on(3), Waiting, HoldStarted) == ["43 hold none 1: 30"]


# -- what lies ahead -------------------------------------------------------------------------------------------------


def test_an_exercise_ahead_is_dropped():
    walk = begun(hold(30, id="one"), hold(30, id="two"), hold(30, id="three")).at(20)
    walk.replan(planned(hold(30, id="one"), hold(30, id="three")))
    assert [step.exercise for step in walk.player.plan.work] == ["one", "three"]
    walk.to_the_end()
    assert told(walk.events)[-1].endswith("completed 2/2")


def test_an_exercise_under_way_is_dropped_and_the_next_is_prepared():
    walk = begun(hold(30, id="one", prepare=0), hold(30, id="two"), hold(30, id="three")).at(20)
    assert told(walk.replan(planned(hold(30, id="three"))))[-1] == "20 prepare none 1: 15"
    assert walk.player.step.exercise == "three"
    assert walk.done == ["#1 short 20/30"]


def test_an_exercise_in_preparation_is_dropped():
    walk = begun(hold(30, id="one"), hold(30, id="two")).at(5)
    assert told(walk.replan(planned(hold(30, id="two")))) == ["5 plan_changed", "5 prepare none 1: 15"]


def test_a_rest_under_way_keeps_its_end_and_later_rests_change():
    exercise = hold(30, sets=3, prepare=0, rest=20, easier=(change("slow", rest=60),))
    walk = begun(exercise).at(40)
    walk.replan(planned(exercise, modifications={"stretch": ("slow",)}))
    assert walk.left == 10
    assert layout(walk.player.plan)[-2] == "rest none 3: 60 s"


def test_a_rest_that_the_new_plan_does_without_is_finished():
    exercise = hold(30, sets=3, prepare=0, rest=20, easier=(change("brisk", rest=0),))
    walk = begun(exercise).at(40)
    walk.replan(planned(exercise, modifications={"stretch": ("brisk",)}))
    assert told(walk.on(10), HoldStarted) == ["50 hold none 2: 30"]
    assert layout(walk.player.plan)[1:] == [
        "1 hold none 1: 30 s",
        "rest none 2: 20 s",
        "2 hold none 2: 30 s",
        "3 hold none 3: 30 s",
    ]


def test_a_switch_that_was_given_is_not_repeated():
    exercise = hold(30, side=EACH, sets=2, rest=20, switch=10, prepare=0, easier=(change("slow", rest=60),))
    walk = begun(exercise).at(82)
    walk.replan(planned(exercise, modifications={"stretch": ("slow",)}))
    assert told(walk.on(8), SwitchSides, HoldStarted) == ["90 hold left 2: 30"]


def test_while_paused_it_stays_paused_even_where_the_set_is_dropped():
    walk = begun(hold(30, id="one", prepare=0), hold(30, id="two")).at(10)
    walk.pause()
    walk.replan(planned(hold(30, id="two")))
    assert walk.player.status is Status.PAUSED_TRANSITION
    assert told(walk.events, SetDone) == ["10 set_done none 1: #1 short 10/30"]
    assert walk.on(100) == ()


def test_in_a_lead_in_the_new_target_applies():
    exercise = hold((20, 30), prepare=0)
    walk = begun(exercise).at(10)
    walk.not_ready()
    walk.replan(planned(exercise, dose=Dose.HIGH))
    assert (walk.left, walk.target, walk.player.state.part) == (15, 30, StepPart.LEAD_IN)


def test_before_the_start_and_after_the_end_it_is_refused():
    plan = planned(hold(30))
    assert unchanged_by(Walk(plan), "replan", plan)
    walk = begun(hold(30))
    walk.stop()
    assert unchanged_by(walk, "replan", plan)


def test_sets_done_late_in_time_are_behind():
    exercise = hold(30, sets=3, prepare=0)
    walk = begun(exercise).wait(65)
    walk.replan(planned(hold(10, sets=3, prepare=0)))
    assert walk.done == ["#1 done 30/30", "#2 done 30/30"]
    assert layout(walk.player.plan)[-1] == "3 hold none 3: 10 s"

"""Pain: it stops work from any state, and what may follow."""

from __future__ import annotations

import pytest
from plan_builders import EACH, OWN, Walk, begun, hold, planned, reps, told, unchanged_by

from hipcoach.engine.events import HoldStarted, PainKind, SetDone
from hipcoach.engine.player import Command, Player
from hipcoach.engine.state import Mode, Status, StepPart
from hipcoach.session.model import Advance, Dose


def holding(at: float = 10) -> Walk:
    """The first of two holds of 20-30 s on each side, held for `at` seconds; a set of repetitions follows."""
    exercise = hold((20, 30), side=EACH, prepare=0, switch=10)
    return begun(exercise, reps(3, prepare=15), dose=Dose.HIGH).at(at)


# -- from any state --------------------------------------------------------------------------------------------------


def test_pain_stops_a_hold_at_once():
    walk = holding(10)
    assert told(walk.pain()) == ["10 pain left 1"]
    assert walk.player.status is Status.HURT
    assert walk.on(1000) == ()
    assert walk.player.elapsed == 10


def test_pain_gives_first_what_fell_due_before_it():
    assert told(holding(7).wait(1.5).pain()) == ["8 moment left 1: breathe, 22 left", "8.5 pain left 1"]


@pytest.mark.parametrize(
    "walk",
    [
        begun(hold(30, prepare=15)).at(5),
        begun(hold(30, side=EACH, prepare=0)).at(35),
        begun(hold(30, sets=2, rest=20, prepare=0)).at(40),
        begun(hold(30, advance=Advance.WAIT)).at(40),
        begun(reps(10, prepare=0)).at(12),
        begun(reps(10, prepare=0, tempo=OWN)).at(12),
    ],
    ids=["prepare", "switch", "rest", "waiting", "repetitions", "self-paced"],
)
def test_pain_from_any_step(walk):
    walk.pain()
    assert walk.player.status is Status.HURT


def test_pain_while_paused_and_in_a_lead_in():
    walk = holding(10)
    walk.pause()
    assert told(walk.pain()) == ["10 pain left 1"]
    walk.dismiss()
    walk.resume()
    walk.on(1)
    assert told(walk.pain()) == ["11 pain left 1"]


@pytest.mark.parametrize(
    "command", ["start", "pause", "resume", "next", "back", "redo", "not_ready", "count", "undo", "pain"]
)
def test_nothing_but_an_answer_is_taken_while_it_hurts(command):
    walk = holding(10)
    walk.pain()
    assert unchanged_by(walk, command)


def test_while_it_hurts_nothing_can_be_adjusted():
    walk = holding(10)
    walk.pain()
    assert unchanged_by(walk, "adjust", 1)


# -- what it is like -------------------------------------------------------------------------------------------------


def test_an_ache_is_kept_and_it_still_hurts():
    walk = holding(10)
    walk.pain()
    assert told(walk.pain_kind(PainKind.ACHE, 3)) == ["10 pain_kind left 1: ache 3"]
    assert walk.player.status is Status.HURT_TOLD


ENDS = [kind for kind in PainKind if kind is not PainKind.ACHE]


@pytest.mark.parametrize("kind", ENDS)
def test_after_anything_but_an_ache_the_session_is_about_to_end(kind):
    walk = holding(10)
    walk.pain()
    assert told(walk.pain_kind(kind)) == [f"10 pain_kind left 1: {kind} None"]
    assert walk.player.status is Status.HURT_ENDING
    assert walk.on(1000) == ()
    assert told(walk.stop()) == ["10 set_done left 1: #1 pain 10/30", "10 end: stopped_for_pain 0/3"]
    assert walk.player.status is Status.ENDED


@pytest.mark.parametrize("kind", ENDS)
def test_a_pain_that_ends_the_session_can_be_taken_back(kind):
    walk = holding(10)
    walk.pain()
    before = walk.player.state
    walk.pain_kind(kind)
    assert told(walk.take_back()) == ["10 pain_undo left 1"]
    assert walk.player.state == before
    assert told(walk.pain_kind(PainKind.ACHE, 2)) == ["10 pain_kind left 1: ache 2"]


@pytest.mark.parametrize("command", ["dismiss", "skip_exercise", "pain", "resume", "finish", "undo"])
def test_about_to_end_for_pain_it_can_only_be_ended_or_taken_back(command):
    walk = holding(10)
    walk.pain()
    walk.pain_kind(PainKind.NUMB)
    assert unchanged_by(walk, command)


def test_an_ache_can_be_taken_back_and_told_again():
    walk = holding(10)
    walk.pain()
    before = walk.player.state
    walk.pain_kind(PainKind.ACHE, 3)
    assert unchanged_by(walk, "pain_kind", PainKind.ACHE, 5), "one pain is told once"
    assert told(walk.take_back()) == ["10 pain_undo left 1"]
    assert walk.player.state == before
    assert unchanged_by(walk, "take_back")
    assert told(walk.pain_kind(PainKind.ACHE, 5)) == ["10 pain_kind left 1: ache 5"]


@pytest.mark.parametrize("score", [None, 3])
def test_while_it_hurts_the_end_can_be_asked_for_and_taken_back(score):
    walk = holding(10)
    walk.pain()
    if score is not None:
        walk.pain_kind(PainKind.ACHE, score)
    before = walk.player.state
    assert told(walk.finish()) == ["10 finishing left 1: 10"]
    assert walk.player.status is Status.HURT_ENDING
    assert told(walk.take_back()) == ["10 finish_undo left 1"]
    assert walk.player.state == before
    walk.finish()
    assert told(walk.stop()) == ["10 set_done left 1: #1 pain 10/30", "10 end: stopped_for_pain 0/3"]


@pytest.mark.parametrize("way", ["dismiss", "skip_exercise"])
def test_once_it_goes_on_the_pain_is_not_to_be_taken_back(way):
    walk = holding(10)
    walk.pain()
    walk.pain_kind(PainKind.ACHE, 3)
    walk.do(way)
    assert unchanged_by(walk, "take_back")
    walk.pain()
    assert walk.player.status is Status.HURT


# -- an end that was asked for ----------------------------------------------------------------------------------------


def test_a_paused_session_can_be_about_to_end():
    walk = holding(10)
    walk.pause()
    assert told(walk.finish()) == ["10 finishing left 1: 10"]
    assert walk.player.state.mode is Mode.PAUSED
    assert unchanged_by(walk, "resume")
    assert told(walk.stop()) == ["10 set_done left 1: #1 given_up 10/30", "10 end: partial 0/3"]


def test_an_end_that_was_asked_for_can_be_taken_back():
    walk = holding(10)
    walk.pause()
    before = walk.player.state
    walk.finish()
    assert told(walk.take_back()) == ["10 finish_undo left 1"]
    assert walk.player.state == before


def test_pain_comes_before_an_end_that_was_asked_for():
    walk = holding(10)
    walk.pause()
    walk.finish()
    walk.pain()
    assert walk.player.status is Status.HURT
    walk.dismiss()
    assert walk.player.status is Status.PAUSED_WORK


@pytest.mark.parametrize("command", [name.value.replace(" ", "_") for name in Command])
@pytest.mark.parametrize("hurt", [True, False])
def test_no_command_reopens_an_ended_session(command, hurt):
    walk = holding(10)
    if hurt:
        walk.pain()
        walk.pain_kind(PainKind.SHARP)
    walk.stop()
    values = {"adjust": (1,), "pain_kind": (PainKind.ACHE, 1), "replan": (walk.player.plan,)}
    assert unchanged_by(walk, command, *values.get(command, ()))


def test_where_it_stood_about_to_end_it_is_restored_paused():
    walk = holding(10)
    walk.pause()
    walk.finish()
    assert Player.restore(walk.player.plan, walk.player.snapshot()).status is Status.PAUSED_WORK


def test_a_pain_without_pain_has_no_kind():
    assert unchanged_by(holding(10), "pain_kind", PainKind.ACHE)


# -- dismiss ---------------------------------------------------------------------------------------------------------


def test_dismiss_pauses_where_it_stood():
    walk = holding(10)
    walk.pain()
    assert told(walk.wait(60).dismiss()) == ["10 pain_dismissed left 1"]
    assert walk.player.status is Status.PAUSED_WORK
    assert walk.done == []
    walk.resume()
    assert told(walk.on(3))[-1] == "13 go_on left 1: 20 left"
    walk.on(20)
    assert walk.done == ["#1 done 30/30"]
    assert walk.player.records[0].paused == 60


def test_dismiss_in_a_transition_leaves_what_was_left():
    walk = begun(hold(30, prepare=15)).at(5)
    walk.pain()
    walk.dismiss()
    assert walk.player.status is Status.PAUSED_TRANSITION
    walk.resume()
    assert walk.left == 10


def test_dismiss_while_waiting_goes_on_waiting():
    walk = begun(hold(30, advance=Advance.WAIT)).at(40)
    walk.pain()
    walk.dismiss()
    walk.resume()
    assert walk.on(100) == ()
    assert walk.player.state.part is StepPart.WAITING


def test_dismiss_lets_an_interrupted_repetition_begin_again():
    walk = begun(reps(10, prepare=0)).at(13)
    walk.pain()
    walk.dismiss()
    walk.resume()
    assert told(walk.on(3))[-2:] == ["16 go_on none 1: 8 left", "16 phase none 1: 3 lift"]


# -- skip the exercise -----------------------------------------------------------------------------------------------


def test_skipping_an_exercise_records_the_set_and_pauses_before_the_next():
    walk = holding(10)
    walk.pain()
    assert told(walk.skip_exercise()) == [
        "10 set_done left 1: #1 pain 10/30",
        "10 exercise_skipped: stretch",
        "10 prepare none 1: 15",
    ]
    assert walk.player.status is Status.PAUSED_TRANSITION
    assert walk.on(1000) == ()
    walk.resume()
    walk.on(30)
    assert told(walk.events)[-1] == "40 end: partial 1/3"


def test_skipping_the_exercise_from_a_transition_records_nothing_new():
    walk = holding(35)
    walk.pain()
    walk.skip_exercise()
    assert walk.done == ["#1 done 30/30"]
    assert walk.player.step.exercise == "lift"


def test_skipping_the_last_exercise_ends_the_session():
    walk = holding(70)
    walk.on(16)
    assert walk.player.step.exercise == "lift"
    walk.pain()
    assert told(walk.skip_exercise()) == [
        "86 set_done none 1: #3 pain 0/3",
        "86 exercise_skipped: lift",
        "86 end: partial 2/3",
    ]


def test_skipping_the_exercise_is_only_for_pain():
    walk = holding(10)
    assert not walk.player.allows(Command.SKIP_EXERCISE)
    walk.pain()
    assert walk.player.allows(Command.SKIP_EXERCISE)


# -- stop ------------------------------------------------------------------------------------------------------------


def test_back_passes_over_an_exercise_that_was_left_out():
    walk = begun(hold(30, id="one", prepare=0), hold(30, id="two", prepare=5), hold(30, id="three", prepare=5)).at(40)
    walk.pain()
    walk.skip_exercise()
    assert walk.player.step.exercise == "three"

    walk.back()
    assert walk.player.step.exercise == "one"


def test_back_from_the_first_exercise_that_is_left_goes_to_its_own_prepare():
    walk = begun(hold(30, id="one", prepare=0), hold(30, id="two", prepare=5)).at(10)
    walk.pain()
    walk.skip_exercise()
    walk.resume()
    walk.on(20)

    walk.back()
    assert (walk.player.step.exercise, walk.player.state.part) == ("two", StepPart.TRANSITION)


@pytest.mark.parametrize("at", [0, 10, 25])
def test_stop_while_it_hurts_records_the_set_as_ended_by_pain(at):
    walk = holding(at)
    walk.pain()
    assert told(walk.stop(), SetDone) == [f"{at} set_done left 1: #1 pain {at}/30"]
    assert told(walk.events)[-1] == f"{at} end: stopped_for_pain {int(at >= 20)}/3"


def test_stop_while_it_hurts_in_a_transition_records_nothing():
    walk = holding(35)
    walk.pain()
    assert told(walk.stop()) == ["35 end: stopped_for_pain 1/3"]


def test_stop_after_dismissing_is_an_ordinary_stop():
    walk = holding(10)
    walk.pain()
    walk.dismiss()
    assert told(walk.stop()) == ["10 set_done left 1: #1 given_up 10/30", "10 end: partial 0/3"]


def test_pain_in_a_set_done_before_never_takes_away_what_was_done():
    walk = holding(35)
    walk.back()
    walk.on(0)
    assert told(walk.events, HoldStarted)[-1] == "35 hold left 1: 30"
    walk.pain()
    walk.stop()
    assert walk.done == ["#1 done 30/30"]


# -- replan ----------------------------------------------------------------------------------------------------------


def test_an_easier_dose_keeps_what_was_done_and_pauses():
    walk = holding(10)
    walk.pain()
    assert told(walk.replan(planned(hold((15, 15), side=EACH, prepare=0), reps(3)))) == ["10 plan_changed"]
    assert walk.player.status is Status.PAUSED_WORK
    walk.resume()
    walk.on(8)
    assert walk.done == ["#1 done 15/15"]


def test_a_set_that_an_easier_dose_finds_done_ended_by_pain():
    walk = holding(25)
    walk.pain()
    assert told(walk.replan(planned(hold(15, side=EACH, prepare=0), reps(3)))) == [
        "25 plan_changed",
        "25 set_done left 1: #1 pain 25/15",
        "25 switch right 1: 10",
    ]
    assert walk.player.status is Status.PAUSED_TRANSITION


def test_leaving_out_the_hurting_exercise_records_its_set_and_pauses_next():
    walk = holding(10)
    walk.pain()
    assert told(walk.replan(planned(reps(3, prepare=15)))) == [
        "10 set_done left 1: #1 pain 10/30",
        "10 plan_changed",
        "10 prepare none 1: 15",
    ]
    assert walk.player.status is Status.PAUSED_TRANSITION
    assert [step.n for step in walk.player.plan.work] == [1, 3]


def test_replan_in_a_transition_that_hurts_pauses_there():
    walk = holding(35)
    walk.pain()
    walk.replan(planned(hold(20, side=EACH, prepare=0, switch=10), reps(3)))
    assert walk.player.status is Status.PAUSED_TRANSITION
    assert walk.left == 5

"""What is recorded and taken back, the table of what is allowed, and going on from a snapshot."""

from __future__ import annotations

import json

import pytest
from plan_builders import EACH, OWN, Walk, begun, done, hold, planned, reps, session, told, unchanged_by

from hipcoach.engine.events import Outcome, PainKind, SessionEnded
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import ALLOWED, Command, NotAllowed, Player
from hipcoach.engine.records import How
from hipcoach.engine.state import Status
from hipcoach.session.model import Advance, Dose, Range


def restored(walk: Walk) -> Walk:
    """Another player of the same plan, from the walk's snapshot, by another clock."""
    snapshot = json.loads(json.dumps(walk.player.snapshot()))
    return Walk(walk.player.plan, now=5.0, player=Player.restore(walk.player.plan, snapshot))


# -- records ---------------------------------------------------------------------------------------------------------


def test_a_record_says_what_was_asked_and_what_was_done():
    walk = begun(reps((8, 12), hold=(3, 6), side=EACH, prepare=0), dose=Dose.MIDDLE)
    walk.on(16)
    walk.next()
    (record,) = walk.player.records
    assert (record.n, record.exercise, record.side, record.set, record.how) == (1, "lift", "left", 1, How.SHORT)
    assert record.reps is not None
    assert (record.reps.range, record.reps.target, record.reps.done) == (Range(8, 12), 10, 2)
    assert record.hold is not None
    assert (record.hold.range, record.hold.target, record.hold.done) == (Range(3, 6), 4, 4)
    assert (record.seconds, record.paused) == (16, 0)


def test_the_target_in_a_record_is_the_planned_one():
    walk = begun(hold((20, 40), prepare=0))
    walk.adjust(+1)
    walk.to_the_end()
    assert walk.done == ["#1 done 25/20"]


def test_no_repetition_no_held_seconds():
    walk = begun(reps(10, hold=4, prepare=0)).at(3)
    walk.next()
    (record,) = walk.player.records
    assert record.hold is not None
    assert (record.counted.done, record.hold.done) == (0, 0)


def test_doing_a_set_again_replaces_its_record():
    walk = begun(hold(30, prepare=0, sets=2)).at(10)
    walk.redo()
    walk.on(8)
    walk.next()
    assert walk.done == ["#1 short 5/30"]
    assert walk.player.records[0].seconds == 5


def test_doing_nothing_replaces_no_record():
    walk = begun(hold(30, side=EACH, prepare=0, switch=10)).at(35)
    walk.back()
    walk.on(0)
    assert told(walk.next())[0] == "35 set_done left 1: #1 skipped 0/30"
    assert walk.done == ["#1 done 30/30"]


def test_a_set_that_was_skipped_is_replaced_by_anything():
    walk = begun(hold(30, side=EACH, prepare=0, switch=10))
    walk.next()
    assert walk.done == ["#1 skipped 0/30"]
    walk.back()
    walk.on(4)
    walk.next()
    assert walk.done == ["#1 short 4/30"]


def test_a_set_done_again_is_the_latest():
    walk = begun(hold(10, sets=3, prepare=0)).at(25)
    walk.back()
    walk.on(3 + 4)
    walk.next()
    assert walk.done == ["#1 done 10/10", "#3 short 5/10", "#2 short 4/10"]


def test_undo_takes_back_one_record_after_another():
    walk = begun(hold(10, sets=3, prepare=0)).at(25)
    assert told(walk.undo()) == ["25 undo: 2"]
    assert told(walk.undo()) == ["25 undo: 1"]
    assert walk.undo() == ()
    walk.to_the_end()
    assert walk.done == ["#3 done 10/10"]
    assert told(walk.events)[-1] == "30 end: partial 1/3"


def test_undo_after_doing_a_set_again_takes_back_that_set():
    walk = begun(hold(10, sets=3, prepare=0)).at(25)
    walk.back()
    walk.on(3 + 4)
    walk.next()
    assert told(walk.undo()) == ["32 undo: 2"]
    assert walk.done == ["#1 done 10/10", "#3 short 5/10"]


def test_undo_while_paused():
    walk = begun(hold(10, sets=2, prepare=0)).at(15)
    walk.pause()
    assert told(walk.undo()) == ["15 undo: 1"]
    assert walk.player.status is Status.PAUSED_WORK


def test_a_completed_session_needs_every_set():
    walk = begun(hold(10, sets=2, prepare=0)).at(12)
    walk.back()
    walk.to_the_end()
    end = walk.events[-1]
    assert isinstance(end, SessionEnded)
    assert (end.outcome, end.sets_done, end.sets_planned) == (Outcome.COMPLETED, 2, 2)


# -- the table -------------------------------------------------------------------------------------------------------


def every_status() -> dict[Status, Walk]:
    """A walk in each status."""
    exercise = hold(30, side=EACH, prepare=15, switch=10)
    walks = {
        Status.READY: Walk(planned(exercise)),
        Status.TRANSITION: begun(exercise).at(5),
        Status.WORK: begun(exercise).at(20),
        Status.COUNTING: begun(reps(5, tempo=OWN)).at(20),
        Status.PAUSED_TRANSITION: begun(exercise).at(5),
        Status.PAUSED_WORK: begun(exercise).at(20),
        Status.HURT: begun(exercise).at(20),
        Status.HURT_TOLD: begun(exercise).at(20),
        Status.ENDING: begun(exercise).at(20),
        Status.HURT_ENDING: begun(exercise).at(20),
        Status.ENDED: begun(exercise).at(20),
    }
    walks[Status.PAUSED_TRANSITION].pause()
    walks[Status.PAUSED_WORK].pause()
    walks[Status.HURT].pain()
    walks[Status.HURT_TOLD].pain()
    walks[Status.HURT_TOLD].pain_kind(PainKind.ACHE, 3)
    walks[Status.ENDING].pause()
    walks[Status.ENDING].finish()
    walks[Status.HURT_ENDING].pain()
    walks[Status.HURT_ENDING].pain_kind(PainKind.SHARP)
    walks[Status.ENDED].stop()
    return walks


VALUES = {"adjust": (1,), "pain_kind": (PainKind.ACHE,), "replan": (planned(hold(30)),)}
GOING = "pause next back adjust not_ready pain replan undo stop"
WANTED = {
    Status.READY: "start",
    Status.TRANSITION: GOING,
    Status.WORK: GOING + " redo",
    Status.COUNTING: GOING + " redo count",
    Status.PAUSED_TRANSITION: "resume next back adjust pain replan undo finish stop",
    Status.PAUSED_WORK: "resume next back adjust redo pain replan undo finish stop",
    Status.HURT: "pain_kind dismiss skip_exercise replan finish stop",
    Status.HURT_TOLD: "take_back dismiss skip_exercise replan finish stop",
    Status.ENDING: "take_back pain stop",
    Status.HURT_ENDING: "take_back stop",
    Status.ENDED: "",
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("command", Command)
def test_each_state_takes_the_commands_of_the_table_and_refuses_the_others(status, command):
    walk = every_status()[status]
    assert walk.player.status is status
    name = command.name.lower()
    wanted = name in WANTED[status].split()
    assert walk.player.allows(command) is wanted is (command in ALLOWED[status])
    if wanted:
        walk.do(name, *VALUES.get(name, ()))
    else:
        assert unchanged_by(walk, name, *VALUES.get(name, ()))


def test_a_refused_command_takes_no_time():
    walk = begun(hold(30, prepare=15)).wait(13)
    assert unchanged_by(walk, "count")
    assert told(walk.on(0)) == ["12 countdown none 1: 3", "13 countdown none 1: 2"]


def test_starting_twice_is_refused():
    walk = begun(hold(30)).at(5)
    with pytest.raises(NotAllowed, match="'start' does nothing in a transition"):
        walk.start()
    assert walk.player.elapsed == 5


def test_a_command_after_an_unasked_end_is_refused_and_the_end_is_told():
    walk = begun(hold(30, prepare=0)).wait(100)
    assert unchanged_by(walk, "next")
    assert told(walk.on(0))[-1] == "30 end: completed 1/1"


# -- snapshots -------------------------------------------------------------------------------------------------------


def test_a_restored_player_is_paused_where_the_other_stood():
    walk = begun(hold(30, side=EACH, prepare=15)).at(25.5)
    other = restored(walk)
    assert other.player.status is Status.PAUSED_WORK
    assert (other.player.elapsed, other.player.step) == (25.5, walk.player.step)
    assert other.on(1000) == ()
    assert told(other.resume()) == ["25.5 resumed left 1", "25.5 lead_in left 1: 3"]
    assert told(other.on(3))[-1] == "28.5 go_on left 1: 19.5 left"


@pytest.mark.parametrize("at", [0, 5, 13.5, 15, 25.25, 45, 47, 55, 60, 85, 90.125, 105, 111, 127])
def test_a_restored_player_gives_the_events_of_one_paused_and_resumed(at):
    plan = planned(hold(30, side=EACH, sets=1, prepare=15, switch=10), reps(6, prepare=15))
    walk = Walk(plan)
    walk.start()
    walk.on(at)
    other = restored(walk)
    if walk.player.status is not Status.ENDED:
        walk.pause()
        assert walk.resume() == other.resume()
    assert walk.to_the_end() == other.to_the_end()
    assert walk.player.state == other.player.state


def test_a_snapshot_is_of_the_latest_time_told_not_of_the_latest_event():
    walk = begun(hold(30, prepare=0)).at(5)
    assert restored(walk).player.elapsed == 5
    assert restored(walk).player.state.worked == 5


def test_taking_a_snapshot_changes_nothing():
    walk = begun(hold(30, prepare=0)).at(5)
    before = walk.player.state
    walk.player.snapshot()
    assert walk.player.state == before


def test_a_snapshot_keeps_records_adjustments_and_what_was_said():
    walk = begun(hold((20, 30), sets=2, prepare=0, rest=20)).at(50)
    walk.adjust(+1)
    other = restored(walk)
    assert [done(record) for record in other.player.records] == ["#1 done 20/20"]
    assert other.target == 25


def test_a_snapshot_of_one_who_hurts_is_restored_as_paused():
    walk = begun(hold(30, prepare=0)).at(5)
    walk.pain()
    other = restored(walk)
    assert other.player.status is Status.PAUSED_WORK
    other.resume()
    assert told(other.on(3))[-1] == "8 go_on none 1: 25 left"


def test_a_snapshot_of_one_who_waits_goes_on_waiting():
    walk = begun(hold(30, advance=Advance.WAIT)).at(40)
    other = restored(walk)
    assert other.player.status is Status.PAUSED_TRANSITION
    assert told(other.resume()) == ["40 resumed none 1", "40 waiting none 1"]
    assert other.on(100) == ()
    other.next()
    assert told(other.on(3))[-1] == "143 hold none 1: 30"


def test_a_snapshot_before_the_start_is_restored_as_not_started():
    other = restored(Walk(planned(hold(30))))
    assert other.player.status is Status.READY
    assert told(other.start()) == ["0 start", "0 prepare none 1: 15"]


def test_a_snapshot_after_the_end_is_restored_as_over():
    walk = begun(hold(30, prepare=0))
    walk.to_the_end()
    other = restored(walk)
    assert other.player.status is Status.ENDED
    assert (other.done, other.player.elapsed) == (["#1 done 30/30"], 30)


def test_a_snapshot_fits_the_plan_as_it_was_changed():
    walk = begun(hold(30, id="one", prepare=0), hold(30, id="two", prepare=0)).at(10)
    walk.replan(planned(hold(30, id="two", prepare=0)))
    other = restored(walk)
    assert other.player.step.exercise == "two"


def good() -> dict:
    """A snapshot in the first set of a plan of two steps."""
    return begun(hold(30, prepare=0)).at(5).player.snapshot()


@pytest.mark.parametrize(
    "snapshot",
    [
        {},
        {**good(), "index": 2},
        {**good(), "index": -1},
        {**good(), "index": 0},
        {**good(), "part": "transition"},
        {**good(), "part": "nowhere"},
        {**good(), "mode": "asleep"},
        {**good(), "unheard_of": 1},
        {**good(), "records": [[1, 2]]},
        {**good(), "records": None},
    ],
)
def test_a_snapshot_that_does_not_fit_is_refused(snapshot):
    with pytest.raises(ValueError, match=r".+"):
        Player.restore(planned(hold(30, prepare=0)), snapshot)


def test_the_plan_is_a_value_that_can_be_made_again():
    prescribed = session(hold(30, side=EACH), reps(5))
    assert make_plan(prescribed) == make_plan(prescribed)

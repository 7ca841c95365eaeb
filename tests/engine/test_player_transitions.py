"""Every command in a transition: prepare, switch, rest, and a transition that waits."""

from __future__ import annotations

import pytest
from plan_builders import EACH, Walk, begun, hold, reps, told, unchanged_by

from hipcoach.engine.events import Countdown, HoldStarted, SwitchSides, Waiting
from hipcoach.engine.player import NotAllowed
from hipcoach.engine.state import Status, StepPart
from hipcoach.engine.steps import Rest
from hipcoach.session.model import Advance, Order

WAIT = Advance.WAIT


def preparing(**more) -> Walk:
    """15 s of preparation have begun."""
    return begun(hold(30, **{"prepare": 15, **more}))


def resting(at: float = 0, **more) -> Walk:
    """A rest of 30 s, with the switch 10 s before its end, has gone on for `at` seconds; it began at 70."""
    walk = begun(hold(30, side=EACH, sets=2, **{"prepare": 0, "rest": 30, "switch": 10, **more}))
    walk.at(60 + more.get("switch", 10) + at)
    assert isinstance(walk.player.step, Rest)
    return walk


# -- pause and resume ------------------------------------------------------------------------------------------------


def test_pause_stops_the_time():
    walk = preparing()
    walk.on(5)
    assert told(walk.pause()) == ["5 paused none 1"]
    assert walk.on(1000) == ()
    assert (walk.player.elapsed, walk.left, walk.player.status) == (5, 10, Status.PAUSED_TRANSITION)


def test_pause_gives_first_what_fell_due_before_it():
    walk = preparing().wait(13)
    assert told(walk.pause()) == ["12 countdown none 1: 3", "13 countdown none 1: 2", "13 paused none 1"]


def test_resume_leaves_what_was_left():
    walk = preparing()
    walk.on(5)
    walk.pause()
    walk.wait(600)
    assert told(walk.resume()) == ["5 resumed none 1"]
    assert walk.left == 10
    assert told(walk.on(10))[-1] == "15 hold none 1: 30"


@pytest.mark.parametrize("at", [12, 12.5, 14, 14.875])
def test_resume_leaves_at_least_three_seconds_so_that_they_sound(at):
    walk = preparing()
    walk.on(at)
    walk.pause()
    walk.resume()
    assert walk.left == 3
    counted = [(event.due, event.left) for event in walk.to_the_end() if isinstance(event, Countdown)][:3]
    assert counted == [(at, 3), (at + 1, 2), (at + 2, 1)]


def test_pausing_does_not_repeat_a_switch_that_was_given():
    walk = resting(25)
    walk.pause()
    walk.resume()
    assert told(walk.on(5), SwitchSides) == []


def test_a_switch_still_to_come_keeps_its_distance_to_the_end():
    walk = resting(18.5, switch=1, rest=20)
    walk.pause()
    walk.resume()
    assert told(walk.on(3), SwitchSides, HoldStarted) == ["81.5 switch left 2: 1", "82.5 hold left 2: 30"]


def test_what_waits_goes_on_waiting_after_a_pause():
    walk = preparing(advance=WAIT)
    walk.on(20)
    assert told(walk.pause()) == ["20 paused none 1"]
    assert told(walk.wait(60).resume()) == ["20 resumed none 1", "20 waiting none 1"]
    assert walk.on(100) == ()
    assert walk.player.state.part is StepPart.WAITING


# -- next ------------------------------------------------------------------------------------------------------------


def test_next_leaves_three_seconds():
    walk = preparing()
    walk.on(4)
    assert told(walk.next()) == ["4 time_changed none 1: 3"]
    assert told(walk.on(3)) == [
        "4 countdown none 1: 3",
        "5 countdown none 1: 2",
        "6 countdown none 1: 1",
        "7 hold none 1: 30",
    ]


@pytest.mark.parametrize("at", [12, 13.5, 14.9])
def test_next_changes_nothing_where_three_seconds_or_less_are_left(at):
    walk = preparing()
    walk.on(at)
    assert walk.next() == ()
    assert walk.left == round(15 - at, 6)
    assert len(told(walk.on(5), Countdown)) + len(told(walk.events, Countdown)) > 0
    assert [event.left for event in walk.events if isinstance(event, Countdown)] == [3, 2, 1]


def test_next_in_a_switch_step_does_not_repeat_the_switch():
    walk = begun(hold(30, side=EACH, prepare=0, switch=10)).at(30)
    assert told(walk.next()) == ["30 time_changed right 1: 3"]
    assert told(walk.on(3), SwitchSides) == []


def test_next_in_a_rest_gives_its_switch_at_once():
    walk = resting(5)
    assert told(walk.next()) == ["75 switch left 2: 3"]
    assert told(walk.on(3), SwitchSides, HoldStarted) == ["78 hold left 2: 30"]


def test_next_in_a_rest_after_its_switch_does_not_repeat_it():
    walk = resting(21)
    assert told(walk.next()) == ["91 time_changed left 2: 3"]
    assert told(walk.on(3), SwitchSides) == []


def test_next_gives_a_switch_still_to_come_even_in_the_last_three_seconds():
    walk = resting(18, switch=1, rest=20)
    assert told(walk.next()) == ["79 switch left 2: 2"]
    assert told(walk.on(2), SwitchSides, HoldStarted) == ["81 hold left 2: 30"]


def test_next_lets_a_step_that_waits_go_after_three_seconds():
    walk = preparing(advance=WAIT)
    walk.on(20)
    assert told(walk.next()) == ["20 time_changed none 1: 3"]
    assert told(walk.on(3)) == [
        "20 countdown none 1: 3",
        "21 countdown none 1: 2",
        "22 countdown none 1: 1",
        "23 hold none 1: 30",
    ]


def test_next_before_a_step_begins_to_wait_lets_it_go_too():
    walk = preparing(advance=WAIT)
    walk.on(4)
    walk.next()
    assert told(walk.on(3), Waiting, HoldStarted) == ["7 hold none 1: 30"]


def test_next_just_before_waiting_counts_only_the_seconds_ahead():
    walk = preparing(advance=WAIT)
    walk.on(13.5)
    assert walk.next() == ()
    assert told(walk.on(1.5)) == ["14 countdown none 1: 1", "15 hold none 1: 30"]


def test_next_while_paused_leaves_three_seconds_and_stays_paused():
    walk = preparing()
    walk.on(4)
    walk.pause()
    assert told(walk.next()) == ["4 time_changed none 1: 3"]
    assert walk.player.status is Status.PAUSED_TRANSITION
    assert walk.on(100) == ()
    walk.resume()
    assert told(walk.on(3), HoldStarted) == ["7 hold none 1: 30"]


def test_next_while_waiting_and_paused_lets_it_go_after_resume():
    walk = preparing(advance=WAIT)
    walk.on(20)
    walk.pause()
    walk.next()
    assert walk.player.status is Status.PAUSED_TRANSITION
    walk.resume()
    assert told(walk.on(3), HoldStarted) == ["23 hold none 1: 30"]


# -- back ------------------------------------------------------------------------------------------------------------


def test_back_in_the_first_preparation_begins_it_anew():
    walk = preparing()
    walk.on(10)
    assert told(walk.back()) == ["10 prepare none 1: 15"]
    assert walk.left == 15


def test_back_goes_to_the_transition_of_the_set_just_done():
    walk = begun(hold(30, side=EACH, prepare=15, switch=10)).at(50)
    assert told(walk.back()) == ["50 prepare left 1: 15"]


def test_back_from_a_rest_goes_to_the_switch_before_the_last_set():
    assert told(resting(5).back()) == ["75 switch right 1: 10"]


def test_back_goes_across_exercises():
    walk = begun(hold(30, id="one", side=EACH, prepare=15), hold(30, id="two")).at(90)
    assert told(walk.back()) == ["90 switch right 1: 10"]
    assert walk.player.step.exercise == "one"


def test_back_leads_in_where_no_transition_lies_before_the_set():
    walk = begun(hold(30, sets=2, prepare=15), hold(30, id="two")).at(80)
    assert told(walk.back()) == ["80 lead_in none 2: 3"]
    assert told(walk.on(3))[-1] == "83 hold none 2: 30"


def test_back_keeps_records_until_the_set_is_done_again():
    walk = begun(hold(30, side=EACH, prepare=15, switch=10)).at(50)
    walk.back()
    assert walk.done == ["#1 done 30/30"]


def test_back_while_waiting_waits_again():
    walk = begun(hold(30, advance=WAIT, prepare=15))
    walk.on(40)
    assert told(walk.back()) == ["40 prepare none 1: 15"]
    assert told(walk.on(50)) == ["55 waiting none 1"]


def test_back_while_paused_stays_paused():
    walk = begun(hold(30, side=EACH, prepare=15, switch=10)).at(50)
    walk.pause()
    assert told(walk.back()) == ["50 prepare left 1: 15"]
    assert walk.on(100) == ()
    walk.resume()
    assert told(walk.on(15), HoldStarted) == ["65 hold left 1: 30"]


# -- adjust ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("by", "left"), [(+1, 15), (-1, 5)])
def test_adjust_makes_a_transition_five_seconds_longer_or_shorter(by, left):
    walk = preparing()
    walk.on(5)
    assert told(walk.adjust(by)) == [f"5 time_changed none 1: {left}"]
    assert told(walk.on(left), HoldStarted) == [f"{5 + left} hold none 1: 30"]


@pytest.mark.parametrize("at", [7.5, 11, 11.9])
def test_adjust_leaves_at_least_three_seconds(at):
    walk = preparing()
    walk.on(at)
    assert told(walk.adjust(-1)) == [f"{at} time_changed none 1: 3"]


@pytest.mark.parametrize("at", [12, 13, 14.5])
def test_adjust_down_changes_nothing_in_the_last_three_seconds(at):
    walk = preparing()
    walk.on(at)
    before = walk.player.state
    assert walk.adjust(-1) == ()
    assert walk.player.state.until == before.until
    assert [event.left for event in (*walk.events, *walk.on(5)) if isinstance(event, Countdown)][:3] == [3, 2, 1]


def test_adjust_up_in_the_last_seconds_counts_them_again():
    walk = preparing()
    walk.on(14)
    walk.adjust(+1)
    assert [event.due for event in walk.on(6) if isinstance(event, Countdown)] == [17, 18, 19]


def test_adjust_can_make_a_switch_due_at_once():
    walk = resting(17)
    walk.adjust(-1)
    assert walk.player.next_due() == walk.now
    assert told(walk.on(0)) == ["87 switch left 2: 8"]
    assert told(walk.on(8), SwitchSides, HoldStarted) == ["95 hold left 2: 30"]


def test_adjust_up_puts_off_a_switch_still_to_come():
    walk = resting(17)
    walk.adjust(+1)
    assert told(walk.on(18), SwitchSides, HoldStarted) == ["95 switch left 2: 10", "105 hold left 2: 30"]


def test_adjust_does_not_repeat_a_switch_that_was_given():
    walk = resting(21)
    walk.adjust(+1)
    walk.adjust(+1)
    assert told(walk.on(19), SwitchSides, HoldStarted) == ["110 hold left 2: 30"]


def test_adjust_changes_nothing_while_it_waits():
    walk = preparing(advance=WAIT)
    walk.on(20)
    assert walk.adjust(+1) == walk.adjust(-1) == ()
    assert walk.player.state.part is StepPart.WAITING


def test_adjust_while_paused_stays_paused():
    walk = preparing()
    walk.on(5)
    walk.pause()
    assert told(walk.adjust(-1)) == ["5 time_changed none 1: 5"]
    assert walk.player.status is Status.PAUSED_TRANSITION
    walk.resume()
    assert walk.left == 5


# -- not ready -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("at", "left"), [(0, 30), (5, 25), (14, 16)])
def test_not_ready_adds_fifteen_seconds(at, left):
    walk = preparing()
    walk.on(at)
    assert told(walk.not_ready()) == [f"{at} time_changed none 1: {left}"]
    assert told(walk.on(left), HoldStarted) == ["30 hold none 1: 30"]


def test_not_ready_after_three_two_counts_again():
    walk = preparing()
    walk.on(13)
    walk.not_ready()
    assert [event.due for event in walk.on(17) if isinstance(event, Countdown)] == [27, 28, 29]


def test_not_ready_never_repeats_a_switch():
    walk = resting(21)
    for _ in range(3):
        walk.not_ready()
    assert told(walk.on(54), SwitchSides, HoldStarted) == ["145 hold left 2: 30"]
    in_a_switch = begun(hold(30, side=EACH, prepare=0, switch=10)).at(35)
    in_a_switch.not_ready()
    assert told(in_a_switch.on(20), SwitchSides, HoldStarted) == ["55 hold right 1: 30"]


def test_not_ready_puts_off_a_switch_still_to_come():
    walk = resting(5)
    walk.not_ready()
    assert told(walk.on(40), SwitchSides, HoldStarted) == ["105 switch left 2: 10", "115 hold left 2: 30"]


def test_not_ready_changes_nothing_while_it_waits():
    walk = preparing(advance=WAIT)
    walk.on(20)
    assert walk.not_ready() == ()
    assert walk.player.state.part is StepPart.WAITING


# -- the rest of the row ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["redo", "count", "resume", "start", "dismiss", "skip_exercise"])
def test_what_means_nothing_in_a_transition_is_refused(command):
    walk = preparing()
    walk.on(5)
    assert unchanged_by(walk, command)
    assert unchanged_by(resting(15), command)


def test_undo_in_a_transition_takes_back_a_record_and_keeps_the_place():
    walk = resting(5)
    assert told(walk.undo()) == ["75 undo: 2"]
    assert walk.done == ["#1 done 30/30"]
    assert walk.left == 25


def test_undo_with_nothing_to_take_back_changes_nothing():
    walk = preparing()
    walk.on(5)
    assert walk.undo() == ()
    assert walk.left == 10


def test_stop_ends_the_session_without_a_record_of_a_set_that_had_not_begun():
    walk = resting(5)
    assert told(walk.stop()) == ["75 end: partial 2/4"]
    assert walk.player.status is Status.ENDED
    assert walk.on(100) == ()


def test_stop_while_paused_or_waiting_ends_the_session():
    walk = preparing(advance=WAIT)
    walk.on(20)
    walk.pause()
    assert told(walk.stop()) == ["20 end: partial 0/1"]


def test_stop_after_the_last_record_was_taken_back_counts_without_it():
    walk = begun(hold(5, prepare=0), reps(3))
    walk.on(5)
    walk.undo()
    assert told(walk.stop()) == ["5 end: partial 0/2"]


def test_a_refused_command_says_what_it_was_and_where():
    with pytest.raises(NotAllowed, match="'count' does nothing in a transition"):
        preparing().count()


def test_one_side_then_the_other_goes_back_across_the_switch():
    walk = begun(hold(30, side=EACH, order=Order.ONE_SIDE_THEN_OTHER, sets=2, rest=20, prepare=0)).at(85)
    assert told(walk.back()) == ["85 rest left 2: 20"]

"""Who moves time: waking, gaps, speed, listeners."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from live_builders import MORNING, Clock, Ear, begun, lift, planned, stretch

from hipcoach.engine.choices import Pace
from hipcoach.engine.events import Event, Outcome, Paused
from hipcoach.engine.player import NotAllowed, Player
from hipcoach.engine.state import Mode
from hipcoach.live.clocks import awake_and_asleep, local_time
from hipcoach.live.conductor import Conductor
from hipcoach.session.model import Advance

# -- when it wakes ---------------------------------------------------------------------------------------------------


def test_it_wakes_after_a_second_where_nothing_is_due_sooner() -> None:
    live = begun(lift(3), pace=Pace.OWN).on(12)  # in a self-paced set nothing is ever due

    assert live.player.next_due() is None
    assert live.conductor.delay() == 1.0


def test_asking_again_puts_no_wake_off() -> None:
    live = begun(lift(3), pace=Pace.OWN).on(12).asleep(0.75)

    assert live.conductor.delay() == pytest.approx(0.25)


def test_it_wakes_when_the_next_thing_is_due() -> None:
    live = begun(stretch(30)).on(0.25)

    assert live.conductor.delay() == pytest.approx(0.75)


def test_what_is_overdue_is_due_now() -> None:
    live = begun(stretch(30)).on(0.5).asleep(1.5)

    assert live.conductor.delay() == 0.0


def test_it_does_not_wake_while_only_a_command_can_change_anything() -> None:
    live = begun(stretch(30)).on(3)
    live.conductor.do(Player.pause)

    assert live.conductor.delay() is None


def test_nothing_wakes_once_the_session_is_over() -> None:
    live = begun(stretch(5)).to_the_end()

    assert live.conductor.over
    assert live.conductor.delay() is None
    assert live.conductor.outcome is Outcome.COMPLETED


def test_before_the_end_there_is_no_outcome() -> None:
    assert begun(stretch(5)).on(3).conductor.outcome is None


def test_a_session_walked_by_its_own_delays_is_the_plan() -> None:
    live = begun(stretch(5), lift(2)).to_the_end()

    assert live.ear.told("prepare", "hold", "repetitions", "set_done", "end") == [
        "0 prepare",
        "10 hold",
        "15 set_done",
        "15 prepare",
        "25 repetitions",
        "35 set_done",
        "35 end",
    ]


def test_a_session_may_begin_long_after_its_conductor_was_made() -> None:
    clock, ear = Clock(), Ear()
    conductor = Conductor(Player(planned(stretch(5))), [ear], clock=clock, wall=clock.wall, report=print)
    clock.now += 600

    conductor.start()
    clock.now += 1
    conductor.wake()

    assert Paused not in map(type, ear.events)
    assert conductor.player.elapsed == 1


# -- gaps: nobody was guided -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [2.01, 3600])
def test_after_two_seconds_without_a_wake_it_pauses_at_the_last_one(gap: float) -> None:
    live = begun(stretch(30)).on(14.5)  # 4.5 s into the hold

    live.asleep(gap)
    live.conductor.wake()

    assert live.player.state.mode is Mode.PAUSED
    assert live.player.elapsed == 14.5
    assert live.ear.last(Paused).due == 14.5
    assert live.ear.last(Paused).gap == pytest.approx(gap)


def test_it_never_advances_over_a_gap() -> None:
    live = begun(stretch(30)).on(12)
    heard = len(live.ear.events)

    live.asleep(3600)
    live.conductor.wake()
    live.asleep(3600)
    live.conductor.wake()

    assert live.ear.words()[heard:] == ["paused"]


def test_two_seconds_without_a_wake_are_no_gap() -> None:
    live = begun(stretch(30)).on(12).asleep(2.0)
    live.conductor.wake()

    assert live.player.state.mode is Mode.GUIDING
    assert live.player.elapsed == 14


def test_a_command_after_a_gap_finds_the_session_paused_at_the_last_wake() -> None:
    live = begun(stretch(30)).on(12).asleep(600)

    live.conductor.do(Player.resume)

    assert live.ear.words()[-3:] == ["paused", "resumed", "lead_in"]
    assert live.player.elapsed == 12


def test_after_a_gap_the_session_goes_on_where_it_stood() -> None:
    live = begun(stretch(30)).on(12).asleep(600)
    live.conductor.wake()

    live.conductor.do(Player.resume)
    live.to_the_end()

    [record] = live.ear.records()
    assert record.seconds == 30
    assert record.paused == 600


def test_a_long_pause_that_was_asked_for_is_no_gap() -> None:
    live = begun(stretch(30)).on(12)
    live.conductor.do(Player.pause)
    live.asleep(600)

    live.conductor.do(Player.resume)
    live.on(1)

    assert [event.gap for event in live.ear.events if isinstance(event, Paused)] == [0]
    assert live.player.state.mode is Mode.GUIDING


def test_a_second_gap_is_noticed_like_the_first() -> None:
    live = begun(stretch(30)).on(12).asleep(10)
    live.conductor.do(Player.resume)
    live.on(5).asleep(20)

    live.conductor.wake()

    assert [event.gap for event in live.ear.events if isinstance(event, Paused)] == [10, 20]


def test_without_a_keyboard_a_pause_for_a_gap_ends_by_itself() -> None:
    live = begun(stretch(30), keyboard=False).on(12).asleep(600)

    live.conductor.wake()
    assert live.ear.words()[-4:] == ["paused", "resumed", "lead_in", "countdown"]

    live.to_the_end()
    assert live.conductor.outcome is Outcome.COMPLETED
    assert live.ear.records()[0].seconds == 30


def test_a_gap_in_a_self_paced_set_pauses_too() -> None:
    live = begun(lift(3), pace=Pace.OWN).on(14).asleep(60)

    live.conductor.wake()

    assert live.player.state.mode is Mode.PAUSED


def test_a_gap_in_a_transition_that_waits_pauses_too() -> None:
    live = begun(stretch(30), advance=Advance.WAIT).on(14).asleep(60)

    live.conductor.wake()

    assert live.player.state.mode is Mode.PAUSED


# -- rehearsals ------------------------------------------------------------------------------------------------------


def test_speed_scales_what_the_player_sees() -> None:
    live = begun(stretch(30), speed=60)

    live.asleep(0.5)
    live.conductor.wake()

    assert live.player.elapsed == 30


def test_speed_scales_the_time_to_the_next_wake() -> None:
    live = begun(stretch(30), speed=10)

    assert live.conductor.delay() == pytest.approx(0.1)


def test_a_slow_rehearsal_wakes_after_a_second_all_the_same() -> None:
    live = begun(stretch(30), speed=0.1)

    assert live.conductor.delay() == 1.0


@pytest.mark.parametrize("speed", [1, 60])
def test_in_a_rehearsal_there_are_no_gaps(speed: float) -> None:
    live = begun(stretch(30), speed=speed).asleep(40)

    live.conductor.wake()

    assert "paused" not in live.ear.words()
    assert live.conductor.outcome is Outcome.COMPLETED


# -- listeners -------------------------------------------------------------------------------------------------------


class Broken(Ear):
    """A listener that remembers, and fails each time."""

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        super().hear(events, at, player)
        raise OSError("no space left")


def test_every_listener_gets_the_same_events_in_the_same_order() -> None:
    first, second = Ear(), Ear()
    live = begun(stretch(5), lift(2), listeners=[first, second]).on(12)
    live.conductor.do(Player.pause)
    live.conductor.do(Player.resume)
    live.to_the_end()

    assert first.events == second.events == live.ear.events
    assert first.times == second.times
    assert live.ear.words()[-1] == "end"


def test_listeners_are_called_when_only_time_has_passed() -> None:
    live = begun(stretch(30)).on(0.1)
    calls, heard = live.ear.calls, len(live.ear.events)

    live.on(0.1)

    assert live.ear.calls == calls + 1
    assert len(live.ear.events) == heard


def test_events_carry_the_wall_clock_of_the_moment_they_were_handed_over() -> None:
    live = begun(stretch(5)).to_the_end()

    assert live.ear.times[0] == MORNING
    assert live.ear.times[-1] == MORNING + timedelta(seconds=15)


def test_a_listener_that_raises_is_reported_once_and_the_session_goes_on() -> None:
    live = begun(stretch(5), listeners=[Broken()]).to_the_end()

    [report] = live.reports
    assert "Broken" in report
    assert "no space left" in report
    assert live.conductor.outcome is Outcome.COMPLETED


def test_a_listener_that_raises_stays_subscribed_and_the_others_hear_all() -> None:
    broken = Broken()
    live = begun(stretch(5), listeners=[broken]).to_the_end()

    assert broken.events == live.ear.events
    assert live.ear.words()[-1] == "end"


def test_each_listener_that_raises_is_reported() -> None:
    live = begun(stretch(5), listeners=[Broken(), Broken()]).to_the_end()

    assert len(live.reports) == 2


# -- commands --------------------------------------------------------------------------------------------------------


def test_a_command_is_given_at_the_time_it_comes() -> None:
    live = begun(stretch(30)).on(11.5).asleep(0.7)

    live.conductor.do(Player.pause)

    assert live.ear.last(Paused).due == pytest.approx(12.2)


def test_what_fell_due_before_a_command_is_told_before_it() -> None:
    live = begun(stretch(30)).on(9.5).asleep(1)

    live.conductor.do(Player.pause)

    assert live.ear.told()[-2:] == ["10 hold", "10.5 paused"]


def test_a_command_that_is_refused_changes_nothing_and_tells_nobody() -> None:
    live = begun(stretch(30)).on(3)
    heard, state = len(live.ear.events), live.player.state

    with pytest.raises(NotAllowed):
        live.conductor.do(Player.count)

    assert len(live.ear.events) == heard
    assert live.player.state == state


# -- real clocks -----------------------------------------------------------------------------------------------------


def test_the_clock_counts_sleep_where_the_system_has_such_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(time, "CLOCK_BOOTTIME", 7, raising=False)
    monkeypatch.setattr(time, "clock_gettime", lambda which: asked.append(which) or 42.0, raising=False)

    assert awake_and_asleep()() == 42.0
    assert asked == [7]


def test_on_a_mac_the_clock_is_the_one_that_counts_sleep_there(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    monkeypatch.setattr(time, "CLOCK_MONOTONIC", 6, raising=False)
    monkeypatch.setattr(time, "clock_gettime", lambda which: asked.append(which) or 42.0, raising=False)
    monkeypatch.setattr("sys.platform", "darwin")

    assert awake_and_asleep()() == 42.0
    assert asked == [6]


def test_elsewhere_the_clock_is_the_monotonic_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    monkeypatch.setattr("sys.platform", "win32")

    assert awake_and_asleep() is time.monotonic


def test_the_wall_clock_knows_its_offset() -> None:
    assert local_time().utcoffset() is not None

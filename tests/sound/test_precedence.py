from __future__ import annotations

from collections.abc import Sequence

import pytest
from sound_builders import a_hold, a_player, some_lifts, tone_of

from hipcoach.coach.cueing import Level, Tone
from hipcoach.coach.events import Countdown, Event, ExerciseDone, HoldStarted, MinimumReached, PainKind, SwitchSides
from hipcoach.coach.player import Player
from hipcoach.coach.precedence import LATE, LATEST, MANNERS
from hipcoach.session.model import Range, Side
from hipcoach.sound.precedence import Job, jobs_for


def tones(jobs: Sequence[Job]) -> list[str]:
    return [str(tone_of(job.clip.path)) for job in jobs]


def heard(player: Player, events: Sequence[Event], level: Level = Level.BRIEF) -> list[str]:
    return tones(jobs_for(events, player, level, 100.0))


def walk(player: Player, until: float = 10_000.0) -> list[tuple[float, list[str]]]:
    """What sounds at each hand-over, as it is when the player is asked in time; ticks left out."""
    told = [(0.0, heard(player, player.start(0.0)))]
    while (due := player.next_due()) is not None and due <= until:
        told.append((due, heard(player, player.advance(due))))
    return [(due, names) for due, names in told if names and names != ["tick"]]


def at(player: Player, now: float) -> Player:
    """The player, having been asked whenever something was due up to `now`."""
    player.start(0.0)
    player.advance(now)
    return player


def tick(due: float, left: int = 1) -> Countdown:
    return Countdown(due, "stretch", Side.LEFT, 1, left)


def test_every_tone_has_a_manner() -> None:
    assert set(MANNERS) == set(Tone)


def test_bells_ring_for_main_cues_only() -> None:
    assert all((manner.bells in (1, 2, 3)) is manner.main for manner in MANNERS.values())
    assert all(manner.main for manner in MANNERS.values() if manner.always)


def test_a_stretch_sounds_like_this() -> None:
    assert walk(a_player(a_hold())) == [
        (0.0, ["ready"]),
        (15.0, ["start"]),
        (30.0, ["half_way"]),
        (45.0, ["switch"]),
        (55.0, ["start"]),
        (70.0, ["half_way"]),
        (85.0, ["session_done"]),
    ]


def test_work_that_leads_to_something_else_says_what() -> None:
    told = walk(a_player(some_lifts(2, sets=Range(2, 2), side=a_hold().side), a_hold()))
    names = [names for _, names in told]
    assert ["end", "rest"] in names
    assert ["exercise_done", "ready"] in names
    assert names.count(["switch"]) == 4


def test_repetitions_have_one_sound_a_beat() -> None:
    told = dict(walk(a_player(some_lifts(6))))
    assert told[15.0] == ["start"]
    assert (told[18.0], told[20.0]) == (["lower"], ["lift"])
    assert told[30.0] == ["last_three", "lift"]
    assert told[40.0] == ["last_one", "lift"]


def test_beats_do_not_wait_for_what_stands_before_them() -> None:
    player = a_player(some_lifts(6))
    events = at(player, 29.0).advance(30.0)
    first, beat = jobs_for(events, player, Level.TONES, 100.0)
    assert first.waits
    assert not beat.waits


def test_what_follows_comes_after_the_end_of_what_leads() -> None:
    player = a_player(some_lifts(1), a_hold())
    events = at(player, 19.0).advance(20.0)
    first, then = jobs_for(events, player, Level.TONES, 100.0)
    assert (first.due, first.main, then.main) == (100.0, True, False)
    assert 100.0 + first.clip.sounding < then.due < 100.0 + first.clip.sounding + 0.3


def test_nothing_follows_into_a_short_transition() -> None:
    player = a_player(some_lifts(1), a_hold(prepare=3))
    assert heard(player, at(player, 19.0).advance(20.0)) == ["exercise_done"]


def test_a_tick_comes_before_the_minimum_of_the_same_second() -> None:
    player = at(a_player(), 40.0)
    events = (MinimumReached(40.0, "stretch", Side.LEFT, 1, 25), tick(40.0, 3))
    assert heard(player, events) == ["tick", "minimum"]


def test_a_pause_is_all_that_sounds() -> None:
    player = at(a_player(), 14.9)
    assert heard(player, player.pause(15.0)) == ["paused"]
    assert heard(player, player.next(16.0)) == []
    assert heard(player, player.resume(17.0)) == ["resumed"]


def test_pain_is_all_that_sounds() -> None:
    player = at(a_player(), 20.0)
    assert heard(player, player.pain(21.0)) == ["paused"]
    assert heard(player, player.pain_kind(22.0, PainKind.SHARP)) == []


def test_a_resumed_set_gets_ready_without_a_second_tone() -> None:
    player = at(a_player(), 20.0)
    player.pause(21.0)
    assert heard(player, player.resume(30.0)) == ["resumed"]


@pytest.mark.parametrize(("late", "sounds"), [(0.0, True), (LATE - 0.01, True), (LATE + 0.01, False)])
def test_what_is_late_is_left_out(late: float, sounds: bool) -> None:
    player = at(a_player(), 30.0)
    assert heard(player, (tick(30.0 - late),)) == (["tick"] if sounds else [])
    assert heard(player, (ExerciseDone(30.0 - late, "stretch"),)) == (["exercise_done"] if sounds else [])


@pytest.mark.parametrize("late", [0.0, 0.5, 1.9])
def test_what_has_to_be_heard_always_is(late: float) -> None:
    player = at(a_player(), 30.0)
    (job,) = jobs_for((SwitchSides(30.0 - late, "stretch", Side.LEFT, 1, 10.0),), player, Level.TONES, 100.0)
    assert (job.due, job.patience) == (100.0, LATEST)


def test_lateness_counts_from_when_it_was_due() -> None:
    player = at(a_player(), 30.0)
    (job,) = jobs_for((tick(29.8),), player, Level.TONES, 100.0)
    assert job.due == pytest.approx(99.8)


def test_of_two_that_have_to_be_heard_the_latest_holds() -> None:
    player = at(a_player(), 30.0)
    events = (SwitchSides(20.0, "stretch", Side.LEFT, 1, 10.0), HoldStarted(30.0, "stretch", Side.LEFT, 1, 1, 30.0))
    assert heard(player, events) == ["start"]


def test_after_a_stall_only_what_still_holds_is_heard() -> None:
    player = at(a_player(), 43.1)
    assert heard(player, player.advance(45.0)) == ["switch"]


def test_silence_is_silent() -> None:
    player = a_player()
    assert heard(player, player.start(0.0), Level.SILENT) == []
    assert heard(player, player.advance(15.0), Level.TONES) == ["start"]


def test_the_passing_of_time_is_silent() -> None:
    assert heard(at(a_player(), 30.0), ()) == []

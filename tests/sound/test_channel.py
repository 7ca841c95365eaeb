from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sound_builders import Tape, a_job

from hipcoach.coach.precedence import LATE
from hipcoach.sound.bells import APART, Bells
from hipcoach.sound.channel import STOPPING, TERMINATING, TOO_LONG, Channel
from hipcoach.sound.output import Output
from hipcoach.sound.precedence import Job


class Ears:
    """A channel, and all that it says."""

    def __init__(self, *outputs: Output) -> None:
        self.unplayed: list[Job] = []
        self.out: list[str] = []
        self.channel = Channel(outputs, unplayed=self.unplayed.append, out=lambda output: self.out.append(output.name))

    def play(self, *jobs: Job, now: float = 0.0) -> float | None:
        self.channel.take(jobs)
        return self.channel.step(now)

    def pass_time(self, until: float, now: float = 0.0) -> float:
        """Come again whenever the channel wants to, up to a time."""
        while (wake := self.channel.step(now)) is not None and wake <= until:
            assert wake > now
            now = wake
        self.channel.step(until)
        return until


@pytest.fixture
def tape() -> Tape:
    return Tape()


def test_a_sound_is_played_and_looked_after_until_it_is_gone(tape: Tape) -> None:
    ears = Ears(tape.output())
    assert ears.play(a_job()) is not None
    assert tape.played.get(timeout=0) == ("good", Path("/sounds/a.wav"))
    assert not ears.channel.quiet
    ears.pass_time(1.05)
    tape.started[0].living = False
    assert ears.channel.step(1.1) is None
    assert ears.channel.quiet
    assert ears.out == []


def test_what_is_due_later_is_played_later(tape: Tape) -> None:
    ears = Ears(tape.output())
    assert ears.play(a_job(due=5.0)) == 5.0
    assert tape.names == []
    ears.channel.step(5.0)
    assert tape.names == ["a"]


def test_what_is_too_late_is_dropped(tape: Tape) -> None:
    ears = Ears(tape.output())
    assert ears.play(a_job(due=0.0), now=LATE + 0.01) is None
    assert tape.names == []


def test_a_main_cue_stops_what_is_under_way(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(name="tick"))
    ears.play(a_job(due=0.1, name="switch", main=True), now=0.1)
    assert tape.started[0].stops == 1
    ears.pass_time(0.1 + STOPPING, now=0.1)
    assert tape.names == ["tick", "switch"]


def test_a_main_cue_does_not_wait_for_a_sound_that_will_not_stop(tape: Tape) -> None:
    ears = Ears(tape.output(stubborn=True))
    ears.play(a_job(name="tick"))
    ears.play(a_job(due=0.1, name="switch", main=True), now=0.1)
    assert tape.names == ["tick"]
    ears.pass_time(0.1 + STOPPING, now=0.1)
    assert tape.names == ["tick", "switch"]
    ears.pass_time(0.2 + TERMINATING, now=0.1 + STOPPING)
    assert not tape.started[0].living


def test_a_main_cue_makes_out_of_date_what_was_waiting(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(name="end", main=True), a_job(due=0.5, name="rest"))
    ears.play(a_job(due=0.2, name="paused", main=True), now=0.2)
    ears.pass_time(0.9, now=0.2)
    assert tape.names == ["end", "paused"]


def test_a_lesser_sound_waits_for_its_turn(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(seconds=0.3, name="tick"), a_job(name="minimum"))
    assert tape.names == ["tick"]
    ears.pass_time(0.22)
    assert tape.names == ["tick", "minimum"]
    assert tape.started[0].stops == 0


def test_a_lesser_sound_waits_no_longer_than_makes_sense(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(seconds=1.0, name="minimum"), a_job(name="half_way"))
    ears.pass_time(1.5)
    assert tape.names == ["minimum"]


def test_a_beat_does_not_wait(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(seconds=0.2, name="start"), a_job(name="lift", waits=False))
    ears.pass_time(0.5)
    assert tape.names == ["start"]


@pytest.mark.parametrize("bad", ["failing", "raising"])
def test_an_output_that_fails_is_out_and_the_next_one_plays(tape: Tape, bad: str) -> None:
    ears = Ears(getattr(tape, bad)(), tape.output())
    ears.play(a_job())
    ears.pass_time(0.1)
    assert (ears.out, tape.names) == ([bad], ["a"])
    assert ears.channel.output is not None
    assert ears.channel.output.name == "good"
    assert ears.unplayed == []


def test_nobody_is_blamed_for_the_last_part(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job())
    ears.pass_time(0.6)
    tape.started[0].living = False
    ears.pass_time(1.0, now=0.6)
    assert ears.out == []
    assert tape.names == ["a"]


def test_nobody_is_blamed_for_being_stopped(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job())
    ears.channel.hush(0.1)
    ears.pass_time(1.0, now=0.1)
    assert (ears.out, ears.channel.quiet) == ([], True)


def test_nobody_is_blamed_where_the_device_may_have_been_taken(tape: Tape) -> None:
    """Some devices take one sound at a time: it is played again once the other one is gone."""
    ears = Ears(tape.output())
    ears.play(a_job(seconds=0.3, name="tick"), a_job(name="minimum"))
    ears.pass_time(0.21)
    tape.started[0].living = tape.started[1].living = False
    ears.pass_time(0.25, now=0.21)
    assert (ears.out, tape.names) == ([], ["tick", "minimum", "minimum"])


def test_a_lesser_sound_that_failed_too_late_is_not_played_again(tape: Tape) -> None:
    ears = Ears(tape.output("bad"), tape.output())
    ears.play(a_job())
    ears.pass_time(0.5)
    tape.started[0].living = False
    ears.channel.step(0.59)
    assert (ears.out, tape.names) == (["bad"], ["a"])


def test_a_main_cue_that_failed_is_played_again_even_so(tape: Tape) -> None:
    ears = Ears(tape.output("bad"), tape.output())
    ears.play(a_job(main=True))
    ears.pass_time(0.5)
    tape.started[0].living = False
    ears.channel.step(0.59)
    assert (ears.out, tape.names) == (["bad"], ["a", "a"])


def test_where_nothing_is_left_the_job_is_handed_back(tape: Tape) -> None:
    ears = Ears(tape.failing("one"), tape.raising("two"))
    job = a_job(bells=2)
    ears.play(job)
    ears.pass_time(0.1)
    assert (ears.out, ears.unplayed, ears.channel.output) == (["one", "two"], [job], None)
    assert ears.channel.quiet


def test_a_sound_that_hangs_is_stopped_and_its_output_is_out(tape: Tape) -> None:
    ears = Ears(tape.output("hanging", stubborn=True), tape.output())
    ears.play(a_job())
    now = ears.pass_time(1.0 + TOO_LONG + 0.2)
    assert (tape.started[0].stops, ears.out) == (1, ["hanging"])
    ears.pass_time(now + TERMINATING + 0.2, now=now)
    assert ears.channel.quiet
    assert tape.names == ["a"]


def test_no_output_is_blamed_for_a_process_that_stood_still(tape: Tape) -> None:
    """Suspended with Ctrl-Z: the sound is as old as the shell was in charge."""
    ears = Ears(tape.output())
    ears.play(a_job())
    ears.channel.step(0.03)
    ears.channel.step(60.0)
    assert (ears.out, tape.started[0].stops) == ([], 0)
    ears.pass_time(60.0 + 1.0 + TOO_LONG + 0.5, now=60.0)
    assert ears.out == ["good"]


def test_hush_forgets_what_was_to_come(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(name="end", main=True), a_job(due=1.0, name="rest"))
    ears.channel.hush(0.1)
    ears.pass_time(2.0, now=0.1)
    assert (tape.names, tape.started[0].stops) == (["end"], 1)


def rung(count: int, times: Sequence[float]) -> list[float]:
    told: list[float] = []
    bells = Bells(lambda: told.append(now))
    bells.begin(count, 0.0)
    for now in times:
        bells.step(now)
    return told


@pytest.mark.parametrize("count", [1, 2, 3])
def test_bells_ring_a_pattern(count: int) -> None:
    times = [0.0, 0.1, APART, 0.4, 2 * APART, 3 * APART, 4 * APART]
    assert rung(count, times) == [number * APART for number in range(count)]


def test_bells_say_when_to_come_again() -> None:
    bells = Bells(lambda: None)
    bells.begin(2, 1.0)
    assert bells.step(1.0) == 1.0 + APART
    assert bells.step(1.0 + APART) is None
    assert bells.quiet


def test_no_bell_is_no_trouble() -> None:
    bells = Bells(None)
    bells.begin(3, 0.0)
    assert (bells.there, bells.quiet, bells.step(0.0)) == (False, True, None)

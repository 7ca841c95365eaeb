from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sound_builders import Tape, a_job

from hipcoach.sound.bells import APART, Bells
from hipcoach.sound.output import Output
from hipcoach.sound.playback import LOOKS, STOPPING, TERMINATING, TOO_LONG, Job, Playback


class Ears:
    """A channel, and all that it says."""

    def __init__(self, *outputs: Output) -> None:
        self.missed: list[Job] = []
        self.gone: list[Path] = []
        self.out: list[str] = []
        self.channel = Playback(
            outputs, missed=self.missed.append, gone=self.gone.append, out=lambda output: self.out.append(output.name)
        )

    def play(self, job: Job, now: float = 0.0) -> Job:
        self.channel.start(job, now)
        self.channel.step(now)
        return job

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
    job = ears.play(a_job())
    assert tape.played.get(timeout=0) == ("good", Path("/sounds/a.wav"))
    assert not ears.channel.quiet
    ears.pass_time(1.05)
    tape.started[0].living = False
    assert ears.channel.step(1.1) is None
    assert ears.channel.quiet
    assert (ears.out, ears.missed, ears.gone) == ([], [], [job.path])


def test_a_new_sound_stops_what_is_under_way(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(name="one"))
    ears.play(a_job(name="two"), now=0.1)
    assert (tape.names, tape.started[0].stops) == (["one", "two"], 1)


def test_a_sound_that_ended_is_not_stopped(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(seconds=1.0, name="one"))
    ears.pass_time(0.95)
    assert not ears.channel.quiet
    ears.channel.step(0.95)
    ears.play(a_job(name="two"), now=0.95)
    assert tape.names == ["one", "two"]


def test_what_was_stopped_has_a_moment_to_set_the_device_free(tape: Tape) -> None:
    ears = Ears(tape.output(stubborn=True))
    ears.play(a_job())
    ears.channel.hush(0.1)
    assert not ears.channel.is_free(0.1 + STOPPING / 2)
    assert ears.channel.is_free(0.1 + STOPPING)
    ears.pass_time(0.2 + TERMINATING, now=0.1)
    assert not tape.started[0].living, "and is killed if it takes longer"


@pytest.mark.parametrize("bad", ["failing", "raising"])
def test_an_output_that_fails_is_out(tape: Tape, bad: str) -> None:
    ears = Ears(getattr(tape, bad)(), tape.output())
    job = ears.play(a_job())
    ears.pass_time(0.1)
    assert ears.out == [bad]
    assert ears.missed == ([job] if bad == "failing" else [])
    assert tape.names == ([] if bad == "failing" else ["a"])
    assert ears.channel.output is not None
    assert ears.channel.output.name == "good"


@pytest.mark.parametrize(
    ("seconds", "dead", "out", "missed"), [(60, 20, True, 1), (60, 45, False, 1), (1, 0.7, False, 0)]
)
def test_what_was_lost_is_told_and_who_lost_much_is_out(
    tape: Tape, seconds: float, dead: float, out: bool, missed: int
) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(seconds=seconds))
    ears.pass_time(dead)
    tape.started[0].living = False
    ears.pass_time(dead + LOOKS, now=dead)
    assert (bool(ears.out), len(ears.missed), ears.channel.quiet) == (out, missed, True)


def test_nobody_is_blamed_for_being_stopped(tape: Tape) -> None:
    ears = Ears(tape.output())
    job = ears.play(a_job())
    ears.channel.hush(0.1)
    ears.pass_time(1.0, now=0.1)
    assert (ears.out, ears.missed, ears.gone, ears.channel.quiet) == ([], [], [job.path], True)


def test_nobody_is_blamed_where_the_device_may_have_been_taken(tape: Tape) -> None:
    """Some devices take one sound at a time: it is played again once the other one is gone."""
    ears = Ears(tape.output())
    ears.play(a_job(seconds=0.3, name="one"))
    ears.pass_time(0.21)
    two = ears.play(a_job(name="two"), now=0.21)
    tape.started[0].living = tape.started[1].living = False
    ears.pass_time(0.5, now=0.21)
    assert (ears.out, ears.missed) == ([], [two])


def test_where_nothing_is_left_the_job_is_handed_back(tape: Tape) -> None:
    ears = Ears(tape.raising("one"), tape.raising("two"))
    job = ears.play(a_job())
    assert (ears.out, ears.missed, ears.gone, ears.channel.output) == (["one", "two"], [job], [job.path], None)
    assert ears.channel.quiet


def test_a_sound_that_hangs_is_stopped_and_its_output_is_out(tape: Tape) -> None:
    ears = Ears(tape.output("hanging", stubborn=True), tape.output())
    ears.play(a_job())
    now = ears.pass_time(1.0 + TOO_LONG + 0.2)
    assert (tape.started[0].stops, ears.out) == (1, ["hanging"])
    ears.pass_time(now + TERMINATING + 0.2, now=now)
    assert ears.channel.quiet


def test_no_output_is_blamed_for_a_process_that_stood_still(tape: Tape) -> None:
    """Suspended with Ctrl-Z: the sound is as old as the shell was in charge."""
    ears = Ears(tape.output())
    ears.play(a_job())
    ears.channel.step(0.03)
    ears.channel.step(60.0)
    assert (ears.out, tape.started[0].stops) == ([], 0)
    ears.pass_time(60.0 + 1.0 + TOO_LONG + 0.5, now=60.0)
    assert ears.out == ["good"]


def test_no_output_is_blamed_for_what_ended_while_the_process_stood_still(tape: Tape) -> None:
    """Players have sessions of their own and play on: what is found dead afterwards may have been heard in full."""
    ears = Ears(tape.output())
    job = ears.play(a_job(seconds=60.0))
    ears.channel.step(0.03)
    tape.started[0].living = False
    ears.channel.step(20.0)
    assert (ears.out, ears.missed, ears.channel.quiet) == ([], [job], True)


def test_no_output_is_blamed_for_ending_on_time_after_a_standstill(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(seconds=60.0))
    ears.channel.step(0.03)
    ears.channel.step(50.0)
    ears.pass_time(60.0, now=50.0)
    tape.started[0].living = False
    ears.pass_time(61.0, now=60.0)
    assert ears.out == []


def test_a_long_sound_is_looked_at_seldom(tape: Tape) -> None:
    ears = Ears(tape.output())
    ears.play(a_job(seconds=60.0))
    looks, now = 0, 0.0
    while (wake := ears.channel.step(now)) is not None and wake < 50.0:
        looks, now = looks + 1, wake
    assert looks < 110


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


def test_a_bell_that_has_gone_rings_no_more() -> None:
    rung: list[bool] = []

    def ring() -> None:
        rung.append(True)
        raise ValueError("I/O operation on closed file")

    bells = Bells(ring)
    bells.begin(3, 0.0)
    assert (bells.step(0.0), bells.step(APART), bells.there, bells.quiet) == (None, None, False, True)
    assert rung == [True]

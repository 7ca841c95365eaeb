"""What benchmarks of sound share: what a session sounds like, a busy machine, and where in a recording a sound is."""

from __future__ import annotations

import math
import subprocess
import sys
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import mul
from pathlib import Path

from recorder import Recording

from hipcoach.cues.prompts import Level
from hipcoach.cues.score import Lengths, score
from hipcoach.cues.track import Sound
from hipcoach.engine.choices import Choices
from hipcoach.engine.events import Event
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Player
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.sound.mixer import tone_samples, tone_seconds
from hipcoach.sound.tones import RATE
from hipcoach.sound.voice import ShippedVoice, Voice

AROUND = 0.5
"""Seconds around its time within which a tone is looked for."""


def plan_of(name: str) -> Plan:
    """The plan of a preset, or of a session's file, at its low dose."""
    library = Library(shipped_sessions(), Path("/nonexistent"))
    reading = library.read(library.find(name))
    assert reading.session is not None, reading.problems
    return make_plan(reading.session, Choices())


def events_of(plan: Plan) -> tuple[Event, ...]:
    """Everything that happens if nobody interferes."""
    player = Player(plan)
    return player.start(0.0) + player.preview(plan.total + 1.0)


def sounds_of(plan: Plan, level: Level, voice: Voice) -> list[Sound]:
    """What is heard of it."""
    return list(score(events_of(plan), plan, level, Lengths(tone_seconds, voice.seconds)))


class Shipped(ShippedVoice):
    """Says what came with hipcoach and needs no getting ready."""

    def prepare(self, plan: Plan) -> None:
        pass

    def close(self, timeout: float = 1.0) -> bool:
        return True


@contextmanager
def busy(load: bool) -> Iterator[None]:
    """Two processes that do nothing but work."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 if load else 0)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def offset(recording: Recording, due: float, shape: array[int], quiet: int = 1) -> float | None:
    """Seconds from when a sound was due to when it is heard, after so many quiet samples; None where it is not."""
    first = round((due - recording.zero - AROUND) * RATE)
    part = recording.samples[max(0, first) : first + round(2 * AROUND * RATE) + len(shape)]
    energy = _dot(shape, shape)
    best, place = 0.0, None
    begins, still = [], 0
    for index, sample in enumerate(part):
        if abs(sample) > 4 and still >= quiet:
            begins.append(index)
        still = still + 1 if abs(sample) <= 4 else 0
    for begin in sorted({max(0, index + shift) for index in begins for shift in range(-6, 7)}):
        window = part[begin : begin + len(shape)]
        if len(window) < len(shape):
            continue
        own = _dot(window, window)
        alike = _dot(window, shape) / math.sqrt(own * energy) if own else 0.0
        if alike > best:
            best, place = alike, begin
    if place is None or best < 0.95:
        return None
    return recording.at(max(0, first) + place) - due


def tone_offset(recording: Recording, zero: float, sound: Sound) -> float | None:
    """The same for the tone of a score that began at `zero`, by its first tenth of a second."""
    assert sound.tone is not None
    shape = tone_samples(sound.tone)[: round(min(sound.seconds, 0.1) * RATE)]
    return offset(recording, zero + sound.at, shape)


def _dot(one: array[int], other: array[int]) -> int:
    return sum(map(mul, one, other))


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 values are not further from nothing than."""
    return sorted(values, key=abs)[int(len(values) * 0.95)]

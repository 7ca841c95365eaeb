"""Makes one kind of speech of what voices utter: at the tones' rate and loudness, without silence at its ends."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from operator import mul

from hipcoach.sound.tones import FULL_SCALE, LOUDNESS, RATE, WINDOW, loudest

SILENCE = 10 ** (-38 / 20)
"""How loud the ends are at least, of the loudest `WINDOW`: below that not even an s or an f is missed."""

SLICE = round(0.01 * RATE)
"""Samples over which loudness is taken where the ends are looked for."""

FADE = round(0.005 * RATE)
"""Samples in which the ends come and go: no click."""

KNEE, CEILING = 0.70, 0.95
"""Peaks above the first, of full scale, are bent so as to stay below the second."""


RELATED = 0.1
"""How much a sample has of the one before at least: 0.8 and more in words, 0 in bytes without meaning."""

STEADY = 0.4
"""How loud something is at most, of its peak, that rises and falls as a hissed word does: 0.1 to 0.2; noise is 0.58."""


def is_noise(samples: array[int]) -> bool:
    """Whether these are bytes without meaning, which would be heard as a roar."""
    power = sum(map(mul, samples, samples))
    peak = max(map(abs, samples), default=0)
    steady: bool = power > (STEADY * peak) ** 2 * len(samples)
    return steady and sum(map(mul, samples, samples[1:])) < RELATED * power


def prepared(values: Sequence[float]) -> array[int]:
    """Speech at `RATE`, full scale 1, as it is to be played; empty where nothing is to be heard."""
    level = loudest([*values, *[0.0] * round(WINDOW * RATE)])
    if level < 1e-4:
        return array("h")
    trimmed = _without_silence(values, level * SILENCE)
    gain = LOUDNESS / level
    levelled = [value * gain for value in trimmed]
    if max(levelled) > KNEE or min(levelled) < -KNEE:
        levelled = [value if -KNEE <= value <= KNEE else _bent(value) for value in levelled]
    for index in range(min(FADE, len(levelled) // 2)):
        part = index / FADE
        levelled[index] *= part
        levelled[-1 - index] *= part
    return array("h", [round(value * FULL_SCALE) for value in levelled])


def resampled(samples: Sequence[int], rate: int) -> Sequence[float]:
    """Samples of another rate at `RATE`, full scale 1, on straight lines from each to the next.

    The two rates meet again and again, after `down` samples of the one and `up` of the other; what is left over at the
    end is some milliseconds.
    """
    common = math.gcd(rate, RATE)
    up, down = RATE // common, rate // common
    times = max(0, len(samples) - 1) // down
    made = array("d", bytes(8 * up * times))
    for phase in range(up):
        at, rest = divmod(phase * down, up)
        after = rest / up / FULL_SCALE
        before = 1 / FULL_SCALE - after
        here, there = (samples[first : first + times * down : down] for first in (at, at + 1))
        made[phase::up] = array("d", [one * before + other * after for one, other in zip(here, there, strict=True)])
    return made


def _without_silence(values: Sequence[float], floor: float) -> Sequence[float]:
    """The values from the first slice that is louder than `floor` to the last one."""
    enough = floor * floor * SLICE
    slices = ((at, values[at : at + SLICE]) for at in range(0, len(values), SLICE))
    heard = [at for at, part in slices if sum(map(mul, part, part)) > enough]
    return values[heard[0] : heard[-1] + SLICE]


def _bent(value: float) -> float:
    """A value above the knee, below the ceiling."""
    room = CEILING - KNEE
    return math.copysign(KNEE + room * math.tanh((abs(value) - KNEE) / room), value)

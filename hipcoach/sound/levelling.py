"""Brings the speech of any voice to the tones' sample rate and loudness, without silence at its ends."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from operator import mul

from hipcoach.sound.tones import FULL_SCALE, LOUDNESS, RATE, WINDOW, loudest

SILENCE = 10 ** (-38 / 20)
"""The loudness, relative to the loudest `WINDOW`, below which the ends are cut off; an s or f is louder than this."""

SLICE = round(0.01 * RATE)
"""The number of samples over which loudness is measured when the ends are cut."""

FADE = round(0.005 * RATE)
"""The number of samples over which the ends fade in and out, to avoid clicks."""

KNEE, CEILING = 0.70, 0.95
"""Peaks above `KNEE` are compressed to stay below `CEILING`; both relative to full scale."""


RELATED = 0.1
"""The lowest correlation of neighbouring samples in speech: 0.8 and more in words, 0 in random bytes."""

STEADY = 0.4
"""The highest loudness, relative to the peak, of a hissed word: 0.1 to 0.2 is usual; noise has 0.58."""


def is_noise(samples: array[int]) -> bool:
    """Whether samples are random bytes, which would be heard as a roar."""
    power = sum(map(mul, samples, samples))
    peak = max(map(abs, samples), default=0)
    steady: bool = power > (STEADY * peak) ** 2 * len(samples)
    return steady and sum(map(mul, samples, samples[1:])) < RELATED * power


def prepared(values: Sequence[float]) -> array[int]:
    """Level speech, given at `RATE` with full scale 1; returns 16-bit samples, or none if it is silent."""
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
    """Convert samples to `RATE`, full scale 1, by linear interpolation.

    `down` samples of the old rate take as long as `up` samples of the new one; an incomplete group at the end, of some
    milliseconds, is dropped.
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
    """The values from the first to the last slice that is louder than `floor`."""
    enough = floor * floor * SLICE
    slices = ((at, values[at : at + SLICE]) for at in range(0, len(values), SLICE))
    heard = [at for at, part in slices if sum(map(mul, part, part)) > enough]
    return values[heard[0] : heard[-1] + SLICE]


def _bent(value: float) -> float:
    """Compress a value above `KNEE` to below `CEILING`."""
    room = CEILING - KNEE
    return math.copysign(KNEE + room * math.tanh((abs(value) - KNEE) / room), value)

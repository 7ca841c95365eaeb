"""Makes one kind of speech of what voices utter: at the tones' rate and loudness, without silence at its ends."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

from hipcoach.sound.tones import FULL_SCALE, LOUDNESS, RATE, WINDOW, loudest

SILENCE = 10 ** (-38 / 20)
"""How loud the ends are at least, of the loudest `WINDOW`: below that not even an s or an f is missed."""

SLICE = round(0.01 * RATE)
"""Samples over which loudness is taken where the ends are looked for."""

FADE = round(0.005 * RATE)
"""Samples in which the ends come and go: no click."""

KNEE, CEILING = 0.70, 0.95
"""Peaks above the first, of full scale, are bent so as to stay below the second."""


def prepared(values: Sequence[float]) -> array[int]:
    """Speech at `RATE`, full scale 1, as it is to be played; empty where nothing is to be heard."""
    level = loudest([*values, *[0.0] * round(WINDOW * RATE)])
    if level < 1e-4:
        return array("h")
    trimmed = _without_silence(values, level * SILENCE)
    gain = LOUDNESS / level
    if max(map(abs, trimmed)) * gain > KNEE:
        levelled = [_bent(value * gain) for value in trimmed]
    else:
        levelled = [value * gain for value in trimmed]
    for index in range(min(FADE, len(levelled) // 2)):
        part = index / FADE
        levelled[index] *= part
        levelled[-1 - index] *= part
    return array("h", [round(value * FULL_SCALE) for value in levelled])


def resampled(samples: Sequence[int], rate: int) -> list[float]:
    """Samples of another rate at `RATE`, full scale 1, on straight lines from each to the next."""
    if rate == RATE:
        return [sample / FULL_SCALE for sample in samples]
    count = (len(samples) - 1) * RATE // rate
    values: list[float] = []
    for number in range(count):
        at, rest = divmod(number * rate, RATE)
        here = samples[at]
        values.append((here + (samples[at + 1] - here) * rest / RATE) / FULL_SCALE)
    return values


def _without_silence(values: Sequence[float], floor: float) -> Sequence[float]:
    """The values from the first slice that is louder than `floor` to the last one."""
    enough = floor * floor * SLICE
    heard = [
        at for at in range(0, len(values), SLICE) if sum(value * value for value in values[at : at + SLICE]) > enough
    ]
    return values[heard[0] : heard[-1] + SLICE]


def _bent(value: float) -> float:
    size = abs(value)
    if size <= KNEE:
        return value
    room = CEILING - KNEE
    return math.copysign(KNEE + room * math.tanh((size - KNEE) / room), value)

"""Makes the files of the tones: run `python -m hipcoach.sound.make.tones` after any change to their table.

The same table always gives the same bytes.
"""

from __future__ import annotations

import cmath
import math
from array import array

from hipcoach.cues.prompts import Tone
from hipcoach.sound.tones import (
    FADE,
    FULL_SCALE,
    HEAD,
    LOUDNESS,
    PITCHES,
    RATE,
    TAIL,
    TUNES,
    Timbre,
    clip,
    count,
    loudest,
)
from hipcoach.sound.wavs import wav

ATTACK = 0.004
"""Seconds over which a note fades in, as a raised cosine, to avoid a click."""


def samples(tone: Tone) -> array[int]:
    """The samples of a tone with the silence around it, 16 bits."""
    tune = TUNES[tone]
    mixed = [0.0] * count(HEAD + tune.seconds + TAIL)
    for at, note, ring in tune.strikes():
        first = count(HEAD + at)
        for index, value in enumerate(_note(PITCHES[note], tune.timbre, count(ring)), first):
            mixed[index] += value
    gain = LOUDNESS / loudest(mixed) * FULL_SCALE
    return array("h", [round(value * gain) for value in mixed])


def _note(pitch: float, timbre: Timbre, length: int) -> list[float]:
    """A single note, cut to `length` samples."""
    note = [0.0] * length
    for partial in timbre.value:
        # Multiplying a complex number by a constant gives a decaying sine at one multiplication per sample.
        turn = cmath.rect(math.exp(-1 / (partial.decay * RATE)), math.tau * pitch * partial.ratio / RATE)
        hand = complex(partial.strength)
        for index in range(length):
            note[index] += hand.imag
            hand *= turn
    attack, fade = count(ATTACK), count(FADE)
    for index in range(attack):
        note[index] *= _raised(index / attack)
    for index in range(fade):
        note[-1 - index] *= _raised(index / fade)
    return note


def _raised(part: float) -> float:
    """A raised cosine: maps 0 to 1 smoothly onto 0 to 1."""
    return (1 - math.cos(math.pi * part)) / 2


def main() -> None:
    """Write every tone's file."""
    for tone in Tone:
        path = clip(tone).path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(wav(samples(tone)))


if __name__ == "__main__":
    main()

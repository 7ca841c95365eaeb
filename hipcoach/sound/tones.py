"""The tones: what each is made of, and where its file is.

Families by timbre: bells begin and end work, wood is time, marimba is movement, soft is rest. What rises begins, what
falls ends; four notes to and fro are a change of sides and nothing else. `strike` makes the files.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from operator import mul, sub
from pathlib import Path

from hipcoach.cues.prompts import Tone

RATE = 24_000
"""Samples per second: mono, 16 bits."""

HEAD = 0.02
"""Seconds of silence first, for players that swallow the beginning."""

TAIL = 0.1
"""Seconds of silence last, for players that swallow the end."""

FADE = 0.015
"""Seconds in which a note goes."""

LOUDNESS = 0.2
"""Root mean square of the loudest `WINDOW` of every tone, of full scale 1; peaks would say nothing of loudness."""

WINDOW = 0.1
"""Seconds over which the ear adds up a short sound."""

FULL_SCALE = 32_767

PITCHES = {
    "F4": 349.23,
    "G4": 392.00,
    "C5": 523.25,
    "E5": 659.26,
    "F5": 698.46,
    "G5": 783.99,
    "A5": 880.00,
    "C6": 1046.50,
}
"""Cycles per second of the notes in use: low enough for older ears, high enough for small speakers."""


@dataclass(frozen=True, slots=True)
class Partial:
    """One of the vibrations that a note is the sum of."""

    ratio: float
    """Its frequency in fundamentals."""
    strength: float
    decay: float
    """Seconds in which it falls to a third (1/e)."""


class Timbre(Enum):
    """What a note is played on. Several partials each, for small speakers and for ears that have lost the highs."""

    BELL = (
        Partial(1, 1.0, 0.30),
        Partial(2, 0.45, 0.20),
        Partial(3, 0.22, 0.12),
        Partial(4.16, 0.14, 0.07),
        Partial(5.43, 0.08, 0.04),
    )
    WOOD = (Partial(1, 1.0, 0.040), Partial(2.57, 0.40, 0.018), Partial(4.95, 0.18, 0.008))
    MARIMBA = (Partial(1, 1.0, 0.14), Partial(4, 0.30, 0.045), Partial(9.9, 0.08, 0.015))
    SOFT = (Partial(1, 1.0, 0.28), Partial(2, 0.28, 0.22), Partial(3, 0.10, 0.16))


@dataclass(frozen=True, slots=True)
class Tune:
    """A tone as it is written: notes one after another, then perhaps all of `chord` at once."""

    timbre: Timbre
    notes: tuple[str, ...]
    ring: float
    """Seconds that each note sounds, also while the next one does."""
    step: float = 0.0
    """Seconds from one note to the next."""
    chord: tuple[str, ...] = ()
    chord_ring: float = 0.0

    def strikes(self) -> tuple[tuple[float, str, float], ...]:
        """Every note as (seconds from the first note, name, seconds that it sounds)."""
        line = tuple((number * self.step, note, self.ring) for number, note in enumerate(self.notes))
        at = len(self.notes) * self.step
        return line + tuple((at, note, self.chord_ring) for note in self.chord)

    @property
    def seconds(self) -> float:
        """From the first note to the end of the last."""
        return max(at + ring for at, _, ring in self.strikes())


TUNES = {
    Tone.TICK: Tune(Timbre.WOOD, ("C6",), 0.11),
    Tone.READY: Tune(Timbre.SOFT, ("E5", "G5"), 0.30, 0.18),
    Tone.START: Tune(Timbre.BELL, ("G5", "C6"), 0.55, 0.13),
    Tone.END: Tune(Timbre.BELL, ("C6", "F5"), 0.55, 0.16),
    Tone.SWITCH: Tune(Timbre.MARIMBA, ("A5", "E5", "A5", "E5"), 0.24, 0.15),
    Tone.TEN_SECONDS: Tune(Timbre.WOOD, ("G5", "G5"), 0.13, 0.16),
    Tone.HALF_WAY: Tune(Timbre.BELL, ("E5",), 0.60),
    Tone.LIFT: Tune(Timbre.MARIMBA, ("C5",), 0.26),
    Tone.LOWER: Tune(Timbre.MARIMBA, ("G4",), 0.26),
    Tone.MINIMUM: Tune(Timbre.MARIMBA, ("E5", "A5"), 0.26, 0.13),
    Tone.LAST_THREE: Tune(Timbre.MARIMBA, ("C5", "E5"), 0.26, 0.13),
    Tone.LAST_ONE: Tune(Timbre.MARIMBA, ("C5", "C6"), 0.26, 0.13),
    Tone.REST: Tune(Timbre.SOFT, ("C5", "F4"), 0.40, 0.22),
    Tone.EXERCISE_DONE: Tune(Timbre.BELL, ("C5", "E5", "G5"), 0.55, 0.15),
    Tone.SESSION_DONE: Tune(Timbre.BELL, ("C5", "E5", "G5", "C6"), 0.50, 0.18, ("C5", "E5", "G5", "C6"), 1.16),
    Tone.PAUSED: Tune(Timbre.MARIMBA, ("F4", "F4"), 0.30, 0.20),
    Tone.RESUMED: Tune(Timbre.MARIMBA, ("F4", "C5"), 0.30, 0.16),
}
"""Every tone."""


# -- where the files are ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound file, with what has to be known to play it on time."""

    path: Path
    seconds: float
    """Of the whole file."""


def clip(tone: Tone) -> Clip:
    """The shipped file of a tone."""
    return Clip(Path(__file__).with_name("tones") / f"{tone}.wav", HEAD + TUNES[tone].seconds + TAIL)


# -- how they are measured ----------------------------------------------------------------------------------------


def count(seconds: float) -> int:
    """Seconds as a number of samples."""
    return round(seconds * RATE)


def loudest(values: list[float]) -> float:
    """The root mean square of the loudest `WINDOW`."""
    window = count(WINDOW)
    energy = [0.0, *accumulate(map(mul, values, values))]
    return math.sqrt(max(map(sub, energy[window:], energy)) / window)

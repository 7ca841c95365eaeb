"""The tones: what each is made of, and where its file is.

Families by timbre: bells begin and end work, wood counts time, marimba is movement, soft is rest. Rising notes begin
something, falling notes end it; only a change of sides has four alternating notes. `make.tones` writes the files.
"""

from __future__ import annotations

import math
from enum import Enum
from itertools import accumulate
from operator import mul, sub
from pathlib import Path

from msgspec import Struct

from hipcoach.cues.prompts import Tone

RATE = 24_000
"""Samples per second, mono, of 16 bits."""

HEAD = 0.02
"""Seconds of silence at the start, for players that swallow the beginning."""

TAIL = 0.1
"""Seconds of silence at the end, for players that swallow the end."""

FADE = 0.015
"""Seconds over which a note fades out."""

LOUDNESS = 0.2
"""Root mean square of the loudest `WINDOW` of every tone, full scale 1; peaks say nothing about loudness."""

WINDOW = 0.1
"""Seconds over which loudness is measured, as the ear sums up short sounds."""

FULL_SCALE = 32_767

PITCHES = {
    "E4": 329.63,
    "F4": 349.23,
    "G4": 392.00,
    "A4": 440.00,
    "C5": 523.25,
    "E5": 659.26,
    "F5": 698.46,
    "G5": 783.99,
    "A5": 880.00,
    "C6": 1046.50,
}
"""The frequencies of the notes in Hz: low enough for older ears, high enough for small speakers."""


class Partial(Struct, frozen=True):
    """One of the sine waves that a note is the sum of."""

    ratio: float
    """Its frequency as a multiple of the note's."""
    strength: float
    decay: float
    """Seconds in which its amplitude falls to 1/e."""


class Timbre(Enum):
    """The timbres of notes, with several partials each, for small speakers and for ears that miss high frequencies."""

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


class Tune(Struct, frozen=True):
    """The notes of a tone: one after another, then all notes of `chord` at once."""

    timbre: Timbre
    notes: tuple[str, ...]
    ring: float
    """Seconds that each note sounds, also while the next one sounds."""
    step: float = 0.0
    """Seconds from one note to the next."""
    chord: tuple[str, ...] = ()
    chord_ring: float = 0.0

    def strikes(self) -> tuple[tuple[float, str, float], ...]:
        """Every note as (seconds from the first note, name, seconds that it sounds), in order."""
        line = tuple((number * self.step, note, self.ring) for number, note in enumerate(self.notes))
        at = len(self.notes) * self.step
        return line + tuple((at, note, self.chord_ring) for note in self.chord)

    @property
    def seconds(self) -> float:
        """Seconds from the first note to the end of the last."""
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
    Tone.LEFT: Tune(Timbre.MARIMBA, ("E4",), 0.26),
    Tone.RIGHT: Tune(Timbre.MARIMBA, ("A4",), 0.26),
    Tone.MINIMUM: Tune(Timbre.MARIMBA, ("E5", "A5"), 0.26, 0.13),
    Tone.LAST_THREE: Tune(Timbre.MARIMBA, ("C5", "E5"), 0.26, 0.13),
    Tone.LAST_ONE: Tune(Timbre.MARIMBA, ("C5", "C6"), 0.26, 0.13),
    Tone.REST: Tune(Timbre.SOFT, ("C5", "F4"), 0.40, 0.22),
    Tone.EXERCISE_DONE: Tune(Timbre.BELL, ("C5", "E5", "G5"), 0.55, 0.15),
    Tone.SESSION_DONE: Tune(Timbre.BELL, ("C5", "E5", "G5", "C6"), 0.50, 0.18, ("C5", "E5", "G5", "C6"), 1.16),
    Tone.PAUSED: Tune(Timbre.MARIMBA, ("F4", "F4"), 0.30, 0.20),
    Tone.RESUMED: Tune(Timbre.MARIMBA, ("F4", "C5"), 0.30, 0.16),
}
"""The notes of every tone."""


# -- where the files are ------------------------------------------------------------------------------------------


class Clip(Struct, frozen=True):
    """A sound file with its length."""

    path: Path
    seconds: float
    """The length of the whole file."""


def clip(tone: Tone) -> Clip:
    """The shipped file of a tone."""
    return Clip(Path(__file__).with_name("tones") / f"{tone}.wav", HEAD + TUNES[tone].seconds + TAIL)


# -- samples and loudness -----------------------------------------------------------------------------------------


def count(seconds: float) -> int:
    """The number of samples in so many seconds."""
    return round(seconds * RATE)


def loudest(values: list[float]) -> float:
    """The root mean square of the loudest `WINDOW`."""
    window = count(WINDOW)
    energy = [0.0, *accumulate(map(mul, values, values))]
    return math.sqrt(max(map(sub, energy[window:], energy)) / window)

"""Voices: what turns a phrase into samples, if it can.

Any thread may ask, at any time; nobody is kept waiting, and nothing is raised.
"""

from __future__ import annotations

from array import array
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Protocol

from hipcoach.engine.plan import Plan
from hipcoach.sound import adpcm, phrases, wavs
from hipcoach.sound.tones import RATE

BETWEEN = 0.03
"""Seconds from one piece of a phrase to the next."""

AT_PUNCTUATION = 0.12
"""The same where there is a comma, a colon or the like."""

REMEMBERED = 48
"""Recordings that are kept in memory, of some 100 kB each."""


class Voice(Protocol):
    """Something that can say phrases."""

    def samples(self, text: str) -> array[int] | None:
        """A phrase: one channel of 16 bits at `RATE`, as loud as the tones, without silence at its ends.

        None: it cannot be said, or not yet. The samples belong to the voice: copy them, never change them.
        """

    def seconds(self, text: str) -> float | None:
        """How long a phrase takes; None where `samples` is."""


class SessionVoice(Voice, Protocol):
    """A voice that can get ready for a session."""

    def prepare(self, plan: Plan) -> None:
        """Get ready for what a plan says; returns at once."""

    def close(self, timeout: float = 1.0) -> bool:
        """Let go of whatever was got ready; whether nothing is left behind after `timeout` seconds."""


class NoVoice:
    """Says nothing."""

    def prepare(self, plan: Plan) -> None:
        """Nothing."""

    def close(self, timeout: float = 1.0) -> bool:
        """Nothing is left behind."""
        return True

    def samples(self, text: str) -> array[int] | None:
        """None."""

    def seconds(self, text: str) -> float | None:
        """None."""


class ShippedVoice:
    """Says what came with hipcoach; reads a recording when it is first asked for."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or phrases.folder()
        self._load = lru_cache(maxsize=REMEMBERED)(self._read)

    def samples(self, text: str) -> array[int] | None:
        """The recording of a phrase, or the row of pieces that it is put together from."""
        row = phrases.pieces(text, self._lengths)
        if row is None:
            return None
        parts = [self._load(name) for name, _ in row]
        said = [part for part in parts if part is not None]
        if len(said) < len(parts):
            return None
        if len(said) == 1:
            return said[0]
        together = array("h")
        for part, (_, pause) in zip(said, row, strict=True):
            together += part
            together += array("h", bytes(2 * _gap(pause)))
        del together[len(together) - _gap(row[-1][1]) :]
        return together

    def seconds(self, text: str) -> float | None:
        """How long it takes, without reading any recording."""
        row = phrases.pieces(text, self._lengths)
        if row is None:
            return None
        gaps = sum(_gap(pause) for _, pause in row[:-1])
        return (sum(self._lengths[name] for name, _ in row) + gaps) / RATE

    @cached_property
    def _lengths(self) -> dict[str, int]:
        """The samples of each recording, told by the size of its file."""
        try:
            return {path.stem: adpcm.samples_of(path.stat().st_size) for path in self._folder.glob("*.wav")}
        except OSError:
            return {}

    def _read(self, name: str) -> array[int] | None:
        try:
            return wavs.read((self._folder / f"{name}.wav").read_bytes()).samples
        except (OSError, ValueError):
            return None


class Voices:
    """Several voices, each asked only for what those before it cannot say."""

    def __init__(self, *voices: Voice) -> None:
        self._voices = voices

    def samples(self, text: str) -> array[int] | None:
        """What the first voice that can say a phrase makes of it."""
        return next((said for voice in self._voices if (said := voice.samples(text)) is not None), None)

    def seconds(self, text: str) -> float | None:
        """How long the first voice that can say a phrase takes for it."""
        return next((long for voice in self._voices if (long := voice.seconds(text)) is not None), None)


def _gap(pause: bool) -> int:
    return round((AT_PUNCTUATION if pause else BETWEEN) * RATE)

"""Voices: they turn phrases into samples.

They may be called from any thread at any time, return at once and never raise.
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
"""Seconds between two pieces of a phrase."""

AT_PUNCTUATION = 0.12
"""Seconds between two pieces at a comma, a colon or the like."""

REMEMBERED = 48
"""The number of recordings kept in memory, of about 100 kB each."""


class Voice(Protocol):
    """Something that can say phrases."""

    def samples(self, text: str) -> array[int] | None:
        """The samples of a phrase: mono, 16 bits, at `RATE`, as loud as the tones, without silence at its ends.

        None if it cannot be said, or not yet. The samples belong to the voice: copy them, never change them.
        """

    def seconds(self, text: str) -> float | None:
        """The length of a phrase in seconds; None if `samples` would be."""


class SessionVoice(Voice, Protocol):
    """A voice that can prepare for a session."""

    def prepare(self, plan: Plan) -> None:
        """Prepare the phrases of a plan in the background; returns at once."""

    def close(self, timeout: float = 1.0) -> bool:
        """Stop preparing; False if anything is left running after `timeout` seconds."""


class NoVoice:
    """A voice that says nothing."""

    def prepare(self, plan: Plan) -> None:
        """Do nothing."""

    def close(self, timeout: float = 1.0) -> bool:
        """Return True: nothing is running."""
        return True

    def samples(self, text: str) -> array[int] | None:
        """Return None: no phrase can be said."""

    def seconds(self, text: str) -> float | None:
        """Return None: no phrase can be said."""


class ShippedVoice:
    """Says the phrases that are shipped with hipcoach; reads a recording when it is first needed."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or phrases.folder()
        self._load = lru_cache(maxsize=REMEMBERED)(self._read)

    def samples(self, text: str) -> array[int] | None:
        """The recording of a phrase, or the pieces that it is composed of, joined."""
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
        """The length of a phrase in seconds, without reading any recording."""
        row = phrases.pieces(text, self._lengths)
        if row is None:
            return None
        gaps = sum(_gap(pause) for _, pause in row[:-1])
        return (sum(self._lengths[name] for name, _ in row) + gaps) / RATE

    @cached_property
    def _lengths(self) -> dict[str, int]:
        """The number of samples of each recording, calculated from its file size."""
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
    """Several voices, each used for the phrases that those before it cannot say."""

    def __init__(self, *voices: Voice) -> None:
        self._voices = voices

    def samples(self, text: str) -> array[int] | None:
        """The samples of a phrase by the first voice that can say it."""
        return next((said for voice in self._voices if (said := voice.samples(text)) is not None), None)

    def seconds(self, text: str) -> float | None:
        """The length of a phrase in seconds by the first voice that can say it."""
        return next((long for voice in self._voices if (long := voice.seconds(text)) is not None), None)


def _gap(pause: bool) -> int:
    return round((AT_PUNCTUATION if pause else BETWEEN) * RATE)

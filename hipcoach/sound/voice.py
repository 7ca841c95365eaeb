"""A voice, as the rest of the room sees it."""

from __future__ import annotations

from array import array
from typing import Protocol


class Voice(Protocol):
    """Says phrases."""

    def samples(self, text: str) -> array[int] | None:
        """A phrase as 24 kHz mono s16, as loud as the tones, without silence at its ends; None: not, or not yet."""

    def seconds(self, text: str) -> float | None:
        """How long a phrase lasts; None where it cannot be said, or not yet."""


class NoVoice:
    """Says nothing."""

    def samples(self, text: str) -> array[int] | None:
        """Nothing can be said."""
        return None

    def seconds(self, text: str) -> float | None:
        """Nothing can be said."""
        return None

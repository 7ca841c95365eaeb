"""The voice of a session: shipped recordings, and other texts spoken by a program on this machine.

It is separate from `voice`, so that a speaker without a local voice does not load what runs programs.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path

from hipcoach.cues.all_phrases import own_texts
from hipcoach.engine.plan import Plan
from hipcoach.sound.cache import VOICE
from hipcoach.sound.local_voice import LocalVoice, phrases_of
from hipcoach.sound.voice import ShippedVoice, Voices


class Spoken:
    """Shipped recordings first, then the local voice.

    `cache` is the cache folder; `report` takes a line for the person and is called from any thread.
    """

    def __init__(self, cache: Path, report: Callable[[str], None]) -> None:
        self._shipped = ShippedVoice()
        self._rendered = LocalVoice(cache / VOICE, report=report)
        self._voices = Voices(self._shipped, self._rendered)

    def samples(self, text: str) -> array[int] | None:
        """The samples of a phrase; None if it cannot be said, or not yet."""
        return self._voices.samples(text)

    def seconds(self, text: str) -> float | None:
        """The length of a phrase in seconds; None if it cannot be said, or not yet."""
        return self._voices.seconds(text)

    def prepare(self, plan: Plan) -> None:
        """Have the phrases of a plan that are not recorded made in the background."""
        phrases = phrases_of(plan, self._shipped)
        if plan.language is None:
            self._rendered.prepare(phrases)
        else:
            self._rendered.prepare(phrases, plan.language, own_texts(plan))

    @property
    def busy(self) -> bool:
        """Whether phrases are still being made."""
        return self._rendered.busy

    def close(self, timeout: float = 1.0) -> bool:
        """Make no more phrases; False if anything is left running after `timeout` seconds."""
        return self._rendered.close(timeout)

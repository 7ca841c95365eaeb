"""All that can be said on this machine: what came with hipcoach, and other texts as a program here says them.

It stands apart from `voice`, so that a speaker without a local voice does not load what runs programs.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path

from hipcoach.engine.plan import Plan
from hipcoach.sound.cache import VOICE
from hipcoach.sound.local_voice import LocalVoice, phrases_of
from hipcoach.sound.voice import ShippedVoice, Voices


class Spoken:
    """The voice of a session.

    `cache` is the folder for what can be made again, `report` takes a line for the person, from any thread.
    """

    def __init__(self, cache: Path, report: Callable[[str], None]) -> None:
        self._shipped = ShippedVoice()
        self._rendered = LocalVoice(cache / VOICE, report=report)
        self._voices = Voices(self._shipped, self._rendered)

    def samples(self, text: str) -> array[int] | None:
        """A phrase, where it can be said by now."""
        return self._voices.samples(text)

    def seconds(self, text: str) -> float | None:
        """How long a phrase takes, where it can be said by now."""
        return self._voices.seconds(text)

    def prepare(self, plan: Plan) -> None:
        """Have made in the background what a plan says and nobody recorded."""
        self._rendered.prepare(phrases_of(plan, self._shipped))

    @property
    def busy(self) -> bool:
        """Whether phrases are still being made."""
        return self._rendered.busy

    def close(self, timeout: float = 1.0) -> bool:
        """Make no more; whether nothing is left behind after `timeout` seconds."""
        return self._rendered.close(timeout)

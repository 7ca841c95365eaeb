"""What is being said, to be read: the phrases of the score, whether or not there is a voice to say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hipcoach.cues.lookahead import Lookahead, Updates
from hipcoach.cues.prompts import Level, Tone
from hipcoach.cues.score import Lengths
from hipcoach.cues.track import SoundKind
from hipcoach.cues.wishes import LONGEST_TRUTH
from hipcoach.engine.events import Event
from hipcoach.engine.player import Player

SECONDS_A_WORD = 0.35
"""About how long a voice takes."""

TONE_SECONDS = 0.6
"""About how long a tone takes."""

READABLE = 5.0
"""Seconds for which a phrase stays after it began, unless another one takes its place."""


def speaking_time(text: str) -> float:
    """About how many seconds it takes to say a text."""
    return SECONDS_A_WORD * len(text.split())


def _about(tone: Tone) -> float:
    return 0.1 if tone is Tone.TICK else TONE_SECONDS


class Captions:
    """A listener that knows what is being said; everything, however much the voice says."""

    def __init__(self) -> None:
        self._updates = Updates()
        # By the session's own clock: captions are asked for by session time.
        self._lookahead = Lookahead(reach=LONGEST_TRUTH, refresh=LONGEST_TRUTH)

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Look ahead from what happened, where it is not what was foreseen."""
        now = player.elapsed
        update = self._updates.make(events, player, now)
        if update is not None:
            self._lookahead.hear(update)
        self._lookahead.keep_fresh(now, Level.FULL, Lengths(_about, speaking_time))

    def at(self, elapsed: float) -> str:
        """The phrase of a session time; nothing where none is said."""
        if self._lookahead.stands_still:
            # The screen says so itself, and session time, by which a caption goes, stands still.
            return ""
        begun = [sound for sound in self._lookahead.sounds if sound.kind is SoundKind.PHRASE and sound.at <= elapsed]
        return begun[-1].text if begun and elapsed < max(begun[-1].end, begun[-1].at + READABLE) else ""

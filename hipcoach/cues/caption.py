"""Captions: the phrase that is being said, to be read, whether or not there is a voice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hipcoach.cues.lookahead import Lookahead, Updates
from hipcoach.cues.prompts import Level, Tone
from hipcoach.cues.score import Lengths
from hipcoach.cues.track import SoundKind
from hipcoach.cues.wishes import LONGEST_TRUTH
from hipcoach.engine.events import Event, TransitionStarted, WorkStarted
from hipcoach.engine.player import Player

StepBegun = TransitionStarted | WorkStarted

SECONDS_A_WORD = 0.35
"""Roughly how long a voice takes for a word."""

TONE_SECONDS = 0.6
"""Roughly how long a tone lasts."""

READABLE = 5.0
"""Seconds for which a caption stays, unless the next phrase begins earlier."""


def speaking_time(text: str) -> float:
    """Roughly how many seconds it takes to say a text."""
    return SECONDS_A_WORD * len(text.split())


def _about(tone: Tone) -> float:
    return 0.1 if tone is Tone.TICK else TONE_SECONDS


class Captions:
    """A listener that knows the phrase of each moment at the level FULL, whatever level the voice has."""

    def __init__(self) -> None:
        self._updates = Updates()
        # No speed is given: captions are asked for by session time.
        self._lookahead = Lookahead(reach=LONGEST_TRUTH, refresh=LONGEST_TRUTH)
        self._begun = 0.0
        """The session time at which the present step began."""

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Take in what happened; work out the score again if that was not foreseen."""
        now = player.elapsed
        self._begun = max((event.due for event in events if isinstance(event, StepBegun)), default=self._begun)
        update = self._updates.make(events, player, now)
        if update is not None:
            self._lookahead.hear(update)
        self._lookahead.keep_fresh(now, Level.FULL, Lengths(_about, speaking_time))

    def at(self, elapsed: float) -> str:
        """The phrase at a session time; empty if none is said."""
        if self._lookahead.stands_still:
            # Captions go by session time, which does not pass now. The screen shows by itself that it is paused.
            return ""
        # What is said of the step before, or ahead of the next one, is no cue for this one.
        begun = [
            sound
            for sound in self._lookahead.sounds
            if sound.kind is SoundKind.PHRASE and sound.at <= elapsed and self._begun <= sound.due <= elapsed
        ]
        return begun[-1].text if begun and elapsed < max(begun[-1].end, begun[-1].at + READABLE) else ""

"""What is being said, to be read: the phrases of the score, whether or not there is a voice to say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hipcoach.coach.cueing import Level, Tone
from hipcoach.coach.events import Event
from hipcoach.coach.outlook import STANDING_STILL, outlook, remembered, still_ahead
from hipcoach.coach.player import Player
from hipcoach.coach.score import Lengths, score
from hipcoach.coach.speech import LONGEST_TRUTH
from hipcoach.coach.track import Kind, Sound

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
        self._kept: tuple[Event, ...] = ()
        self._ahead: tuple[Event, ...] = ()
        self._known_until = 0.0
        """Session time up to which what is said is settled, if nobody interferes."""
        self._said: tuple[Sound, ...] = ()

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Look ahead from what happened, where it is not what was foreseen."""
        if not events:
            return
        self._kept = remembered(self._kept, events)
        if player.state.mode in STANDING_STILL:
            # The screen says so itself, and session time, by which a caption goes, stands still.
            self._said, self._known_until = (), 0.0
            return
        ahead = still_ahead(self._ahead, events)
        if ahead and player.elapsed < self._known_until:
            self._ahead = ahead
            return
        self._known_until = player.elapsed + LONGEST_TRUTH
        self._ahead = player.preview(self._known_until + LONGEST_TRUTH)
        heard = outlook(self._kept, events, self._ahead, player.plan, player.state)
        sounds = score(heard, player.plan, Level.FULL, Lengths(_about, speaking_time))
        self._said = tuple(sound for sound in sounds if sound.kind is Kind.PHRASE)

    def at(self, elapsed: float) -> str:
        """The phrase of a session time; nothing where none is said."""
        begun = [sound for sound in self._said if sound.at <= elapsed]
        return begun[-1].text if begun and elapsed < max(begun[-1].end, begun[-1].at + READABLE) else ""

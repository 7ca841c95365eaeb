"""Which phrases of what happens are heard, for programs that read along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hipcoach.cues.caption import speaking_time
from hipcoach.cues.lookahead import Lookahead, Updates
from hipcoach.cues.prompts import Level, prompt
from hipcoach.cues.score import Lengths
from hipcoach.cues.track import Sound
from hipcoach.cues.wishes import LONGEST_TRUTH
from hipcoach.engine.events import Event
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.sound.mixer import tone_seconds
from hipcoach.sound.voice import ShippedVoice

AT_ONCE = 2.0
"""Real seconds of which may be told at once."""


class HeardPhrases:
    """A listener that knows what of each event is said at a level, by the length of the recordings.

    What has no recording takes about as long as a voice needs for so many words.
    """

    def __init__(self, level: Level, speed: float = 1.0) -> None:
        self._level = level
        self._voice = ShippedVoice()
        self._updates = Updates()
        # By the session's own clock: a rehearsal tells what would be heard at true speed, and of much at once.
        self._lookahead = Lookahead(reach=LONGEST_TRUTH + AT_ONCE * speed, refresh=LONGEST_TRUTH)
        self._sounds: tuple[Sound, ...] = ()

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Look ahead from what happened, where it is not what was foreseen."""
        now = player.elapsed
        over = tuple(sound for sound in self._lookahead.sounds if sound.at <= now)
        update = self._updates.make(events, player, now)
        if update is not None:
            self._lookahead.hear(update)
        self._lookahead.keep_fresh(now, self._level, Lengths(tone_seconds, self._seconds))
        self._sounds = over + self._lookahead.sounds

    def of(self, event: Event, plan: Plan) -> tuple[str, ...]:
        """The phrases of an event that just happened which are heard after it, or were heard ahead of it."""
        said = {sound.text for sound in self._sounds if sound.tone is None and sound.due == event.due}
        return tuple(text for text in prompt(event, plan).said_at(self._level) if text in said)

    def _seconds(self, text: str) -> float:
        recorded = self._voice.seconds(text)
        return speaking_time(text) if recorded is None else recorded

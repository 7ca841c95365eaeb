"""Which tone wins when several things happen at once.

Only one sounds at a time. Main cues tell the person to do something else from now on: they cut other tones short.
Beats mark a moment and sound exactly then or not at all. The others may sound shortly after their moment.
"""

from __future__ import annotations

from msgspec import Struct

from hipcoach.cues.prompts import Tone

LATE = 0.3
"""The most seconds that a sound may be late; after that it would mislead."""

LATEST = 2.0
"""The same for sounds that have to be heard; a longer delay means that nobody was being guided."""


class ToneRule(Struct, frozen=True):
    """The rule of one tone."""

    main: bool = False
    always: bool = False
    """Whether it sounds even if it is late."""
    beat: bool = False
    """Whether it marks a moment: it sounds exactly then or not at all."""
    bells: int = 0
    """How often the terminal's bell rings instead if no sound can be played."""
    yields: bool = False
    """Whether a beat cuts it short: the countdown says the same."""


TONE_RULES = {
    Tone.PAUSED: ToneRule(main=True, bells=1),
    Tone.SWITCH: ToneRule(main=True, always=True, bells=3),
    Tone.START: ToneRule(main=True, always=True, bells=1),
    Tone.SESSION_DONE: ToneRule(main=True, always=True, bells=3),
    Tone.EXERCISE_DONE: ToneRule(main=True, bells=2),
    Tone.END: ToneRule(main=True, bells=2),
    Tone.RESUMED: ToneRule(main=True, bells=1, yields=True),
    Tone.REST: ToneRule(),
    Tone.READY: ToneRule(yields=True),
    Tone.TICK: ToneRule(beat=True),
    Tone.LAST_ONE: ToneRule(),
    Tone.LAST_THREE: ToneRule(),
    Tone.MINIMUM: ToneRule(),
    Tone.TEN_SECONDS: ToneRule(),
    Tone.HALF_WAY: ToneRule(),
    Tone.LIFT: ToneRule(beat=True),
    Tone.LOWER: ToneRule(beat=True),
    Tone.LEFT: ToneRule(beat=True),
    Tone.RIGHT: ToneRule(beat=True),
}
"""The rule of every tone, the most important first."""

RANKS = {tone: rank for rank, tone in enumerate(TONE_RULES)}
"""The place of each tone in that order."""

FOLLOWING = {Tone.END: frozenset({Tone.REST, Tone.READY}), Tone.EXERCISE_DONE: frozenset({Tone.READY})}
"""The tones that sound after a main cue of the same moment instead of being left out."""

TIME_TO_FOLLOW = 5.0
"""The shortest step, in seconds, whose tone may follow another one without covering its countdown."""

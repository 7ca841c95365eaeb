"""How tones behave towards each other: which one sounds when several things happen at once.

One sound at a time. Main cues tell the person to do something else from now on: they cut short what is under way.
Beats mark a moment and sound on it or not at all. The others sound on their moment or shortly after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from hipcoach.cues.prompts import Tone

LATE = 0.3
"""Seconds after which a sound would say something that is no longer so."""

LATEST = 2.0
"""The same for what has to be heard even so; after more than that, nobody was guided."""


@dataclass(frozen=True, slots=True)
class ToneRule:
    """How a tone behaves towards the others."""

    main: bool = False
    always: bool = False
    """Sounds even where it can sound only late."""
    beat: bool = False
    """Marks a moment: sounds on it or not at all."""
    bells: int = 0
    """Rings of the terminal's bell where no sound can be played."""
    yields: bool = False
    """Is cut short by a beat: three, two, one tell as much."""


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
}
"""Every tone, those before which others stand back first."""

RANKS = {tone: rank for rank, tone in enumerate(TONE_RULES)}
"""The place of each tone in that order."""

FOLLOWING = {Tone.END: frozenset({Tone.REST, Tone.READY}), Tone.EXERCISE_DONE: frozenset({Tone.READY})}
"""What is told after a main cue of the same moment, rather than left out."""

TIME_TO_FOLLOW = 5.0
"""Seconds that a step has to last for its tone to follow another: its three, two, one must not be covered."""

"""Which tone sounds when several things happen at once, and what is too late to sound at all.

One sound at a time. Main cues tell the person to do something else from now on: they come at once and stop what is
under way. The others sound on their moment or shortly after it, and beats only on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hipcoach.coach.cueing import Level, Tone, prompt
from hipcoach.coach.events import Event, PrepareStarted, RestStarted
from hipcoach.coach.player import Player
from hipcoach.coach.state import Mode
from hipcoach.sound.tones import Clip, clip

LATE = 0.3
"""Seconds after which a sound would say something that is no longer so."""

LATEST = 2.0
"""The same for what has to be heard even so; after more than that, nobody was guided."""

GAP = 0.12
"""Seconds between a tone and the one that follows it."""

TIME_TO_FOLLOW = 5.0
"""Seconds that a step has to last for its tone to follow another: its three, two, one must not be covered."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a tone behaves towards the others."""

    main: bool = False
    always: bool = False
    """Sounds however late the player was asked."""
    beat: bool = False
    """Marks a moment: sounds on it or not at all."""
    bells: int = 0
    """Rings of the terminal's bell where no sound can be played."""
    yields: bool = False
    """Is cut short by a beat: three, two, one tell as much."""


MANNERS = {
    Tone.PAUSED: Manner(main=True, bells=1),
    Tone.SWITCH: Manner(main=True, always=True, bells=3),
    Tone.START: Manner(main=True, always=True, bells=1),
    Tone.SESSION_DONE: Manner(main=True, always=True, bells=3),
    Tone.EXERCISE_DONE: Manner(main=True, bells=2),
    Tone.END: Manner(main=True, bells=2),
    Tone.RESUMED: Manner(main=True, bells=1, yields=True),
    Tone.REST: Manner(),
    Tone.READY: Manner(yields=True),
    Tone.TICK: Manner(beat=True),
    Tone.LAST_ONE: Manner(),
    Tone.LAST_THREE: Manner(),
    Tone.MINIMUM: Manner(),
    Tone.TEN_SECONDS: Manner(),
    Tone.HALF_WAY: Manner(),
    Tone.LIFT: Manner(beat=True),
    Tone.LOWER: Manner(beat=True),
}
"""Every tone, those before which others stand back first."""

RANKS = {tone: rank for rank, tone in enumerate(MANNERS)}

FOLLOWING = {Tone.END: frozenset({Tone.REST, Tone.READY}), Tone.EXERCISE_DONE: frozenset({Tone.READY})}
"""What is told after a main cue of the same moment, rather than left out."""


@dataclass(frozen=True, slots=True)
class Job:
    """A sound to be played, and how."""

    clip: Clip
    due: float
    """On the speaker's clock."""
    main: bool = False
    """Stops what is under way."""
    waits: bool = True
    """Comes after what is under way, where that is over in time."""
    patience: float = LATE
    """Seconds after `due` within which it may begin."""
    bells: int = 0
    yields: bool = False
    """Is cut short by one that does not wait."""


def job_for(tone: Tone, due: float, *, late: float = 0.0) -> Job:
    """The job of playing a tone that falls due, or fell due `late` seconds ago."""
    manner = MANNERS[tone]
    if manner.always:
        return Job(clip(tone), due, manner.main, True, LATEST, manner.bells, manner.yields)
    return Job(clip(tone), due - late, manner.main, not manner.beat, LATE, manner.bells, manner.yields)


def jobs_for(events: Sequence[Event], player: Player, level: Level, now: float) -> tuple[Job, ...]:
    """What is to be played for the events of one hand-over, the most important first; `now` on the speaker's clock."""
    if level is Level.SILENT:
        return ()
    asked = [(tone, event) for event in events if (tone := prompt(event, player.plan).tone) is not None]
    if player.state.mode in (Mode.PAUSED, Mode.HURT):
        asked = [(tone, event) for tone, event in asked if tone is Tone.PAUSED]

    def late(event: Event) -> float:
        return player.elapsed - event.due

    timely = [(tone, event) for tone, event in asked if MANNERS[tone].always or late(event) <= LATE]
    timely.sort(key=lambda one: RANKS[one[0]])
    main = [(tone, event) for tone, event in timely if MANNERS[tone].main]
    if not main:
        return tuple(job_for(tone, now, late=late(event)) for tone, event in timely)
    # Of what has been asked of the person the latest is what holds now.
    leader, led = max(main, key=lambda one: one[1].due)
    first = job_for(leader, now, late=late(led))
    after = now + first.clip.sounding + GAP
    allowed = FOLLOWING.get(leader, frozenset())
    return (first, *(job_for(tone, after) for tone, event in timely if tone in allowed and _has_time(event)))


def _has_time(event: Event) -> bool:
    match event:
        case PrepareStarted(seconds=seconds) | RestStarted(seconds=seconds):
            return seconds >= TIME_TO_FOLLOW
    return False

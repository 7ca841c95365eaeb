"""What is played of the events of one hand-over, and what is too late to sound at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hipcoach.coach.cueing import Level, Tone, prompt
from hipcoach.coach.events import Event, PrepareStarted, RestStarted
from hipcoach.coach.player import Player
from hipcoach.coach.precedence import FOLLOWING, LATE, LATEST, MANNERS, RANKS, TIME_TO_FOLLOW
from hipcoach.coach.state import Mode
from hipcoach.sound.tones import Clip, clip

GAP = 0.12
"""Seconds between a tone and the one that follows it."""


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

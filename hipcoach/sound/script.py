"""The script: what is to be heard from now on, kept up to date as the session tells what happens.

Times called `now` are on the owner's clock. All others are on the score's: session time in real seconds, so that a
rehearsal at ten times the speed lasts a tenth.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from hipcoach.coach.cueing import Level
from hipcoach.coach.events import Event
from hipcoach.coach.outlook import STANDING_STILL, is_news, outlook, remembered, still_ahead
from hipcoach.coach.plan import Plan
from hipcoach.coach.player import Player
from hipcoach.coach.score import Lengths, score
from hipcoach.coach.speech import LONGEST_TRUTH
from hipcoach.coach.state import Mode, State
from hipcoach.coach.track import Sound
from hipcoach.sound.reel import LONGEST

FAST = 4.0
"""Rehearsals faster than this look less far ahead, or they would do nothing else."""

REFRESH = 5.0
"""Seconds for which one look ahead serves for further reels."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the session told at one moment."""

    events: tuple[Event, ...]
    plan: Plan
    state: State
    elapsed: float
    """Session time."""
    now: float
    """When it was told."""
    first: bool
    """Nothing was told of this session before."""


class Change(Enum):
    """What being told something comes to."""

    NOTHING = "it goes as foreseen"
    AHEAD = "what is to come may be different"
    ANEW = "time has stopped or begun to pass, or another session is told of"


def opening(plan: Plan, level: Level, lengths: Lengths) -> tuple[Sound, ...]:
    """What a session begins with."""
    player = Player(plan)
    return score(player.start(0.0) + player.preview(LONGEST), plan, level, lengths)


class Script:
    """Knows the score."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed
        self._told: Told | None = None
        self._kept: tuple[Event, ...] = ()
        self._foreseen: tuple[Event, ...] = ()
        self._zero: float | None = None
        """`now` at the score's zero."""
        self._until = 0.0
        self.sounds: tuple[Sound, ...] = ()
        """The score of the present step and what follows."""

    @property
    def until(self) -> float:
        """Up to when the score is settled: what comes after that may still change it."""
        return self._until

    @property
    def going(self) -> bool:
        """Somebody is being guided."""
        return self._told is not None and self._told.state.mode is Mode.GUIDING

    def at(self, now: float) -> float:
        """A time on the score's clock."""
        return now - (self._zero or 0.0)

    def now(self, at: float) -> float:
        """A time on the owner's clock."""
        return at + (self._zero or 0.0)

    def begin_anywhere(self, now: float) -> None:
        """Have a clock where no session has set one."""
        if self._zero is None:
            self._zero = now

    def hear(self, told: Told) -> Change:
        """Take in what happened; after anything but NOTHING the score has to be foreseen again."""
        if told.state.mode is Mode.READY:
            return Change.NOTHING
        before = None if told.first else self._told
        self._kept = remembered(self._kept if before else (), told.events)
        still = told.state.mode in STANDING_STILL
        was_still = before is not None and before.state.mode in STANDING_STILL
        if before and still and was_still and not is_news(told.events):
            # What is being said of the standstill goes on.
            self._told = replace(told, events=before.events)
            return Change.NOTHING
        self._told = told
        zero = told.now - told.elapsed / self._speed
        if before is None or still or was_still:
            self._zero = zero
            return Change.ANEW
        # It can be told late but never early: the earliest is the true one.
        self._zero = zero if self._zero is None else min(self._zero, zero)
        ahead = still_ahead(self._foreseen, told.events) if told.events else None
        if ahead is None:
            return Change.AHEAD
        self._foreseen = ahead
        return Change.NOTHING

    def foresee(self, now: float, level: Level, lengths: Lengths) -> None:
        """Work out the score."""
        told = self._told
        if told is None:
            self.sounds = ()
            return
        reach = min(1.0, FAST / self._speed)
        at = self.at(now)
        self._foreseen = Player(told.plan, told.state).preview((at + (LONGEST + LONGEST_TRUTH) * reach) * self._speed)
        events = outlook(self._kept, told.events, self._foreseen, told.plan, told.state)
        if self._speed != 1.0:
            events = tuple(replace(event, due=event.due / self._speed) for event in events)
        self.sounds = score(events, told.plan, level, lengths)
        # Only now: whatever failed before leaves a score that is not fresh.
        self._until = at + LONGEST * reach

    def is_fresh(self, now: float) -> bool:
        """Whether the score reaches far enough for another reel."""
        return self.at(now) < self._until - (LONGEST - REFRESH) * min(1.0, FAST / self._speed)

    def close(self) -> None:
        """Nothing is to be heard any more."""
        self._told, self.sounds = None, ()

"""The look-ahead: what is said and sounded from now on, kept up to date as a session tells what happens.

Times called `now` are on the owner's clock. All others are on the score's: session time in real seconds, so that a
rehearsal at ten times the speed lasts a tenth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import inf

from hipcoach.cues.current import STANDING_STILL, Heard, SetupAsked, is_news, outlook, remembered, still_ahead
from hipcoach.cues.level import Level
from hipcoach.cues.score import Lengths, score
from hipcoach.cues.track import Sound
from hipcoach.cues.wishes import LONGEST_TRUTH
from hipcoach.engine.events import Event
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.engine.state import Mode, State

FAST = 4.0
"""Rehearsals faster than this look less far ahead, or they would do nothing else."""


@dataclass(frozen=True, slots=True)
class Update:
    """What a session told at one moment."""

    events: tuple[Heard, ...]
    plan: Plan
    state: State
    elapsed: float
    """Session time."""
    now: float
    """When it was told."""
    first: bool
    """Nothing was told of this session before."""


class Updates:
    """Makes updates of what a listener hears."""

    def __init__(self) -> None:
        self._player: Player | None = None
        """Whose session was heard last; only to tell it from others."""
        self._state: State | None = None

    def make(self, events: Sequence[Event], player: Player, now: float) -> Update | None:
        """What there is to take in; None where only time has passed."""
        if not events and player.state is self._state:
            return None
        first = player is not self._player
        self._player, self._state = player, player.state
        return Update(tuple(events), player.plan, player.state, player.elapsed, now, first)


def setup_asked(player: Player, now: float) -> Update:
    """What is to be said where somebody asks again for how to get into position."""
    step, at = player.step, player.elapsed
    event = SetupAsked(at, step.exercise, step.side, step.set)
    return Update((event,), player.plan, player.state, at, now, first=False)


class Effect(Enum):
    """What an update comes to."""

    NOTHING = "it goes as foreseen"
    AHEAD = "what is to come may be different"
    ANEW = "time has stopped or begun to pass, or another session is told of"


def opening(plan: Plan, level: Level, lengths: Lengths, seconds: float) -> tuple[Sound, ...]:
    """The score of a session's first seconds."""
    player = Player(plan)
    return score(player.start(0.0) + player.preview(seconds), plan, level, lengths)


class Lookahead:
    """Remembers the present step, previews what follows, and makes one score of both."""

    def __init__(self, *, reach: float, refresh: float, speed: float = 1.0) -> None:
        """`reach`: seconds for which a score is settled; `refresh`: seconds for which it counts as fresh."""
        self._reach = reach
        self._refresh = refresh
        self._speed = speed
        self._update: Update | None = None
        self._kept: tuple[Heard, ...] = ()
        self._foreseen: tuple[Event, ...] = ()
        self._zero: float | None = None
        """`now` at the score's zero."""
        self._until = 0.0
        self._told: frozenset[tuple[float, str]] = frozenset()
        """What was said ahead of events that are still to be told of."""
        self.sounds: tuple[Sound, ...] = ()
        """The score of the present step and what follows."""

    @property
    def until(self) -> float:
        """Up to when the score is settled: what comes after that may still change it."""
        return self._until

    @property
    def going(self) -> bool:
        """Somebody is being guided."""
        return self._update is not None and self._update.state.mode is Mode.GUIDING

    @property
    def stands_still(self) -> bool:
        """Session time does not go on."""
        return self._update is not None and self._update.state.mode in STANDING_STILL

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

    def hear(self, update: Update) -> Effect:
        """Take in what happened; after anything but NOTHING the score is fresh no more."""
        if update.state.mode is Mode.READY:
            return Effect.NOTHING
        before = None if update.first else self._update
        self._kept = remembered(self._kept if before else (), update.events)
        still = update.state.mode in STANDING_STILL
        was_still = before is not None and before.state.mode in STANDING_STILL
        if before and still and was_still and not any(map(is_news, update.events)):
            # What is being said of the standstill goes on.
            self._update = replace(update, events=before.events)
            return Effect.NOTHING
        self._update = update
        zero = update.now - update.elapsed / self._speed
        if before is None or still or was_still:
            self._zero, self._until = zero, -inf
            return Effect.ANEW
        # It can be told late but never early: the earliest is the true one.
        self._zero = zero if self._zero is None else min(self._zero, zero)
        ahead = still_ahead(self._foreseen, update.events) if update.events else None
        if ahead is None:
            self._until = -inf
            return Effect.AHEAD
        self._foreseen = ahead
        return Effect.NOTHING

    def keep_fresh(self, now: float, level: Level, lengths: Lengths) -> None:
        """Work out the score, unless that was done a short while ago."""
        if self.at(now) >= self._until - (self._reach - self._refresh) * self._part:
            self.foresee(now, level, lengths)

    def foresee(self, now: float, level: Level, lengths: Lengths) -> None:
        """Work out the score."""
        update = self._update
        if update is None:
            self.sounds = ()
            return
        at = self.at(now)
        self._told = frozenset(
            (sound.due, sound.text) for sound in self.sounds if sound.tone is None and sound.at < sound.due <= at
        ) | frozenset(one for one in self._told if one[0] >= at - LONGEST_TRUTH)
        ahead = (at + (self._reach + LONGEST_TRUTH) * self._part) * self._speed
        self._foreseen = Player(update.plan, update.state).preview(ahead)
        events = outlook(self._kept, update.events, self._foreseen, update.plan, update.state)
        if self._speed != 1.0:
            events = tuple(replace(event, due=event.due / self._speed) for event in events)
        self.sounds = score(events, update.plan, level, lengths, self._told)
        # Only now: whatever failed before leaves a score that is not fresh.
        self._until = at + self._reach * self._part

    @property
    def _part(self) -> float:
        """The part of its reach that it looks ahead at this speed."""
        return min(1.0, FAST / self._speed)

    def close(self) -> None:
        """Nothing is to be heard any more."""
        self._update, self.sounds = None, ()

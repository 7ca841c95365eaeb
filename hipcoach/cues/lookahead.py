"""The look-ahead: the score of the next seconds, kept up to date while a session runs.

Times called `now` are on the owner's clock. All others are on the score's clock, which is session time divided by the
speed: a rehearsal at ten times the speed lasts a tenth as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from math import inf

from msgspec import Struct
from msgspec.structs import replace

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
"""Rehearsals faster than this look less far ahead, to save time."""


class Update(Struct, frozen=True):
    """What a listener was told at one moment."""

    events: tuple[Heard, ...]
    plan: Plan
    state: State
    elapsed: float
    """Session time."""
    now: float
    """When it was told, on the owner's clock."""
    first: bool
    """Whether this is the first update of its session."""


class Updates:
    """Turns what a listener hears into updates."""

    def __init__(self) -> None:
        self._player: Player | None = None
        """The player that was heard last, to notice when another session begins."""
        self._state: State | None = None

    def make(self, events: Sequence[Event], player: Player, now: float) -> Update | None:
        """The update; `None` if only time has passed, or the session has yet to begin."""
        if player.state.mode is Mode.READY or (not events and player.state is self._state):
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
    """What an update changes about the score."""

    NOTHING = "it goes as foreseen"
    AHEAD = "what is to come may be different"
    ANEW = "time has stopped or begun to pass, or another session is told of"


def opening(plan: Plan, level: Level, lengths: Lengths, seconds: float) -> tuple[Sound, ...]:
    """The score of the first `seconds` of a session."""
    player = Player(plan)
    return score(player.start(0.0) + player.preview(seconds), plan, level, lengths)


class Lookahead:
    """Remembers the events of the present step, previews those ahead, and makes one score of both."""

    def __init__(self, *, reach: float, refresh: float, speed: float = 1.0) -> None:
        """`reach`: for how many seconds a score is settled; `refresh`: after how many it is worked out again."""
        self._reach = reach
        self._refresh = refresh
        self._speed = speed
        self._update: Update | None = None
        self._kept: tuple[Heard, ...] = ()
        self._foreseen: tuple[Event, ...] = ()
        self._zero: float | None = None
        """The `now` at which the score's clock was 0."""
        self._until = 0.0
        self._told: frozenset[tuple[float, str]] = frozenset()
        """Phrases that were said before their event was due, each with that due time."""
        self.sounds: tuple[Sound, ...] = ()
        """The score of the present step and what follows."""

    @property
    def until(self) -> float:
        """The time up to which the score is settled; later events may change what comes after it."""
        return self._until

    @property
    def going(self) -> bool:
        """Whether session time passes."""
        return self._update is not None and self._update.state.mode is Mode.GUIDING

    @property
    def stands_still(self) -> bool:
        """Whether the session is paused or stopped for pain."""
        return self._update is not None and self._update.state.mode in STANDING_STILL

    def at(self, now: float) -> float:
        """Convert `now` to the score's clock."""
        return now - (self._zero or 0.0)

    def now(self, at: float) -> float:
        """Convert a time of the score to the owner's clock."""
        return at + (self._zero or 0.0)

    def begin_anywhere(self, now: float) -> None:
        """Start the score's clock at `now` if no session has started it."""
        if self._zero is None:
            self._zero = now

    def hear(self, update: Update) -> Effect:
        """Take in an update; unless it changes NOTHING, the score has to be worked out again."""
        if update.state.mode is Mode.READY:
            return Effect.NOTHING
        before = None if update.first else self._update
        self._kept = remembered(self._kept if before else (), update.events)
        still = update.state.mode in STANDING_STILL
        was_still = before is not None and before.state.mode in STANDING_STILL
        if before and still and was_still and not any(map(is_news, update.events)):
            # Phrases about the standstill go on.
            self._update = replace(update, events=before.events)
            return Effect.NOTHING
        self._update = update
        zero = update.now - update.elapsed / self._speed
        if before is None or still or was_still:
            self._zero, self._until = zero, -inf
            return Effect.ANEW
        # Updates can be late but never early, so the earliest zero is the right one.
        self._zero = zero if self._zero is None else min(self._zero, zero)
        ahead = still_ahead(self._foreseen, update.events) if update.events else None
        if ahead is None:
            self._until = -inf
            return Effect.AHEAD
        self._foreseen = ahead
        return Effect.NOTHING

    def keep_fresh(self, now: float, level: Level, lengths: Lengths) -> None:
        """Work out the score, unless it is fresh."""
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
        # Last, so that the score does not count as fresh if something above fails.
        self._until = at + self._reach * self._part

    @property
    def _part(self) -> float:
        """The share of its reach that it looks ahead at this speed, 0 to 1."""
        return min(1.0, FAST / self._speed)

    def close(self) -> None:
        """Forget the session: nothing more is said or sounded."""
        self._update, self.sounds = None, ()

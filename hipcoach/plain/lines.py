"""The listener that tells a session in lines, each when it can be heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from hipcoach.cues.current import STANDING_STILL, Beginning
from hipcoach.engine.events import Event, PainFelt, Resumed
from hipcoach.engine.player import Player
from hipcoach.engine.state import Mode
from hipcoach.plain.event_lines import Manner, lines_of
from hipcoach.plain.reckoning import OF_A_STEP, Rank, Reckoning, SpokenLine

HORIZON = 30.0
"""Seconds ahead in which a line may be in the way of another, at most."""

SHORTEST_WAIT = 0.02
"""Real seconds that a waiting line is waited for at least, so that nothing turns round and round for one."""


class Talk(Protocol):
    """What a session says besides its events: answers to keys, and questions."""

    def say(self, text: str) -> None:
        """Say something at once."""

    def offer(self, texts: Iterable[str]) -> None:
        """Say what can be answered or is asked for, one line after another, until something is answered."""

    def add(self, texts: Iterable[str]) -> None:
        """Say something long as soon as nothing else is to be said."""

    def answered(self) -> None:
        """Leave out the rest of what can be answered."""

    def fall_silent(self) -> None:
        """A key was pressed, at which screen readers stop reading."""

    def delay(self) -> float | None:
        """Real seconds after which the next line is due; `None` if none waits."""


class AtOnce:
    """Says everything at once, for programs."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say

    def offer(self, texts: Iterable[str]) -> None:
        """Say them all."""
        for text in texts:
            self.say(text)

    def add(self, texts: Iterable[str]) -> None:
        """Say them all."""
        self.offer(texts)

    def answered(self) -> None:
        """There is nothing left to say."""

    def fall_silent(self) -> None:
        """Nothing is read aloud."""

    def delay(self) -> float | None:
        """Nothing waits."""
        return None


class Lines:
    """A listener that writes what happens in lines, as fast as they can be read aloud.

    It reckons in seconds of the session at its speed, so that a rehearsal tells what a session would.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        clock: Callable[[], float],
        manner: Callable[[], Manner],
        reckoning: Reckoning,
        *,
        speed: float = 1.0,
        stamps: bool = False,
    ) -> None:
        """`manner` is asked whenever something happens."""
        self._write = write
        self._clock = clock
        self._manner = manner
        self._speed = speed
        self._stamps = stamps
        self._reckoning = reckoning
        self._player: Player | None = None
        self._at = 0.0
        """Up to when the lines that waited have been seen to."""
        self._time = 0.0
        """The time at which the session was last heard of."""
        self._clock_then = clock()
        """The clock's reading then."""
        self._offset: float | None = None
        """What session time has to be increased by; changes while that stands still."""
        self._still_since: float | None = None
        """When session time stopped, if it stands still."""

    @property
    def _now(self) -> float:
        return self._time + (self._clock() - self._clock_then) * self._speed

    # -- what happens ----------------------------------------------------------------------------------------------

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Take in what happened, and write what is due by now."""
        self._player = player
        if self._offset is None or self._still_since is not None:
            self._offset = self._now - player.elapsed
        # As the player was told it, however late this is heard; nobody listens in a gap.
        now = player.elapsed + self._offset
        self._time, self._clock_then = now, self._clock()
        for place, event in enumerate(events):
            due = now - (player.elapsed - event.due)
            self._keep_up(due, events[place:], player)
            self._take_in(event, due, events, player)
        if player.state.mode in STANDING_STILL and self._still_since is None:
            self._still_since = now
        self._keep_up(now, (), player, up_to_now=True)
        if player.state.mode is Mode.ENDED:
            self._write_all(self._reckoning.rest())

    def _take_in(self, event: Event, due: float, together: Sequence[Event], player: Player) -> None:
        """Let the lines of an event wait, and forget those that it makes out of date."""
        if isinstance(event, Beginning):
            self._reckoning.drop(OF_A_STEP, due)
        if isinstance(event, PainFelt):
            self._reckoning.drop((*OF_A_STEP, Rank.MOVE, Rank.CHOICE, Rank.ASIDE))
        if isinstance(event, Resumed) and self._still_since is not None:
            self._reckoning.put_off(due - self._still_since)
            self._still_since = None
        lines = lines_of(event, player.plan, self._manner(), together)
        self._reckoning.add(line.later(due - event.due) for line in lines)

    def _keep_up(self, until: float, following: Sequence[Event], player: Player, *, up_to_now: bool = False) -> None:
        """Write the lines whose time comes before `until`, or by then if that is now."""
        while self._at < until or (up_to_now and self._at <= until):
            if self._reckoning.waiting:
                still = self._still_since is not None
                ahead = partial(self._ahead, following, player)
                while (line := self._reckoning.take(self._at, ahead, still=still)) is not None:
                    self._write_all((line,))
            coming = self._reckoning.next_due(self._at)
            if coming is None or coming > until:
                break
            self._at = coming
        self._at = max(self._at, until)

    def _ahead(self, following: Sequence[Event], player: Player, until: float) -> tuple[SpokenLine, ...]:
        """The lines that will come up to a time if nobody interferes."""
        offset = self._offset or 0.0
        horizon = min(until, self._at + HORIZON) - offset
        coming = tuple(event for event in following if event.due <= horizon)
        if horizon > player.elapsed and player.state.mode is Mode.GUIDING:
            coming += player.preview(horizon)
        manner = self._manner()
        return tuple(line.later(offset) for event in coming for line in lines_of(event, player.plan, manner, coming))

    # -- what is said besides --------------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Say something at once."""
        self._tell((text,), Rank.REPLY)

    def offer(self, texts: Iterable[str]) -> None:
        """Say what can be answered or is asked for, one line after another, until something is answered."""
        self._tell(texts, Rank.CHOICE)

    def add(self, texts: Iterable[str]) -> None:
        """Say something long as soon as nothing else is to be said."""
        self._tell(texts, Rank.ASIDE)

    def answered(self) -> None:
        """Leave out the rest of what can be answered or was asked for."""
        self._reckoning.drop((Rank.CHOICE, Rank.ASIDE))

    def fall_silent(self) -> None:
        """A key was pressed, at which screen readers stop reading."""
        self._reckoning.fall_silent(self._now)

    def delay(self) -> float | None:
        """Real seconds after which the next line is due; `None` if none waits."""
        coming = self._reckoning.next_due(self._at)
        return None if coming is None else max(SHORTEST_WAIT, (coming - self._now) / self._speed)

    def finish(self) -> None:
        """Write what still waits, since nothing comes that it could be in the way of."""
        self._write_all(self._reckoning.rest())

    def _tell(self, texts: Iterable[str], rank: Rank) -> None:
        now, player = self._now, self._player
        at = 0.0 if player is None else player.elapsed
        self._reckoning.add(SpokenLine(text, rank, now, due_at=at) for text in texts)
        if player is None or player.state.mode in (Mode.READY, Mode.ENDED):
            self.finish()
        else:
            self._keep_up(now, (), player, up_to_now=True)

    def _write_all(self, lines: Iterable[SpokenLine]) -> None:
        for line in lines:
            minutes, seconds = divmod(int(line.due_at), 60)
            self._write(f"[{minutes:02}:{seconds:02}] {line.text}" if self._stamps else line.text)

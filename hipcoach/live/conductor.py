"""The conductor: owns the clock and the player, and passes the player's events to every listener.

It never sleeps or waits. Its caller (the loop over standard input, or the app's event loop) calls `wake` after `delay`
seconds, and `do` for each command.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from hipcoach.engine.events import Event, Outcome, SessionEnded
from hipcoach.engine.player import Command, Player
from hipcoach.engine.state import Mode
from hipcoach.live.clocks import Clock

LONGEST_SLEEP = 1.0
"""The most seconds between two wakes while a session runs."""

GAP = 2.0
"""Seconds without a wake that count as a gap, in which nobody was guided."""


class Listener(Protocol):
    """Receives the events of a session: journal, speaker, screen."""

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Take the events since the last call, in order; empty if only time has passed.

        It runs where the session runs and must not block. If it raises, that is reported once, and the session goes on.
        `at` is the local time with its offset. `player` is for reading only, not for commands.
        """


class Conductor:
    """Leads one session."""

    def __init__(
        self,
        player: Player,
        listeners: Sequence[Listener],
        *,
        clock: Clock,
        wall: Callable[[], datetime],
        report: Callable[[str], None],
        speed: float | None = None,
        keyboard: bool = True,
        goes_on: bool = False,
    ) -> None:
        """`goes_on`: the pause after a gap ends by itself, although there is a keyboard."""
        self.player = player
        self.keyboard = keyboard
        """Whether anybody can press a key; if not, the pause after a gap ends by itself."""
        self._goes_on = goes_on
        self._listeners = tuple(listeners)
        self._failed: set[int] = set()
        self._clock = clock
        self._wall = wall
        self._report = report
        self._speed = 1.0 if speed is None else speed
        self._watches_gaps = speed is None
        self._zero = clock()
        self._last = self._zero
        """The time of the last wake."""
        self._outcome: Outcome | None = None
        self._alarm: tuple[float, Callable[[], None]] | None = None
        """The real time of the alarm set by `in_real_time`, and what it calls."""

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.player.state.mode is Mode.ENDED

    @property
    def outcome(self) -> Outcome | None:
        """How the session ended, once it has."""
        return self._outcome

    def start(self) -> None:
        """Begin the session."""
        self._last = self._clock()
        self._hand_over(self.player.start(self._session(self._last)))

    def delay(self) -> float | None:
        """Real seconds until `wake` should be called; None if only a command can change anything."""
        now = self._clock()
        if self.player.state.mode is not Mode.GUIDING:
            return None if self._alarm is None else max(0.0, min(LONGEST_SLEEP, self._alarm[0] - now))
        due = self.player.next_due()
        # Counted from the last wake, so that calling this repeatedly does not postpone it.
        ahead = [self._last + LONGEST_SLEEP, *([] if due is None else [self._zero + due / self._speed])]
        return max(0.0, min(LONGEST_SLEEP, min(ahead) - now))

    def wake(self) -> None:
        """Advance the session to now; after a gap, pause it at the last wake."""
        now = self._clock()
        if self._watches_gaps and now - self._last > GAP and self.player.state.mode is Mode.GUIDING:
            self._hand_over(self.player.pause(self._session(self._last), gap=now - self._last))
            if self._goes_on or not self.keyboard:
                self._hand_over(self.player.resume(self._session(now)))
        self._last = now
        self._hand_over(self.player.advance(self._session(now)))
        if self._alarm is not None and now >= self._alarm[0]:
            (_, ring), self._alarm = self._alarm, None
            ring()

    def in_real_time(self, seconds: float, ring: Callable[[], None]) -> None:
        """Call `ring` after so many real seconds, even while session time stands still; replaces an earlier alarm."""
        self._alarm = self._clock() + seconds, ring

    @property
    def time_left(self) -> float | None:
        """Real seconds until the alarm, negative if it is late; None without an alarm."""
        return None if self._alarm is None else self._alarm[0] - self._clock()

    def not_after_all(self) -> None:
        """Cancel the alarm."""
        self._alarm = None

    def stand_still(self) -> bool:
        """Pause if time is running; returns whether it was. A gap that is only found now has paused it already."""
        self.wake()
        running = self.player.allows(Command.PAUSE)
        if running:
            self.do(Player.pause)
        return running

    def do(self, command: Callable[[Player, float], tuple[Event, ...]]) -> None:
        """Carry out a command now; NotAllowed if the player refuses it."""
        self.wake()
        self._hand_over(command(self.player, self._session(self._last)))

    def _session(self, real: float) -> float:
        """Convert a real time to the player's time, which begins at 0 and runs at `speed`."""
        return (real - self._zero) * self._speed

    def _hand_over(self, events: tuple[Event, ...]) -> None:
        at = self._wall()
        for event in events:
            if isinstance(event, SessionEnded):
                self._outcome = event.outcome
        for number, listener in enumerate(self._listeners):
            try:
                listener.hear(events, at, self.player)
            except Exception as error:
                if number not in self._failed:
                    self._failed.add(number)
                    self._report(f"{type(listener).__name__} failed, the session goes on: {error!r}")

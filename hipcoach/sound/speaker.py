"""The speaker: has heard in time what the session tells.

A thread of its own owns everything that can take time or fail: playsound3, whose import runs programs, and its
players, which die with the thread that started them. Everyone else puts messages into its queue, and looks at words
that say how sound is doing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from queue import Queue
from threading import Event as Flag
from threading import Thread
from typing import Any

from hipcoach.cues.lookahead import Updates, setup_asked
from hipcoach.cues.prompts import Level
from hipcoach.engine.events import Event, PlanChanged
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.sound.output import Output
from hipcoach.sound.preferences import Preferences, Volumes
from hipcoach.sound.voice import NoVoice, SessionVoice
from hipcoach.sound.worker import Behave, Close, GetReady, Hear, Mark, Message, TryOut, Worker

AS_SHIPPED = Volumes()

RINGING_OUT = 14.0
"""Seconds that the last tone and the last words of a session have at most."""

PATIENCE_FOR_QUIET = 0.5
"""Seconds to wait for quiet; it takes a few milliseconds, but for while outputs are looked for."""


def outputs_here() -> Sequence[Output]:
    """The outputs of this machine; takes a while, and may raise anything."""
    import logging

    # It warns on the terminal, which is ours, where it finds nothing that it would take by itself.
    logging.getLogger("playsound3").addHandler(logging.NullHandler())
    from hipcoach.sound import players

    return players.find_outputs()


class Speaker:
    """Plays the score of a session, reel by reel.

    `ring` rings the terminal's bell once, where there is one; `report` takes a line for the person. Both are called
    from the speaker's own thread, and so is the voice.
    """

    def __init__(
        self,
        *,
        report: Callable[[str], None],
        ring: Callable[[], None] | None = None,
        voice: SessionVoice = NoVoice(),  # noqa: B008 - it has no state
        level: Level = Level.BRIEF,
        volumes: Volumes = AS_SHIPPED,
        muted: bool = False,
        wireless: bool = False,
        latency_ms: float = 0.0,
        speed: float = 1.0,
        find: Callable[[], Sequence[Output]] = outputs_here,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._voice = voice
        # Not a SimpleQueue: before Python 3.13 its `get` may wait forever where the timeout is short.
        self._messages: Queue[Message] = Queue()
        self._manners = Preferences(level, volumes, muted, wireless, latency_ms / 1000)
        self._updates = Updates()
        self._closed = False
        self._worker = Worker(self._messages, report, ring, find, clock, voice, speed)
        self._thread: Thread | None = None

    def start(self) -> None:
        """Get ready to play, unless muted; without it nothing sounds."""
        if self._thread is None:
            self._messages.put(Behave(self._manners))
            self._thread = Thread(target=self._worker.run, name="speaker", daemon=True)
            self._thread.start()

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Have what happened heard, and what will come; to be called right after the player was told the time."""
        now = self._clock()
        self._worker.alive = now
        update = None if self._closed else self._updates.make(events, player, now)
        if update is None:
            return
        if any(isinstance(event, PlanChanged) for event in events):
            self._voice.prepare(player.plan)
        self._messages.put(Hear(update))

    def say_setup(self, player: Player) -> None:
        """Say again how to get into position."""
        if not self._closed:
            self._messages.put(Hear(setup_asked(player, self._clock())))

    @property
    def state(self) -> str:
        """How sound is doing, in words for the screen."""
        return "sound off" if self._manners.off else self._worker.words

    @property
    def muted(self) -> bool:
        """Whether sound is off for the time being."""
        return self._manners.muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._behave(muted=muted)

    @property
    def level(self) -> Level:
        """How much the coach says."""
        return self._manners.level

    @level.setter
    def level(self, level: Level) -> None:
        self._behave(level=level)

    @property
    def volumes(self) -> Volumes:
        """How loud each kind of sound is."""
        return self._manners.volumes

    @volumes.setter
    def volumes(self, volumes: Volumes) -> None:
        self._behave(volumes=volumes)

    def _behave(self, **changes: Any) -> None:
        self._manners = replace(self._manners, **changes)
        self._messages.put(Behave(self._manners))

    @contextmanager
    def hushed(self) -> Iterator[None]:
        """Be quiet for as long as the process stands still: players would play on by themselves."""
        self._messages.put(Behave(replace(self._manners, muted=True)))
        if self._thread is not None and self._thread.is_alive():
            quiet = Flag()
            self._messages.put(Mark(quiet))
            quiet.wait(PATIENCE_FOR_QUIET)
        try:
            yield
        finally:
            self._messages.put(Behave(self._manners))

    def prepare(self, plan: Plan) -> None:
        """Get ready to say what a plan says; the earlier it is known, the more of it can be said."""
        self._voice.prepare(plan)
        self._messages.put(GetReady(plan))

    def test(self) -> None:
        """Play the tone for changing sides, muted or not, trying again what failed before."""
        if not self._closed:
            self._messages.put(TryOut())

    def close(self, timeout: float = 2.0, *, linger: float = 0.0) -> bool:
        """Stop, after letting what is under way sound for at most `linger` seconds; whether nothing is left behind.

        It takes `linger` and `timeout` seconds at most.
        """
        end = time.monotonic() + linger + timeout
        if not self._closed:
            self._closed = True
            self._messages.put(Close(linger))
            self._worker.give_up_looking()
        gone = self._voice.close(timeout)
        if self._thread is not None:
            self._thread.join(max(0.0, end - time.monotonic()))
            return gone and not self._thread.is_alive()
        return gone

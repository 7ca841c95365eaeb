"""The speaker: plays what happens.

A thread of its own owns everything that can take time or fail: playsound3, whose import runs programs, and its
players, which die with the thread that started them. Everyone else puts messages into its queue, and looks at words
that say how sound is doing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from queue import Queue
from threading import Thread

from hipcoach.coach.cueing import Level
from hipcoach.coach.events import Event
from hipcoach.coach.player import Player
from hipcoach.sound.output import Output
from hipcoach.sound.precedence import jobs_for
from hipcoach.sound.worker import Close, Hush, Message, Play, Prepare, TryOut, Worker


def outputs_here() -> Sequence[Output]:
    """The outputs of this machine; takes a while, and may raise anything."""
    import logging

    # It warns on the terminal, which is ours, where it finds nothing that it would take by itself.
    logging.getLogger("playsound3").addHandler(logging.NullHandler())
    from hipcoach.sound import players

    return players.find_outputs()


class Speaker:
    """Plays the tone of each event.

    `ring` rings the terminal's bell once, where there is one; `report` takes a line for the person. Both are called
    from the speaker's own thread.
    """

    def __init__(
        self,
        *,
        report: Callable[[str], None],
        ring: Callable[[], None] | None = None,
        level: Level = Level.BRIEF,
        muted: bool = False,
        find: Callable[[], Sequence[Output]] = outputs_here,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        # Not a SimpleQueue: before Python 3.13 its `get` may wait forever where the timeout is short.
        self._messages: Queue[Message] = Queue()
        self._level = level
        self._muted = muted
        self._closed = False
        self._worker = Worker(self._messages, report, ring, find, clock)
        self._thread: Thread | None = None

    def start(self) -> None:
        """Get ready to play, unless muted; without it nothing sounds."""
        if self._thread is None:
            self._switched()
            self._thread = Thread(target=self._worker.run, name="speaker", daemon=True)
            self._thread.start()

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Have the tones of what happened played."""
        if events and not self._off and not self._closed:
            jobs = jobs_for(events, player, self._level, self._clock())
            if jobs:
                self._messages.put(Play(jobs))

    @property
    def _off(self) -> bool:
        return self._muted or self._level is Level.SILENT

    @property
    def state(self) -> str:
        """How sound is doing, in words for the screen."""
        return "sound off" if self._off else self._worker.words

    @property
    def muted(self) -> bool:
        """Whether sound is off for the time being."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        self._switched()

    @property
    def level(self) -> Level:
        """How much of it is played."""
        return self._level

    @level.setter
    def level(self, level: Level) -> None:
        self._level = level
        self._switched()

    def _switched(self) -> None:
        """Let the thread know whether there will be anything to do."""
        self._messages.put(Hush() if self._off else Prepare())

    def test(self) -> None:
        """Play the tone for changing sides, muted or not, trying again what failed before."""
        if not self._closed:
            self._messages.put(TryOut())

    def close(self, timeout: float = 2.0, *, linger: float = 0.0) -> bool:
        """Stop, after letting what is under way sound for at most `linger` seconds; whether nothing is left behind.

        It takes `linger` and `timeout` seconds at most.
        """
        if not self._closed:
            self._closed = True
            self._messages.put(Close(linger))
        if self._thread is not None:
            self._thread.join(linger + timeout)
            return not self._thread.is_alive()
        return True

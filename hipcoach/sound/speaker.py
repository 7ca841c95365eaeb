"""The speaker: plays cues and speech on time from a background thread.

The thread owns everything that can take time or fail: playsound3, whose import runs programs, and its players, which
die with the thread that started them. The other threads put messages into its queue and read `state`, a text on how
sound is doing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from queue import Queue
from threading import Event as Flag
from threading import Thread
from typing import Any

from msgspec.structs import replace

from hipcoach.cues.lookahead import Updates, setup_asked
from hipcoach.cues.prompts import Level
from hipcoach.cues.words import Words
from hipcoach.engine.events import Event, PlanChanged
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.sound.health import Health, SoundState
from hipcoach.sound.output import Output
from hipcoach.sound.preferences import Preferences, Volumes
from hipcoach.sound.voice import NoVoice, SessionVoice
from hipcoach.sound.worker import Behave, Close, GetReady, Hear, Mark, Message, TryOut, Worker

AS_SHIPPED = Volumes()

RINGING_OUT = 14.0
"""Seconds that the last tone and words of a session may take at most."""

NO_PLAYER = {
    Health.BELL: "No player works: only the terminal's bell is heard.",
    Health.NONE: "No player works: nothing is heard.",
}
"""What is heard without a player, by how sound is doing."""

PATIENCE_FOR_QUIET = 0.5
"""Seconds to wait for silence; a few milliseconds are usual, unless outputs are being searched."""

PATIENCE_AT_THE_START = 3.5
"""Seconds to wait for outputs and the first sounds before a session begins; some tenths are usual."""


def outputs_here() -> Sequence[Output]:
    """The outputs of this machine; takes a while and may raise anything."""
    import logging

    # playsound3 warns on the terminal, where the app is shown, if it finds no backend of its own choice.
    logging.getLogger("playsound3").addHandler(logging.NullHandler())
    from hipcoach.sound import players

    return players.find_outputs()


class Speaker:
    """The listener that plays the score of a session.

    `ring` rings the terminal's bell once, if there is one; `report` takes a line for the person. Both are called from
    the speaker's thread, and so is the voice.
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
        # Not a SimpleQueue: before Python 3.13 its `get` may wait for ever if the timeout is short.
        self._messages: Queue[Message] = Queue()
        self._preferences = Preferences(level, volumes, muted, wireless, latency_ms / 1000)
        self._updates = Updates()
        self._closed = False
        self._worker = Worker(self._messages, report, ring, find, clock, voice, speed)
        self._thread: Thread | None = None

    def start(self) -> None:
        """Start the thread and, unless muted, look for outputs; nothing is played before this."""
        if self._thread is None:
            self._messages.put(Behave(self._preferences))
            self._thread = Thread(target=self._worker.run, name="speaker", daemon=True)
            self._thread.start()

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Send the events and what lies ahead to the thread; to be called right after the player was told the time."""
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
    def state(self) -> SoundState:
        """How sound is doing."""
        return SoundState(Health.OFF) if self._preferences.off else self._worker.state

    @property
    def trouble(self) -> str:
        """What is heard if no player works, as a sentence; otherwise empty."""
        return NO_PLAYER.get(self._worker.state.health, "")

    @property
    def muted(self) -> bool:
        """Whether sound is switched off."""
        return self._preferences.muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._behave(muted=muted)

    @property
    def level(self) -> Level:
        """How much the coach says."""
        return self._preferences.level

    @level.setter
    def level(self, level: Level) -> None:
        self._behave(level=level)

    def says(self, words: Words) -> bool:
        """Whether the voice says a phrase at the present level; it can, and then does where there is time."""
        level = self._preferences.level
        return level > Level.TONES and words.level <= level and self._voice.seconds(words.text) is not None

    @property
    def volumes(self) -> Volumes:
        """The volume of each kind of sound."""
        return self._preferences.volumes

    @volumes.setter
    def volumes(self, volumes: Volumes) -> None:
        self._behave(volumes=volumes)

    def _behave(self, **changes: Any) -> None:
        self._preferences = replace(self._preferences, **changes)
        self._messages.put(Behave(self._preferences))

    @contextmanager
    def hushed(self) -> Iterator[None]:
        """Stop all sound while the process is suspended, since players would play on by themselves."""
        self._messages.put(Behave(replace(self._preferences, muted=True)))
        self._caught_up(PATIENCE_FOR_QUIET)
        try:
            yield
        finally:
            self._messages.put(Behave(self._preferences))

    def wait_until_ready(self, patience: float = PATIENCE_AT_THE_START) -> None:
        """Wait until outputs were looked for and the first sounds are loaded, so that none of them comes too late."""
        self._caught_up(patience)

    def _caught_up(self, patience: float) -> None:
        """Wait until the thread has dealt with all that it was sent, for at most `patience` seconds."""
        if self._thread is not None and self._thread.is_alive():
            reached = Flag()
            self._messages.put(Mark(reached))
            reached.wait(patience)

    def prepare(self, plan: Plan) -> None:
        """Have the phrases of a plan made; the earlier this is called, the more of them can be said."""
        self._voice.prepare(plan)
        self._messages.put(GetReady(plan))

    def test(self) -> None:
        """Play the tone for changing sides, muted or not; tries outputs again that failed before."""
        if not self._closed:
            self._messages.put(TryOut())

    def close(self, timeout: float = 2.0, *, linger: float = 0.0) -> bool:
        """Stop the thread, after letting the current sound play for at most `linger` seconds.

        Takes at most `linger` plus `timeout` seconds; returns False if anything is left running then.
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

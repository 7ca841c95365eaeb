"""The speaker's thread: takes messages, finds the outputs, keeps a channel going, and says how sound is doing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from queue import Empty, Queue

from hipcoach.coach.cueing import Tone
from hipcoach.sound.bells import Bells
from hipcoach.sound.channel import OFTEN, Channel
from hipcoach.sound.output import Output
from hipcoach.sound.precedence import Job, job_for

PATIENCE_AT_THE_END = 1.5
"""Seconds that players have to be gone once they were stopped."""

TO_INSTALL = "Install pulseaudio-utils (paplay), pipewire-bin (pw-play) or alsa-utils (aplay)."


class Health(Enum):
    """How sound is doing."""

    STARTING = "starting sound"
    PLAYING = "sound"
    BELL = "sound: terminal bell"
    NONE = "no sound"


@dataclass(frozen=True, slots=True)
class Prepare:
    """Get ready to play."""


@dataclass(frozen=True, slots=True)
class Play:
    """Play these, the most important first."""

    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Hush:
    """Stop."""


@dataclass(frozen=True, slots=True)
class TryOut:
    """Play something, with players that failed before as well."""


@dataclass(frozen=True, slots=True)
class Close:
    """Come to an end."""

    linger: float
    """Seconds that what is under way may still sound."""


Message = Prepare | Play | Hush | TryOut | Close


class Worker:
    """What the speaker's thread does."""

    def __init__(
        self,
        messages: Queue[Message],
        report: Callable[[str], None],
        ring: Callable[[], None] | None,
        find: Callable[[], Sequence[Output]],
        clock: Callable[[], float],
    ) -> None:
        self._messages = messages
        self._report = report
        self._find = find
        self._clock = clock
        self._bells = Bells(ring)
        self._channel: Channel | None = None
        self._out: list[str] = []
        """The names of outputs that do not work."""
        self._reported = False
        self.words = Health.STARTING.value
        """How sound is doing; written by this thread only."""

    def run(self) -> None:
        """Take messages until told to close; whatever goes wrong, the session goes on."""
        try:
            self._take_messages()
        except Exception as error:
            self.words = Health.NONE.value
            with suppress(Exception):
                self._report(f"Sound failed, the session goes on without: {error!r}")

    def _take_messages(self) -> None:
        wake: float | None = None
        while True:
            match self._next(wake):
                case Prepare():
                    self._prepare()
                case Play(jobs):
                    self._prepare().take(jobs)
                case Hush():
                    self._bells.hush()
                    if self._channel is not None:
                        self._channel.hush(self._clock())
                case TryOut():
                    self._forget_failures()
                    self._prepare().take((job_for(Tone.SWITCH, self._clock()),))
                case Close(linger):
                    self._leave(linger)
                    return
            wake = self._step()

    def _next(self, wake: float | None) -> Message | None:
        """The next message, or None when it is time to look after what is under way."""
        try:
            return self._messages.get(timeout=None if wake is None else max(0.0, wake - self._clock()))
        except Empty:
            return None

    def _step(self) -> float | None:
        now = self._clock()
        wakes = [self._channel.step(now) if self._channel else None, self._bells.step(now)]
        return min((wake for wake in wakes if wake is not None), default=None)

    def _prepare(self) -> Channel:
        """The channel; finding the outputs the first time."""
        if self._channel is None:
            self._out.clear()
            try:
                outputs = self._find()
            except Exception:
                # Importing playsound3 runs every player there is, and a broken one breaks the import.
                outputs = ()
            self._channel = Channel(outputs, unplayed=self._ring, out=self._give_up)
            self._look()
        return self._channel

    def _forget_failures(self) -> None:
        """Look for outputs again if none is left."""
        if self._channel is not None and self._channel.output is None and self._channel.quiet:
            self._channel = None
        self._reported = False

    def _ring(self, job: Job) -> None:
        if job.bells:
            self._bells.begin(job.bells, self._clock())

    def _give_up(self, output: Output) -> None:
        self._out.append(output.name)
        self._look()

    def _look(self) -> None:
        """Put into words how sound is doing, and say once that there is none."""
        output = self._channel.output if self._channel else None
        if output is not None:
            self.words = f"{Health.PLAYING.value}: {output.name}"
            return
        self.words = (Health.BELL if self._bells.there else Health.NONE).value
        if not self._reported:
            self._reported = True
            self._report(self._trouble())

    def _trouble(self) -> str:
        """What is wrong with sound, and what can be done."""
        instead = "The terminal bell rings instead." if self._bells.there else "Follow the screen."
        if self._out:
            return f"No sound: {', '.join(self._out)} could not play. {instead} Is a sound device there?"
        install = f" {TO_INSTALL}" if sys.platform == "linux" else ""
        return f"No sound: nothing here can play it. {instead}{install}"

    def _leave(self, linger: float) -> None:
        """Let what is under way come to its end or stop it, and wait until it is gone."""
        channel = self._channel
        if channel is None:
            return
        self._step()
        stop_at = self._clock() + linger
        kill_at = stop_at + PATIENCE_AT_THE_END
        while not (channel.quiet and self._bells.quiet):
            now = self._clock()
            if now >= stop_at:
                self._bells.hush()
                channel.hush(now)
            if now >= kill_at:
                channel.kill()
            self._step()
            time.sleep(OFTEN)

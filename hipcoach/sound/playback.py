"""Plays one sound file at a time, on the first output that can play it.

It has neither clock nor thread: its owner passes in the time and calls again when `step` says so. An output is judged
by how long its players run, because without a device a player may return success at once, or never return.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct

from hipcoach.cues.track import HAIR
from hipcoach.sound.output import Output, Playing

TOO_SHORT = 0.6
"""The part of a sound's length that its player has to run for the output to count as working."""

MISSED = 1.0
"""Seconds lost at the end of a sound that are worth playing again even though the output counts as working."""

TOO_LONG = 3.0
"""Seconds after the end of a sound at which its player counts as hanging."""

STOPPING = 0.05
"""Seconds that a stopped player gets to release the device for the next one."""

TERMINATING = 0.5
"""Seconds after which a player that does not stop is killed."""

FIRST_LOOKS = (0.03, 0.06, 0.12, 0.25)
"""Seconds after the start at which to check a player: one that cannot play has usually ended by then."""

LOOKS = 0.5
"""Seconds between two checks of a player that works."""

OFTEN = 0.005
"""Seconds between two checks while a sound waits for the device."""

SELDOM = 0.1
"""Seconds between two checks of a player that should have ended."""

SUSPENDED = 1.0
"""Seconds that the owner may be late; beyond that the process was suspended, and the time is not held against a player.

Players have sessions of their own, and may or may not have been suspended too."""


class Job(Struct, frozen=True):
    """A sound file to be played."""

    path: Path
    seconds: float
    """The length of the whole file."""
    sounding: float
    """Seconds from the file's start to the end of its last sound."""
    due: float
    """The time at which its first sample is to be heard."""


class _UnderWay(Struct):
    """A sound whose player has been started and has not ended yet."""

    job: Job
    output: Output
    playing: Playing
    since: float
    crowded: bool
    """Whether another player was running when it started: some devices take only one."""
    stopped: float | None = None
    """The time at which it was asked to stop."""
    stood: float = 0.0
    """Seconds that the process was suspended, in which the player may have gone on or not."""

    def age(self, now: float) -> float:
        """Seconds that the player has certainly run."""
        return now - self.since - self.stood

    def look(self, now: float) -> float:
        """The time of the next check."""
        if self.stopped is not None:
            return now + OFTEN if now < self.stopped + STOPPING else now + SELDOM
        age, job = self.age(now), self.job
        marks = (*FIRST_LOOKS, job.sounding, job.seconds + FIRST_LOOKS[0])
        seldom = LOOKS if age < job.sounding else SELDOM
        return self.since + self.stood + min(mark for mark in (*marks, age + seldom) if mark > age + HAIR)


class Playback:
    """Plays one job at a time, and replaces outputs that do not work."""

    def __init__(
        self,
        outputs: Sequence[Output],
        *,
        missed: Callable[[Job], None],
        gone: Callable[[Path], None],
        out: Callable[[Output], None],
    ) -> None:
        self._outputs = list(outputs)
        self._missed = missed
        """Called with a job if too much of it was not played."""
        self._gone = gone
        """Called with a file when its player has ended."""
        self._out = out
        """Called with an output that turned out not to work."""
        self._current: _UnderWay | None = None
        """The sound that is being heard."""
        self._leaving: list[_UnderWay] = []
        """Sounds that were stopped, but whose players have not ended yet."""
        self._expected: float | None = None
        self._proved: Output | None = None
        """The output that has played a sound to its end."""

    @property
    def output(self) -> Output | None:
        """The output in use; `None` if none works."""
        return self._outputs[0] if self._outputs else None

    @property
    def proved(self) -> bool:
        """Whether the output in use has played a sound to its end."""
        return self.output is not None and self._proved is self.output

    @property
    def playing(self) -> bool:
        """Whether a player is running that was not asked to stop."""
        return any(sound.stopped is None for sound in self._all())

    @property
    def quiet(self) -> bool:
        """Whether no player is running, not even a stopped one."""
        return not (self._current or self._leaving)

    def is_free(self, now: float) -> bool:
        """Whether stopped players have had their time to release the device."""
        return all(sound.stopped is None or now >= sound.stopped + STOPPING for sound in self._leaving)

    def start(self, job: Job, now: float) -> None:
        """Start a job now, in place of the current one."""
        self.hush(now)
        while self._outputs:
            output = self._outputs[0]
            try:
                playing = output.play(job.path)
            except Exception:
                # Whatever went wrong (the program is gone, no memory, no device), the next output may work.
                self._strike(output)
            else:
                self._current = _UnderWay(job, output, playing, now, bool(self._leaving))
                return
        self._missed(job)
        self._gone(job.path)

    def hush(self, now: float) -> None:
        """Stop the current sound."""
        for sound in list(self._all()):
            if sound.stopped is None:
                self._end(sound, now)

    def kill(self) -> None:
        """Kill all players at once."""
        for sound in self._all():
            sound.playing.kill()

    def step(self, now: float) -> float | None:
        """Check on the players; returns the time to call again, `None` if only a new job needs it."""
        if self._expected is not None and now > self._expected + SUSPENDED:
            for sound in self._all():
                sound.stood += now - self._expected
        for sound in list(self._all()):
            self._judge(sound, now)
        self._expected = min((sound.look(now) for sound in self._all()), default=None)
        return self._expected

    def _all(self) -> Iterator[_UnderWay]:
        return chain([self._current] if self._current else [], self._leaving)

    # -- how long players run -------------------------------------------------------------------------------------

    def _judge(self, sound: _UnderWay, now: float) -> None:
        age = sound.age(now)
        job = sound.job
        if not sound.playing.alive():
            self._forget(sound)
            if sound.stopped is None:
                self._judge_dead(sound, age)
            self._gone(job.path)
        elif sound.stopped is not None:
            if now > sound.stopped + TERMINATING:
                sound.playing.kill()
        elif age > job.seconds + TOO_LONG:
            self._strike(sound.output)
            self._end(sound, now)
        elif sound is self._current and age >= job.sounding:
            self._current = None
            self._leaving.append(sound)

    def _judge_dead(self, sound: _UnderWay, age: float) -> None:
        """Rule out the output of a sound that ended too soon, and have the rest of the sound played."""
        too_short = age < TOO_SHORT * sound.job.seconds
        if too_short and not sound.crowded and not sound.stood:
            self._strike(sound.output)
        if too_short or age < sound.job.sounding - MISSED:
            self._missed(sound.job)
        else:
            self._proved = sound.output

    def _strike(self, output: Output) -> None:
        if output in self._outputs:
            self._outputs.remove(output)
            self._out(output)

    def _forget(self, sound: _UnderWay) -> None:
        if sound is self._current:
            self._current = None
        else:
            self._leaving.remove(sound)

    def _end(self, sound: _UnderWay, now: float) -> None:
        sound.stopped = now
        sound.playing.stop()
        if sound is self._current:
            self._current = None
            self._leaving.append(sound)

"""A channel: one sound file at a time, on the first output that can play it.

It holds neither clock nor thread: whoever owns it tells it the time, and is told when to come again. Whether an output
works is judged by how long its sounds live, because players return success without a device, and never return at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from hipcoach.cues.track import HAIR
from hipcoach.sound.output import Output, Playing

TOO_SHORT = 0.6
"""Part of its length that a sound has to live for its output to count as working."""

MISSED = 1.0
"""Seconds of a sound, lost at its end, that are worth playing again though its output counts as working."""

TOO_LONG = 3.0
"""Seconds past its end after which a sound hangs."""

STOPPING = 0.05
"""Seconds that a stopped sound is given to set the device free for the next."""

TERMINATING = 0.5
"""Seconds after which a sound that does not stop is killed."""

FIRST_LOOKS = (0.03, 0.06, 0.12, 0.25)
"""Seconds after which an output that cannot play has mostly given up."""

LOOKS = 0.5
"""Seconds between two looks at a sound that is well."""

OFTEN = 0.005
"""Seconds between two looks while something is about to begin."""

SELDOM = 0.1
"""Seconds between two looks at what should be gone by now."""

SUSPENDED = 1.0
"""Seconds that its owner comes late after which the process stood still: no time to judge anyone by.

Players have sessions of their own, and may or may not have gone on meanwhile."""


@dataclass(frozen=True, slots=True)
class Job:
    """A sound file to be played."""

    path: Path
    seconds: float
    """Of the whole file."""
    sounding: float
    """Seconds from the file's start to the end of what is heard."""
    due: float
    """When its first sample is to be heard."""


@dataclass(slots=True)
class _UnderWay:
    """A sound that was started and is not gone yet."""

    job: Job
    output: Output
    playing: Playing
    since: float
    crowded: bool
    """Another one was there as it began: some devices take only one."""
    stopped: float | None = None
    """When it was asked to end."""
    stood: float = 0.0
    """Seconds that its owner stood still, in which nobody knows whether the sound went on."""

    def age(self, now: float) -> float:
        """How long it has surely lasted."""
        return now - self.since - self.stood

    def look(self, now: float) -> float:
        """When there is something to see of it next."""
        if self.stopped is not None:
            return now + OFTEN if now < self.stopped + STOPPING else now + SELDOM
        age, job = self.age(now), self.job
        marks = (*FIRST_LOOKS, job.sounding, job.seconds + FIRST_LOOKS[0])
        seldom = LOOKS if age < job.sounding else SELDOM
        return self.since + self.stood + min(mark for mark in (*marks, age + seldom) if mark > age + HAIR)


class Playback:
    """Plays jobs."""

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
        """Told of a job of which more than a little was not played."""
        self._gone = gone
        """Told of a file whose player is no longer there."""
        self._out = out
        """Told of an output that turned out not to work."""
        self._current: _UnderWay | None = None
        """What can be heard."""
        self._leaving: list[_UnderWay] = []
        """What can no longer be heard and is still there."""
        self._expected: float | None = None
        self._proved: Output | None = None
        """What has played a sound to its end."""

    @property
    def output(self) -> Output | None:
        """What sounds are played with."""
        return self._outputs[0] if self._outputs else None

    @property
    def proved(self) -> bool:
        """Whether the output has played a sound to its end, and ended itself."""
        return self.output is not None and self._proved is self.output

    @property
    def playing(self) -> bool:
        """Whether there is a player that was not told to stop."""
        return any(sound.stopped is None for sound in self._all())

    @property
    def quiet(self) -> bool:
        """Nothing is playing, and no player is left behind."""
        return not (self._current or self._leaving)

    def is_free(self, now: float) -> bool:
        """Whether what was stopped has had its time to set the device free."""
        return all(sound.stopped is None or now >= sound.stopped + STOPPING for sound in self._leaving)

    def start(self, job: Job, now: float) -> None:
        """Play a job from now on, instead of what is playing."""
        self.hush(now)
        while self._outputs:
            output = self._outputs[0]
            try:
                playing = output.play(job.path)
            except Exception:
                # Whatever it is (no such program any more, no memory, no device), the next may do better.
                self._strike(output)
            else:
                self._current = _UnderWay(job, output, playing, now, bool(self._leaving))
                return
        self._missed(job)
        self._gone(job.path)

    def hush(self, now: float) -> None:
        """Stop."""
        for sound in list(self._all()):
            if sound.stopped is None:
                self._end(sound, now)

    def kill(self) -> None:
        """End at once whatever is there."""
        for sound in self._all():
            sound.playing.kill()

    def step(self, now: float) -> float | None:
        """Look after what is under way; when to come again, None: when there is a new job."""
        if self._expected is not None and now > self._expected + SUSPENDED:
            for sound in self._all():
                sound.stood += now - self._expected
        for sound in list(self._all()):
            self._judge(sound, now)
        self._expected = min((sound.look(now) for sound in self._all()), default=None)
        return self._expected

    def _all(self) -> Iterator[_UnderWay]:
        return chain([self._current] if self._current else [], self._leaving)

    # -- how long sounds live -------------------------------------------------------------------------------------

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
        """Strike out the output of a sound that was gone too soon, and have the rest played."""
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

"""A channel: one sound at a time, on the first output that can play it.

It holds neither clock nor thread: whoever owns it tells it the time, and is told when to come again. Whether an output
works is judged by how long its sounds live, because players return success without a device, and never return at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from hipcoach.sound.output import Output, Playing
from hipcoach.sound.precedence import Job

TOO_SHORT = 0.6
"""Part of its length that a sound has to live for its output to count as working."""

TOO_LONG = 3.0
"""Seconds past its end after which a sound hangs."""

STOPPING = 0.05
"""Seconds that a stopped sound is given to set the device free for the next."""

TERMINATING = 0.5
"""Seconds after which a sound that does not stop is killed."""

FIRST_LOOK = 0.03
"""Seconds after which an output that cannot play has mostly given up."""

OFTEN = 0.005
"""Seconds between two looks while something is about to begin."""

SELDOM = 0.1
"""Seconds between two looks at what should be gone by now."""

REPLAY = 1.0
"""Seconds within which a main cue that failed is worth playing on the next output."""

SUSPENDED = 1.0
"""Seconds that its owner comes late after which the whole process stood still: no time to judge anyone by."""


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

    def look(self, now: float) -> float:
        """When there is something to see of it next."""
        if self.stopped is not None:
            return now + OFTEN if now < self.stopped + STOPPING else now + SELDOM
        clip = self.job.clip
        marks = (FIRST_LOOK, TOO_SHORT * clip.seconds, clip.sounding, clip.seconds + FIRST_LOOK)
        return next((self.since + mark for mark in marks if self.since + mark > now), now + SELDOM)


class Channel:
    """Plays jobs."""

    def __init__(
        self, outputs: Sequence[Output], *, unplayed: Callable[[Job], None], out: Callable[[Output], None]
    ) -> None:
        self._outputs = list(outputs)
        self._unplayed = unplayed
        """Told of a job that no output is left for."""
        self._out = out
        """Told of an output that turned out not to work."""
        self._pending: list[Job] = []
        self._current: _UnderWay | None = None
        """What can be heard."""
        self._leaving: list[_UnderWay] = []
        """What can no longer be heard and is still there."""
        self._expected: float | None = None

    @property
    def output(self) -> Output | None:
        """What sounds are played with."""
        return self._outputs[0] if self._outputs else None

    @property
    def quiet(self) -> bool:
        """Nothing is playing, nothing will be, and no player is left behind."""
        return not (self._pending or self._current or self._leaving)

    def take(self, jobs: Sequence[Job]) -> None:
        """Add jobs; a main cue makes what was still waiting out of date."""
        if any(job.main for job in jobs):
            self._pending.clear()
        self._pending += jobs

    def hush(self, now: float) -> None:
        """Stop, and forget what was waiting."""
        self._pending.clear()
        self._stop(now)

    def kill(self) -> None:
        """End at once whatever is there."""
        for sound in self._all():
            sound.playing.kill()

    def step(self, now: float) -> float | None:
        """Do what there is to do by now; when to come again, None: when there is a new job."""
        if self._expected is not None and now > self._expected + SUSPENDED:
            for sound in self._all():
                sound.since += now - self._expected
        for sound in list(self._all()):
            self._judge(sound, now)
        for job in sorted(self._pending, key=lambda job: job.due):
            if job.due <= now and self._begin(job, now):
                self._pending.remove(job)
        self._expected = min(self._looks(now), default=None)
        return self._expected

    def _all(self) -> Iterator[_UnderWay]:
        return chain([self._current] if self._current else [], self._leaving)

    def _looks(self, now: float) -> Iterator[float]:
        """When there is something to do next."""
        for sound in self._all():
            yield sound.look(now)
        for job in self._pending:
            yield job.due if job.due > now else now + OFTEN

    # -- how long sounds live -------------------------------------------------------------------------------------

    def _judge(self, sound: _UnderWay, now: float) -> None:
        age = now - sound.since
        clip = sound.job.clip
        if not sound.playing.alive():
            self._forget(sound)
            if sound.stopped is None and age < TOO_SHORT * clip.seconds:
                self._failed(sound)
        elif sound.stopped is not None:
            if now > sound.stopped + TERMINATING:
                sound.playing.kill()
        elif age > clip.seconds + TOO_LONG:
            self._strike(sound.output)
            self._end(sound, now)
        elif sound is self._current and age >= clip.sounding:
            self._current = None
            self._leaving.append(sound)

    def _failed(self, sound: _UnderWay) -> None:
        """Strike out the output of a sound that was gone too soon, and try again."""
        if not sound.crowded:
            self._strike(sound.output)
        if not any(job.main for job in self._pending):
            patience = max(sound.job.patience, REPLAY) if sound.job.main else sound.job.patience
            self._pending.insert(0, replace(sound.job, patience=patience))

    def _strike(self, output: Output) -> None:
        if output in self._outputs:
            self._outputs.remove(output)
            self._out(output)

    def _forget(self, sound: _UnderWay) -> None:
        if sound is self._current:
            self._current = None
        else:
            self._leaving.remove(sound)

    # -- beginning and ending -------------------------------------------------------------------------------------

    def _begin(self, job: Job, now: float) -> bool:
        """Start a job whose time has come; whether it need not be thought of again."""
        if now - job.due > job.patience:
            return True
        current = self._current
        if job.main or (current is not None and current.job.yields and not job.waits):
            self._stop(now)
            if any(sound.stopped is not None and now < sound.stopped + STOPPING for sound in self._leaving):
                return False
        elif current is not None:
            return not job.waits
        self._start(job, now)
        return True

    def _start(self, job: Job, now: float) -> None:
        while self._outputs:
            output = self._outputs[0]
            try:
                playing = output.play(job.clip.path)
            except Exception:
                # Whatever it is (no such program any more, no memory, no device), the next may do better.
                self._strike(output)
            else:
                self._current = _UnderWay(job, output, playing, now, bool(self._leaving))
                return
        self._unplayed(job)

    def _stop(self, now: float) -> None:
        for sound in list(self._all()):
            if sound.stopped is None:
                self._end(sound, now)

    def _end(self, sound: _UnderWay, now: float) -> None:
        sound.stopped = now
        sound.playing.stop()
        if sound is self._current:
            self._current = None
            self._leaving.append(sound)

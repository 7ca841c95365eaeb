"""Records what a program plays: a PulseAudio server of its own with nothing but a virtual sink, and a search for tones.

The sink has the rate and format of the shipped files, so that what arrives is what was played, sample for sample, with
zeros between. Times are those of the first sample that can be heard, on CLOCK_MONOTONIC.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import time
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import mul
from pathlib import Path
from threading import Thread
from typing import Self

from hipcoach.cues.prompts import Tone
from hipcoach.sound.tones import RATE, clip
from hipcoach.sound.wavs import wav

QUIET = 4
"""Samples up to this are silence."""

GAP = round(0.004 * RATE)
"""Samples of silence after which a sound counts as a new one."""

SETTLING = 2.5
"""Seconds for which a fresh null sink runs ahead of the clock."""

ALIKE = 0.9
"""Correlation from which a sound is taken for a tone."""


def missing() -> str | None:
    """What keeps this machine from recording, if anything."""
    absent = [name for name in ("pulseaudio", "paplay", "parec") if shutil.which(name) is None]
    return f"needs {', '.join(absent)} (Debian: pulseaudio, pulseaudio-utils)" if absent else None


@dataclass(frozen=True, slots=True)
class Heard:
    """A tone that was found."""

    tone: Tone | None
    """None: a sound that is no tone."""
    at: float
    """CLOCK_MONOTONIC at its first sample that can be heard."""
    seconds: float
    """From there to the next silence."""
    whole: bool
    """It was not cut short."""
    alike: float
    """Correlation with the shipped file, 1 at most."""


@dataclass(slots=True)
class Recording:
    """What was recorded."""

    samples: array[int]
    zero: float
    """CLOCK_MONOTONIC at the first sample."""

    def save(self, path: Path) -> None:
        path.write_bytes(wav(self.samples))

    def at(self, index: int) -> float:
        return self.zero + index / RATE

    def sounds(self) -> Iterator[tuple[int, int]]:
        """Every stretch of sound between silences, as (first sample, one past the last)."""
        first = last = None
        for index, value in enumerate(self.samples):
            if -QUIET <= value <= QUIET:
                continue
            if last is None or index - last > GAP:
                if first is not None and last is not None:
                    yield first, last + 1
                first = index
            last = index
        if first is not None and last is not None:
            yield first, last + 1

    def find(self) -> list[Heard]:
        """Every sound, in order, with the tone that it is."""
        shapes = {tone: _shape(tone) for tone in Tone}
        found: list[Heard] = []
        until = 0
        for first, last in self.sounds():
            if first < until:
                continue
            tone, alike, whole = self._best(shapes, first, last)
            if tone is not None and whole:
                last = until = first + len(shapes[tone])
            found.append(Heard(tone, self.at(first), (last - first) / RATE, whole, alike))
        return found

    def _best(self, shapes: dict[Tone, array[int]], first: int, last: int) -> tuple[Tone | None, float, bool]:
        scores = {tone: self._alike(shape, first, len(shape)) for tone, shape in shapes.items()}
        tone = max(scores, key=scores.__getitem__)
        if scores[tone] >= ALIKE:
            return tone, scores[tone], True
        scores = {tone: self._alike(shape, first, min(len(shape), last - first)) for tone, shape in shapes.items()}
        tone = max(scores, key=scores.__getitem__)
        return (tone, scores[tone], False) if scores[tone] >= ALIKE else (None, scores[tone], False)

    def _alike(self, shape: array[int], first: int, count: int) -> float:
        """The correlation of the recording from a sample on with the beginning of a shape."""
        ours, theirs = self.samples[first : first + count], shape[:count]
        if len(ours) < len(theirs):
            ours = ours + array("h", bytes(2 * (len(theirs) - len(ours))))
        energy = math.sqrt(_dot(ours, ours) * _dot(theirs, theirs))
        return _dot(ours, theirs) / energy if energy else 0.0


def _dot(one: array[int], other: array[int]) -> int:
    return sum(map(mul, one, other))


def _shape(tone: Tone) -> array[int]:
    """A shipped tone without the silence around it."""
    with wave.open(str(clip(tone).path)) as file:
        samples = array("h", file.readframes(file.getnframes()))
    loud = [index for index, value in enumerate(samples) if abs(value) > QUIET]
    return samples[loud[0] : loud[-1] + 1]


@dataclass(slots=True)
class Recorder:
    """Records from the time it is entered until it is left."""

    folder: Path
    """For the server's socket: a path of at most 90 characters."""
    settling: float = SETTLING
    _server: subprocess.Popen[bytes] | None = None
    _parec: subprocess.Popen[bytes] | None = None
    _reader: Thread | None = None
    _data: bytearray = field(default_factory=bytearray)
    _zeros: list[float] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to play to the recorder, and to nothing else."""
        return {"PULSE_SERVER": f"unix:{self.folder}/socket", "XDG_RUNTIME_DIR": str(self.folder)}

    def __enter__(self) -> Self:
        environment = os.environ | self.environment | {"HOME": str(self.folder)}
        del environment["PULSE_SERVER"]
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=10", "--use-pid-file=no", "--disable-shm"]
        protocol = f"module-native-protocol-unix socket={self.folder}/socket auth-anonymous=1"
        sink = f"module-null-sink sink_name=floor rate={RATE} channels=1 format=s16le"
        log = (self.folder / "pulseaudio.log").open("wb")
        with log:
            self._server = subprocess.Popen(
                [*command, "-L", protocol, "-L", sink],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait_for_server()
        self._parec = subprocess.Popen(
            ["parec", "--raw", "--latency-msec=5", "--device=floor.monitor", f"--rate={RATE}", "--channels=1"],
            env=environment | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._reader = Thread(target=self._read, name="recorder", daemon=True)
        self._reader.start()
        time.sleep(self.settling)
        return self

    def __exit__(self, *args: object) -> None:
        for process in (self._parec, self._server):
            if process is not None:
                process.terminate()
                process.wait(10)
        if self._reader is not None:
            self._reader.join(10)
        if self._parec is not None and self._parec.stdout is not None:
            self._parec.stdout.close()

    @property
    def recording(self) -> Recording:
        """What has been recorded so far, without the time in which the sink was settling."""
        # A block can be handed over late but never early: the earliest time is the true one.
        settled = min(self._zeros[len(self._zeros) // 4 :])
        return Recording(array("h", bytes(self._data[: len(self._data) // 2 * 2])), settled)

    def _wait_for_server(self) -> None:
        until = time.monotonic() + 10
        while not (self.folder / "socket").exists():
            assert self._server is not None
            if self._server.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "pulseaudio.log").read_text(errors="replace"))
            time.sleep(0.02)

    def _read(self) -> None:
        assert self._parec is not None
        assert self._parec.stdout is not None
        descriptor = self._parec.stdout.fileno()
        while data := os.read(descriptor, 65536):
            now = time.monotonic()
            self._data += data
            self._zeros.append(now - len(self._data) / 2 / RATE)

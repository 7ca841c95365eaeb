"""A whole session's sound as one file: what would be heard if nobody interfered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from hipcoach import atomic
from hipcoach.cues.prompts import Level
from hipcoach.cues.score import score
from hipcoach.engine.choices import Pace
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.sound.mixer import Mixer, silence
from hipcoach.sound.preferences import Volumes
from hipcoach.sound.tones import RATE, count
from hipcoach.sound.voice import Voice
from hipcoach.sound.wavs import wav_header

AT_ONCE = 10.0
"""Seconds of silence that are written at a time."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    seconds: float
    bytes: int


def render(plan: Plan, level: Level, voice: Voice, volumes: Volumes, path: Path, *, replace: bool = False) -> Written:
    """Write a session's sound, from the session's zero on to the end of its last sound.

    Nothing waits, and self-paced repetitions follow the tempo. With `replace`, what was in the file before is replaced
    once all is written; FileExistsError without. OSError where it cannot be written.
    """
    if path.exists() and not path.is_file():
        raise IsADirectoryError(f"{path} is not a file that can be replaced")
    plan = plan.without_waiting().at_pace(Pace.PACED)
    with atomic.writing(path, replace=replace, private=False) as file:
        seconds = _write(plan, level, Mixer(voice, volumes), file)
        size = file.tell()
    return Written(seconds, size)


def _write(plan: Plan, level: Level, mixer: Mixer, out: BinaryIO) -> float:
    """Write sound after sound with silence between; the length in seconds."""
    player = Player(plan)
    events = player.start(0.0) + player.preview(plan.total + 1.0)
    sounds = score(events, plan, level, mixer.lengths)
    length = count(max([float(plan.total), *(sound.end for sound in sounds)]))
    out.write(wav_header(length))
    written = 0
    for sound in sounds:
        written += _write_silence(out, count(sound.at) - written)
        samples = mixer.samples(sound)[: length - written]
        out.write(samples.tobytes())
        written += len(samples)
    _write_silence(out, length - written)
    return length / RATE


def _write_silence(out: BinaryIO, samples: int) -> int:
    for begin in range(0, samples, count(AT_ONCE)):
        out.write(silence(min(count(AT_ONCE), samples - begin)).tobytes())
    return max(0, samples)

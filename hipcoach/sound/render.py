"""Renders the sound of a whole session to one file, as it would be if no key were pressed."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from hipcoach import atomic
from hipcoach.cues.prompts import Level
from hipcoach.cues.score import score
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.sound.mixer import Mixer, silence
from hipcoach.sound.preferences import Volumes
from hipcoach.sound.tones import RATE, count
from hipcoach.sound.voice import Voice
from hipcoach.sound.wavs import wav_header

AT_ONCE = 10.0
"""Seconds of silence that are written in one piece."""


class Written(Struct, frozen=True):
    """The size and length of a rendered file."""

    seconds: float
    bytes: int


def render(plan: Plan, level: Level, voice: Voice, volumes: Volumes, path: Path, *, replace: bool = False) -> Written:
    """Write a session's sound, from its beginning to the end of its last sound.

    No step waits, and self-paced repetitions follow the tempo. With `replace`, an existing file is replaced once all is
    written; without, FileExistsError. OSError if it cannot be written.
    """
    plan = plan.unattended()
    with atomic.writing(path, replace=replace, private=False) as file:
        seconds = _write(plan, level, Mixer(voice, volumes), file)
        size = file.tell()
    return Written(seconds, size)


def _write(plan: Plan, level: Level, mixer: Mixer, out: BinaryIO) -> float:
    """Write all sounds with the silence between them; returns the length in seconds."""
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

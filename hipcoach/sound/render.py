"""Renders the sound of a whole session to one file, as it would be if no key were pressed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from hipcoach import atomic
from hipcoach.cues.prompts import Level
from hipcoach.cues.score import score
from hipcoach.cues.track import Sound
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.sound.mixer import Mixer, silence
from hipcoach.sound.mp3 import Encoder
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


def render(
    plan: Plan,
    level: Level,
    voice: Voice,
    volumes: Volumes,
    path: Path,
    *,
    replace: bool = False,
    encoder: Encoder | None = None,
) -> Written:
    """Write a session's sound, from its beginning to the end of its last sound: as WAV, or as `encoder` encodes it.

    No step waits, and self-paced repetitions follow the tempo. With `replace`, an existing file is replaced once all is
    written; without, FileExistsError. OSError if it cannot be written.
    """
    plan = plan.unattended()
    with atomic.writing(path, replace=replace, private=False) as file:
        seconds = _write(plan, level, Mixer(voice, volumes), file, encoder)
        size = file.tell()
    return Written(seconds, size)


def _write(plan: Plan, level: Level, mixer: Mixer, out: BinaryIO, encoder: Encoder | None) -> float:
    """Write all sounds with the silence between them; returns the length in seconds."""
    player = Player(plan)
    events = player.start(0.0) + player.preview(plan.total + 1.0)
    sounds = score(events, plan, level, mixer.lengths)
    length = count(max([float(plan.total), *(sound.end for sound in sounds)]))
    if encoder is None:
        out.write(wav_header(length))
    for samples in _samples(sounds, mixer, length):
        out.write(encoder.encode(samples.tobytes()) if encoder else samples.tobytes())
    if encoder is not None:
        out.write(encoder.flush())
    return length / RATE


def _samples(sounds: Iterable[Sound], mixer: Mixer, length: int) -> Iterator[array[int]]:
    """The samples of all sounds and of the silence between them, a piece at a time, `length` of them together."""
    made = 0
    for sound in sounds:
        yield from _silence(count(sound.at) - made)
        made = max(made, count(sound.at))
        samples = mixer.samples(sound)[: length - made]
        yield samples
        made += len(samples)
    yield from _silence(length - made)


def _silence(samples: int) -> Iterator[array[int]]:
    for begin in range(0, samples, count(AT_ONCE)):
        yield silence(min(count(AT_ONCE), samples - begin))

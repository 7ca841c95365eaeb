"""Turns placed sounds into samples: tones and phrases at their volumes, and noise where it is asked for."""

from __future__ import annotations

import random
import wave
from array import array
from collections.abc import Iterable
from functools import cached_property

from hipcoach.cues.prompts import Tone
from hipcoach.cues.score import Lengths
from hipcoach.cues.track import Sound
from hipcoach.sound.preferences import Volumes
from hipcoach.sound.tones import FADE, FULL_SCALE, HEAD, TUNES, clip, count
from hipcoach.sound.voice import Voice

METRONOME = frozenset({Tone.LIFT, Tone.LOWER})
"""The tones that only beat time."""

WAKING = 0.7
"""Seconds of noise by which a wireless loudspeaker wakes up."""

WAKING_LEVEL = FULL_SCALE * 10 ** (-60 / 20)
"""Its root mean square: -60 dB of full scale."""

KEPT = 32
"""Phrases that are kept at their volume."""


def gain(percent: float) -> float:
    """The factor of a volume; its square follows the ear, to which half as loud is about a quarter as high."""
    return (max(0, min(100, percent)) / 100) ** 2


def tone_seconds(tone: Tone) -> float:
    """How long a tone sounds."""
    return TUNES[tone].seconds


def silence(samples: int) -> array[int]:
    """So many samples of nothing."""
    return array("h", bytes(2 * samples))


class Mixer:
    """Mixes at fixed volumes, with one voice."""

    def __init__(self, voice: Voice, volumes: Volumes) -> None:
        self._voice = voice
        self._volumes = volumes
        self._tones: dict[Tone, array[int]] = {}
        self._phrases: dict[str, array[int]] = {}
        self._tables: dict[float, list[int]] = {}

    @property
    def lengths(self) -> Lengths:
        """How long things last, as the score wants to know it."""
        return Lengths(tone_seconds, self._voice.seconds)

    def mix(self, sounds: Iterable[Sound], zero: float, seconds: float) -> array[int]:
        """Sounds as samples; `zero` is the time of the first one."""
        mixed = silence(count(seconds))
        for sound in sounds:
            _put(mixed, self.samples(sound), count(sound.at - zero))
        return mixed

    def samples(self, sound: Sound) -> array[int]:
        """A sound as samples, as long as it may last."""
        values = self._phrase(sound.text) if sound.tone is None else self._tone(sound.tone)
        room = count(sound.seconds)
        return values if len(values) <= room + 1 else _shortened(values, room)

    def is_off(self, tone: Tone) -> bool:
        """Whether nothing is heard of a tone."""
        return gain(self._volume(tone)) == 0

    def waken(self, mixed: array[int], begin: float, end: float) -> None:
        """Put noise between two times, in seconds from the first sample."""
        noise = self._noise[len(self._noise) - count(end - begin) :]
        _put(mixed, noise, count(begin))

    @cached_property
    def _noise(self) -> array[int]:
        source = random.Random(1)
        return array("h", [round(source.gauss(0.0, WAKING_LEVEL)) for _ in range(count(WAKING))])

    def _tone(self, tone: Tone) -> array[int]:
        if tone not in self._tones:
            self._tones[tone] = self._scaled(tone_samples(tone), gain(self._volume(tone)))
        return self._tones[tone]

    def _volume(self, tone: Tone) -> float:
        return self._volumes.heard(self._volumes.metronome if tone in METRONOME else self._volumes.cues)

    def _phrase(self, text: str) -> array[int]:
        if text not in self._phrases:
            if len(self._phrases) >= KEPT:
                del self._phrases[next(iter(self._phrases))]
            self._phrases[text] = self._scaled(
                self._voice.samples(text) or silence(0), gain(self._volumes.heard(self._volumes.voice))
            )
        return self._phrases[text]

    def _scaled(self, values: array[int], factor: float) -> array[int]:
        if factor == 1.0:
            return values
        if factor not in self._tables:
            # Looked up by sample, negative ones from the end: five times as fast as multiplying each.
            samples = (*range(FULL_SCALE + 1), *range(-FULL_SCALE - 1, 0))
            self._tables[factor] = [round(value * factor) for value in samples]
        return array("h", map(self._tables[factor].__getitem__, values))


def tone_samples(tone: Tone) -> array[int]:
    """A shipped tone without the silence around it."""
    with wave.open(str(clip(tone).path), "rb") as file:
        values = array("h", file.readframes(file.getnframes()))
    first = count(HEAD)
    return values[first : first + count(tone_seconds(tone))]


def _put(mixed: array[int], values: array[int], place: int) -> None:
    """Lay samples over others, as far as there are others."""
    if place < 0:
        values, place = values[-place:], 0
    values = values[: max(0, len(mixed) - place)]
    mixed[place : place + len(values)] = values


def _shortened(values: array[int], room: int) -> array[int]:
    """Samples cut to fit, without a click."""
    values = values[:room]
    fade = min(count(FADE), room)
    for index in range(fade):
        values[-1 - index] = round(values[-1 - index] * index / fade)
    return values

"""Mixes placed sounds into samples: tones and phrases at their volumes, and noise to wake a wireless loudspeaker."""

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
"""The tones that beat the tempo, which have a volume of their own."""

WAKING = 0.7
"""Seconds of noise that wake a wireless loudspeaker."""

WAKING_LEVEL = FULL_SCALE * 10 ** (-60 / 20)
"""The root mean square of that noise: -60 dB of full scale."""

KEPT = 32
"""The number of phrases that are kept in memory at their volume."""


def gain(percent: float) -> float:
    """The factor for a volume in per cent: its square, since an amplitude of a quarter sounds about half as loud."""
    return (max(0, min(100, percent)) / 100) ** 2


def tone_seconds(tone: Tone) -> float:
    """The length of a tone in seconds, without the silence around it."""
    return TUNES[tone].seconds


def silence(samples: int) -> array[int]:
    """An array of silent samples."""
    return array("h", bytes(2 * samples))


class Mixer:
    """Mixes sounds at fixed volumes, with one voice."""

    def __init__(self, voice: Voice, volumes: Volumes) -> None:
        self._voice = voice
        self._volumes = volumes
        self._tones: dict[Tone, array[int]] = {}
        self._phrases: dict[str, array[int]] = {}
        self._tables: dict[float, list[int]] = {}

    @property
    def lengths(self) -> Lengths:
        """The lengths of tones and phrases, for laying out the score."""
        return Lengths(tone_seconds, self._voice.seconds)

    def mix(self, sounds: Iterable[Sound], zero: float, seconds: float) -> array[int]:
        """Mix sounds into `seconds` of samples; `zero` is the time of the first sample."""
        mixed = silence(count(seconds))
        for sound in sounds:
            _put(mixed, self.samples(sound), count(sound.at - zero))
        return mixed

    def samples(self, sound: Sound) -> array[int]:
        """The samples of a sound, cut to its length."""
        values = self._phrase(sound.text) if sound.tone is None else self._tone(sound.tone)
        room = count(sound.seconds)
        return values if len(values) <= room + 1 else _shortened(values, room)

    def is_off(self, tone: Tone) -> bool:
        """Whether the volume of a tone is 0."""
        return gain(self._volume(tone)) == 0

    def waken(self, mixed: array[int], begin: float, end: float) -> None:
        """Add noise between two times, in seconds from the first sample."""
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
            said = self._voice.samples(text)
            if said is None:
                # Not kept: it may have been made again by the next time.
                return silence(0)
            if len(self._phrases) >= KEPT:
                del self._phrases[next(iter(self._phrases))]
            self._phrases[text] = self._scaled(said, gain(self._volumes.heard(self._volumes.voice)))
        return self._phrases[text]

    def _scaled(self, values: array[int], factor: float) -> array[int]:
        if factor == 1.0:
            return values
        if factor not in self._tables:
            # A table of products by sample, negative ones counted from the end: five times as fast as multiplying.
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
    """Copy samples into a mix at a position, cut at its end."""
    if place < 0:
        values, place = values[-place:], 0
    values = values[: max(0, len(mixed) - place)]
    mixed[place : place + len(values)] = values


def _shortened(values: array[int], room: int) -> array[int]:
    """Samples cut to a length, faded out to avoid a click."""
    values = values[:room]
    fade = min(count(FADE), room)
    for index in range(fade):
        values[-1 - index] = round(values[-1 - index] * index / fade)
    return values

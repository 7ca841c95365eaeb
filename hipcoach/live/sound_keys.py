"""Carries out the keys for sound, for any front end: on and off, how much is said, softer and louder."""

from __future__ import annotations

from typing import Protocol, assert_never

from msgspec.structs import replace

from hipcoach.cues.prompts import Level
from hipcoach.settings.keymap import Action, Keymap, SoundAction
from hipcoach.sound.preferences import Volumes

STEP = 20
"""Per cent by which a key changes the volume of the loudest kind of sound."""

SOFTEST = 10
"""The lowest volume in per cent that a key sets: silence has a key of its own."""

LEVEL_WORDS = {
    Level.TONES: "Tones only.",
    Level.COUNTS: "Tones, numbers and sides.",
    Level.BRIEF: "Names, set-up and what comes next are said too.",
    Level.FULL: "Everything is said.",
}
"""The message for each level that the voice key steps through."""


class Hearable(Protocol):
    """The part of the speaker that keys change."""

    muted: bool
    level: Level
    volumes: Volumes

    @property
    def trouble(self) -> str:
        """The message for the person if no player works; otherwise empty."""


def change(sound: Hearable | None, action: SoundAction, keys: Keymap = Keymap()) -> str:  # noqa: B008 - a frozen value
    """Carry out a key for sound; returns the message for the person."""
    if sound is None:
        return "There is no sound here."
    match action:
        case Action.SOUND:
            return _switch(sound)
        case Action.VOICE:
            told = _next_level(sound)
        case Action.SOFTER:
            told = _volume(sound, -STEP)
        case Action.LOUDER:
            told = _volume(sound, STEP)
        case _:
            assert_never(action)
    if sound.trouble:
        return f"{sound.trouble} Once one works: {told}"
    return f"{told} Sound is off: {keys.first(Action.SOUND)} switches it on." if sound.muted else told


def _switch(sound: Hearable) -> str:
    if sound.level is Level.SILENT:
        # If the settings say silent, switching sound on means at least the tones.
        sound.level, sound.muted = Level.TONES, False
    else:
        sound.muted = not sound.muted
    return "Sound off." if sound.muted else "Sound on."


def _next_level(sound: Hearable) -> str:
    levels = tuple(LEVEL_WORDS)
    place = levels.index(sound.level) + 1 if sound.level in levels else 0
    sound.level = levels[place % len(levels)]
    return LEVEL_WORDS[sound.level]


def _volume(sound: Hearable, by: int) -> str:
    """Change all volumes in proportion, the loudest by `by` per cent; those that are 0 stay 0."""
    volumes = sound.volumes
    loudest = max(volumes.cues, volumes.voice, volumes.metronome)
    now = round(volumes.heard(loudest))
    then = min(100, max(min(SOFTEST, now), now + by)) if loudest else 0
    if then != now:
        sound.volumes = replace(volumes, overall=100 * then / loudest)
    return f"Volume {then} %."

"""Sounds placed in time, and the track on which no two of them overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import IntEnum

from msgspec import Struct

from hipcoach.cues.prompts import Tone

HAIR = 1e-6
"""The rounding error of sums of times, in seconds."""


class SoundKind(IntEnum):
    """The kind of a sound, the most important first."""

    CUE = 0
    """A tone that tells the person to do something else."""
    BEAT = 1
    """A tone that marks its moment."""
    TONE = 2
    """Any other tone."""
    COUNT = 3
    """A number, or the side at a change of sides."""
    PHRASE = 4


class Sound(Struct, frozen=True):
    """A tone or a phrase, placed in time."""

    at: float
    """When it begins, in session time."""
    seconds: float
    tone: Tone | None
    text: str
    """The phrase; empty for a tone."""
    kind: SoundKind
    due: float
    """When its event is due."""

    @property
    def end(self) -> float:
        """When it is over."""
        return self.at + self.seconds


class Room(Struct, frozen=True):
    """Where a sound may go: it begins between `earliest` and `latest` and is over by `until`."""

    earliest: float
    latest: float
    until: float
    after: float = 0.0
    """Seconds to keep from the end of the sound before it."""
    before: float = 0.0
    """Seconds to keep from the sound after it."""


class Track:
    """Sounds in order of time; no two overlap."""

    def __init__(self) -> None:
        self._sounds: list[Sound] = []
        self._begins: list[float] = []

    @property
    def sounds(self) -> tuple[Sound, ...]:
        """All sounds, in order."""
        return tuple(self._sounds)

    def add(self, sound: Sound) -> None:
        """Add a sound where there is room for it."""
        place = bisect_right(self._begins, sound.at)
        self._sounds.insert(place, sound)
        self._begins.insert(place, sound.at)

    def remove(self, sound: Sound) -> None:
        """Take a sound away."""
        place = self._sounds.index(sound, bisect_left(self._begins, sound.at))
        del self._sounds[place], self._begins[place]

    def before(self, at: float) -> Sound | None:
        """The last sound that has begun by a time."""
        place = bisect_right(self._begins, at + HAIR)
        return self._sounds[place - 1] if place else None

    def after(self, at: float) -> Sound | None:
        """The first sound that begins after a time."""
        place = bisect_right(self._begins, at + HAIR)
        return self._sounds[place] if place < len(self._sounds) else None

    def within(self, begin: float, end: float) -> tuple[Sound, ...]:
        """The sounds that can be heard at any time between `begin` and `end`."""
        place = max(0, bisect_right(self._begins, begin) - 1)
        found = []
        for sound in self._sounds[place:]:
            if sound.at >= end - HAIR:
                break
            if sound.end > begin + HAIR:
                found.append(sound)
        return tuple(found)

    def first_place(self, seconds: float, room: Room) -> float | None:
        """The earliest time at which a sound of this length can begin; `None` if there is no room."""
        at = room.earliest
        place = bisect_right(self._begins, at + HAIR)
        if place:
            at = max(at, self._sounds[place - 1].end + room.after)
        for following in self._sounds[place:]:
            if at > room.latest + HAIR or at + seconds > room.until + HAIR:
                return None
            if at + seconds + room.before <= following.at + HAIR:
                return at
            at = max(at, following.end + room.after)
        return at if at <= room.latest + HAIR and at + seconds <= room.until + HAIR else None

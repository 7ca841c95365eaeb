"""The person's preferences for sound: volumes, level, loudspeaker."""

from __future__ import annotations

from msgspec import Struct, field

from hipcoach.cues.prompts import Level


class Volumes(Struct, frozen=True):
    """The volume of each kind of sound in per cent; 100, the loudness of the shipped files, is the most."""

    cues: int = 100
    voice: int = 100
    metronome: int = 100
    overall: float = 100.0
    """A volume that all others are multiplied by."""

    def heard(self, volume: float) -> float:
        """The resulting volume of a kind of sound, in per cent."""
        return volume * self.overall / 100


class Preferences(Struct, frozen=True):
    """How sound is to be played for this person."""

    level: Level = Level.BRIEF
    volumes: Volumes = field(default_factory=Volumes)
    muted: bool = False
    wireless: bool = False
    """Whether the loudspeaker falls asleep in silence and has to be woken."""
    latency: float = 0.0
    """Seconds of delay of the loudspeaker."""

    @property
    def off(self) -> bool:
        """Whether no sound is to be played."""
        return self.muted or self.level is Level.SILENT

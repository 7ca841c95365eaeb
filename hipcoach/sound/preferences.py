"""How the person wants to hear it."""

from __future__ import annotations

from dataclasses import dataclass, field

from hipcoach.cues.prompts import Level


@dataclass(frozen=True, slots=True)
class Volumes:
    """How loud each kind of sound is, in per cent; 100 is as the shipped files are, and as loud as it gets."""

    cues: int = 100
    voice: int = 100
    metronome: int = 100
    overall: float = 100.0
    """What the others are multiplied by."""

    def heard(self, volume: float) -> float:
        """The per cent that a kind of sound is heard at."""
        return volume * self.overall / 100


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the person wants to hear it."""

    level: Level = Level.BRIEF
    volumes: Volumes = field(default_factory=Volumes)
    muted: bool = False
    wireless: bool = False
    """The loudspeaker falls asleep when it is quiet."""
    latency: float = 0.0
    """Seconds that the loudspeaker takes."""

    @property
    def off(self) -> bool:
        """Nothing is to be heard."""
        return self.muted or self.level is Level.SILENT

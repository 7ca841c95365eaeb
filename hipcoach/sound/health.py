"""How sound is doing: what the person can know about it."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Health(Enum):
    """How sound is doing, as a text for the screen; the name of the player follows where there is one."""

    STARTING = "starting sound"
    TRYING = "sound: trying"
    """A player runs; whether anything is heard shows only once a sound has come to its end."""
    PLAYING = "sound:"
    BELL = "sound: terminal bell"
    NONE = "no sound"
    OFF = "sound off"
    """Switched off by the person."""


SILENT = frozenset({Health.BELL, Health.NONE, Health.OFF})
"""Where nobody can follow by ear."""


class SoundState(Struct, frozen=True):
    """How sound is doing, and by which player; replaced as a whole, since several threads read it."""

    health: Health
    player: str = ""

    @property
    def text(self) -> str:
        """Both in words."""
        return f"{self.health.value} {self.player}".rstrip()

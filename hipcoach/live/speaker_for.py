"""Puts a speaker together as the person's settings have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hipcoach.settings.model import SoundSettings
from hipcoach.sound.output import Output
from hipcoach.sound.preferences import Volumes
from hipcoach.sound.speaker import Speaker, outputs_here
from hipcoach.sound.spoken import Spoken


def speaker_for(
    settings: SoundSettings,
    cache: Path,
    *,
    report: Callable[[str], None],
    ring: Callable[[], None] | None,
    muted: bool = False,
    speed: float = 1.0,
) -> Speaker:
    """A speaker that has not been started; see `Speaker` for `report` and `ring`."""
    return Speaker(
        report=report,
        ring=ring,
        voice=Spoken(cache, report),
        level=settings.level,
        volumes=volumes(settings),
        muted=muted,
        wireless=settings.wireless,
        latency_ms=settings.latency_ms,
        speed=speed,
        find=lambda: preferred(settings.player, outputs_here()),
    )


def volumes(settings: SoundSettings) -> Volumes:
    """How loud each kind of sound is."""
    return Volumes(settings.cues, settings.voice, settings.metronome)


def preferred(player: str | None, outputs: Sequence[Output]) -> Sequence[Output]:
    """The outputs, those of the player that the person prefers first."""
    return sorted(outputs, key=lambda output: player is None or output.name.lower() != player.lower())

"""Makes a speaker from the person's settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from hipcoach.settings.model import Bell, SoundSettings
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
    """Make a speaker, not started yet; see `Speaker` for `report` and `ring`."""
    return Speaker(
        report=report,
        ring=ring if settings.bell is Bell.SOUND else None,
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
    """The volumes in the settings."""
    return Volumes(settings.cues, settings.voice, settings.metronome)


def preferred(player: str | None, outputs: Sequence[Output]) -> Sequence[Output]:
    """The outputs sorted so that those of the preferred player come first."""
    return sorted(outputs, key=lambda output: player is None or output.name.lower() != player.lower())

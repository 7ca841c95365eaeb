"""What sessions are run with, and how: settled before anything heavy is loaded."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hipcoach import atomic
from hipcoach.diagnostics.files import why
from hipcoach.live.clocks import Clock, awake_and_asleep, local_time
from hipcoach.paths import Paths
from hipcoach.session.library import Library
from hipcoach.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Environment:
    """What sessions are run with."""

    places: Paths
    library: Library
    clock: Clock
    wall: Callable[[], datetime]
    settings: Settings = field(default_factory=Settings)
    elsewhere: tuple[Path, ...] = ()
    """Folders to put a log into that cannot be written in its own place, the best one first."""

    @property
    def accepted(self) -> bool:
        """Whether the safety text has been accepted here."""
        return self.places.accepted.exists()

    def accept(self) -> str | None:
        """Keep that it was accepted; why it will be shown again, where that cannot be kept."""
        marker = self.places.accepted
        try:
            atomic.make_folder(marker.parent)
            atomic.write(marker, f"{self.wall().isoformat(timespec='seconds')}\n".encode(), replace=True)
        except OSError as error:
            return f"This text will be shown again next time, because {marker} cannot be written: {why(error)}"
        return None

    @classmethod
    def standard(cls, places: Paths, library: Library, settings: Settings) -> Environment:
        """The desk with the machine's own clocks."""
        return cls(places, library, awake_and_asleep(), local_time, settings, elsewhere())


def elsewhere() -> tuple[Path, ...]:
    """The person's home folder, where there is one, and the one for what is kept for a while."""
    folders = []
    with suppress(RuntimeError):
        folders.append(Path.home())
    with suppress(OSError):
        from tempfile import gettempdir

        folders.append(Path(gettempdir()))
    return tuple(folders)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a session is played."""

    json: bool = False
    speed: float | None = None
    """Not `None`: a rehearsal, of which nothing is kept."""
    mute: bool = False
    as_asked: bool = False
    """Whether dose or modifications were asked for, so that none are taken over from last time."""

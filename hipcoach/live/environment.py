"""What sessions are run with, and the options of one run; decided before anything heavy is loaded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from hipcoach import atomic
from hipcoach.diagnostics.files import why
from hipcoach.live.clocks import Clock, awake_and_asleep, local_time
from hipcoach.live.elsewhere import elsewhere
from hipcoach.live.memory import keep_flat
from hipcoach.paths import Paths
from hipcoach.session.library import Library
from hipcoach.settings.model import Settings


class Environment(Struct, frozen=True):
    """What sessions are run with: paths, library, clocks, settings."""

    places: Paths
    library: Library
    clock: Clock
    wall: Callable[[], datetime]
    settings: Settings = field(default_factory=Settings)
    elsewhere: tuple[Path, ...] = ()
    """Folders to save a log to if it cannot be written in its own, the best one first."""
    tidy: Callable[[], None] = lambda: None
    """Is called just before a session begins, when nothing has to be on time yet."""

    @property
    def accepted(self) -> bool:
        """Whether the safety text has been accepted on this installation."""
        return self.places.accepted.exists()

    def accept(self) -> str | None:
        """Remember that it was accepted; returns why it will be shown again if that cannot be stored."""
        marker = self.places.accepted
        try:
            atomic.make_folder(marker.parent)
            atomic.write(marker, f"{self.wall().isoformat(timespec='seconds')}\n".encode(), replace=True)
        except OSError as error:
            return f"This text will be shown again next time, because {marker} cannot be written: {why(error)}"
        return None

    @classmethod
    def standard(cls, places: Paths, library: Library, settings: Settings) -> Environment:
        """An environment with the machine's own clocks."""
        return cls(places, library, awake_and_asleep(), local_time, settings, elsewhere(), keep_flat)


RATE = 170.0
"""Words a minute at which most people have lines read aloud if they are to follow them with their body."""


class RunOptions(Struct, frozen=True):
    """The options of one run."""

    json: bool = False
    speed: float | None = None
    """If not `None`, this is a rehearsal at that speed, and nothing is logged."""
    mute: bool = False
    rate: float = RATE
    """Words a minute at which lines are read aloud."""
    stamps: bool = False
    """Whether lines begin with the time of the session."""
    ticks: bool = False
    """Whether lines tell the last three seconds and the phases of repetitions."""
    go: bool = False
    """Whether it begins without a question, and goes on to its end although nobody presses a key."""
    as_asked: bool = False
    """Whether dose or modifications were given explicitly, so that none are taken over from last time."""

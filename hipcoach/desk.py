"""What sessions are run with, and how: settled before anything heavy is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from hipcoach.clocks import Clock, awake_and_asleep, local_time
from hipcoach.places import Places
from hipcoach.session.library import Library
from hipcoach.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """What sessions are run with."""

    places: Places
    library: Library
    clock: Clock
    wall: Callable[[], datetime]
    settings: Settings = field(default_factory=Settings)

    @classmethod
    def standard(cls, places: Places, library: Library, settings: Settings) -> Desk:
        """The desk with the machine's own clocks."""
        return cls(places, library, awake_and_asleep(), local_time, settings)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a session is played."""

    json: bool = False
    speed: float | None = None
    """Not `None`: a rehearsal, of which nothing is kept."""
    mute: bool = False

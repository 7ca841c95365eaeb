"""The settings as values, with their defaults."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from hipcoach.advice.thresholds import Thresholds
from hipcoach.cues.level import Level
from hipcoach.engine.choices import Choices
from hipcoach.figures.style import Style
from hipcoach.session.model import Advance, Dose, Side
from hipcoach.settings.keymap import Keymap


class Begins(StrEnum):
    """The side that begins; `FILE` leaves it to the session file."""

    LEFT = "left"
    RIGHT = "right"
    FILE = "file"


class WaitingSettings(StrEnum):
    """Whether work begins by itself or waits for a key; `FILE` leaves it to the session file."""

    AUTO = "auto"
    WAIT = "wait"
    FILE = "file"


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """0 for Monday to 6 for Sunday, as dates have it."""
        return list(Weekday).index(self)


class Bell(StrEnum):
    """What is done with the terminal's bell."""

    SOUND = "sound"
    """It rings for the main cues where no sound can be played."""
    VISIBLE = "visible"
    """The terminal flashes for the main cues, whether or not there is sound."""
    OFF = "off"


class SoundSettings(Struct, frozen=True):
    """How a session sounds."""

    level: Level = Level.BRIEF
    cues: int = 100
    """Percent of full volume, like the two that follow."""
    voice: int = 100
    metronome: int = 100
    latency_ms: int = 0
    """Milliseconds that the device takes in addition to the player's own latency."""
    wireless: bool = False
    """Whether the device drops the first moment of sound after silence."""
    player: str | None = None
    """The player to try first; `None` leaves it to hipcoach."""
    bell: Bell = Bell.SOUND


class Settings(Struct, frozen=True):
    """Everything that can be set."""

    dose: Dose | None = None
    """`None`: as last time."""
    first: Begins | None = None
    """`None`: as last time."""
    advance: WaitingSettings = WaitingSettings.FILE
    theme: str | None = None
    """`None` leaves it to the app."""
    figures: Style = Style.AUTO
    motion: bool = True
    """Whether figures move."""
    walk_through: bool = True
    """Whether exercises that were never done are shown before a session begins."""
    week_begins: Weekday = Weekday.MONDAY
    """The day on which weeks begin."""
    sound: SoundSettings = field(default_factory=SoundSettings)
    thresholds: Thresholds = field(default_factory=Thresholds)
    keys: Keymap = field(default_factory=Keymap)

    def begin(self, last: Choices) -> Choices:
        """The choices that a session begins with: these settings, and for the rest those of last time."""
        return replace(
            last,
            dose=last.dose if self.dose is None else self.dose,
            first=last.first if self.first is None else _SIDES[self.first],
            advance=_ADVANCES[self.advance],
            # The pace is chosen for one session only.
            pace=None,
        )


_SIDES = {Begins.LEFT: Side.LEFT, Begins.RIGHT: Side.RIGHT, Begins.FILE: None}
_ADVANCES = {WaitingSettings.AUTO: Advance.AUTO, WaitingSettings.WAIT: Advance.WAIT, WaitingSettings.FILE: None}

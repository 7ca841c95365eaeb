"""What a prompt is made of: a tone, and phrases with the level from which on they are said."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from msgspec import Struct

from hipcoach.cues.level import Level


class Tone(StrEnum):
    """A sound that means one thing."""

    TICK = "tick"
    READY = "ready"
    START = "start"
    END = "end"
    SWITCH = "switch"
    TEN_SECONDS = "ten_seconds"
    HALF_WAY = "half_way"
    LIFT = "lift"
    LOWER = "lower"
    LEFT = "left"
    RIGHT = "right"
    MINIMUM = "minimum"
    LAST_THREE = "last_three"
    LAST_ONE = "last_one"
    REST = "rest"
    EXERCISE_DONE = "exercise_done"
    SESSION_DONE = "session_done"
    PAUSED = "paused"
    RESUMED = "resumed"


class Weight(IntEnum):
    """What stays where not all can be said, what is needed most first."""

    NEEDED = 0
    """What comes, its side, and what a modification changes."""
    PLAIN = 1
    WAY_OUT = 2
    """Where the same position comes again on the other side."""
    TITLE = 3
    """Whoever began a session knows what it is called."""
    DOSE = 4
    FEEL = 5
    AGAIN = 6
    """What has been said once in the same step."""


class Words(Struct, frozen=True):
    """A phrase, and the level from which on it is said."""

    text: str
    level: Level
    always: bool = False
    """Gives way to nothing; at the end of a session it comes before the closing chord."""
    weight: Weight = Weight.PLAIN
    ahead: bool = False
    """Is said at the end of the set before where its own step is too short for it."""
    after: float = 0.0
    """Seconds after its event before which it is not said."""


class Prompt(Struct, frozen=True):
    """What an event sounds like."""

    tone: Tone | None = None
    words: tuple[Words, ...] = ()
    before: Tone | None = None
    """A tone that is over just before the event, or takes the place of the other one where there is no room."""

    def said_at(self, level: Level) -> tuple[str, ...]:
        """The phrases that are said at a level, each once."""
        return tuple(dict.fromkeys(words.text for words in self.words if words.level <= level))

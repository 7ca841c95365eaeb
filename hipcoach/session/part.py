"""What a key of a session file is made of, and the keys that may stand together; which there are is in `keys`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class KeyKind(Enum):
    """What stands behind a key."""

    VERSION = auto()
    LINE = auto()
    """One text, shown on one line."""
    TEXT = auto()
    """One text, which may have paragraphs."""
    TEXTS = auto()
    """One text or a list of them."""
    CUES = auto()
    """A list of texts and of parts with `at` and `say`."""
    ID = auto()
    IDS = auto()
    """One id or a list of them."""
    USE = auto()
    """The id of an exercise in the library."""
    COUNTS = auto()
    """A whole number or a range of them."""
    TIME = auto()
    TIMES = auto()
    """A time or a range of times."""
    TEMPO = auto()
    CHOICE = auto()
    CHOICES = auto()
    """One of the choices or a list of them."""
    URL = auto()
    PART = auto()
    """Keys one level down."""
    PARTS = auto()
    """A list of parts, each with keys one level down."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: everything that reading, explaining and suggesting it needs."""

    name: str
    kind: KeyKind
    help: str
    """One sentence for the person who writes the file."""
    example: str
    required: bool = False
    default: str = ""
    """What stands where the key is missing, as a file would say it; empty: nothing does."""
    low: int = 0
    """The least that is allowed: a count, or seconds."""
    high: int = 0
    """The most that is allowed."""
    choices: type[StrEnum] | None = None
    part: Part | None = None
    spoken: bool = False
    """Whether a voice says it."""


@dataclass(frozen=True, slots=True)
class Part:
    """The keys that may stand together."""

    name: str
    """What the part is, as a message says it after `a` or `an`."""
    keys: tuple[Key, ...]
    synonyms: tuple[tuple[str, str], ...] = ()
    """Words people write, without blanks and strokes, and the keys they mean."""

    def find(self, name: str) -> Key | None:
        """The key of this name."""
        return next((key for key in self.keys if key.name == name), None)

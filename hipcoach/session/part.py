"""The classes for keys of a file, and for the parts that group them; the tables are `keys` and `programme_keys`."""

from __future__ import annotations

from enum import Enum, StrEnum, auto

from msgspec import Struct


class KeyKind(Enum):
    """The kind of value that a key takes."""

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
    SESSION = auto()
    """The name of a session."""
    CHANGES = auto()
    """A modification of an exercise, each by its id, or a list of them."""
    COUNT = auto()
    """A whole number."""
    COUNTS = auto()
    """A whole number or a range of them."""
    SET_COUNTS = auto()
    """The same or an open end, for all sets; or a list of them, one for each set."""
    TIME = auto()
    SET_TIMES = auto()
    """A time, a range of times or an open end, for all sets; or a list of them, one for each set."""
    TEMPO = auto()
    LOAD = auto()
    """A weight or words."""
    WEIGHT = auto()
    LANGUAGE = auto()
    """The code of a language."""
    CHOICE = auto()
    CHOICES = auto()
    """One of the choices or a list of them."""
    URL = auto()
    PART = auto()
    """Keys one level down."""
    PARTS = auto()
    """A list of parts, each with keys one level down; of two kinds, if the key names both."""
    PARTS_BY_ID = auto()
    """Ids, each with the keys of a part one level down."""


class Key(Struct, frozen=True):
    """One key: everything that reading, explaining and suggesting it needs."""

    name: str
    kind: KeyKind
    help: str
    """One sentence for the person who writes the file."""
    example: str
    required: bool = False
    default: str = ""
    """The value of a missing key, as a file writes it; empty if there is none."""
    low: int = 0
    """The smallest value allowed: a count, or seconds."""
    high: int = 0
    """The largest value allowed."""
    choices: type[StrEnum] | None = None
    part: Part | None = None
    either: Part | None = None
    """The part that an item of the list may be in place of `part`."""
    spoken: bool = False
    """Whether a voice says it."""


class Part(Struct, frozen=True):
    """A part of a file: a set of keys that may be used together."""

    name: str
    """The name of the part, as a message says it after `a` or `an`."""
    keys: tuple[Key, ...]
    synonyms: tuple[tuple[str, str], ...] = ()
    """Words that people write, without blanks and hyphens, and the keys that they mean."""

    def find(self, name: str) -> Key | None:
        """The key with this name, if there is one."""
        return next((key for key in self.keys if key.name == name), None)

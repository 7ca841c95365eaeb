"""The keys that a file gives, with their values and places: what the walk makes, and what all checks look at."""

from __future__ import annotations

from enum import Enum, auto

from hipcoach.diagnostics.problems import Source
from hipcoach.session.nodes import Mapping, Node, Text
from hipcoach.session.part import Part

# The same as in `typing`, which takes time to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")


class Unreadable(Enum):
    """Stands in for a value that could not be read; its problem has been noted."""

    VALUE = auto()


class Field:
    """A key that a file gives, with its value and its place."""

    __slots__ = ("key", "node", "source", "value")

    def __init__(self, source: Source, key: Text, node: Node, value: object) -> None:
        self.source = source
        self.key = key
        self.node = node
        self.value = value


class Fields:
    """The keys of one part of a file."""

    __slots__ = ("given", "meant", "node", "part", "source")

    def __init__(
        self, part: Part, source: Source, node: Mapping, given: dict[str, Field], meant: frozenset[str]
    ) -> None:
        self.part = part
        self.source = source
        self.node = node
        self.given = given
        self.meant = meant
        """Known keys that unknown ones were probably meant to be."""

    def __contains__(self, name: str) -> bool:
        return name in self.given

    def get(self, name: str, kind: type[T]) -> T | None:
        """The value of a key; `None` if it is missing or could not be read."""
        field = self.given.get(name)
        return field.value if field is not None and isinstance(field.value, kind) else None

    def many(self, name: str, kind: type[T]) -> tuple[T, ...] | None:
        """The values of a key with several, without those that could not be read; `None` if it is missing."""
        values = self.get(name, tuple)
        return None if values is None else tuple(value for value in values if isinstance(value, kind))

    def over(self, base: Fields) -> Fields:
        """These keys, completed by those of another part."""
        return Fields(self.part, self.source, self.node, base.given | self.given, self.meant)

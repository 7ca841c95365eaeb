"""The tree that a file is read into: texts, lists and mappings that know their place in the text of the file."""

# Plain classes: they are made by the thousand, and a decorator that writes methods costs more than reading a session.

from __future__ import annotations

_NOTHING = ("~", "null", "Null", "NULL")


class Text:
    """A text as it stands in the file: no number, no date, no truth value."""

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, start: int, end: int, plain: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.plain = plain
        """Whether it was written without quotes and bars."""

    @property
    def nothing(self) -> bool:
        """Whether YAML means "no value" by it, or nothing but blanks is left."""
        return not self.text.strip() or (self.plain and self.text in _NOTHING)


class Listing:
    """A list."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.items: list[Node] = []


class Mapping:
    """Keys and values, in file order; a key may stand there twice."""

    __slots__ = ("complete", "end", "entries", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.entries: list[tuple[Text, Node]] = []
        self.complete = True
        """Whether every key could be read."""


class Broken:
    """What a problem was already noted for."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


Node = Text | Listing | Mapping | Broken


def span(node: Node) -> tuple[int, int]:
    """What a caret goes under: the text, or the first key of a mapping without braces."""
    if isinstance(node, Mapping) and node.entries and node.entries[0][0].start == node.start:
        return node.start, node.entries[0][0].end
    return node.start, node.end

"""The nodes of a file's tree: texts, lists and mappings, with their places in the text of the file."""

# Plain classes: thousands are made, and a decorator that generates methods costs more than reading a session.

from __future__ import annotations

_NOTHING = ("~", "null", "Null", "NULL")


class Text:
    """A scalar as the text in the file: never turned into a number, date or boolean."""

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, start: int, end: int, plain: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.plain = plain
        """Whether it was written without quotes and block signs."""

    @property
    def nothing(self) -> bool:
        """Whether it is blank, or one of YAML's words for "no value"."""
        return not self.text.strip() or (self.plain and self.text in _NOTHING)


class Listing:
    """A list."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.items: list[Node] = []


class Mapping:
    """Keys and values, in file order; a key may occur twice."""

    __slots__ = ("complete", "end", "entries", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.entries: list[tuple[Text, Node]] = []
        self.complete = True
        """Whether every key could be read."""


class Broken:
    """A node that could not be understood; its problem has been noted."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


Node = Text | Listing | Mapping | Broken


def span(node: Node) -> tuple[int, int]:
    """The part of a node that the caret marks: the text, or the first key of a mapping without braces."""
    if isinstance(node, Mapping) and node.entries and node.entries[0][0].start == node.start:
        return node.start, node.entries[0][0].end
    return node.start, node.end


def is_group(node: Mapping) -> bool:
    """Whether an item of `exercises` is a group, and no exercise."""
    names = {name.text for name, _ in node.entries}
    return "exercises" in names or ("group" in names and names.isdisjoint(("use", "name", "reps", "hold")))

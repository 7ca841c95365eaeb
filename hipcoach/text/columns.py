"""Lays out a row of a table: its columns, then a text that is broken to fit beside or below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hipcoach.text.characters import cells

BESIDE = 20
"""With less room than this, in cells, a text goes below its columns instead of beside them."""
INDENT = "    "
"""The indent of a text below its columns."""

Breaking = Callable[[str, int], Iterator[str]]
"""Breaks a text into lines of a width in cells."""


def words(text: str, width: int, below: str = "") -> Iterator[str]:
    """A clean text broken between words, with `below` in front of every line but the first.

    A word longer than a line, such as a path, stays whole so that it can be copied.
    """
    body = text.lstrip(" ")
    first, *rest = body.split(" ")
    line = text[: len(text) - len(body)] + first
    for word in rest:
        if cells(f"{line} {word}") <= width:
            line = f"{line} {word}"
        else:
            yield line.rstrip(" ")
            line = below + word
    yield line


def indented(text: str, width: int, further: str = "") -> Iterator[str]:
    """A clean text broken between words, its lines indented like the first one, and by `further` from the second on."""
    body = text.lstrip(" ")
    below = text[: len(text) - len(body)] + further
    yield from words(body, width) if width < 3 * len(below) else words(text, width, below)


def beside(columns: str, text: str, width: int | None, breaking: Breaking = words) -> Iterator[str]:
    """A row as lines: the text to the right of its columns, or below them where there is too little room.

    Columns and text are clean; `width` is in cells, `None` for no limit.
    """
    if width is None or cells(columns) + cells(text) <= width:
        yield f"{columns}{text}".rstrip(" ")
        return
    before = " " * cells(columns)
    room = width - len(before)
    lines = list(breaking(text, room)) if room >= BESIDE else []
    # A path that is too long for the room beside the columns may fit below them.
    if lines and max(map(cells, lines)) <= room:
        yield f"{columns}{lines.pop(0)}".rstrip(" ")
    else:
        yield from indented(columns.rstrip(" "), width)
        before = INDENT if width >= 2 * BESIDE else INDENT[:2]
        lines = list(breaking(text, max(1, width - len(before))))
    yield from (f"{before}{line}".rstrip(" ") for line in lines)

"""How a row of a table is laid out: what stands in its columns, and the text that follows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hipcoach.text.characters import cells

BESIDE = 20
"""Cells below which a text does not stand beside its columns, but under them."""
INDENT = "    "
"""What stands before a text that is under its columns."""

Breaking = Callable[[str, int], Iterator[str]]
"""Breaks a text into lines of so many cells."""


def words(text: str, width: int, below: str = "") -> Iterator[str]:
    """A clean text broken between words, `below` before every line but the first.

    A longer word, such as a path, stays whole to be copied.
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
    """A clean text broken between words, each line as far from the left as the first, or so much further."""
    body = text.lstrip(" ")
    below = text[: len(text) - len(body)] + further
    yield from words(body, width) if width < 3 * len(below) else words(text, width, below)


def beside(columns: str, text: str, width: int | None, breaking: Breaking = words) -> Iterator[str]:
    """A text to the right of its columns, its lines below each other; under the columns where it has no room there.

    Both are clean; `width` is in cells, `None` where nothing limits it.
    """
    if width is None or cells(columns) + cells(text) <= width:
        yield f"{columns}{text}".rstrip(" ")
        return
    before = " " * cells(columns)
    room = width - len(before)
    lines = list(breaking(text, room)) if room >= BESIDE else []
    # A path that is too long to stand beside may have room below.
    if lines and max(map(cells, lines)) <= room:
        yield f"{columns}{lines.pop(0)}".rstrip(" ")
    else:
        yield from indented(columns.rstrip(" "), width)
        before = INDENT if width >= 2 * BESIDE else INDENT[:2]
        lines = list(breaking(text, max(1, width - len(before))))
    yield from (f"{before}{line}".rstrip(" ") for line in lines)

"""Lines of text for a terminal, broken between words; anywhere else they stay as they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TextIO

from hipcoach.session.characters import cells

BELOW_THE_TIME = " " * len("[00:05] ")
"""What stands before the rest of a line that begins with a time."""


def columns(out: TextIO) -> int | None:
    """How wide the terminal is that a stream writes to; `None` where it is none."""
    try:
        return os.get_terminal_size(out.fileno()).columns or None
    except (OSError, ValueError):
        return None


def broken(text: str, width: int | None) -> str:
    """A clean text in lines of at most so many columns; a longer word, such as a path, stays whole to be copied."""
    return text if width is None else "\n".join(part for line in text.split("\n") for part in _broken(line, width))


def _broken(line: str, width: int) -> Iterator[str]:
    body = line.lstrip(" ")
    before = line[: len(line) - len(body)]
    below = BELOW_THE_TIME if body.startswith("[") else before
    if width < 3 * len(below):
        before = below = ""
    first, *words = body.split(" ")
    part = before + first
    for word in words:
        if cells(f"{part} {word}") <= width:
            part = f"{part} {word}"
        else:
            yield part.rstrip(" ")
            part = below + word
    yield part

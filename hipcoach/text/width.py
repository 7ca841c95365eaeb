"""Lines of text for a terminal, broken between words; anywhere else they stay as they are."""

from __future__ import annotations

import os
from typing import TextIO

from hipcoach.text.columns import indented

BELOW_THE_TIME = " " * len("[00:05] ")
"""What stands before the rest of a line that begins with a time."""


def columns(out: TextIO) -> int | None:
    """How wide the terminal is that a stream writes to; `None` where it is none."""
    try:
        return os.get_terminal_size(out.fileno()).columns or None
    except (OSError, ValueError):
        return None


def broken(text: str, width: int | None, further: str = "") -> str:
    """A clean text in lines of at most so many columns; a longer word, such as a path, stays whole to be copied.

    `further` stands before what goes on a line that was broken.
    """
    if width is None:
        return text
    lines = text.split("\n")
    return "\n".join(part for line in lines for part in indented(line, width, _further(line) or further))


def _further(line: str) -> str:
    return BELOW_THE_TIME if line.startswith("[") else ""

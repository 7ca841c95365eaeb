"""Breaks lines between words to fit the terminal; output that goes elsewhere keeps its lines."""

from __future__ import annotations

import os
from typing import TextIO

from hipcoach.text.columns import indented

BELOW_THE_TIME = " " * len("[00:05] ")
"""The indent of the continuation of a line that begins with a time."""


def columns(out: TextIO) -> int | None:
    """The width of the terminal that a stream writes to; `None` if it does not write to a terminal."""
    try:
        return os.get_terminal_size(out.fileno()).columns or None
    except (OSError, ValueError):
        return None


def broken(text: str, width: int | None, further: str = "") -> str:
    """A clean text broken into lines of at most `width` columns; `None` leaves it as it is.

    `further` indents the continuation of a broken line. A word longer than a line, such as a path, stays whole so that
    it can be copied.
    """
    if width is None:
        return text
    lines = text.split("\n")
    return "\n".join(part for line in lines for part in indented(line, width, _further(line) or further))


def _further(line: str) -> str:
    return BELOW_THE_TIME if line.startswith("[") else ""

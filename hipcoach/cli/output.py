"""Prints the output of commands: wrapped to the terminal, without control characters."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from hipcoach.diagnostics.problems import Problem, render
from hipcoach.text import width
from hipcoach.text.characters import harmless

# As in `typing`, whose import would take too long.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from hipcoach.settings.found import FoundSettings


class Refused(Exception):  # noqa: N818 - an answer to the person, not an error of the program
    """The command cannot be carried out; the message says why and what to do."""


def say(text: str, further: str = "") -> None:
    """Print a line without control characters, wrapped at a terminal; `further` indents its later lines.

    The control characters could come from file names and other text from outside.
    """
    print(width.broken(harmless(text), columns(sys.stdout), further))


def complain(text: str) -> None:
    """Print an error on standard error."""
    with suppress(OSError):
        sys.stdout.flush()
    print(width.broken(f"hipcoach: {harmless(text)}", columns(sys.stderr)), file=sys.stderr)


def tell(found: FoundSettings) -> None:
    """Print once that something is wrong with the settings."""
    if found.notice:
        complain(found.notice)


def show(problems: Sequence[Problem], out: TextIO) -> None:
    """Print the problems of a file, in colour if the terminal should have it."""
    colour = out.isatty() and not os.environ.get("NO_COLOR")
    print(render(problems, colour=colour, width=columns(out)), file=out)


def columns(out: TextIO) -> int | None:
    """The width of the terminal that a stream writes to; `None` if it is not a terminal."""
    return width.columns(out)


def has_keyboard() -> bool:
    """Whether somebody can read a question and answer it."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def has_screen() -> bool:
    """Whether the app can be shown: on a terminal, or with the driver in the environment, as in a browser."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    return has_keyboard() and os.environ.get("TERM") != "dumb"

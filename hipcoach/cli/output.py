"""How commands write: to the width of the terminal, and nothing that would do it harm."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from hipcoach.diagnostics.problems import Problem, render
from hipcoach.text import width
from hipcoach.text.characters import harmless

# As `typing` has it, without the time that importing it takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from hipcoach.settings.found import FoundSettings


class Refused(Exception):  # noqa: N818 - not an error of the program
    """What was asked for cannot be done; the message says why and what to do."""


def say(text: str, further: str = "") -> None:
    """Print a line, broken between words where it goes to a terminal, and so much further from the left then.

    Whatever it says of files or anything else from outside does a terminal no harm.
    """
    print(width.broken(harmless(text), columns(sys.stdout), further))


def complain(text: str) -> None:
    """Say on standard error what is wrong."""
    with suppress(OSError):
        sys.stdout.flush()
    print(width.broken(f"hipcoach: {harmless(text)}", columns(sys.stderr)), file=sys.stderr)


def tell(found: FoundSettings) -> None:
    """Say once that something is wrong with the settings."""
    if found.notice:
        complain(found.notice)


def show(problems: Sequence[Problem], out: TextIO) -> None:
    """Show what is wrong with a file, in colour at a terminal that is to have it."""
    colour = out.isatty() and not os.environ.get("NO_COLOR")
    print(render(problems, colour=colour, width=columns(out)), file=out)


def columns(out: TextIO) -> int | None:
    """How wide the terminal is that a stream writes to; `None` where it is none."""
    return width.columns(out)


def has_screen() -> bool:
    """Whether there is something to draw on: a terminal, or what Textual is told to use, as in a browser."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    terminals = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return terminals and os.environ.get("TERM") != "dumb"

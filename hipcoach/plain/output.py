"""Writes lines to a stream; the session goes on if that fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from hipcoach.diagnostics.files import why


class LineOutput:
    """A stream that takes one line after another, each flushed by itself."""

    def __init__(self, out: TextIO, *, gone: Callable[[], None], report: Callable[[str], None]) -> None:
        self._out = out
        self._gone = gone
        """Called when the reader of the lines has closed them."""
        self._report = report
        """Called once with a message for the person if a line cannot be written."""
        self._failed = False

    def write(self, text: str) -> None:
        """Write a line at once."""
        try:
            self._out.write(f"{text}\n")
            self._out.flush()
        except BrokenPipeError:
            self._gone()
        except OSError as error:
            if not self._failed:
                self._failed = True
                self._report(f"Lines cannot be written: {why(error)}. The session goes on without them.")

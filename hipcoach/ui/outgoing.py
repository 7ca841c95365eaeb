"""Writes to a terminal that may disappear or stand still: at once where it takes what is written, never waiting for it.

Textual hands every frame to a thread, so that a terminal that stands still does not stop the app. On a busy machine
that thread waits for its turn, and the frame with it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from io import TextIOWrapper
from typing import IO, Any

CUT = "surrogateescape"
"""How bytes of a sign that the terminal has taken in part are passed on as text."""


def encodable(text: str) -> str:
    """The text with a question mark for every half of a sign, which no terminal could be sent."""
    return text if text.isascii() else text.encode(errors="replace").decode()


class MayBeGone:
    """A file that discards output once the terminal is gone."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._written = 0
        self.out = 0
        """How many texts have been written, up to the latest time that the file was flushed."""

    def write(self, text: str) -> None:
        """Write a text; does nothing if that fails."""
        # The terminal is gone: nothing can be shown, and nobody told.
        with suppress(OSError, ValueError):
            self._file.write(text)
        self._written += 1

    def flush(self) -> None:
        """Flush the file; does nothing if that fails."""
        with suppress(OSError, ValueError):
            self._file.flush()
        self.out = self._written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class OpenTerminal:
    """A terminal that is written to without waiting for it; its descriptor stays open as long as the process."""

    def __init__(self, file: IO[str]) -> None:
        """`file` is on the terminal, and is what the rest has to be written to, between `begin` and `end`."""
        self._file = file if isinstance(file, TextIOWrapper) else None
        self._descriptor = _opened(self._file) if self._file is not None else None
        self._before: str | None = None
        """The error mode of the file, while it takes the rest of a sign."""

    def begin(self) -> None:
        """Have the file take the rest of a sign that the terminal has taken in part."""
        if self._file is not None and self._descriptor is not None and self._before is None:
            self._before = self._file.errors
            self._set_errors(CUT)

    def end(self) -> None:
        """Have the file treat all text as before."""
        if self._before is not None:
            self._set_errors(self._before)
            self._before = None

    def _set_errors(self, mode: str) -> None:
        # It is flushed first, which fails if the terminal is gone.
        with suppress(OSError, ValueError):
            if self._file is not None:
                self._file.reconfigure(errors=mode)

    def write(self, text: str) -> str:
        """Write a text that is `encodable`; returns the rest, which the terminal does not take now."""
        if self._descriptor is None:
            return text
        try:
            data = text.encode(errors=CUT)
            taken = os.write(self._descriptor, data)
        except BlockingIOError:
            return text
        except OSError:
            # The terminal is gone.
            return ""
        return data[taken:].decode(errors=CUT)


def _opened(file: TextIOWrapper) -> int | None:
    """The terminal of a file, opened anew, since others wait with the file's own descriptor; `None` if it has none."""
    if file.encoding.lower() != "utf-8":
        return None
    with suppress(OSError, ValueError):
        here = file.fileno()
        opened = os.open(os.ttyname(here), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        if os.fstat(opened).st_rdev == os.fstat(here).st_rdev:
            return opened
        os.close(opened)
    return None

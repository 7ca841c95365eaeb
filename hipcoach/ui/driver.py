"""The terminal as the app writes to it, which may be gone: a window is closed, a connection breaks."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import IO, Any

from textual.driver import Driver

from hipcoach.ui.sequences import Parser


class MayBeGone:
    """A file that swallows what is written once nobody is there to read it."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write a text, if it can be written."""
        # There is nothing left to show it on, and nobody to tell.
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        """Write what is still held back, if it can be written."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def lasting(driver: type[Driver]) -> type[Driver]:
    """A driver that comes to its end without a terminal too.

    Textual writes in a thread, which a terminal that is gone ends with an error; the app then waits forever for what is
    written, and keeps its log from being gone on with.
    """
    # The one place from which the thread that reads takes its parser.
    module = sys.modules[driver.__module__]
    if hasattr(module, "XTermParser"):
        module.XTermParser = Parser  # type: ignore[attr-defined]

    class Lasting(driver):  # type: ignore[misc, valid-type]
        """Writes to a terminal that may be gone."""

        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, **more)
            if (file := getattr(self, "_file", None)) is not None:
                self._file = MayBeGone(file)

    return Lasting

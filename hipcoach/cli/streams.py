"""Makes standard output and error usable for the command line, whatever they are."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

# As in `typing`, whose import would take too long.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def take_any_text() -> None:
    """Have standard output and error accept any text: characters they lack become `?`; a closed one discards all."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def mark_for_spreadsheets(stream: TextIO) -> None:
    """Begin UTF-8 with the mark without which Excel reads it in the code page of the machine; none at a terminal.

    LibreOffice knows the mark as well, and neither shows it. What is not asked for by name, such as the rows of sets,
    goes without: programs that know nothing of the mark would take it for a part of the first column's name.
    """
    if stream.isatty():
        return
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
    stream.write("\ufeff")


def to_nowhere(stream: TextIO) -> None:
    """Discard what is still buffered for a closed stream, so that Python does not report it at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

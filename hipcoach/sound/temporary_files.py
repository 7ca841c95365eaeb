"""Where reels lie while they are played: a private temporary folder that is gone at the end.

A process that was killed leaves its folder behind; a later one clears it away.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from hipcoach import atomic
from hipcoach.diagnostics.files import why

PREFIX = "hipcoach-"
"""What the names of all our temporary folders begin with."""

OURS = re.compile(rf"{PREFIX}(voice-)?[a-z0-9_]{{8}}")
"""The names that `tempfile` makes of it."""

OUR_FILES = re.compile(r"[0-9]+\.wav|phrase\.wav|silence\.wav")
"""All that ever lies in such a folder."""

ABANDONED = 3600.0
"""Seconds without a change after which a folder belongs to nobody; a session that lost its own makes a new one."""


class TemporaryFiles:
    """Keeps sound files that nobody else can read."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._number = 0
        self.trouble = ""
        """Where there was no room, and why."""

    def put(self, data: bytes) -> Path | None:
        """Keep a file; None where there is no room for it, or none at all."""
        path: Path | None = None
        try:
            if self._folder is None or not self._folder.is_dir():
                self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
            self._number += 1
            path = self._folder / f"{self._number}.wav"
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
                file.write(data)
        except OSError as error:
            if path is not None:
                self.drop(path)
            self.trouble = f"{_place()} ({why(error)})"
            return None
        return path

    def drop(self, path: Path) -> None:
        """Forget a file; one that is not from here stays."""
        if self._folder is not None and path.parent == self._folder:
            with suppress(OSError):
                path.unlink()

    def clear(self) -> None:
        """Forget everything, the folder too."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _place() -> str:
    """Where there should be room."""
    try:
        return tempfile.gettempdir()
    except OSError:
        return "the temporary folder"


def clear_away() -> None:
    """Delete this user's abandoned folders with nothing but our files in them; whatever goes wrong, one stays."""
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError):
                if OURS.fullmatch(path.name) and _is_abandoned(path):
                    shutil.rmtree(path)


def _is_abandoned(folder: Path) -> bool:
    """Whether a folder is ours and private, was not touched for long, and holds nothing that is not from here."""
    itself = folder.lstat()
    if not stat.S_ISDIR(itself.st_mode) or not atomic.is_mine(itself):
        return False
    files = [(path, path.lstat()) for path in folder.iterdir()]
    if not all(OUR_FILES.fullmatch(path.name) and stat.S_ISREG(seen.st_mode) for path, seen in files):
        return False
    touched = max([itself.st_mtime, *(seen.st_mtime for _, seen in files)])
    return time.time() - touched > ABANDONED

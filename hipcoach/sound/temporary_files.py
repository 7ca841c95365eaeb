"""The private temporary folder for the files of reels, deleted at the end.

A process that was killed leaves its folder behind; a later process deletes it.
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
"""The prefix of the names of all our temporary folders."""

OURS = re.compile(rf"{PREFIX}(voice-)?[a-z0-9_]{{8}}")
"""The names that `tempfile` makes with this prefix."""

OUR_FILES = re.compile(r"[0-9]+\.wav|phrase\.wav|silence\.wav")
"""The names of all files that such a folder can contain."""

ABANDONED = 3600.0
"""Seconds without a change after which a folder counts as abandoned; a session that lost its folder makes a new one."""


class TemporaryFiles:
    """Writes sound files that only this user can read."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._number = 0
        self.trouble = ""
        """The folder that a file could not be written to, and why."""

    def put(self, data: bytes) -> Path | None:
        """Write a file; None if that fails, with the reason in `trouble`."""
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
        """Delete a file, if it is one of this folder."""
        if self._folder is not None and path.parent == self._folder:
            with suppress(OSError):
                path.unlink()

    def clear(self) -> None:
        """Delete all files and the folder."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _place() -> str:
    """The folder for temporary files, for a message."""
    try:
        return tempfile.gettempdir()
    except OSError:
        return "the temporary folder"


def clear_away() -> None:
    """Delete this user's abandoned folders that contain only our files; a folder stays if anything goes wrong."""
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError):
                if OURS.fullmatch(path.name) and _is_abandoned(path):
                    shutil.rmtree(path)


def _is_abandoned(folder: Path) -> bool:
    """Whether a folder is private to this user, unchanged for `ABANDONED` seconds, and has only files of ours."""
    itself = folder.lstat()
    if not stat.S_ISDIR(itself.st_mode) or not atomic.is_mine(itself):
        return False
    files = [(path, path.lstat()) for path in folder.iterdir()]
    if not all(OUR_FILES.fullmatch(path.name) and stat.S_ISREG(seen.st_mode) for path, seen in files):
        return False
    touched = max([itself.st_mtime, *(seen.st_mtime for _, seen in files)])
    return time.time() - touched > ABANDONED

"""Where reels lie while they are played: a private temporary folder that is gone at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hipcoach.diagnostics.files import why
from hipcoach.sound.leftovers import PREFIX


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

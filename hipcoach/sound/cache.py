"""Caches synthesised speech in files, which may be deleted or damaged at any time."""

from __future__ import annotations

import errno
import os
import time
from array import array
from contextlib import suppress
from pathlib import Path

from hipcoach import atomic
from hipcoach.diagnostics.files import content
from hipcoach.hashing import sha256
from hipcoach.sound import wavs
from hipcoach.sound.levelling import CEILING
from hipcoach.sound.tones import FULL_SCALE, LOUDNESS, RATE

KEPT = 800
"""How many files are kept, the most recently used ones, of about 50 kB each."""

ABANDONED = 3600.0
"""Seconds after which an unfinished file counts as abandoned."""

VOICE = "voice"
"""The folder for speech within the cache folder."""

LARGEST = 2_000_000
"""The largest phrase in bytes; a larger file is not read."""

SECONDS = (0.05, 15.0)
"""The shortest and longest phrase; other files are not played."""


class Cache:
    """Speech by key, in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, *key: str) -> Path:
        """The file for a key."""
        return self._folder / f"{sha256(chr(0).join(key).encode())[:40]}.wav"

    def keep(self, path: Path, samples: array[int]) -> None:
        """Write a file, whole or not at all; OSError if that fails or if other users could change it."""
        atomic.make_folder(self._folder)
        if not is_safe(self._folder):
            raise PermissionError(errno.EPERM, "others can write there", str(self._folder))
        atomic.write(path, wavs.packed(samples), replace=True)

    def used(self, path: Path) -> array[int] | None:
        """The speech in a file, unless other users could have written it; marks the file as recently used."""
        samples = load(path) if is_safe(self._folder) else None
        if samples is not None:
            with suppress(OSError):
                os.utime(path)
        return samples

    def clear_out(self) -> None:
        """Delete abandoned files, and all but the most recently used ones."""
        if not is_safe(self._folder):
            return
        with suppress(OSError):
            found = [(path.stat().st_mtime, path) for path in self._folder.iterdir() if path.suffix == ".wav"]
            found.sort(reverse=True)
            for _, path in found[KEPT:]:
                path.unlink(missing_ok=True)
        with suppress(OSError):
            for path in self._folder.glob(f"*{atomic.UNFINISHED}"):
                if time.time() - path.stat().st_mtime > ABANDONED:
                    path.unlink(missing_ok=True)


def is_safe(folder: Path) -> bool:
    """Whether only this user can write to a folder and the one above it, or neither exists yet."""
    try:
        return all(atomic.is_mine(each.stat(), others=0o022) for each in (folder, folder.parent) if each.exists())
    except OSError:
        return False


def load(path: Path) -> array[int] | None:
    """The speech in a file; None if there is no such file or it is damaged."""
    try:
        recording = wavs.read(content(path, LARGEST))
    except (OSError, ValueError):
        return None
    return recording.samples if recording.rate == RATE and _sound(recording.samples) else None


def _sound(samples: array[int]) -> bool:
    """Whether samples can be levelled speech: random bytes soon reach full scale, and silence never rises."""
    shortest, longest = SECONDS
    if not shortest * RATE <= len(samples) <= longest * RATE:
        return False
    return LOUDNESS * FULL_SCALE < max(max(samples), -min(samples)) < CEILING * FULL_SCALE * 1.015

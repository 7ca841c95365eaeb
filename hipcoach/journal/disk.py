"""The few things that a log asks of the system, in one place so that each can be made to fail."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from hipcoach import atomic
from hipcoach.diagnostics.files import open_ordinary


class InUse(OSError):  # noqa: N818 - it reads as what it is
    """Somebody else is at this session, or has gone on with it since it was looked at."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EBUSY, "another hipcoach is at this session", str(path))


class Disk:
    """Files as the operating system has them; every method raises OSError when it fails."""

    def create(self, path: Path) -> int:
        """A new file to append to, readable to its owner only, like the folders made for it."""
        atomic.make_folder(path.parent)
        fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | _EXTRA, atomic.FILE)
        atomic.only_for_its_owner(path, atomic.FILE)
        atomic.sync_folder(path.parent)
        return fd

    def open(self, path: Path) -> int:
        """An existing file to append to; NoOrdinaryFile where it is a pipe or the like."""
        return open_ordinary(path, os.O_RDWR | os.O_APPEND)

    def write(self, fd: int, data: bytes) -> int:
        """Append; how many bytes went in."""
        return os.write(fd, data)

    def sync(self, fd: int) -> None:
        """Return when what was written is on the disk."""
        os.fsync(fd)

    def truncate(self, fd: int, length: int) -> None:
        """Cut off what comes after a length."""
        os.ftruncate(fd, length)

    def size(self, fd: int) -> int:
        """How long a file is."""
        return os.fstat(fd).st_size

    def removed(self, fd: int) -> bool:
        """Whether the file has no name any more."""
        return os.fstat(fd).st_nlink == 0

    def whereabouts(self, fd: int, path: Path) -> Path | None:
        """Where an open file is: at its path, or where it was moved to; `None` where that cannot be found out."""
        status = os.fstat(fd)
        for place in (path, _path_of(fd)):
            with suppress(OSError):
                if place is not None and os.path.samestat(place.stat(), status):
                    return place
        return None

    def lock(self, fd: int) -> bool:
        """Lock a file until it is closed; False where somebody else has. True where the system has no locks."""
        return _lock(fd)

    def close(self, fd: int) -> None:
        """Close a file, which unlocks it."""
        os.close(fd)

    def free(self, path: Path) -> bool:
        """Whether nobody holds the lock of a file."""
        fd = self.open(path)
        try:
            return self.lock(fd)
        finally:
            self.close(fd)

    def replace(self, path: Path, text: str) -> None:
        """Put a text where a file of ours is, or is to be, all at once; a pipe or a broken link there gives way."""
        atomic.make_folder(path.parent)
        if not path.is_file() and not path.is_dir():
            path.unlink(missing_ok=True)
        atomic.write(path, text.encode(), replace=True)

    def save(self, path: Path, data: bytes, *, replace: bool) -> int:
        """Put a file somewhere all at once, as `atomic.writing` does; open, and locked before it has its name."""
        atomic.make_folder(path.parent)
        with ExitStack() as failing:
            with atomic.writing(path, replace=replace) as file:
                file.write(data)
                fd = os.dup(file.fileno())
                failing.callback(self.close, fd)
                self.lock(fd)
            failing.pop_all()
        return fd


_EXTRA = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

if sys.platform == "linux":

    def _path_of(fd: int) -> Path | None:
        """Where the system says that an open file is."""
        try:
            return Path(f"/proc/self/fd/{fd}").readlink()
        except OSError:
            return None

elif sys.platform == "darwin":

    def _path_of(fd: int) -> Path | None:
        import fcntl

        try:
            return Path(os.fsdecode(fcntl.fcntl(fd, fcntl.F_GETPATH, bytes(1024)).partition(b"\0")[0]))
        except OSError:
            return None

else:

    def _path_of(fd: int) -> Path | None:
        return None


if sys.platform == "win32":

    def _lock(fd: int) -> bool:
        import msvcrt

        # What is locked there cannot be read by others, so it is a byte that no log reaches.
        os.lseek(fd, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _lock(fd: int) -> bool:
        import fcntl

        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # A file system without locks: then nobody can be kept out, and nobody should be.
            return True
        return True


def append(disk: Disk, path: Path, seen: int, keep: int, data: bytes) -> None:
    """Cut a file that nobody else is at to `keep` bytes and append; InUse if it is not `seen` bytes long any more."""
    fd = take(disk, path, seen)
    try:
        disk.truncate(fd, keep)
        if (written := disk.write(fd, data)) != len(data):
            disk.truncate(fd, keep)
            raise short(written, len(data))
        disk.sync(fd)
    finally:
        disk.close(fd)


def take(disk: Disk, path: Path, seen: int) -> int:
    """Open and lock a file; InUse if somebody else has it, or it is not `seen` bytes long any more."""
    fd = disk.open(path)
    with ExitStack() as failing:
        failing.callback(disk.close, fd)
        if not disk.lock(fd) or disk.size(fd) != seen:
            raise InUse(path)
        failing.pop_all()
    return fd


def short(written: int, length: int) -> OSError:
    """The error for a write that took only part of a line."""
    return OSError(f"only {written} of {length} bytes went in")


Retry = Callable[[int], float | None]
"""Seconds to wait after so many failures in a row; None: until somebody asks."""


def backoff(failures: int) -> float:
    """A second at first, twice as long each time, at most half a minute."""
    return min(30.0, 2.0 ** (failures - 1))

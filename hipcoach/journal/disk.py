"""The file operations that a log needs, in one class so that tests can make each of them fail."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from hipcoach import atomic
from hipcoach.diagnostics.files import open_ordinary


class InUse(OSError):  # noqa: N818 - `except InUse` reads well
    """Another process is writing this session's log, or has written to it since it was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EBUSY, "another hipcoach is at this session", str(path))


class Disk:
    """File operations of the operating system; every method raises OSError when it fails."""

    def create(self, path: Path) -> int:
        """Create a file and open it for appending; the file and any new folders are readable by their owner only."""
        atomic.make_folder(path.parent)
        fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | _EXTRA, atomic.FILE)
        atomic.only_for_its_owner(path, atomic.FILE)
        atomic.sync_folder(path.parent)
        return fd

    def open(self, path: Path) -> int:
        """Open an existing file for appending; NoOrdinaryFile if it is a pipe or the like."""
        return open_ordinary(path, os.O_RDWR | os.O_APPEND)

    def write(self, fd: int, data: bytes) -> int:
        """Append data; returns the number of bytes written."""
        return os.write(fd, data)

    def sync(self, fd: int) -> None:
        """Wait until everything written is on the disk."""
        os.fsync(fd)

    def truncate(self, fd: int, length: int) -> None:
        """Cut the file off after `length` bytes."""
        os.ftruncate(fd, length)

    def size(self, fd: int) -> int:
        """The size of a file in bytes."""
        return os.fstat(fd).st_size

    def removed(self, fd: int) -> bool:
        """Whether the file has been deleted while it is open."""
        return os.fstat(fd).st_nlink == 0

    def whereabouts(self, fd: int, path: Path) -> Path | None:
        """The current path of an open file, even if it was moved; `None` if that cannot be found out."""
        status = os.fstat(fd)
        for place in (path, _path_of(fd)):
            with suppress(OSError):
                if place is not None and os.path.samestat(place.stat(), status):
                    return place
        return None

    def lock(self, fd: int) -> bool:
        """Lock a file until it is closed; False if another process holds the lock. True on systems without locks."""
        return _lock(fd)

    def close(self, fd: int) -> None:
        """Close a file, which also unlocks it."""
        os.close(fd)

    def free(self, path: Path) -> bool:
        """Whether no process holds the lock of a file."""
        fd = self.open(path)
        try:
            return self.lock(fd)
        finally:
            self.close(fd)

    def replace(self, path: Path, text: str) -> None:
        """Write a text to one of our own files, all at once; a pipe or broken link at that path is removed first."""
        atomic.make_folder(path.parent)
        if not path.is_file() and not path.is_dir():
            path.unlink(missing_ok=True)
        atomic.write(path, text.encode(), replace=True)

    def save(self, path: Path, data: bytes, *, replace: bool) -> int:
        """Write a file all at once, as `atomic.writing` does; returns it open, and locked before it gets its name."""
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
        """The path of an open file, as the system reports it."""
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

        # Others cannot read a locked byte on Windows, so lock one beyond the end of any log.
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
            # A file system without locks: nobody can be kept out, and a session must start all the same.
            return True
        return True


def append(disk: Disk, path: Path, seen: int, keep: int, data: bytes) -> None:
    """Cut a file to `keep` bytes and append; InUse if another process has it or it is no longer `seen` bytes long."""
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
    """Open and lock a file; InUse if another process has it or it is no longer `seen` bytes long."""
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
"""Seconds to wait before the next try, given the number of failures in a row; None: wait until `retry` is called."""


def backoff(failures: int) -> float:
    """One second at first, doubled with each failure, 30 seconds at most."""
    return min(30.0, 2.0 ** (failures - 1))

"""Writes lines to the disk from its own thread, so that nobody else waits for the disk.

A line counts as written once it is synced. Lines that cannot be written are kept and tried again; none is dropped.
"""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from hipcoach.diagnostics.files import in_words, path_shown
from hipcoach.journal.disk import Disk, InUse, Retry, short


class QueuedLine(Struct, frozen=True):
    """A line waiting to be written."""

    data: bytes
    """The encoded line with its line end."""
    passing: bool = False
    """Whether the next line of its kind replaces it, as the next place replaces a place."""

    @property
    def text(self) -> str:
        """The line without its line end."""
        return self.data.decode("utf-8", "replace").strip("\n")


class Existing(Struct, frozen=True):
    """A log file to be continued."""

    path: Path
    fd: int | None
    """Open and locked; `None` if it could not be opened yet."""
    content: bytes
    """The content to keep; anything behind it is torn and will be cut off."""


class Writer:
    """Appends lines to one file."""

    def __init__(
        self,
        disk: Disk,
        names: Iterator[Path],
        *,
        report: Callable[[str], None],
        retry: Retry,
        acknowledged: Callable[[str], None] | None = None,
        existing: Existing | None = None,
    ) -> None:
        """`names` is endless: if a file of the first name exists, the next name is tried."""
        self.trouble: str | None = None
        """Why lines cannot be written at present."""
        self.path = existing.path if existing else next(names)
        """The file that lines are written to."""
        self.whereabouts: Path | None = None
        """The file's path when it was closed; `None` before that, or if it cannot be found."""
        self._disk = disk
        self._names = names
        self._report = report
        self._retry = retry
        self._acknowledged = acknowledged
        self._made = existing is not None
        """Whether the file has been made."""
        self._fd = existing.fd if existing else None
        self._good = len(existing.content) if existing else 0
        """The length of the file, in bytes, up to which it is complete and synced."""
        self._torn = existing is not None
        """Whether there may be a torn line behind that."""
        self._failures = 0
        self._condition = threading.Condition()
        """Guards the fields below."""
        self._kept = [QueuedLine(existing.content)] if existing else []
        """All lines on the disk, to be written to a new file if this one is lost."""
        self._busy: list[QueuedLine] = []
        """The lines that are being written."""
        self._waiting: list[QueuedLine] = []
        self._asked = False
        """Whether `retry` was called."""
        self._closing = False
        self._tried_last = False
        """Whether the last try before closing was made."""
        self._thread: threading.Thread | None = None

    # -- called by others, from any thread ---------------------------------------------------------------------------

    def put(self, entries: list[QueuedLine]) -> None:
        """Queue lines to be written in order."""
        if not entries:
            return
        with self._condition:
            for entry in entries:
                # While writing fails, keep only the latest place, so that the queue does not grow with each one.
                if self._failures and entry.passing and self._waiting and self._waiting[-1].passing:
                    self._waiting.pop()
                self._waiting.append(entry)
            if self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
                self._thread.start()
            if not self._failures:
                self._condition.notify()

    def retry(self) -> None:
        """Try again at once to write the lines that could not be written."""
        with self._condition:
            self._asked = True
            self._condition.notify()

    def unwritten(self) -> tuple[str, ...]:
        """The lines that are not on the disk."""
        with self._condition:
            return tuple(entry.text for entry in (*self._busy, *self._waiting))

    def everything(self) -> bytes:
        """All lines, on the disk or not."""
        with self._condition:
            return b"".join(entry.data for entry in (*self._kept, *self._busy, *self._waiting))

    def close(self, timeout: float) -> tuple[str, ...]:
        """Write what can be written within `timeout` seconds, then stop; returns the lines that are still unwritten."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        if self._thread is not None:
            self._thread.join(timeout)
        else:
            self._end()
        return self.unwritten()

    # -- the thread --------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while self._await():
            try:
                self._write(self._busy)
            except Exception as error:
                # Not only OSError: no error may end the thread or lose a line.
                self._failed(error)
            else:
                self._written()
        self._end()

    def _end(self) -> None:
        """Close the file, and remember its path: its folder may have been moved meanwhile."""
        if self._fd is not None:
            self.whereabouts = self._disk.whereabouts(self._fd, self.path)
        self._close_file()

    def _await(self) -> bool:
        """Wait until there are lines to write, and move them to `_busy`; False when it is time to stop."""
        with self._condition:
            while not (self._waiting and (not self._failures or self._asked or self._closing)):
                if self._closing:
                    return False
                if not self._waiting or not self._failures:
                    self._condition.wait()
                elif not self._condition.wait(self._retry(self._failures)):
                    break
            if self._closing and self._failures:
                if self._tried_last:
                    return False
                self._tried_last = True
            self._asked = False
            self._busy, self._waiting = self._waiting, []
            return True

    def _write(self, entries: list[QueuedLine]) -> None:
        """Append lines and sync them; afterwards all of them are on the disk, or none."""
        if self._fd is None:
            self._fd = self._reopened() if self._made else self._created()
        if not self._good:
            # A new file begins with everything that the lost one contained.
            entries = [*self._kept, *entries]
        if self._torn:
            self._disk.truncate(self._fd, self._good)
        self._torn = True
        for entry in entries:
            if (written := self._disk.write(self._fd, entry.data)) != len(entry.data):
                raise short(written, len(entry.data))
        self._disk.sync(self._fd)
        if self._disk.removed(self._fd):
            self._lost()
            raise FileNotFoundError(errno.ENOENT, "the file was removed", str(self.path))
        self._good += sum(len(entry.data) for entry in entries)
        self._torn = False

    def _created(self) -> int:
        """Create a file under the first free name, open and locked."""
        while True:
            try:
                fd = self._disk.create(self.path)
            except FileExistsError:
                self.path = next(self._names)
            else:
                # The lock is free: nobody else knows the name yet.
                self._disk.lock(fd)
                self._made = True
                return fd

    def _reopened(self) -> int:
        """Open the file again after it could not be restored."""
        try:
            fd = self._disk.open(self.path)
        except FileNotFoundError:
            self._lost()
            return self._created()
        with ExitStack() as failing:
            failing.callback(self._disk.close, fd)
            if not self._disk.lock(fd):
                raise InUse(self.path)
            if self._disk.size(fd) >= self._good:
                failing.pop_all()
                return fd
        # The content is not what was written: an older version of the file, or another file.
        self._lost()
        return self._created()

    def _lost(self) -> None:
        """Have the next write create a new file."""
        self._close_file()
        self._made, self._good, self._torn = False, 0, False

    def _failed(self, error: Exception) -> None:
        """Restore the file to its last good length, keep the lines for the next try, and report the failure once."""
        if self._fd is not None and self._torn:
            try:
                self._disk.truncate(self._fd, self._good)
                self._torn = False
            except OSError:
                # Tried again before the next line; a new descriptor may help.
                self._close_file()
        with self._condition:
            self._failures += 1
            self._busy, self._waiting = [], [*self._busy, *self._waiting]
        first = self.trouble is None
        self.trouble = f"the log could not be written: {in_words(error, self.path)}"
        if first:
            self._say(self.trouble)

    def _written(self) -> None:
        with self._condition:
            written, self._busy = self._busy, []
            self._failures = 0
            for entry in written:
                if entry.passing and self._kept and self._kept[-1].passing:
                    self._kept.pop()
                self._kept.append(entry)
        if self.trouble is not None:
            self.trouble = None
            self._say(f"the log is being written again: {path_shown(self.path)}")
        if self._acknowledged is not None:
            for entry in written:
                self._acknowledged(entry.text)

    def _say(self, text: str) -> None:
        try:
            self._report(text)
        except Exception as error:
            self.trouble = f"{text} (this could not be told: {error!r})"

    def _close_file(self) -> None:
        fd, self._fd = self._fd, None
        if fd is not None:
            try:
                self._disk.close(fd)
            except OSError as error:
                # Everything that was acknowledged is synced already.
                self.trouble = f"the log could not be closed: {in_words(error, self.path)}"

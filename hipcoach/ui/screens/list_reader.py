"""The base class of the list of sessions: what it reads in threads, from the files and from the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from hipcoach.session.library import Entry, Reading
from hipcoach.ui.screens.while_open import WhileOpen
from hipcoach.ui.session_list import LastDone, last_done
from hipcoach.ui.shared import LastTime, SharedApp
from hipcoach.ui.widgets.session_rows import SessionRows

if TYPE_CHECKING:
    from hipcoach.advice.proposal import Proposal
    from hipcoach.journal.figures import Week
    from hipcoach.journal.resume import Resumable

AT_ONCE = 0.1
"""Seconds of reading after which the sessions read so far are shown."""


class ListReader(WhileOpen[None]):
    """Reads the files of its rows and the log, and posts what it has read as messages to itself."""

    app: SharedApp

    class Read(Message):
        """Session files have been read, and with the first ones the log for how the newest session was done."""

        def __init__(self, readings: Mapping[Entry, Reading], last: LastTime | None) -> None:
            super().__init__()
            self.readings = readings
            self.last = last

    class FilesChanged(Message):
        """Session files have come, gone or changed since they were read."""

        def __init__(self, same: Set[Entry]) -> None:
            super().__init__()
            self.same = same
            """Those that are as they were."""

    class Proposed(Message):
        """It is known what is proposed for today."""

        def __init__(self, proposal: Proposal | None) -> None:
            super().__init__()
            self.proposal = proposal

    class LogRead(Message):
        """The log has been read for when each session was last done, and for this week."""

        def __init__(self, done: Mapping[str, LastDone], week: Week) -> None:
            super().__init__()
            self.done = done
            self.week = week

    class LeftOpen(Message):
        """The log has been searched for an interrupted session."""

        def __init__(self, left: Resumable | None) -> None:
            super().__init__()
            self.left = left

    def __init__(self) -> None:
        super().__init__()
        self._rows = SessionRows("sessions")
        self._files: Mapping[Entry, object] = {}
        """What tells whether a file has changed since it was read."""

    @work(thread=True, exit_on_error=False)
    def read_files(self) -> None:
        """Read all files, and with the first ones how the newest session was done."""
        self._read_sessions(self._rows.entries, self.app.last_time())
        self.app.tell_unread(self.app.desk.library.damage())

    @work(thread=True, exit_on_error=False)
    def read_again(self) -> None:
        """Read all files once more."""
        self._read_sessions(self._rows.entries)

    @work(thread=True, exit_on_error=False, exclusive=True, group="files")
    def look_for_changes(self) -> None:
        """Look whether session files have come, gone or changed, as while another program was in front."""
        before, now = self._files, _as_they_are(self.app.desk.library.sessions())
        if before and now != before:
            self.post_message(self.FilesChanged({entry for entry in now if now[entry] == before.get(entry)}))

    def _read_sessions(self, entries: tuple[Entry, ...], last: LastTime | None = None) -> None:
        clock = self.app.desk.clock
        self._files = _as_they_are(entries)
        readings: dict[Entry, Reading] = {}
        shown = clock()
        for entry in entries:
            readings[entry] = self.app.desk.library.read(entry.path)
            if clock() - shown >= AT_ONCE:
                self.post_message(self.Read(readings, last))
                readings, last, shown = {}, None, clock()
        self.post_message(self.Read(readings, last))

    @work(thread=True, exit_on_error=False, exclusive=True, group="log")
    def look_into_log(self) -> None:
        """Look for what to do today, for an interrupted session, for when each was last done, and for this week."""
        self.post_message(self.Proposed(self.app.propose()))
        # Imported here, so that what is proposed is shown first.
        from hipcoach.journal.this_week import this_week
        from hipcoach.live.run import left_open
        from hipcoach.ui.flow import load

        load()
        self.post_message(self.LeftOpen(left_open(self.app.desk, self.app.report)))
        refused: list[str] = []
        log, now = self.app.desk.places.log, self.app.desk.wall()
        done = last_done(self._rows.entries, log, now, refused.append)
        self.app.tell_unread(refused)
        begins = self.app.desk.settings.week_begins.number
        self.post_message(self.LogRead(done, this_week(log, now, self.app.desk.library, begins)))


def _as_they_are(entries: Iterable[Entry]) -> dict[Entry, object]:
    """What tells of each session file whether it has changed; nothing of one that is not there any more."""
    found: dict[Entry, object] = {}
    for entry in entries:
        with suppress(OSError):
            of = entry.path.stat()
            found[entry] = (of.st_mtime_ns, of.st_size)
    return found

"""The base class of the list of sessions: what it reads in threads, from the files and from the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from hipcoach.session.library import Entry, Reading
from hipcoach.ui.screens.while_open import WhileOpen
from hipcoach.ui.session_list import LastDone, last_done
from hipcoach.ui.shared import LastTime, SharedApp
from hipcoach.ui.widgets.session_rows import SessionRows

if TYPE_CHECKING:
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

    @work(thread=True, exit_on_error=False)
    def read_files(self) -> None:
        """Read all files, and with the first ones how the newest session was done."""
        self._read_sessions(self._rows.entries, self.app.last_time())
        self.app.tell_unread(self.app.desk.library.damage())

    @work(thread=True, exit_on_error=False)
    def read_again(self) -> None:
        """Read all files once more."""
        self._read_sessions(self._rows.entries)

    def _read_sessions(self, entries: tuple[Entry, ...], last: LastTime | None = None) -> None:
        clock = self.app.desk.clock
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
        """Look for an interrupted session, then for when each session was last done, and for this week."""
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

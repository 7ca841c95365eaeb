"""Keeps what is being measured: each number as it is given, and what cannot be written until it can."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock

from hipcoach.advice.measuring import Given
from hipcoach.diagnostics.files import path_shown, why
from hipcoach.journal.disk import Disk
from hipcoach.journal.files import PERSON
from hipcoach.journal.measures import ASKED, PASSED, MeasureLine, MeasuringLine, PassedLine, keep_measures


class MeasureKeeper:
    """Writes lines about one measuring; those that cannot be written wait in memory for the next time."""

    def __init__(
        self, log: Path, install: Callable[[], str], wall: Callable[[], datetime], disk: Disk | None = None
    ) -> None:
        """`install`: finds the id of this installation."""
        self._log = log
        self._install = install
        self._wall = wall
        self._disk = disk
        self._waiting: deque[MeasuringLine] = deque()
        self._writing = Lock()

    def take(self, given: Given) -> None:
        """Note a number that was given or taken back; `write` keeps it."""
        (what, side), value = given
        self._waiting.append(MeasureLine(self._wall(), what, side, value))

    def pass_over(self) -> None:
        """Note that the offer was passed over; `write` keeps it."""
        self._waiting.append(PassedLine(self._wall(), ASKED, PASSED))

    def write(self) -> str | None:
        """Write what waits, in its order; returns why that fails. Waits for the disk; may be called from any thread."""
        with self._writing:
            try:
                install = self._install()
                while self._waiting:
                    keep_measures(self._log, install, (self._waiting[0],), self._disk)
                    self._waiting.popleft()
            except (OSError, ValueError) as error:
                where = path_shown(self._log / PERSON)
                return f"Not kept yet, because {where} cannot be written: {why(error)}"
        return None

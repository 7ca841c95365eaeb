"""Looks for outputs in a thread of its own, because the search runs programs that may hang or fail."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from msgspec import Struct

from hipcoach.diagnostics.files import in_words
from hipcoach.sound.output import Output
from hipcoach.text.characters import clean, one_line

LONGEST = 100
"""The longest error message in characters."""

GIVING_UP = 0.5
"""Seconds that a search gets to end after its programs were killed."""

OFTEN = 0.02
"""Seconds between two looks for programs to kill: after one it may start the next."""


class Findings(Struct, frozen=True):
    """The result of a search."""

    outputs: tuple[Output, ...] = ()
    trouble: str | None = None
    """The error that ended the search, if there was one."""


class Search:
    """One search; `over` is called from its thread when it ends."""

    def __init__(self, find: Callable[[], Sequence[Output]], over: Callable[[], None]) -> None:
        self._find = find
        self._over = over
        self._findings: Findings | None = None
        self._ended = Event()
        self._thread = Thread(target=self._run, name="players", daemon=True)
        self._thread.start()

    def findings(self, patience: float) -> Findings | None:
        """The result, waiting for it at most `patience` seconds; None if the search is still running."""
        return self._findings if self._ended.wait(patience) else None

    def give_up(self) -> None:
        """Kill the programs it runs: one that hangs and ignores other signals would outlive hipcoach."""
        end = time.monotonic() + GIVING_UP
        while not self._ended.wait(OFTEN) and time.monotonic() < end:
            for process in self._programs():
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    def _programs(self) -> Iterator[int]:
        """The ids of the processes that it has started; only on Linux, where players are found by running programs."""
        if sys.platform == "linux":
            with suppress(OSError):
                started = Path(f"/proc/self/task/{self._thread.native_id}/children").read_text(encoding="ascii")
                yield from map(int, started.split())

    def _run(self) -> None:
        try:
            self._findings = Findings(tuple(self._find()))
        except BaseException as error:
            # Importing third-party code may raise anything.
            told = f"{type(error).__name__}: {in_words(error)}"
            self._findings = Findings(trouble=clean(one_line(told[:LONGEST])))
        self._ended.set()
        self._over()

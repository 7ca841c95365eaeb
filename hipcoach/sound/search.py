"""Looks for outputs in a thread of its own: it runs programs, and any of them may hang or break it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from hipcoach.diagnostics.files import in_words
from hipcoach.sound.output import Output
from hipcoach.text.characters import clean, one_line

LONGEST = 100
"""Characters of what went wrong."""

GIVING_UP = 0.5
"""Seconds that a search has to come to its end once what it runs is killed."""

OFTEN = 0.02
"""Seconds between two looks at what it runs: after one program comes the next."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What came of it."""

    outputs: tuple[Output, ...] = ()
    trouble: str | None = None
    """What went wrong, where something did."""


class Search:
    """One search; `over` is called at its end, from its own thread."""

    def __init__(self, find: Callable[[], Sequence[Output]], over: Callable[[], None]) -> None:
        self._find = find
        self._over = over
        self._findings: Findings | None = None
        self._ended = Event()
        self._thread = Thread(target=self._run, name="players", daemon=True)
        self._thread.start()

    def findings(self, patience: float) -> Findings | None:
        """What was found; None where the search goes on for longer than this many seconds."""
        return self._findings if self._ended.wait(patience) else None

    def give_up(self) -> None:
        """Kill what it runs: a program that hangs while it is tried, deaf to anything else, would outlive this one."""
        end = time.monotonic() + GIVING_UP
        while not self._ended.wait(OFTEN) and time.monotonic() < end:
            for process in self._programs():
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    def _programs(self) -> Iterator[int]:
        """The programs that it has started; only Linux tells, and only there are programs run to find players."""
        if sys.platform == "linux":
            with suppress(OSError):
                started = Path(f"/proc/self/task/{self._thread.native_id}/children").read_text(encoding="ascii")
                yield from map(int, started.split())

    def _run(self) -> None:
        try:
            self._findings = Findings(tuple(self._find()))
        except BaseException as error:
            # An import of other people's code may raise anything.
            told = f"{type(error).__name__}: {in_words(error)}"
            self._findings = Findings(trouble=clean(one_line(told[:LONGEST])))
        self._ended.set()
        self._over()

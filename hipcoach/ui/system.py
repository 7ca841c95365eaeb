"""Handles the system's signals to the app: end, suspend, continue, and terminal gone."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import Context, copy_context
from types import FrameType
from typing import Any

from hipcoach.exits import by_signal
from hipcoach.live.signals import ENDING, HANG_UP, stop

_LOOP = "asyncio.unix_events"
"""The module of the handler that the event loop installs for its own; asking the loop itself for each of fifty signals
takes a tenth of the time to the first frame."""


class System:
    """Receives signals, and has the event loop carry them out.

    It uses its own handlers rather than the loop's: while an editor has the terminal, the loop does not run, and
    signals from keys typed there must not be carried out afterwards.
    """

    def __init__(self, end: Callable[[int], None], stand_still: Callable[[], None], go_on: Callable[[], None]) -> None:
        self._end = end
        """Ends the app with an exit status."""
        self._stand_still = stand_still
        """Suspends the process."""
        self._go_on = go_on
        """Called when the process continues after it was suspended without being asked."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._context: Context | None = None
        self._aside = False
        """Whether another program, such as an editor, has the terminal."""
        self._before: dict[int, Any] = {}
        """The previous handler of each signal."""

    def listen(self) -> None:
        """Install the handlers, also over any that Textual has installed; an ignored signal stays ignored."""
        self._loop = asyncio.get_running_loop()
        self._context = copy_context()
        if sys.platform == "win32":
            return
        for number in (*ENDING, signal.SIGTSTP, signal.SIGCONT):
            now = signal.getsignal(number)
            if getattr(now, "__module__", None) == _LOOP:
                self._loop.remove_signal_handler(number)
                now = signal.getsignal(number)
            before = self._before.setdefault(number, now)
            if before is not signal.SIG_IGN and now != self._hear:
                signal.signal(number, self._hear)

    def forget(self) -> None:
        """Restore the previous handlers."""
        while self._before:
            number, handler = self._before.popitem()
            signal.signal(number, signal.SIG_DFL if handler is None else handler)

    def hang_up(self) -> None:
        """End the app because its terminal is gone; from any thread."""
        self._later(self._end, by_signal(HANG_UP))

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Leave the terminal, and the keys that send signals, to another program within a `with`."""
        before, self._aside = self._aside, True
        try:
            yield
        finally:
            self._aside = before

    def _hear(self, number: int, frame: FrameType | None) -> None:
        match number:
            case signal.SIGTSTP if self._aside:
                stop()
            case signal.SIGINT | signal.SIGQUIT | signal.SIGCONT if self._aside:
                pass
            case signal.SIGTSTP:
                self._later(self._stand_still)
            case signal.SIGCONT:
                self._later(self._go_on)
            case _:
                self._later(self._end, by_signal(number))

    def _later(self, callback: Callable[..., None], *arguments: object) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed: the app has ended already
                self._loop.call_soon_threadsafe(callback, *arguments, context=self._context)

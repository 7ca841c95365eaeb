"""Adapts Textual's driver to a terminal that may disappear: a window is closed, a connection breaks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event, RLock
from typing import Any

from textual.app import ScreenStackError
from textual.driver import Driver
from textual.events import AppFocus

from hipcoach.text.inverting import INVERTED, NORMAL
from hipcoach.ui.incoming import ExitEvent, received
from hipcoach.ui.outgoing import MayBeGone, OpenTerminal, encodable
from hipcoach.ui.pinning import pinned
from hipcoach.ui.system import System

LOOKS = 0.1
"""Seconds between two checks, while the app handles messages, whether it has ended."""

BURST = 16
"""How many messages are passed on before waiting for the app to handle them."""

PATIENCE = 1.0
"""Seconds that the app gets to handle them."""


class NoDriver(Exception):  # noqa: N818 - a mistake of the caller's, not an error of the program
    """The environment names a driver that does not exist."""


def lasting(driver: type[Driver], system: System) -> type[Driver]:
    """A driver that ends the app when the terminal is gone, shuts down cleanly after that, and handles no signals.

    Without a terminal, Textual's own drivers fail or never end: they read the end of input again and again, and wait
    for ever for output to be written, so that the log stays locked. They also fail on bytes that are not text, and
    queue keys faster than the app handles them, in front of the key to quit.
    """

    class Lasting(driver):  # type: ignore[misc, valid-type]
        """Works on a terminal that may disappear and may draw emoji at another width than Textual expects."""

        _terminal: OpenTerminal | None = None
        """The terminal, where it can be written to without the thread that Textual has for it."""

        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, **more)
            system.listen()
            self._handed = 0
            self._inverted = False
            """Whether the colours of the terminal are inverted at present, for a flash."""
            self._ours = False
            """Whether the terminal is ours at present, and not the shell's."""
            self._writing = RLock()
            self._queued = 0
            """How many texts that thread was given."""
            if _reads_bytes(driver):
                self.exit_event = ExitEvent()
            if hasattr(self, "_file") and sys.__stdout__ is not None:
                # Textual draws on standard error, which may be a file although standard output is the terminal.
                self._file = MayBeGone(sys.__stdout__)
                if _reads_bytes(driver):
                    self._terminal = OpenTerminal(sys.__stdout__)
            if (write := getattr(self, "_write", None)) is not None:
                self._write = _unless_gone(write)

        def start_application_mode(self) -> None:
            """Take the terminal, then restore the signal handlers that Textual replaces."""
            if self._terminal is not None:
                # What was written while the terminal was not ours has been lost together with the thread.
                self._queued = self._file.out
                self._terminal.begin()
            super().start_application_mode()
            self._ours = True
            system.listen()
            # Textual's driver for browsers says that the window has lost the focus, and a browser that had it all along
            # never says that it has it: the list would not get the keys.
            self._app.call_later(self._app.post_message, AppFocus())

        def stop_application_mode(self) -> None:
            """Give the terminal back in its usual colours."""
            self._ours = False
            if self._inverted:
                self.write(NORMAL)
            super().stop_application_mode()

        def close(self) -> None:
            """End the thread that writes; what others write to standard output is treated as before."""
            super().close()
            if self._terminal is not None:
                self._terminal.end()

        def run_input_thread(self) -> None:
            """Read until the app ends; end the app if the input ends first."""
            if _reads_bytes(driver):
                self._read_terminal()
            else:
                super().run_input_thread()
            if not self.exit_event.is_set():
                system.hang_up()

        def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
            """Handle a message from a browser; closing the page counts as losing the terminal."""
            if packet_type == "quit":
                system.hang_up()
            else:
                super().on_meta(packet_type, payload)

        def _read_terminal(self) -> None:
            """Pass on input until the app ends or the terminal is gone."""
            for message in received(self.fileno, self.exit_event, self._debug):
                self.process_message(message)
                self._handed += 1
                if self._handed % BURST == 0 and not self.exit_event.is_set():
                    self._wait_until_dealt_with()

        def _wait_until_dealt_with(self) -> None:
            """Wait until the app has handled the messages passed on so far, for `PATIENCE` seconds at most."""
            dealt_with = Event()

            def reached_app() -> None:
                # Goes through the same queues as a key: the app's, then the focused widget's or the screen's.
                with suppress(ScreenStackError):
                    (self._app.focused or self._app.screen).call_later(dealt_with.set)

            if self._app.call_later(reached_app):
                for _ in range(round(PATIENCE / LOOKS)):
                    if dealt_with.wait(LOOKS) or self.exit_event.is_set():
                        return

        def write(self, data: str) -> None:
            """Write output with emoji pinned to their columns."""
            if data in (INVERTED, NORMAL):
                self._inverted = data == INVERTED
            rest = pinned(encodable(data))
            if self._terminal is None:
                super().write(rest)
                return
            with self._writing:
                # Not past what that thread has yet to write.
                if self._ours and self._file.out == self._queued:
                    rest = self._terminal.write(rest)
                if rest:
                    self._queued += 1
                    super().write(rest)

    return Lasting


def _reads_bytes(driver: type[Driver]) -> bool:
    """Whether a driver reads the bytes of a terminal itself."""
    if sys.platform == "win32":
        return False
    from textual.drivers.linux_driver import LinuxDriver

    return issubclass(driver, LinuxDriver)


def _unless_gone(write: Callable[[bytes], int]) -> Callable[[bytes], int]:
    """Wrap a write function so that it discards output once the terminal is gone."""

    def written(data: bytes) -> int:
        with suppress(OSError):
            return write(data)
        return len(data)

    return written

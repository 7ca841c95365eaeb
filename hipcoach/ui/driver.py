"""The terminal as the app has it, which may be gone: a window is closed, a connection breaks."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import IO, Any

from textual.app import ScreenStackError
from textual.driver import Driver

from hipcoach.ui.incoming import Incoming
from hipcoach.ui.pinning import pinned
from hipcoach.ui.system import System

LOOKS = 0.1
"""Seconds between two looks whether nothing more is to be read."""

BURST = 16
"""Messages that are handed over before the app has dealt with them."""

PATIENCE = 1.0
"""Seconds that the app has to deal with them."""


class NoDriver(Exception):  # noqa: N818 - not an error of the program
    """Textual is told to use a driver that is not there."""


class MayBeGone:
    """A file that swallows what is written once nobody is there to read it."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write a text, if it can be written."""
        # There is nothing left to show it on, and nobody to tell.
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        """Write what is still held back, if it can be written."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def lasting(driver: type[Driver], system: System) -> type[Driver]:
    """A driver that shuts down cleanly after the terminal is gone, and leaves signals alone.

    Textual's own drivers then fail or never end, and read the closed input again and again: the app would wait forever
    for its output to be written, and keep the lock on its log. They also fail at bytes that are not text, and queue
    keys faster than the app can handle them, so that the request to quit waits behind all of them.
    """

    class Lasting(driver):  # type: ignore[misc, valid-type]
        """Has a terminal that may be gone, and that measures emoji in a way of its own."""

        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, **more)
            system.listen()
            self._handed = 0
            if hasattr(self, "_file") and sys.__stdout__ is not None:
                # Textual draws on standard error, which may be a file where standard output is the terminal.
                self._file = MayBeGone(sys.__stdout__)
            if (write := getattr(self, "_write", None)) is not None:
                self._write = _unless_gone(write)

        def start_application_mode(self) -> None:
            """Take the terminal; signals are not the driver's to take."""
            super().start_application_mode()
            system.listen()

        def run_input_thread(self) -> None:
            """Read until the app wants no more, or there is no more."""
            if _reads_bytes(driver):
                self._read_terminal()
            else:
                super().run_input_thread()
            if not self.exit_event.is_set():
                system.hang_up()

        def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
            """Take what a browser's side says; that it is closed is the terminal's end."""
            if packet_type == "quit":
                system.hang_up()
            else:
                super().on_meta(packet_type, payload)

        def _read_terminal(self) -> None:
            """Hand over what is typed until the app wants no more, or the terminal is gone."""
            incoming = Incoming(self._debug)
            last = False
            while not last:
                # What came until then, such as answers to Textual's questions, is not left to the shell.
                last = self.exit_event.is_set()
                try:
                    readable = select.select([self.fileno], [], [], LOOKS)[0]
                    data = os.read(self.fileno, 4096) if readable else b""
                except BlockingIOError:
                    continue
                except OSError:
                    return
                if readable and not data:
                    return
                for message in (*incoming.messages(data), *incoming.late()):
                    self.process_message(message)
                    self._handed += 1
                    if self._handed % BURST == 0 and not self.exit_event.is_set():
                        self._wait_until_dealt_with()

        def _wait_until_dealt_with(self) -> None:
            """Wait until what was handed over has been dealt with, as far as can be told."""
            dealt_with = Event()

            def reached_app() -> None:
                # The app hands keys on to what is in focus, else to the screen, and so it does with this.
                with suppress(ScreenStackError):
                    (self._app.focused or self._app.screen).call_later(dealt_with.set)

            if self._app.call_later(reached_app):
                for _ in range(round(PATIENCE / LOOKS)):
                    if dealt_with.wait(LOOKS) or self.exit_event.is_set():
                        return

        def write(self, data: str) -> None:
            """Write what is to be seen, each thing in its column."""
            super().write(pinned(data))

    return Lasting


def _reads_bytes(driver: type[Driver]) -> bool:
    """Whether a driver reads a terminal itself, byte by byte."""
    if sys.platform == "win32":
        return False
    from textual.drivers.linux_driver import LinuxDriver

    return issubclass(driver, LinuxDriver)


def _unless_gone(write: Callable[[bytes], int]) -> Callable[[bytes], int]:
    """A way of writing that swallows what nobody is there to read."""

    def written(data: bytes) -> int:
        with suppress(OSError):
            return write(data)
        return len(data)

    return written

"""Parses the input of a terminal into Textual's messages; no input can break it."""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from threading import Event

from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.events import Resize
from textual.message import Message

AT_THE_END = 0.1
"""Seconds that replies to Textual's queries get at the end to arrive."""


class ExitEvent(Event):
    """The end of the app, for which a thread can wait together with input: `noticed` is readable once it is set.

    Its two descriptors stay open as long as the process: Textual's driver closes itself whenever the app is suspended.
    """

    def __init__(self) -> None:
        super().__init__()
        self.noticed, self._notice = os.pipe()
        os.set_blocking(self.noticed, False)

    def set(self) -> None:
        """Wake whoever waits."""
        super().set()
        os.write(self._notice, b"\0")

    def clear(self) -> None:
        """Be ready for the next end: an app that was suspended begins again."""
        super().clear()
        with suppress(BlockingIOError):
            os.read(self.noticed, 4096)


class _TerminalParser(XTermParser):
    """Textual's parser, corrected for terminals that do not report their size in pixels."""

    def patience(self) -> float | None:
        """Seconds until what is held back is due; None if nothing is."""
        return None if self._timeout_time is None else max(0.0, self._timeout_time - get_time())

    def parse_mouse_code(self, code: str) -> Message | None:
        """Parse a mouse event; without a size in pixels, its position is in cells."""
        if self.terminal_pixel_size is not None and not all(self.terminal_pixel_size):
            self.terminal_pixel_size = None
        return super().parse_mouse_code(code)


class Incoming:
    """Parses bytes as they arrive; skips an invalid sequence and goes on with the next."""

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = _TerminalParser(debug)

    def messages(self, data: bytes) -> Iterator[Message]:
        """The messages in some bytes; an Escape that may be the beginning of a sequence is held back."""
        for character in self._decode(data):
            # One character at a time, so that an error loses only the sequence it is in.
            yield from self._understood(partial(self._parser.feed, character))

    def late(self) -> Iterator[Message]:
        """The messages that were held back too long; to be called after `patience`."""
        yield from self._understood(self._parser.tick)

    def patience(self) -> float | None:
        """Seconds until a message that is held back is due; None if none is."""
        return self._parser.patience()

    def _understood(self, read: Callable[[], Iterable[Message]]) -> list[Message]:
        try:
            messages = list(read())
        except Exception:
            # Numbers that Textual does not expect; its parser cannot be used afterwards.
            failed, self._parser = self._parser, _TerminalParser(self._debug)
            self._parser.mouse_pixels = failed.mouse_pixels
            self._parser.terminal_size = failed.terminal_size
            self._parser.terminal_pixel_size = failed.terminal_pixel_size
            return []
        return [message for message in messages if not isinstance(message, Resize) or all(message.size)]


def received(descriptor: int, ended: ExitEvent, debug: bool = False) -> Iterator[Message]:
    """Read a terminal until the app ends or the terminal is gone; waits without waking in between."""
    incoming = Incoming(debug)
    last = False
    while not last:
        # Read once more at the end, so that replies to Textual's queries are not left for the shell.
        last = ended.is_set()
        waited_for, patience = (
            ([descriptor], AT_THE_END) if last else ([descriptor, ended.noticed], incoming.patience())
        )
        try:
            readable = descriptor in select.select(waited_for, [], [], patience)[0]
            data = os.read(descriptor, 4096) if readable else b""
        except BlockingIOError:
            continue
        except OSError:
            return
        if readable and not data:
            return
        yield from incoming.messages(data)
        yield from incoming.late()

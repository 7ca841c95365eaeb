"""Parses the input of a terminal into Textual's messages; no input can break it."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from textual._xterm_parser import XTermParser
from textual.events import Resize
from textual.message import Message


class _TerminalParser(XTermParser):
    """Textual's parser, corrected for terminals that do not report their size in pixels."""

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
        """The messages that were held back too long; to be called regularly."""
        yield from self._understood(self._parser.tick)

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

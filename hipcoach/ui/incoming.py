"""What a terminal sends, as Textual's messages: nothing that comes can break it."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from textual._xterm_parser import XTermParser
from textual.events import Resize
from textual.message import Message


class _TerminalParser(XTermParser):
    """Textual's, for terminals too that do not know their size in pixels."""

    def parse_mouse_code(self, code: str) -> Message | None:
        """What the mouse did; where there are no pixels, it was told in cells."""
        if self.terminal_pixel_size is not None and not all(self.terminal_pixel_size):
            self.terminal_pixel_size = None
        return super().parse_mouse_code(code)


class Incoming:
    """Takes bytes as they come; what makes no sense costs itself, and what follows is understood again."""

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = _TerminalParser(debug)

    def messages(self, data: bytes) -> Iterator[Message]:
        """What some bytes stand for; an Escape that may still become something else is kept back."""
        for character in self._decode(data):
            # One at a time: after an error it is known what has been read.
            yield from self._understood(partial(self._parser.feed, character))

    def late(self) -> Iterator[Message]:
        """What was kept back and has become nothing else; to be asked for now and then."""
        yield from self._understood(self._parser.tick)

    def _understood(self, read: Callable[[], Iterable[Message]]) -> list[Message]:
        try:
            messages = list(read())
        except Exception:
            # Numbers that Textual does not expect; its parser cannot be used after that.
            failed, self._parser = self._parser, _TerminalParser(self._debug)
            self._parser.mouse_pixels = failed.mouse_pixels
            self._parser.terminal_size = failed.terminal_size
            self._parser.terminal_pixel_size = failed.terminal_pixel_size
            return []
        return [message for message in messages if not isinstance(message, Resize) or all(message.size)]

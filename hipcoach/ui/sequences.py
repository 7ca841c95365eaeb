"""What a terminal sends, read so that nothing in it can end the app."""

from __future__ import annotations

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys
from textual.message import Message


class Parser(XTermParser):
    """Passes over what means nothing: a place on a screen without pixels, a character that there is not."""

    def parse_mouse_code(self, code: str) -> Message | None:
        """A move or a click; nothing where its place cannot be told."""
        try:
            return super().parse_mouse_code(code)
        except ZeroDivisionError:
            return None

    def _parse_extended_key(self, sequence: str) -> list[Key] | None:  # type: ignore[override]
        try:
            return super()._parse_extended_key(sequence)
        except (ValueError, OverflowError):
            return [Key(Keys.Ignore, None)]

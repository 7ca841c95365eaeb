"""The characters that figures can be drawn with; apart from the drawing, which not everyone needs."""

from __future__ import annotations

from enum import StrEnum


class Style(StrEnum):
    """The characters that a figure is drawn with."""

    AUTO = "auto"
    BRAILLE = "braille"
    BLOCKS = "blocks"
    OFF = "off"

    def on(self, term: str) -> Style:
        """The style that works on a terminal with this TERM: the Linux console has no braille."""
        return (Style.BLOCKS if term == "linux" else Style.BRAILLE) if self is Style.AUTO else self

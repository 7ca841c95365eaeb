"""Paints the cells that have changed, and no others.

Textual draws every widget within the rectangle around all changes, and writes each line from the left edge of its
widget. Where a few cells change in several places, as in each second of a session, that is most of what it costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip

_TEXT = "\0"
"""Stands for the text where only the codes around it are wanted."""


class Part(NamedTuple):
    """Cells side by side, and where on the screen they begin."""

    y: int
    x: int
    strip: Strip


class PartsUpdate(CompositorUpdate):
    """Parts of the screen, to be written to the terminal."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts

    def render_segments(self, console: Console) -> str:
        """The output for the terminal; a style is named only where it changes."""
        colours = console._color_system or ColorSystem.TRUECOLOR
        written: list[str] = []
        now: Style | None = None
        closing = ""
        for y, x, strip in self._parts:
            written.append(f"\x1b[{y + 1};{x + 1}H")
            for text, style, _ in strip:
                if style != now:
                    opening, _, close = Strip.render_style(style or Style(), _TEXT, colours).partition(_TEXT)
                    written += closing, opening
                    now, closing = style, close
                written.append(text)
        return "".join((*written, closing))


class SparingCompositor(Compositor):
    """Draws only widgets that have changed, as long as nothing covers a part of what has changed in them."""

    def render_partial_update(self) -> PartsUpdate | ChopsUpdate | None:  # type: ignore[override]
        """What has changed; `None` if nothing has."""
        parts: list[Part] = []
        for region in self._dirty_regions:
            of_one = self._of_one_widget(region.intersection(self.size.region))
            if of_one is None:
                return super().render_partial_update()
            parts += of_one
        self._dirty_regions.clear()
        return PartsUpdate(sorted(parts, key=lambda part: part[:2])) if parts else None

    def _of_one_widget(self, dirty: Region) -> list[Part] | None:
        """The lines of a region that shows one widget; `None` if it shows several."""
        if not dirty:
            return []
        # From the front to the back.
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen.contains_region(dirty):
                strips = widget.render_lines(dirty.translate(-region.offset))
                return [Part(y, dirty.x, strip) for y, strip in enumerate(strips, dirty.y)]
            if seen.overlaps(dirty):
                return None
        return None

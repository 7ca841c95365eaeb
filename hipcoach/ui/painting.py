"""Paints the cells that have changed, and no others.

Textual draws every widget within the rectangle around all changes, and writes each line from the left edge of its
widget. Where a few cells change in several places, as in each second of a session, that is most of what it costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_moved, _common = Region.translate.__wrapped__, Region.intersection.__wrapped__
_contains = Region.contains_region.__wrapped__
"""Those of a region without what they keep: thousands of results, each different where a figure moves."""

_TEXT = "\0"
"""Stands for the text where only the codes around it are wanted."""

Visible = Mapping[Widget, tuple[Region, Region]]
"""Each widget with its region and what it is cut off by, from the front to the back."""


class Piece(NamedTuple):
    """Cells side by side, and where on the screen they begin."""

    y: int
    x: int
    strip: Strip


class PartsUpdate(CompositorUpdate):
    """Parts of the screen, to be written to the terminal."""

    def __init__(self, parts: Sequence[Piece]) -> None:
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
    """Draws only what has changed of widgets that no other widget covers."""

    def __init__(self) -> None:
        super().__init__()
        self._changed: dict[Region, Widget] = {}
        """What has changed of widgets, as regions of the screen."""
        self._known: tuple[Visible, Mapping[Widget, Region]] | None = None

    def update_widgets(self, widgets: set[Widget]) -> None:
        """Note what has changed of these widgets."""
        for widget in widgets & self._uncovered().keys():
            region, clip = self.visible_widgets[widget]
            for dirty in widget._repaint_regions:
                self._changed[_common(clip, _moved(dirty, region.offset))] = widget
        super().update_widgets(widgets)

    def render_partial_update(self) -> PartsUpdate | ChopsUpdate | None:  # type: ignore[override]
        """What has changed; `None` if nothing has."""
        changed, self._changed = self._changed, {}
        uncovered = self._uncovered()
        parts: list[Piece] = []
        for dirty in self._dirty_regions:
            widget = changed.get(dirty)
            if widget is None or widget not in uncovered or not _contains(uncovered[widget], dirty):
                return super().render_partial_update()
            strips = widget.render_lines(_moved(dirty, -self.visible_widgets[widget][0].offset))
            parts += (Piece(y, dirty.x, strip) for y, strip in enumerate(strips, dirty.y))
        self._dirty_regions.clear()
        return PartsUpdate(sorted(parts, key=lambda part: part[:2])) if parts else None

    def _uncovered(self) -> Mapping[Widget, Region]:
        """The widgets of which all that is within the screen is seen."""
        visible = self.visible_widgets
        if self._known is None or self._known[0] is not visible:
            uncovered: dict[Widget, Region] = {}
            before: list[Region] = []
            for widget, (region, clip) in visible.items():
                seen = region.intersection(clip).intersection(self.size.region)
                if seen and not any(seen.overlaps(one) for one in before):
                    uncovered[widget] = seen
                before.append(seen)
            self._known = (visible, uncovered)
        return self._known[1]

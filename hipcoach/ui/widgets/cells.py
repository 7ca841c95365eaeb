"""A widget that draws its lines itself, which is all that there is to it: no border, no padding, no text to select."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.messages import Update
from textual.strip import Strip
from textual.widget import Widget

from hipcoach.text.characters import cells


class Cells(Widget):
    """Draws only the lines that are asked for, and works out how they look once for each change of styles.

    Textual works that out for every line anew, and keeps lines to paint them again, which a line that changes each
    second never is.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._inks: dict[str, Style] = {}
        """How each component looks on this terminal; the widget itself has an empty name."""

    @property
    def size(self) -> Size:
        """The room that there is, all of which is drawn on."""
        return self.outer_size

    def ink(self, component: str = "") -> Style:
        """How a component of this widget looks on this terminal; without a name, the widget itself."""
        if component not in self._inks:
            style = self.get_component_rich_style(component) if component else self.rich_style
            sample = Strip([Segment(" ", style)])
            for one in self.get_line_filters():
                sample = sample.apply_filter(one, self.background_colors[1])
            self._inks[component] = next(iter(sample)).style or style
        return self._inks[component]

    def notify_style_update(self) -> None:
        """Forget how everything looked."""
        self._inks.clear()
        super().notify_style_update()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw some regions anew, or all of it, which may look different because of what stands behind it."""
        if not regions:
            self._inks.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def repaint(self, regions: Sequence[Region]) -> None:
        """Draw only these regions anew; like `refresh`, but nothing is kept here that has to be forgotten first."""
        if regions and self.size:
            self._repaint_regions.update(regions)
            self.screen.post_message(Update(self))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines; what is left and right of the region is cut off."""
        left, right = crop.column_span
        lines = [self.render_line(y) for y in crop.line_range]
        return lines if (left, right) == (0, self.size.width) else [_part(line, left, right) for line in lines]


def _part(line: Strip, left: int, right: int) -> Strip:
    """The part of a line between two columns."""
    segments, at = [], 0
    for text, style, _ in line:
        # Not by `cell_len`, which keeps thousands of texts, such as all lines of a figure that moves.
        if cells(text) != len(text):
            return line.crop(left, right)
        if part := text[max(0, left - at) : max(0, right - at)]:
            segments.append(Segment(part, style))
        at += len(text)
    return Strip(segments, right - left)

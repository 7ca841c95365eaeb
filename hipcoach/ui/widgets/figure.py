"""Figures large enough to be read from the floor."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

GLYPHS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("## ", " # ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}
"""Figures as rows of dots."""

ROWS = 5


class LargeFigure(Widget):
    """Shows digits and colons as blocks; only those that change are painted anew."""

    DEFAULT_CSS = """
    LargeFigure { width: 1fr; height: 5; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def show(self, text: str) -> None:
        """Show other figures."""
        if text == self._text:
            return
        before, self._text = self._text, text
        if [len(GLYPHS[one][0]) for one in before] != [len(GLYPHS[one][0]) for one in text]:
            self.refresh()
            return
        for (left, width), old, new in zip(self._columns(), before, text, strict=True):
            if old != new:
                self.refresh(Region(left, 0, width, self.size.height))

    @property
    def scale(self) -> int:
        """How many rows a dot is high; twice as many columns wide."""
        return max(1, self.size.height // ROWS)

    def _columns(self) -> list[tuple[int, int]]:
        """Where each figure begins, and how wide it is."""
        cell = 2 * self.scale
        widths = [len(GLYPHS[one][0]) * cell for one in self._text]
        left = max(0, (self.size.width - sum(widths) - cell * (len(widths) - 1)) // 2)
        columns = []
        for width in widths:
            columns.append((left, width))
            left += width + cell
        return columns

    def render_line(self, y: int) -> Strip:
        """One line of the figures."""
        style = self.rich_style
        row = y // self.scale
        if row >= ROWS or not self._text:
            return Strip([Segment(" " * self.size.width, style)], self.size.width)
        cell = 2 * self.scale
        segments: list[Segment] = []
        at = 0
        for (left, width), one in zip(self._columns(), self._text, strict=True):
            segments.append(Segment(" " * (left - at), style))
            dots = GLYPHS[one][row].replace("#", "█" * cell).replace(" ", " " * cell)
            segments.append(Segment(dots, style))
            at = left + width
        segments.append(Segment(" " * max(0, self.size.width - at), style))
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the figures have."""
        return ROWS

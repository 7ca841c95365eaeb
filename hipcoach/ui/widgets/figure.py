"""Figures large enough to be read from the floor."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
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
    """Shows digits and colons as blocks. It is only as wide as they are: what is painted anew begins at its left."""

    DEFAULT_CSS = """
    LargeFigure { width: auto; height: 5; }
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
        if text != self._text:
            wider = self._width(text) != self._width(self._text)
            self._text = text
            self.refresh(layout=wider)

    @property
    def scale(self) -> int:
        """How many rows a dot is high; twice as many columns wide."""
        return max(1, self.size.height // ROWS)

    def _width(self, text: str) -> int:
        """Columns that figures take, with a dot between two of them."""
        dots = sum(len(GLYPHS[one][0]) for one in text) + max(0, len(text) - 1)
        return 2 * self.scale * dots

    def render_line(self, y: int) -> Strip:
        """One line of the figures."""
        row = min(ROWS - 1, y // self.scale)
        dots = " ".join(GLYPHS[one][row] for one in self._text)
        cell = 2 * self.scale
        line = "".join(("█" if dot == "#" else " ") * cell for dot in dots)
        return Strip([Segment(line, self.rich_style)], len(line))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the figures are."""
        return self._width(self._text)

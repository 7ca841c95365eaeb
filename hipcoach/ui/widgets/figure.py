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
HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""Two rows of dots in one line."""


class LargeFigure(Widget):
    """Shows digits and colons as blocks. It is only as wide as they are: what is painted anew begins at its left.

    Where there are fewer lines than rows of dots, a line has two of them; a dot has one column where two are too many.
    """

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
        """How many rows a dot is high."""
        return max(1, self.size.height // ROWS)

    def _cell(self, text: str) -> int:
        """How many columns a dot is wide: twice its height, where all figures have room."""
        if 0 < self.size.height < ROWS:
            return 1
        wide = 2 * self.scale
        return wide if wide * _dots(text) <= self.app.size.width else max(1, wide // 2)

    def _width(self, text: str) -> int:
        """Columns that figures take, with a dot between two of them."""
        return self._cell(text) * _dots(text)

    def render_line(self, y: int) -> Strip:
        """One line of the figures."""
        if self.size.height < ROWS:
            upper, lower = self._row(2 * y), self._row(2 * y + 1)
            line = "".join(HALVES[pair] for pair in zip(upper, lower, strict=True))
        else:
            dots = self._row(min(ROWS - 1, y // self.scale))
            line = "".join(HALVES[dot, dot] * self._cell(self._text) for dot in dots)
        return Strip([Segment(line, self.rich_style)], len(line))

    def _row(self, row: int) -> list[bool]:
        """The dots of a row; none below the last."""
        return [row < ROWS and dot == "#" for dot in " ".join(GLYPHS[one][min(row, ROWS - 1)] for one in self._text)]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the figures are."""
        return self._width(self._text)


def _dots(text: str) -> int:
    """How many dots figures are wide, with one between two of them."""
    return sum(len(GLYPHS[one][0]) for one in text) + max(0, len(text) - 1)

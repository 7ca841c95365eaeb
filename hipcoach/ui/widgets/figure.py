"""Digits large enough to be read from the floor."""

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
"""Each character as rows of dots."""

ROWS = 5
HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""Two rows of dots as one character, by (upper, lower)."""


class LargeFigure(Widget):
    """Shows digits and colons as blocks; only as wide as they are, so that little is painted at each change.

    With fewer lines than rows of dots, a line shows two rows; a dot is two columns wide, or one if two do not fit.
    """

    DEFAULT_CSS = """
    LargeFigure { width: auto; height: 5; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._text

    def show(self, text: str) -> None:
        """Change the text."""
        if text != self._text:
            wider = self._width(text) != self._width(self._text)
            self._text = text
            self.refresh(layout=wider)

    @property
    def scale(self) -> int:
        """The height of a dot, in lines."""
        return max(1, self.size.height // ROWS)

    def _cell(self, text: str) -> int:
        """The width of a dot in columns: twice its height, if the text fits then."""
        if 0 < self.size.height < ROWS:
            return 1
        wide = 2 * self.scale
        return wide if wide * _dots(text) <= self.app.size.width else max(1, wide // 2)

    def _width(self, text: str) -> int:
        """The columns of a text, with a dot between two characters."""
        return self._cell(text) * _dots(text)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the text."""
        if self.size.height < ROWS:
            upper, lower = self._row(2 * y), self._row(2 * y + 1)
            line = "".join(HALVES[pair] for pair in zip(upper, lower, strict=True))
        else:
            dots = self._row(min(ROWS - 1, y // self.scale))
            line = "".join(HALVES[dot, dot] * self._cell(self._text) for dot in dots)
        return Strip([Segment(line, self.rich_style)], len(line))

    def _row(self, row: int) -> list[bool]:
        """The dots of a row; empty below the last one."""
        return [row < ROWS and dot == "#" for dot in " ".join(GLYPHS[one][min(row, ROWS - 1)] for one in self._text)]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width of the text."""
        return self._width(self._text)


def _dots(text: str) -> int:
    """The width of a text in dots, with one between two characters."""
    return sum(len(GLYPHS[one][0]) for one in text) + max(0, len(text) - 1)

"""Words and numbers that are large enough to be read from the floor."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from hipcoach.text.characters import cells, cut
from hipcoach.ui.glyphs import dots, drawable, drawn, lines_of
from hipcoach.ui.widgets.cells import Cells
from hipcoach.ui.widgets.changes import changed


class BlockText(Cells):
    """Shows a text in block letters, as large as its place and `most` allow, from the top left corner.

    Where there is no room for block letters, or no block letter for a sign, it is an ordinary line.
    """

    DEFAULT_CSS = """
    BlockText { text-style: bold; }
    """

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._texts: tuple[str, ...] = ("",)
        self._plain = ""
        self._most = 1
        self._right = False
        self._drawn: tuple[object, list[str]] = ((), [])

    def show(self, *texts: str, plain: str = "", most: int = 1, right: bool = False) -> None:
        """Change the text.

        `texts`: ways to say the same, the best first; `plain`: the ordinary line; `most`: half rows of a dot at most;
        `right`: at the right end of the place.
        """
        wanted = (texts, plain or texts[-1], most, right)
        if wanted != (self._texts, self._plain, self._most, self._right):
            before = self._lines()
            self._texts, self._plain, self._most, self._right = wanted
            self.repaint(changed(before, self._lines()))

    @property
    def text(self) -> str:
        """What is shown, in words."""
        return self._fitting()[0]

    @property
    def scale(self) -> int:
        """Half rows of a dot; 0 for an ordinary line."""
        return self._fitting()[1]

    def _fitting(self) -> tuple[str, int]:
        width, height = self.size
        for scale in range(self._most, 0, -1):
            for text in self._texts:
                if drawable(text) and dots(text) * scale <= width and lines_of(scale) <= height:
                    return text, scale
        return self._plain, 0

    def _lines(self) -> list[str]:
        text, scale = self._fitting()
        key = (text, scale, self._right, self.size)
        if self._drawn[0] != key:
            if scale and text:
                # A block takes one cell.
                lines = [self._padded(line, len(line)) for line in drawn(text, scale)]
            else:
                line = cut(text, self.size.width)
                lines = [self._padded(line, cells(line))]
            self._drawn = (key, lines)
        return self._drawn[1]

    def _padded(self, line: str, taken: int) -> str:
        blank = " " * max(0, self.size.width - taken)
        return blank + line if self._right else line + blank

    def render_line(self, y: int) -> Strip:
        """Draw one line of the text."""
        lines, width = self._lines(), self.size.width
        return Strip([Segment(lines[y] if y < len(lines) else " " * width, self.ink())], width)

"""The track of a repetition: a mark that goes up and down with the body."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from hipcoach.ui.widgets.cells import Cells
from hipcoach.ui.widgets.changes import changed

WIDTH = 3
"""Columns that the track takes."""


class RepetitionTrack(Cells):
    """A vertical line with a mark; below the mark it is solid."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._height = 0.0
        self._mark = ""

    def show(self, height: float, mark: str) -> None:
        """Move the mark to a height, 0 to 1; paints only if that is another row, or another mark."""
        before = self._lines()
        self._height, self._mark = height, mark
        self.repaint(changed(before, self._lines()))

    @property
    def _row(self) -> int:
        """The row of the mark."""
        return round((1.0 - self._height) * (self.size.height - 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the track."""
        return Strip([Segment(self._lines()[y], self.ink())], WIDTH)

    def _lines(self) -> list[str]:
        row = self._row
        return [self._mark * WIDTH if y == row else " ╎ " if y < row else " ┃ " for y in range(self.size.height)]

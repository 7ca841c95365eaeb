"""The track of a repetition: a mark that goes up and down with the body."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

WIDTH = 3
"""Columns that the track takes."""


class RepetitionTrack(Widget):
    """A vertical line with a mark; below the mark it is solid."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._height = 0.0
        self._mark = ""

    def show(self, height: float, mark: str) -> None:
        """Move the mark to a height, 0 to 1; paints only if that is another row, or another mark."""
        before = self._row, self._mark
        self._height, self._mark = height, mark
        if (self._row, self._mark) != before:
            self.refresh()

    @property
    def _row(self) -> int:
        """The row of the mark."""
        return round((1.0 - self._height) * (self.size.height - 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the track."""
        line = self._mark * WIDTH if y == self._row else " ╎ " if y < self._row else " ┃ "
        return Strip([Segment(line, self.rich_style)], WIDTH)

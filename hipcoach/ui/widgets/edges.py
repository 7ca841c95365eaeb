"""The band along the edge of the terminal that says the side and the phase to somebody who reads nothing."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hipcoach.session.model import Side
from hipcoach.ui.looks import FRAME, RAILS


class Edges(Widget):
    """A band on the edge of a side, on both edges if both sides work; lies behind everything else."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._shown: tuple[str, Side, int] = ("", Side.NONE, 0)

    def show(self, texture: str, side: Side, wide: int) -> None:
        """Change the texture, the side, or the columns that a band takes."""
        if (texture, side, wide) != self._shown:
            self._shown = (texture, side, wide)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the bands, or of the frame around everything."""
        texture, side, wide = self._shown
        width, height = self.size
        if texture == FRAME:
            line = _frame(y, width, height)
        else:
            band = _band(texture, wide)
            left = band if side is not Side.RIGHT else " " * wide
            right = band if side is not Side.LEFT else " " * wide
            line = left + " " * (width - 2 * wide) + right
        return Strip([Segment(line[:width], self.rich_style)], width)


def _band(texture: str, wide: int) -> str:
    if texture == RAILS and wide > 1:
        return RAILS + " " * (wide - 2) + RAILS
    return (texture or " ") * wide


def _frame(y: int, width: int, height: int) -> str:
    if y == 0:
        return "┏" + "━" * (width - 2) + "┓"
    if y == height - 1:
        return "┗" + "━" * (width - 2) + "┛"
    return FRAME + " " * (width - 2) + FRAME

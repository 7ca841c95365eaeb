"""The band along an edge of the terminal that says the side and the phase to somebody who reads nothing."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from hipcoach.ui.looks import FRAME, RAILS
from hipcoach.ui.widgets.cells import Cells


class EdgeBand(Cells):
    """A band filled with a texture, which may be two rails or a frame; stands on the edge of the side that works."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._texture = ""

    def show(self, texture: str) -> None:
        """Change the texture; empty for none."""
        if texture != self._texture:
            self._texture = texture
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the band."""
        width, height = self.size
        if self._texture == RAILS:
            line = _between(f"{RAILS} {RAILS}", width)
        elif self._texture == FRAME:
            line = _between("┏━┓" if y == 0 else "┗━┛" if y == height - 1 else f"{FRAME} {FRAME}", width)
        else:
            line = (self._texture or " ") * width
        return Strip([Segment(line, self.ink())], width)


def _between(signs: str, width: int) -> str:
    """A line of two ends and what is between them, given as three signs."""
    return (signs[0] + signs[1] * (width - 2) + signs[2])[:width]

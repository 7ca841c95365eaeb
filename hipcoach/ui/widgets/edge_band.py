"""The band along an edge of the terminal that says the side and the phase to somebody who reads nothing."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from hipcoach.ui.looks import FRAME, RAILS
from hipcoach.ui.widgets.cells import Cells

RIM = 4
"""The part of the width that stays where the band has run down is one in so many."""

FULL = (0.0, 1 / 2, 5 / 6)
"""The part of the height, from the top, that has run down after each step."""


class EdgeBand(Cells):
    """A band filled with a texture, which may be two rails or a frame; stands on the edge of the side that works."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._outside_left = id == "left"
        self._texture = ""
        self._gone = 0

    def show(self, texture: str, gone: int = 0) -> None:
        """Change the texture, empty for none, and how many steps it has run down, as an hour-glass does: 0 to 2."""
        if (texture, gone) != (self._texture, self._gone):
            self._texture, self._gone = texture, gone
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
            if y < height * FULL[self._gone]:
                # What is left of it is the rim, so that the side is told by the whole edge.
                rim = line[: max(1, width // RIM)]
                line = rim.ljust(width) if self._outside_left else rim.rjust(width)
        return Strip([Segment(line, self.ink())], width)


def _between(signs: str, width: int) -> str:
    """A line of two ends and what is between them, given as three signs."""
    return (signs[0] + signs[1] * (width - 2) + signs[2])[:width]

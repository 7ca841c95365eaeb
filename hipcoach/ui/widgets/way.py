"""The progress bar of a step."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from hipcoach.ui.widgets.cells import Cells
from hipcoach.ui.widgets.changes import changed


class StepProgress(Cells):
    """A bar with a mark at the low end of the range."""

    DEFAULT_CSS = """
    StepProgress { width: 1fr; height: 1; }
    """

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._shown = (0.0, -1.0)

    def show(self, progress: float, minimum: float | None) -> None:
        """Set the progress and the position of the mark, both from 0 to 1; `None` for no mark."""
        shown = (progress, -1.0 if minimum is None else minimum)
        if self._cells(shown) != self._cells(self._shown):
            before, self._shown = self._line(), shown
            self.repaint(changed([before], [self._line()]))

    def _cells(self, shown: tuple[float, float]) -> tuple[int, int]:
        progress, minimum = shown
        width = self.size.width
        return int(progress * width), min(width - 1, int(minimum * width)) if minimum >= 0 else -1

    def render_line(self, y: int) -> Strip:
        """Draw the bar, in characters that can be distinguished without colour."""
        return Strip([Segment(self._line(), self.ink())], self.size.width)

    def _line(self) -> str:
        done, mark = self._cells(self._shown)
        return "".join("┃" if cell == mark else "█" if cell < done else "─" for cell in range(self.size.width))

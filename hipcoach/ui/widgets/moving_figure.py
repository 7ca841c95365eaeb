"""The figure that demonstrates an exercise: it moves with the step and stands still in a hold."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from hipcoach.figures.drawing import SMALLEST, Drawer, Drawing, Ink
from hipcoach.figures.model import Figure
from hipcoach.figures.moving import Motion, pose_at
from hipcoach.figures.style import Style
from hipcoach.session.model import Side
from hipcoach.ui.widgets.cells import Cells
from hipcoach.ui.widgets.changes import changed

STEPS, STEPS_OF_ALL = 16, 128
"""The pictures of a motion, and of getting into position with a whole repetition, at most."""

LEAST_SECONDS = 0.25
"""The shortest time in seconds between two pictures of one movement."""


class MovingFigure(Cells):
    """Draws a figure as large as its space allows, mirrored for the left side; it knows nothing of exercises.

    It has no timer: its owner calls `show` with each moment, and it paints if any cell has changed. Within a movement
    it skips moments that follow too soon; the beginning of a movement is always painted.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"moving-figure--{ink}" for ink in Ink}

    DEFAULT_CSS = """
    MovingFigure { width: 1fr; height: 1fr; }
    MovingFigure > .moving-figure--working { color: $success; text-style: bold; }
    MovingFigure > .moving-figure--band { color: $warning; }
    MovingFigure > .moving-figure--body { color: $foreground; }
    MovingFigure > .moving-figure--prop { color: $foreground 60%; }
    """

    def __init__(
        self,
        style: Style = Style.AUTO,
        *,
        still: bool = False,
        clock: Callable[[], float] = monotonic,
        id: str | None = None,
    ) -> None:
        """`still`: show the held pose instead of movements."""
        super().__init__(id=id)
        self._style = style.on(os.environ.get("TERM", ""))
        self._still = still
        self._clock = clock
        self._figure: Figure | None = None
        self._side = Side.NONE
        self._motion = Motion.RESTING
        self._progress = 0.0
        self._drawer: Drawer | None = None
        self._drawing: Drawing = ()
        self._painted = 0.0
        self._known: dict[tuple[Motion, int], Drawing] = {}
        """Every picture that has been drawn at this size, by the motion and the step in it."""

    @property
    def drawing(self) -> Drawing:
        """The drawing that is shown; empty if there is no figure or no room for one."""
        return self._drawing

    def show(self, figure: Figure | None, side: Side, motion: Motion, progress: float = 0.0) -> None:
        """Show a moment of a motion; `progress` goes from 0 to 1."""
        if self._still and motion.moves:
            motion = Motion.HOLDING
        now = self._clock()
        goes_on = figure is self._figure and (side, motion) == (self._side, self._motion)
        if goes_on and (not motion.moves or now - self._painted < LEAST_SECONDS):
            return
        if figure is not self._figure or side is not self._side:
            self._drawer = None
        self._figure, self._side, self._motion, self._progress = figure, side, motion, progress
        self._painted = now
        self._draw()

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._drawer = None
        self._draw()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the picture."""
        width = self.size.width
        if y >= len(self._drawing):
            return Strip.blank(width, self.ink())
        segments = [
            Segment(run.text, self.ink("" if run.ink is None else f"moving-figure--{run.ink}"))
            for run in self._drawing[y]
        ]
        # Each sign takes a cell. Until the widget hears of another size, the drawing is as wide as before.
        strip = Strip(segments, sum(len(run.text) for run in self._drawing[y]))
        return strip.adjust_cell_length(width, self.ink())

    def _draw(self) -> None:
        """Draw the moment, and paint it if any cell has changed."""
        before, self._drawing = self._drawing, self._drawn()
        if self._drawing != before:
            self.repaint(changed(_cells(before), _cells(self._drawing)))

    def _drawn(self) -> Drawing:
        width, height = self.size
        if self._figure is None or self._style is Style.OFF or width < SMALLEST[0] or height < SMALLEST[1]:
            return ()
        if self._drawer is None:
            self._drawer = Drawer(self._figure, width, height, self._style, mirrored=self._side is Side.LEFT)
            self._known.clear()
        # The same movement comes again and again; a picture is drawn once.
        steps = STEPS_OF_ALL if self._motion is Motion.PREPARING else STEPS
        step = round(self._progress * steps) if self._motion.moves else 0
        key = (self._motion, step % steps if self._motion is Motion.PREPARING else step)
        if key not in self._known:
            self._known[key] = self._drawer.draw(pose_at(self._figure, self._motion, step / steps))
        return self._known[key]


def _cells(drawing: Drawing) -> list[list[tuple[str, Ink | None]]]:
    """The cells of a drawing, line by line."""
    return [[(sign, run.ink) for run in line for sign in run.text] for line in drawing]

"""What stands beside the list of sessions: an exercise of the marked one, shown as it is done, and a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Click
from textual.timer import Timer
from textual.widgets import Static

from hipcoach.session.model import Side
from hipcoach.ui.shared import SharedApp

if TYPE_CHECKING:
    # The list has to be shown at once; figures are imported when the first one is drawn.
    from hipcoach.figures.model import Figure


class Demonstration(Struct, frozen=True):
    """One exercise of a session as it is shown: its figure, and what stands below it."""

    figure: str | None
    side: Side
    caption: str


class SessionPreview(VerticalScroll, can_focus=False):
    """A text about a session, and above it the figure of one of its exercises, if there is room."""

    app: SharedApp

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._text = Static(id="about", markup=False)
        self._caption = Static(id="glance-of", markup=False)
        self._shown: tuple[Demonstration, ...] = ()
        self._number = 0
        self._figure: Figure | None = None
        self._since = 0.0
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the caption of a figure, and the text."""
        yield self._caption
        yield self._text

    def show(self, text: str, demonstrations: Sequence[Demonstration]) -> None:
        """Show a session; nothing moves on if it is shown already. Each update lays the whole screen out again."""
        if self._text.content != text:
            self._text.update(text)
            self.scroll_home(animate=False)
        if self._shown != tuple(demonstrations):
            self._shown, self._number = tuple(demonstrations), 0
            self._show_exercise()

    def turn(self, by: int) -> None:
        """Show another exercise, if there is one."""
        if 0 <= self._number + by < len(self._shown):
            self._number += by
            self._show_exercise()

    @on(Click, "#glance-of")
    def _click(self, event: Click) -> None:
        """Do the same as the arrow keys by a click on the arrows of the caption."""
        self.turn(-1 if event.x == 0 else 1)

    def _show_exercise(self) -> None:
        from hipcoach.ui.widgets.moving_figure import LEAST_SECONDS, MovingFigure

        one = self._shown[self._number] if self._shown else None
        self._figure = self.app.figure(one.figure) if one is not None else None
        self._caption.update(one.caption if one is not None else "")
        self.set_class(one is not None, "-exercise")
        self.set_class(self._figure is not None, "-drawn")
        if not self.query(MovingFigure):
            settings = self.app.desk.settings
            still = not settings.motion or self.app.animation_level == "none"
            self.mount(MovingFigure(settings.figures, still=still, clock=self.app.desk.clock, id="glance"), before=0)
        self._since = self.app.desk.clock()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_interval(LEAST_SECONDS, self._move)
        self._move()

    def _move(self) -> None:
        """Show the figure at this moment; after one repetition it stands still, and nothing is to be done any more."""
        from hipcoach.figures.moving import Motion, rehearsal_seconds
        from hipcoach.ui.widgets.moving_figure import MovingFigure

        whole = rehearsal_seconds(self._figure) if self._figure is not None else 0.0
        progress = (self.app.desk.clock() - self._since) / whole if whole else 1.0
        motion = Motion.PREPARING if progress < 1.0 else Motion.HOLDING
        side = self._shown[self._number].side if self._shown else Side.NONE
        self.query_one(MovingFigure).show(self._figure, side, motion, min(progress, 1.0))
        if motion is Motion.HOLDING and self._timer is not None:
            self._timer.stop()
            self._timer = None

"""The base class of screens that may be closed at any moment, also before they have been mounted."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.events import Compose, Event, Mount
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType
from textual.timer import Timer, TimerCallback

from hipcoach.ui.shared import SharedApp


class WhileOpen(Screen[ScreenResultType]):
    """A screen that does nothing once it has been closed; the first one is laid out for its size at once.

    Once it is closed its widgets are gone already. Textual stops its timers then, but not a call that is waiting for
    the screen's next turn; and it mounts even a screen that was closed in the turn in which it was pushed.
    """

    SHEETS: ClassVar[tuple[str, ...]] = ("forms", "screens")
    """The files of styles that it needs besides the app's; what a start shows needs no more than its own."""

    app: SharedApp

    async def on_event(self, event: Event) -> None:
        """Ignore that it is mounted if it has been closed before: it has no widgets then."""
        if isinstance(event, Compose) and isinstance(self.app, SharedApp):
            self.app.add_sheets(self.SHEETS)
            if len(self.app.screen_stack) == 1:
                self._say_size()
        if not isinstance(event, Mount) or self in self.app.screen_stack:
            await super().on_event(event)

    def _screen_resized(self, size: Size) -> None:
        """Lay the screen out anew, unless it has that size: Textual tells it of each size that it has given it."""
        if size != self._compositor.size:
            super()._screen_resized(size)

    def _say_size(self) -> None:
        """Set the classes for the size of the terminal before the first screen has any widget.

        Textual sets them once it has laid out and painted the screen, and then has to do it all again.
        """
        (width, height), app = self.app.size, self.app
        for length, steps in ((width, app.HORIZONTAL_BREAKPOINTS), (height, app.VERTICAL_BREAKPOINTS)):
            reached = [step for step in steps or () if step[0] <= length]
            if reached:
                self.add_class(max(reached)[1], update=False)

    def set_timer(
        self, delay: float, callback: TimerCallback | None = None, *, name: str | None = None, pause: bool = False
    ) -> Timer:
        """Call a function after a delay, unless the screen has been closed by then."""
        return super().set_timer(delay, callback and self.while_open(callback), name=name, pause=pause)

    def set_interval(
        self,
        interval: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        repeat: int = 0,
        pause: bool = False,
    ) -> Timer:
        """Call a function again and again until the screen is closed."""
        return super().set_interval(
            interval, callback and self.while_open(callback), name=name, repeat=repeat, pause=pause
        )

    def while_open(self, callback: Callable[[], object]) -> Callable[[], object]:
        """The function, which does nothing once the screen has been closed."""

        def unless_closed() -> object:
            return callback() if self in self.app.screen_stack else None

        return unless_closed

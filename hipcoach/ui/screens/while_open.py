"""The base class of screens that may be closed at any moment, also before they have been mounted."""

from __future__ import annotations

from collections.abc import Callable

from textual.events import Event, Mount
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType
from textual.timer import Timer, TimerCallback


class WhileOpen(Screen[ScreenResultType]):
    """A screen that does nothing once it has been closed, when its widgets are gone already.

    Textual stops its timers then, but not a call that is waiting for the screen's next turn; and it mounts even a
    screen that was closed in the turn in which it was pushed.
    """

    async def on_event(self, event: Event) -> None:
        """Ignore that it is mounted if it has been closed before: it has no widgets then."""
        if not isinstance(event, Mount) or self in self.app.screen_stack:
            await super().on_event(event)

    def _screen_resized(self, size: Size) -> None:
        """Lay the screen out anew, unless it has that size: Textual tells it of each size that it has given it."""
        if size != self._compositor.size:
            super()._screen_resized(size)

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

"""Guards screens that appear by themselves: a key typed at that moment was meant for the screen before."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from textual.events import Event, Key, MouseMove, MouseScrollDown, MouseScrollUp
from textual.screen import Screen

from hipcoach.live.clocks import Clock
from hipcoach.live.presses import HELD, READ

ANSWERING = frozenset({"enter", "left", "right", "backspace", "delete", "f5", "shift+f5"})
"""Keys that print no character but answer or change an answer."""

LEAVING = frozenset({"escape", "ctrl+c", "ctrl+q"})
"""Keys that leave a screen."""

PAUSING = frozenset({"escape"})
"""Those that pause a session, as one button of a presenter clicker does, and leave the screen after it."""


class Unasked:
    """Remembers since when each screen that appeared by itself has been visible."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: WeakKeyDictionary[Screen[Any], float | None] = WeakKeyDictionary()
        """The time at which each was first painted, `None` before that."""
        self._also: WeakKeyDictionary[Screen[Any], frozenset[str]] = WeakKeyDictionary()
        """Keys that answer nothing on a screen but had a meaning before it."""
        self._refused: float | None = None
        """The time of the latest answer, if it was too early."""

    def came(self, screen: Screen[Any], also: frozenset[str] = frozenset()) -> None:
        """Register a screen that appears without a key; `also`: further keys that had a meaning before it."""
        self._seen[screen] = None
        self._also[screen] = also
        screen.call_after_refresh(self._is_seen, screen)

    def _is_seen(self, screen: Screen[Any]) -> None:
        self._seen[screen] = self._clock()

    def too_early(self, screen: Screen[Any], event: Event) -> bool:
        """Whether an answer came before the person can have read the screen."""
        also = isinstance(event, Key) and event.key in self._also.get(screen, ())
        if screen not in self._seen or not (also or _answers(event)):
            return False
        # The key may have been queued while the app was busy, so use the time at which it was pressed.
        pressed = self._clock() - (Event().time - event.time)
        seen = self._seen[screen]
        held = self._refused is not None and 0 <= pressed - self._refused < HELD
        early = seen is None or pressed < seen + READ or held
        self._refused = pressed if early else None
        return early


def _answers(event: Event) -> bool:
    match event:
        case Key():
            return event.is_printable or event.key in ANSWERING
        case MouseMove() | MouseScrollUp() | MouseScrollDown():
            return False
        case _:
            return True

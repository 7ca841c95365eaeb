"""Screens that come by themselves: what is typed as they come was meant for what was there before."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from textual.events import Event, Key, MouseMove, MouseScrollDown, MouseScrollUp
from textual.screen import Screen

from hipcoach.live.clocks import Clock
from hipcoach.live.presses import HELD, READ

ANSWERING = frozenset({"enter", "left", "right", "backspace", "delete"})
"""Keys that write nothing, and yet answer or change an answer."""

LEAVING = frozenset({"escape", "ctrl+c", "ctrl+q"})
"""Keys that leave a screen."""


class Unasked:
    """Knows since when each screen that came by itself has been seen."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: WeakKeyDictionary[Screen[Any], float | None] = WeakKeyDictionary()
        """`None` where it is still to be painted."""
        self._instead: WeakSet[Screen[Any]] = WeakSet()
        """Those in the place of a question that had its own time: whatever was pressed in it was meant for that."""
        self._refused: float | None = None
        """When an answer came too early last."""

    def came(self, screen: Screen[Any], *, instead: bool = False) -> None:
        """Take note of a screen that comes without a key of the person's; `instead` of a question that ran out."""
        self._seen[screen] = None
        if instead:
            self._instead.add(screen)
        screen.call_after_refresh(self._is_seen, screen)

    def _is_seen(self, screen: Screen[Any]) -> None:
        self._seen[screen] = self._clock()

    def too_early(self, screen: Screen[Any], event: Event) -> bool:
        """Whether an answer was given before anybody can have read what it would be an answer to."""
        if screen not in self._seen or not (_answers(event) or (screen in self._instead and _leaves(event))):
            return False
        # A key may have waited while the app was busy: what counts is when it was pressed.
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


def _leaves(event: Event) -> bool:
    return isinstance(event, Key) and event.key in LEAVING

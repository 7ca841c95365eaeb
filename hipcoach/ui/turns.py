"""Handles keys and clicks one after the other: each one goes to the screen that the one before it has led to.

Textual passes a key to the focused widget; from there it bubbles up, from message queue to message queue, to the app,
which looks up its binding. Keys that arrive meanwhile have been passed on by then, to the row or screen that the first
key is about to leave.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.events import Event, MouseEvent, MouseMove

FEWEST, MOST = 2, 8
"""How many trips through the queues to wait for a key's effects: its action, the messages of that, a new screen."""

LONGEST = 1.0
"""Seconds after which the next key is handled in any case."""


class Turns:
    """Passes on keys and clicks one at a time."""

    def __init__(self, app: App[Any], hand_over: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_over = hand_over
        self._waiting: deque[Event] = deque()
        self._busy = False
        self._turn = 0
        self._too_long: asyncio.TimerHandle | None = None

    @property
    def idle(self) -> bool:
        """Whether all keys and clicks have been handled."""
        return not (self._busy or self._waiting)

    async def take(self, event: Event) -> None:
        """Pass on a key or click when its turn comes."""
        if isinstance(event, MouseMove) and self._waiting and isinstance(self._waiting[-1], MouseMove):
            self._waiting[-1] = event
            return
        self._waiting.append(event)
        if not self._busy:
            await self._next()

    async def _next(self) -> None:
        while self._waiting and not self._busy:
            event = self._waiting.popleft()
            if isinstance(event, MouseMove):
                # A mouse move changes nothing that a key has to wait for.
                await self._hand_over(event)
                continue
            self._busy = True
            self._turn += 1
            target = self._target(event)
            loop = asyncio.get_running_loop()
            self._too_long = loop.call_later(LONGEST, self._app.call_later, self._end, self._turn)
            await self._hand_over(event)
            self._follow(target, self._turn, 1)

    def _target(self, event: Event | None = None) -> DOMNode:
        """The widget that a key or click goes to."""
        if isinstance(event, MouseEvent):
            try:
                return self._app.get_widget_at(event.x, event.y)[0]
            except NoWidget:
                return self._app.screen
        return self._app.focused or self._app.screen

    def _follow(self, target: DOMNode, turn: int, time: int) -> None:
        """Send a callback through the same queues as the event, from widget to app, so that it arrives after it."""
        arrived = partial(self._arrived, target, turn, time)

        def rise(node: DOMNode) -> None:
            above = node.parent
            # A widget that is being removed accepts no more messages.
            if above is None or not above.call_later(rise, above):
                self._app.call_later(arrived)

        if not target.call_later(rise, target):
            self._app.call_later(arrived)

    async def _arrived(self, target: DOMNode, turn: int, time: int) -> None:
        if turn != self._turn:
            return
        now = self._target()
        if time < FEWEST:
            self._follow(target, turn, time + 1)
        elif time < MOST and now is not target:
            self._follow(now, turn, time + 1)
        else:
            await self._end(turn)

    async def _end(self, turn: int) -> None:
        """End a turn, unless it has ended, and begin the next one."""
        if turn == self._turn and self._busy:
            if self._too_long is not None:
                self._too_long.cancel()
            self._busy = False
            await self._next()

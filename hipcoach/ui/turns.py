"""What is typed and clicked, one after the other: each is for what is there once the one before has done its work.

Textual hands a key to the widget that has the focus; from there it rises, from queue to queue, up to the app, which
looks up what it is bound to. Keys that come meanwhile have been handed out by then: to the row, or the screen, that the
first one was about to leave.
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
"""How often what a key set off is waited for: what it was bound to, what that made known, a screen that it opened."""

LONGEST = 1.0
"""Seconds after which the next key has its turn in any case."""


class Turns:
    """Hands over one thing that was typed or clicked after the other."""

    def __init__(self, app: App[Any], hand_over: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_over = hand_over
        self._waiting: deque[Event] = deque()
        self._busy = False
        self._turn = 0
        self._too_long: asyncio.TimerHandle | None = None

    @property
    def idle(self) -> bool:
        """Whether everything that was typed has done its work."""
        return not (self._busy or self._waiting)

    async def take(self, event: Event) -> None:
        """Hand over what was typed or clicked, as soon as it has its turn."""
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
                # It changes nothing that a key would have to wait for.
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
        """The widget that is meant by what was typed or clicked."""
        if isinstance(event, MouseEvent):
            try:
                return self._app.get_widget_at(event.x, event.y)[0]
            except NoWidget:
                return self._app.screen
        return self._app.focused or self._app.screen

    def _follow(self, target: DOMNode, turn: int, time: int) -> None:
        """Rise up to the app through the same queues as what was handed to a widget, and so behind it."""
        arrived = partial(self._arrived, target, turn, time)

        def rise(node: DOMNode) -> None:
            above = node.parent
            # Whoever is being removed takes nothing any more.
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
        """End a turn that has not ended yet, and begin the next one."""
        if turn == self._turn and self._busy:
            if self._too_long is not None:
                self._too_long.cancel()
            self._busy = False
            await self._next()

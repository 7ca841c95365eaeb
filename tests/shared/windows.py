"""A terminal whose window is drawn smaller and larger, as by hand, so that one walk shows a screen at every size."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

from effort import chosen, tries

SIZES = [*[(200, 60)][: tries(0, 1)], (120, 40), (80, 24), (60, 20), (40, 12), (20, 5)]
"""One for each way in which screens are laid out; the largest is laid out as the one after it."""

WALKS = chosen([[size] for size in SIZES], by_day=[SIZES])
"""The sizes that a window has in each walk: by day all of them in one, at night a walk for each."""


def told(sizes: Iterable[tuple[int, int]]) -> str:
    """Sizes in the name of a test."""
    return "-".join(f"{width}x{height}" for width, height in sizes)


class Window:
    """The window of an app that runs in a test."""

    def __init__(self, it: Any, sizes: Iterable[tuple[int, int]]) -> None:
        self.it = it
        self._sizes = list(sizes)

    async def each_size(self) -> AsyncIterator[tuple[int, int]]:
        """Have each size, down and up in turn: what comes next is opened at the last one."""
        for size in self._sizes:
            if size != self.it.app.size:
                await self.it.pilot.resize_terminal(*size)
                await self.it.pilot.pause()
            yield size
        self._sizes.reverse()

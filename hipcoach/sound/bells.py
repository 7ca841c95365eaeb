"""The terminal's bell in place of sound: one, two or three rings."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

APART = 0.25
"""Seconds from one ring to the next: closer, terminals make one of them."""


def ring_here() -> None:
    """Ring the bell of the terminal that standard output goes to; one that is gone does not ring."""
    with suppress(OSError):
        sys.stdout.write("\a")
        sys.stdout.flush()


class Bells:
    """Rings patterns; told the time, it says when to come again."""

    def __init__(self, ring: Callable[[], None] | None) -> None:
        self._ring = ring
        self._left = 0
        self._next = 0.0

    @property
    def there(self) -> bool:
        """Whether there is a bell at all."""
        return self._ring is not None

    @property
    def quiet(self) -> bool:
        """Nothing is left to be rung."""
        return not self._left

    def begin(self, count: int, now: float) -> None:
        """Ring so many times from now on, instead of what is still to be rung."""
        self._left = count if self.there else 0
        self._next = now

    def hush(self) -> None:
        """Ring no more."""
        self._left = 0

    def step(self, now: float) -> float | None:
        """Ring if it is time; when the next ring is due."""
        if self._left and self._ring is not None and now >= self._next:
            self._left -= 1
            self._next = now + APART
            try:
                self._ring()
            except Exception:
                # The terminal has gone, or takes nothing more.
                self._ring, self._left = None, 0
        return self._next if self._left else None

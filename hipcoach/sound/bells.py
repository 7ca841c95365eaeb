"""Rings the terminal's bell when no sound can be played: one, two or three times."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress

APART = 0.25
"""Seconds between two rings; terminals merge rings that are closer together."""


def ring_here() -> None:
    """Ring the bell of the terminal on standard output; does nothing if the terminal is gone."""
    with suppress(OSError):
        sys.stdout.write("\a")
        sys.stdout.flush()


class Bells:
    """Rings a number of times; its caller passes in the time, and calls again when `step` says so."""

    def __init__(self, ring: Callable[[], None] | None) -> None:
        self._ring = ring
        self._left = 0
        self._next = 0.0

    @property
    def there(self) -> bool:
        """Whether there is a bell to ring."""
        return self._ring is not None

    @property
    def quiet(self) -> bool:
        """Whether all rings are done."""
        return not self._left

    def begin(self, count: int, now: float) -> None:
        """Ring `count` times from now on, in place of any rings that are left."""
        self._left = count if self.there else 0
        self._next = now

    def hush(self) -> None:
        """Cancel the rings that are left."""
        self._left = 0

    def step(self, now: float) -> float | None:
        """Ring if it is time; returns the time of the next ring, `None` if there is none."""
        if self._left and self._ring is not None and now >= self._next:
            self._left -= 1
            self._next = now + APART
            try:
                self._ring()
            except Exception:
                # The terminal is gone or accepts no more output.
                self._ring, self._left = None, 0
        return self._next if self._left else None

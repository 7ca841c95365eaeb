"""The times within which a key press is ignored because it is too early, held down or doubled."""

from __future__ import annotations

READ = 1.0
"""Seconds for which a screen or question that came by itself must be shown before it takes an answer."""

HELD = 0.25
"""Seconds within which the same key again counts as held down."""

DOUBLE_CLICK = 0.5
"""Seconds within which a second click counts as part of a double click."""

ONE_OR_TEN = 1.5
"""Seconds within which a 0 after a 1 makes the score 10."""


class Repeats:
    """Tells a key that is held down from one that is pressed again."""

    def __init__(self) -> None:
        self._last: tuple[str, float] | None = None
        """The last key, and when it was pressed."""

    def held(self, pressed: str, now: float) -> bool:
        """Whether a key pressed at `now`, in seconds, is still the press before."""
        before, self._last = self._last, (pressed, now)
        return before is not None and before[0] == pressed and now - before[1] < HELD

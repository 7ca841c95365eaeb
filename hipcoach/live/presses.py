"""How soon a press is no answer: the one table of what guards against keys that are early, held down or doubled."""

from __future__ import annotations

READ = 1.0
"""Seconds for which what came unasked has to have been seen before it takes an answer."""

HELD = 0.25
"""Seconds within which the same key again is one that is only being held down."""

DOUBLE_CLICK = 0.5
"""Seconds within which a second click belongs to the first."""

ONE_OR_TEN = 1.5
"""Seconds within which a 0 makes the score of 1 one of 10."""


class Repeats:
    """Tells a key that is only being held down from one that is pressed anew."""

    def __init__(self) -> None:
        self._last: tuple[str, float] | None = None
        """What was pressed last, and when."""

    def held(self, pressed: str, now: float) -> bool:
        """Whether this is still the press before, now at `now` seconds."""
        before, self._last = self._last, (pressed, now)
        return before is not None and before[0] == pressed and now - before[1] < HELD

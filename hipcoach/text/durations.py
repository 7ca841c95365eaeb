"""Durations as a person reads them."""

from __future__ import annotations

from hipcoach.text.counts import counted


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds, such as `4:25` or `75:00`; the minutes are not padded."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


MINUTE = 60
"""From so many seconds on, a time is said in minutes."""


def in_words(seconds: float) -> str:
    """Seconds as they are said: `45 seconds`, `5 minutes`, `1 minute 30`."""
    minutes, rest = divmod(int(seconds), MINUTE)
    if not minutes:
        return counted(rest, "second")
    return f"{counted(minutes, 'minute')}{f' {rest}' if rest else ''}"


def countdown(seconds: float) -> str:
    """Seconds that are counted down: `24`, and of more than a minute `1:24`.

    A hold of up to a minute, the usual one, has two digits throughout, which can be twice as large as three.
    """
    return clock(seconds) if seconds > MINUTE else str(int(seconds))


def in_hours(seconds: float) -> str:
    """Seconds to the nearest minute, such as `45 min` or `2 h 05 min`."""
    hours, minutes = divmod(round(seconds / MINUTE), 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"

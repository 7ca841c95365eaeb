"""Seconds as a person reads them."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Minutes and seconds, the minutes without padding and never as hours."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"

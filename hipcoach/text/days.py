"""Days as a person reads them."""

from __future__ import annotations

from datetime import date


def day_in_words(day: date) -> str:
    """A day such as `7 Nov 2026`."""
    return f"{day.day} {day:%b %Y}"

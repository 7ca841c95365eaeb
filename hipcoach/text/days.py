"""Days as a person reads them."""

from __future__ import annotations

from datetime import date, timedelta

A_YEAR = timedelta(days=350)
"""A little less than a year, so that no week of last year is taken for one of this year."""


def day_in_words(day: date) -> str:
    """A day such as `7 Nov 2026`."""
    return f"{day.day} {day:%b %Y}"


def short_day(day: date, today: date) -> str:
    """The same without the year, such as `7 Nov`, where that leaves no doubt: within the year up to today."""
    return f"{day.day} {day:%b}" if timedelta() <= today - day < A_YEAR else day_in_words(day)

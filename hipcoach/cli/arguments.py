"""Reads the arguments of the command line that are more than a word; what is wrong with one is told in a line."""

from __future__ import annotations

import argparse
from contextlib import suppress

LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = tuple(day[:3] for day in LONG_DAYS)
MOST_WEEKS = 52
"""The most weeks of a calendar."""


def speed(text: str) -> float:
    """Times as fast as a session is."""
    return _number(text, 0.1, 10_000)


def rate(text: str) -> float:
    """Words a minute."""
    return _number(text, 80, 1000)


def _number(text: str, low: float, high: float) -> float:
    with suppress(ValueError):
        if low <= (number := float(text)) <= high:
            return number
    raise argparse.ArgumentTypeError(f"'{text}' is not a number from {low} to {high}")


def modification(text: str) -> tuple[str, str]:
    """An exercise and a modification of it."""
    exercise, colon, modification = text.partition(":")
    if not (exercise and colon and modification):
        raise argparse.ArgumentTypeError(f"'{text}' is not EXERCISE:MODIFICATION, as in figure-four:towel")
    return exercise, modification


def days_of_week(text: str) -> tuple[int, ...]:
    """The days of a week by their first three letters, 0 for Monday."""
    given = [day.strip().lower() for day in text.split(",")]
    known = {day: number for number, day in enumerate(WEEKDAYS)}
    for day in given:
        if day[:3] not in known or not LONG_DAYS[known[day[:3]]].startswith(day):
            raise argparse.ArgumentTypeError(f"'{day}' is no day of the week: write some of {','.join(WEEKDAYS)}")
    return tuple(sorted({known[day[:3]] for day in given}))


def time_of_day(text: str) -> tuple[int, int]:
    """Hour and minute."""
    hour, colon, minute = text.partition(":")
    if colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2 and int(hour) < 24 and int(minute) < 60:
        return int(hour), int(minute)
    raise argparse.ArgumentTypeError(f"'{text}' is no time of day: write one from 00:00 to 23:59, as in 18:30")


def weeks(text: str) -> int:
    """A number of weeks."""
    if not (text.isdecimal() and 1 <= int(text) <= MOST_WEEKS):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of weeks: write one from 1 to {MOST_WEEKS}")
    return int(text)


def load(text: str) -> tuple[str, str]:
    """An exercise and what it is done with."""
    exercise, sign, load = text.partition("=")
    if not (exercise and sign and load):
        raise argparse.ArgumentTypeError(f"'{text}' is not EXERCISE=LOAD, as in squat=2kg")
    return exercise, load

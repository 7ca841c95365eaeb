"""Reminders as a calendar file (RFC 5545), which every calendar program imports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from msgspec import Struct

from hipcoach import __version__
from hipcoach.session.model import EVERY_DAY
from hipcoach.text.characters import clean

LONGEST = 75
"""The most octets of a line; a longer one goes on in the next, after a blank."""
WARNING = 10
"""Minutes from the alarm to the session."""


class Reminder(Struct, frozen=True):
    """What is reminded of on each of its days."""

    title: str
    text: str
    at: time
    minutes: int
    """How long it takes."""
    name: str
    """What it is known by: of two reminders with one name, there is one on a day."""


def days_from(first: date, days: Collection[int], weeks: int) -> Iterator[date]:
    """The dates within some weeks that fall on these days of a week, of which 0 is Monday."""
    for number in range(weeks * EVERY_DAY):
        day = first + timedelta(days=number)
        if day.weekday() in days:
            yield day


def calendar(reminder: Reminder, days: Iterable[date], installation: str, made: datetime) -> str:
    """The reminder on these days, at the same local time wherever the person is then.

    An event keeps its id as long as its installation, name and day stay the same, so that importing a calendar again
    replaces events and doubles none. `installation` is 32 hexadecimal digits.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//hipcoach//hipcoach {__version__}//EN", "CALSCALE:GREGORIAN"]
    for day in days:
        lines += _event(reminder, day, UUID(installation), made)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(reminder: Reminder, day: date, installation: UUID, made: datetime) -> Iterator[str]:
    title = _escaped(reminder.title)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(installation, f'{day.isoformat()} {reminder.name}')}"
    yield f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    # Without a time zone: half past six stays half past six when the clocks change, and abroad.
    yield f"DTSTART:{datetime.combine(day, reminder.at):%Y%m%dT%H%M%S}"
    yield f"DURATION:PT{reminder.minutes}M"
    yield f"SUMMARY:{title}"
    yield f"DESCRIPTION:{_escaped(reminder.text)}"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"TRIGGER:-PT{WARNING}M"
    yield f"DESCRIPTION:{title}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """A text as the value of a property."""
    lines = (clean(line) for line in text.splitlines())
    return "\\n".join(line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, none of which ends within a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        length = len(character.encode())
        if size + length > LONGEST:
            pieces.append(piece)
            # The blank that says that the line goes on counts too.
            piece, size = " ", 1
        piece += character
        size += length
    return "\r\n".join((*pieces, piece))

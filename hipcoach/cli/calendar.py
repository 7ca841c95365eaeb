"""`calendar`: write reminders as a file that a calendar imports."""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from hipcoach import atomic
from hipcoach.cli.output import Refused, complain, say
from hipcoach.cli.sources import (
    find_either,
    holds_programme,
    library_in,
    programme_in,
    read,
    refuse_itself,
    refuse_other_endings,
    refuse_to_replace,
)
from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import make_plan
from hipcoach.exits import Exit
from hipcoach.journal.install import install_id, known_id
from hipcoach.journal.programmes import begun
from hipcoach.live import clocks
from hipcoach.paper import calendar as calendars
from hipcoach.paper.calendar import Reminder
from hipcoach.paths import Paths
from hipcoach.session.library import Library
from hipcoach.session.model import Dose
from hipcoach.text.counts import counted

MINUTES = 30
"""How long an event is where no session is named."""
TODAY = "hipcoach play today"
WHATEVER = ""
"""What a reminder of whatever today brings is known by: there is one a day, whichever programme it is of."""
STEP = 5
"""Lengths are rounded up to so many minutes."""


class _Named(NamedTuple):
    """What is reminded of."""

    title: str
    command: str
    name: str
    minutes: int


def calendar(asked: Namespace) -> int:
    """Write a calendar with an event for each day of exercise."""
    refuse_other_endings(asked.file, (".ics",), "a calendar")
    places, now = Paths.find(os.environ), clocks.local_time()
    library = library_in(places)
    named = _followed(places, now) if asked.session is None else _named(library, asked.session, asked.file)
    refuse_to_replace(asked.file, asked.force)
    at = time(*asked.at)
    days = list(calendars.days_from(_first(asked.first, at, now), asked.days, asked.weeks))
    reminder = Reminder(named.title, f"In a terminal: {named.command}", at, named.minutes, named.name)
    text = calendars.calendar(reminder, days, _installation(places), now)
    atomic.write(asked.file, text.encode(), replace=asked.force, private=False)
    say(f"{asked.file}: {counted(len(days), 'session')}, {_in_words(days)}; open it with your calendar")
    return Exit.OK


def _first(said: str | None, at: time, now: datetime) -> date:
    """The first day: the one in the argument, otherwise today, or tomorrow once the time is past."""
    if said is None:
        return now.date() + timedelta(days=now.time() >= at)
    try:
        first = date.fromisoformat(said)
    except ValueError:
        raise Refused(f"--from {said}: write a day such as {now.date().isoformat()}") from None
    if not now.year - 1 <= first.year <= now.year + 10:
        raise Refused(f"--from {said}: write a day near this one, such as {now.date().isoformat()}")
    return first


def _followed(places: Paths, now: datetime) -> _Named:
    """The programme that the person follows, or whatever today brings."""
    programme = begun(places.log, now)
    return _Named(programme.latest.title if programme else "Hip session", TODAY, WHATEVER, MINUTES)


def _named(library: Library, argument: str, out: Path) -> _Named:
    """The title, the command and the length of a session or programme; Refused if the calendar would replace it."""
    path = find_either(library, argument)
    refuse_itself(out, path)
    if holds_programme(path):
        programme = programme_in(library, path)
        entries = [entry for phase in programme.phases for entry in phase.each_week]
        seconds = max(
            make_plan(read(library, entry.session)[0], Choices(dose=entry.dose or Dose.LOW)).total for entry in entries
        )
        return _Named(programme.title, TODAY, WHATEVER, _minutes(seconds))
    session, _ = read(library, str(path))
    return _Named(
        session.title, f"hipcoach play {shlex.quote(argument)}", path.stem, _minutes(make_plan(session).total)
    )


def _minutes(seconds: int) -> int:
    return max(1, -(-seconds // (60 * STEP))) * STEP


def _installation(places: Paths) -> str:
    """The id of this installation, by which events keep theirs; complains if it cannot be kept."""
    found = install_id(places.install)
    if known_id(places.install) is None:
        complain(f"{places.install} cannot be written: importing such a calendar twice would double its events")
    return found


def _in_words(days: Sequence[date]) -> str:
    return f"{days[0].isoformat()} to {days[-1].isoformat()}" if len(days) > 1 else days[0].isoformat()

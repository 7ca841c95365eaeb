"""What was done this week, for those who only want to know that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from hipcoach.advice.weeks import first_day
from hipcoach.journal.figures import Week, sitting, weeks
from hipcoach.journal.history import sessions
from hipcoach.journal.to_weeks import goal_this_week
from hipcoach.session.library import Library


def this_week(
    log: Path,
    now: datetime,
    library: Library,
    week_begins: int = 0,
    refused: Callable[[str], None] = lambda text: None,
) -> Week:
    """Read the sessions of this week from the log, and what the programme needs of it.

    `week_begins`: 0 for Monday to 6 for Sunday. `refused` is called with a line about each that cannot be read.
    """
    today = now.date()
    first = first_day(today, week_begins)
    begins = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=(today - first).days)
    found = [sitting(one) for one in sessions(log, refused=refused, since=begins, until=now)]
    needed = goal_this_week(log, now, library, week_begins)
    programme = {first: needed[1]} if needed is not None else {}
    (week,) = weeks(found, today, 1, week_begins=week_begins, programme=programme)
    return week

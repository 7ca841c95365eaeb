"""What was done this week, for those who only want to know that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from hipcoach.journal.figures import Week, sitting, weeks
from hipcoach.journal.history import sessions


def this_week(log: Path, now: datetime, refused: Callable[[str], None] = lambda text: None) -> Week:
    """Read the sessions since Monday from the log; `refused` is called with a line about each that cannot be read."""
    begins = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())
    found = [sitting(one) for one in sessions(log, refused=refused, since=begins, until=now)]
    (week,) = weeks(found, now.date(), 1)
    return week

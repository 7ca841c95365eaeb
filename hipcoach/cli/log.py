"""`log`: show the sessions that were done."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from hipcoach.cli.output import Refused, complain, say
from hipcoach.cli.sources import library_in
from hipcoach.cli.streams import mark_for_spreadsheets
from hipcoach.exits import Exit
from hipcoach.journal import query, report
from hipcoach.journal.files import PERSON
from hipcoach.journal.fold import Folded
from hipcoach.journal.install import known_id
from hipcoach.journal.measures import measured
from hipcoach.journal.rescue import NotTaken, bring_back, put_into_log
from hipcoach.live import clocks
from hipcoach.live.elsewhere import where_saved
from hipcoach.paths import Paths


def log(asked: Namespace) -> int:
    """Show sessions of the log as lines, CSV or JSON; or put one into the log that was saved in another folder."""
    places, now = Paths.find(os.environ), clocks.local_time()
    if asked.take is not None:
        return _take(asked.take, places)
    bring_back_saved(places)
    oldest_first = asked.csv is not None or asked.json
    found = query.FoundSessions(places.log, complain, now)
    later: Iterator[Folded] = iter(())
    try:
        if asked.session is not None:
            one = found.by_id(asked.session)
            sessions, later = iter((one,)), found.after(one)
        elif asked.since is not None:
            sessions = found.since(query.since(asked.since, now.date()), oldest_first=oldest_first)
        else:
            sessions = found.all(oldest_first=oldest_first)
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    if asked.csv is not None or asked.json:
        from hipcoach.journal import export
    if asked.csv == "sets":
        export.to_csv(sessions, sys.stdout, later)
    elif asked.csv == "sessions":
        mark_for_spreadsheets(sys.stdout)
        export.sessions_to_csv(sessions, sys.stdout, later)
    elif asked.json:
        export.to_json(sessions, sys.stdout)
    else:
        if asked.session is not None:
            told = report.one(sessions)
        elif asked.since is not None:
            told = report.those(sessions, lambda: not found.unread)
        else:
            told = _newest(found, places, now)
        for text in told:
            say(text, "    ")
    if found.damage:
        complain(found.damage)
    # One unreadable line is only a warning; an unreadable file or folder makes the answer incomplete.
    return Exit.CANNOT if found.unread else Exit.OK


def _newest(found: query.FoundSessions, places: Paths, now: datetime) -> Iterator[str]:
    """A line about this week, what was measured, and the newest sessions."""
    library, today, begins = library_in(places), now.date(), 0
    # Settings and programmes are read only where there are any.
    if places.config.exists():
        from hipcoach.settings.file import read

        begins = read(places.config).settings.week_begins.number
    goal = None
    if (places.log / PERSON).is_dir():
        from hipcoach.journal.to_weeks import goal_this_week

        goal = goal_this_week(places.log, now, library, begins)
    return report.newest(
        found.all(oldest_first=False),
        found.number(),
        today,
        library.per_week,
        lambda: not found.unread,
        week_begins=begins,
        programme=goal,
        beside=report.measures(measured(places.log, now), today),
    )


def _take(file: Path, places: Paths) -> int:
    """Put a session into the log that was saved in another folder."""
    try:
        taken = put_into_log(file, places.log)
    except NotTaken as refused:
        raise Refused(str(refused)) from refused
    say(f"{file} is in the log{' now' if taken.fresh else ' already'}: {taken.path}")
    return Exit.OK


def bring_back_saved(places: Paths) -> None:
    """Put all sessions into the log that could not be written there and were saved in another folder."""
    if (host := known_id(places.install)) is not None:
        bring_back(places.log, host, where_saved(), complain)

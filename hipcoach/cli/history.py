"""`history`: say in words what was done over some weeks."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date

from msgspec.structs import replace

from hipcoach.cli.log import bring_back_saved
from hipcoach.cli.output import Refused, complain, say
from hipcoach.cli.sources import library_in
from hipcoach.exits import Exit
from hipcoach.journal import query
from hipcoach.journal.figures import sitting
from hipcoach.journal.measures import measured
from hipcoach.journal.programmes import begun
from hipcoach.journal.to_weeks import goals_so_far
from hipcoach.live import clocks
from hipcoach.paths import Paths
from hipcoach.plain.history_lines import history_lines
from hipcoach.settings.file import read as read_settings


def history(asked: Namespace) -> int:
    """Print a short line about each thing that is worth hearing."""
    places, now = Paths.find(os.environ), clocks.local_time()
    bring_back_saved(places)
    found = query.FoundSessions(places.log, complain, now)
    first = date.min
    try:
        if asked.since is not None:
            first = query.since(asked.since, now.date())
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    sittings = [sitting(folded) for folded in found.since(first, oldest_first=True)]
    followed = begun(places.log, now)
    library, begins = library_in(places), read_settings(places.config).settings.week_begins.number
    goals = goals_so_far(places.log, now, library, begins, followed) if followed is not None else {}
    known = measured(places.log, now)
    told = history_lines(
        sittings,
        {week: goal for week, goal in goals.items() if week >= first},
        followed.latest.title if followed is not None else None,
        replace(known, taken=tuple(one for one in known.taken if one.day >= first)),
        now.date(),
    )
    for text in told:
        say(text)
    if found.damage:
        complain(found.damage)
    return Exit.CANNOT if found.unread else Exit.OK

"""`report`: write what was done as a page for a clinician."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from datetime import date, timedelta

from hipcoach import atomic
from hipcoach.advice.day import WITHOUT_PROGRAMME
from hipcoach.advice.measuring import Measured
from hipcoach.advice.programmes import BegunProgramme
from hipcoach.advice.weeks import first_day
from hipcoach.cli.log import bring_back_saved
from hipcoach.cli.output import Refused, complain, say, tell
from hipcoach.cli.paper import PAGES
from hipcoach.cli.sources import library_in, refuse_other_endings, refuse_to_replace
from hipcoach.exits import Exit
from hipcoach.journal import query
from hipcoach.journal.habits import affected_side
from hipcoach.journal.measures import measured
from hipcoach.journal.mornings import with_next_morning
from hipcoach.journal.programmes import followed
from hipcoach.journal.to_weeks import known_sessions
from hipcoach.live.clocks import local_time
from hipcoach.paper.report.figures import ReportPlan, ToldSession, told_sessions
from hipcoach.paper.report.missing import Missing
from hipcoach.paper.report.page import Reported, report_page
from hipcoach.paths import Paths
from hipcoach.session.library import Library
from hipcoach.settings.file import read as read_settings

BEFORE_ALL = date(2000, 1, 1)
"""Nothing was done before with this program."""

USUALLY = timedelta(weeks=11)
"""How far before this week a report begins, unless the programme was begun longer ago."""


def report(asked: Namespace) -> int:
    """Write the report; says what could not be read, and then ends with another status, as `log` does."""
    refuse_other_endings(asked.file, PAGES, "a page of HTML")
    refuse_to_replace(asked.file, asked.force)
    places, now = Paths.find(os.environ), local_time()
    bring_back_saved(places)
    found_settings = read_settings(places.config)
    tell(found_settings)
    week_begins = found_settings.settings.week_begins.number
    found = query.FoundSessions(places.log, complain, now)
    programmes = followed(places.log, now)
    since = _since(asked.since, programmes, now.date(), week_begins)
    every = tuple(with_next_morning(found.since(_read_from(since, programmes), oldest_first=True)))
    sessions, measures = told_sessions(every, now.date()), measured(places.log, now)
    of = Reported(
        now=now,
        since=since if asked.since is not None else _first_week(since, sessions, programmes, measures, week_begins),
        sessions=tuple(one for one in sessions if one.day >= since),
        plan=_plan(library_in(places), programmes, sessions, week_begins),
        measured=measures,
        affected=affected_side(places.log, now),
        missing=Missing(
            unread=found.unread,
            lines=sum(one.folded.unreadable for one in sessions if one.day >= since),
            ahead=sum(folded.ahead for folded, _ in every),
            undated=sum(folded.began is None for folded, _ in every),
        ),
    )
    atomic.write(asked.file, report_page(of).encode(), replace=asked.force)
    say(
        f"{asked.file}: open it in a browser to read or print it. It holds your answers and notes: it is yours to give."
    )
    if found.damage:
        complain(found.damage)
    return Exit.CANNOT if found.unread else Exit.OK


def _since(text: str | None, programmes: Sequence[BegunProgramme], today: date, week_begins: int) -> date:
    """The first day: as asked for, else that of twelve weeks up to this one, or of the programme if that is earlier."""
    if text is not None:
        try:
            return max(min(query.since(text, today), today), BEFORE_ALL)
        except ValueError as wrong:
            raise Refused(str(wrong)) from wrong
    ago = first_day(today, week_begins) - USUALLY
    return min(ago, first_day(programmes[-1].on, week_begins)) if programmes and programmes[-1].ended is None else ago


def _read_from(since: date, programmes: Sequence[BegunProgramme]) -> date:
    """The first day that has to be read: which week of a programme it was follows from all weeks before.

    Without a programme it is a month earlier: what was usual then is what the first weeks are held against.
    """
    followed_then = (one.on for one in programmes if one.ended is None or one.ended >= since)
    return min([since - timedelta(days=WITHOUT_PROGRAMME), *followed_then])


def _first_week(
    since: date,
    sessions: Sequence[ToldSession],
    programmes: Sequence[BegunProgramme],
    measures: Measured,
    week_begins: int,
) -> date:
    """Where nothing was asked for: the period without the weeks before anything was begun, done or measured."""
    days = [
        *(one.day for one in sessions),
        *(one.on for one in programmes if one.ended is None),
        *(one.day for one in measures.taken),
    ]
    return max(since, first_day(min(days, default=since), week_begins))


def _plan(
    library: Library, programmes: Sequence[BegunProgramme], sessions: Sequence[ToldSession], week_begins: int
) -> ReportPlan:
    names = [
        entry.session
        for one in programmes
        for phases in (one.phases, one.latest.phases)
        for phase in phases
        for entry in phase.each_week
    ]
    files = {one.figures.file for one in sessions if one.figures.counts}
    names += [entry.name for entry in library.sessions() if entry.path.name in files]
    done = tuple(one.as_done for one in sessions)
    return ReportPlan(tuple(programmes), known_sessions(library, names), done, week_begins)

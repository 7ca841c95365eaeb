"""Reads made-up logs for the tests of the report."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from twelve_weeks import ZONE

from hipcoach.journal.history import seen_now, sessions
from hipcoach.journal.measures import measured
from hipcoach.journal.mornings import with_next_morning
from hipcoach.journal.programmes import followed
from hipcoach.journal.to_weeks import known_sessions
from hipcoach.paper.report.figures import ReportPlan, ToldSession, told_sessions
from hipcoach.paper.report.missing import Missing
from hipcoach.paper.report.page import Reported, report_page
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Affected

LAST = date(2026, 11, 22)
"""A Sunday, the last day of the made-up twelve weeks."""
EVENING = datetime.combine(LAST, datetime.min.time(), ZONE) + timedelta(hours=20)


def told(log: Path, now: datetime) -> tuple[ToldSession, ...]:
    found = (seen_now(one, now) for one in sessions(log, refused=pytest.fail, oldest_first=True))
    return told_sessions(with_next_morning(found), now.date())


def reported(log: Path, now: datetime, since: date, **more: Any) -> Reported:
    every = told(log, now)
    plan = ReportPlan((), {}, ())
    given = {"plan": plan, "measured": measured(log, now), "affected": None, "missing": Missing()}
    return Reported(now=now, since=since, sessions=every, **{**given, **more})


def twelve_weeks_report(log: Path) -> str:
    """The report of the log of the made-up twelve weeks, on their last evening."""
    library, every = Library(shipped_sessions(), None), told(log, EVENING)
    names = [entry.name for entry in library.sessions()]
    plan = ReportPlan(followed(log, EVENING), known_sessions(library, names), tuple(one.as_done for one in every))
    return report_page(reported(log, EVENING, LAST - timedelta(days=83), plan=plan, affected=Affected.RIGHT))

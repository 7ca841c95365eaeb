"""Reads made-up logs for the tests of the report."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from hipcoach.journal.history import seen_now, sessions
from hipcoach.journal.measures import measured
from hipcoach.journal.mornings import with_next_morning
from hipcoach.paper.report.figures import Planned, ToldSession, told_sessions
from hipcoach.paper.report.missing import Missing
from hipcoach.paper.report.page import Reported


def told(log: Path, now: datetime) -> tuple[ToldSession, ...]:
    found = (seen_now(one, now) for one in sessions(log, refused=pytest.fail, oldest_first=True))
    return told_sessions(with_next_morning(found))


def reported(log: Path, now: datetime, since: date, **more: Any) -> Reported:
    every = told(log, now)
    plan = Planned((), {}, ())
    given = {"plan": plan, "measured": measured(log, now), "affected": None, "missing": Missing()}
    return Reported(now=now, since=since, sessions=every, **{**given, **more})

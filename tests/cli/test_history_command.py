"""`history`: what was done over some weeks, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import twelve_weeks


def test_twelve_weeks_are_told_in_short_lines(run: Callable, home: Path) -> None:
    twelve_weeks.write(home, date(2026, 11, 22))

    ran = run("history", "--since", "2026-08-01")

    assert ran.lines[0].endswith(" of work.")
    assert any(line.startswith("Pain before: from ") for line in ran.lines)
    assert any(" seconds on average, right " in line for line in ran.lines)
    assert any(line.startswith("Inward turn on ") for line in ran.lines)
    assert max(map(len, ran.lines)) < 120
    assert not set("·×→°") & set(ran.out)


def test_since_begins_later(run: Callable, home: Path) -> None:
    twelve_weeks.write(home, date(2026, 11, 22))

    sessions = [int(run("history", "--since", since).out.split()[0]) for since in ("2026-08-01", "2026-11-10")]

    assert sessions[0] > sessions[1] > 0


def test_nothing_was_done_yet(run: Callable, home: Path) -> None:
    assert run("history").out == "Nothing was done in this time.\n"


def test_a_day_that_is_none_is_refused(run: Callable, home: Path) -> None:
    ran = run("history", "--since", "yesterday")

    assert ran.status == 2
    assert "write a day such as" in ran.err

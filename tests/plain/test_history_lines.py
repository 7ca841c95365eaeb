"""What was done, in sentences to be heard."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from hipcoach.advice.measures import Quantity
from hipcoach.advice.measuring import Measured, Measuring
from hipcoach.advice.weeks import WeekGoal
from hipcoach.engine.events import Outcome
from hipcoach.journal.figures import Done, Sitting
from hipcoach.plain.history_lines import NOTHING, history_lines
from hipcoach.session.model import Range, Side

TODAY = date(2026, 11, 22)
SIDES = {Side.LEFT: 31.0, Side.RIGHT: 29.0}


def sat(days_ago: int, before: int | None = None, left: float = 31, right: float = 29, **told: object) -> Sitting:
    """A stretch of both sides, so many days ago."""
    began = datetime(2026, 11, 22, 7).astimezone() - timedelta(days=days_ago)
    done = tuple(
        Done("figure-four", "Figure-four", side, True, value, Range(30, 60))
        for side, value in ((Side.LEFT, left), (Side.RIGHT, right))
    )
    facts = {
        "path": Path("a"), "session": "", "title": "", "file": None, "began": began, "outcome": Outcome.COMPLETED,
        "seconds": 2400.0, "planned_seconds": 2400, "before": before, "morning": None, "after": None, "done": done,
        "sets": 2.0, "unreadable": 0,
    }  # fmt: skip
    return Sitting(**{**facts, **told})


def heard(*sittings: Sitting, known: Measured = Measured(), **goals: WeekGoal) -> list[str]:  # noqa: B008 - frozen
    weeks = {date(2026, 11, 16): goal for goal in goals.values()}
    return list(history_lines(sittings, weeks, "Twelve weeks" if weeks else None, known, TODAY))


def test_sides_and_pain_over_the_weeks() -> None:
    told = heard(sat(42, 4), sat(21, 3), sat(0, 2))

    assert told == [
        "3 sessions in six weeks, 2 hours of work.",
        "Pain before: from 4 to 2 in six weeks.",
        "Figure-four: left 31 seconds on average, right 29.",
    ]


def test_an_exercise_that_has_moved_says_from_where_to_where() -> None:
    told = heard(sat(7, left=20, right=30), sat(1, left=40, right=30))

    assert told[-2:] == [
        "Figure-four: left 30 seconds on average, right 30.",
        "Figure-four: left from 20 to 40.",
    ]


def test_pain_of_several_answers_is_averaged_at_both_ends() -> None:
    told = heard(sat(28, 4), sat(21, 5), sat(14, 3), sat(7, 2))

    assert "Pain before: from 4.5 to 2.5 in three weeks." in told


def test_pain_told_once_is_no_way_from_somewhere() -> None:
    assert "Pain before: 3, once." in heard(sat(1, 3))


def test_weeks_of_the_programme_and_measures() -> None:
    goal = WeekGoal(3, 2, Range(4, 6), ())
    taken = tuple(
        Measuring(day, {(Quantity.INWARD, Side.LEFT): value, (Quantity.INWARD, Side.RIGHT): 30})
        for day, value in ((date(2026, 11, 1), 25), (date(2026, 11, 15), 28))
    )

    told = heard(sat(1), week=goal, known=Measured(taken))

    assert told[1:3] == ["Programme: Twelve weeks.", "Week 3, from 16 November: 2 of 4 to 6 done."]
    assert told[-1] == (
        "Inward turn on 15 November: left 28 degrees, right 30 degrees; left 25 degrees, right 30 degrees before."
    )


def test_nothing_done_is_said_so() -> None:
    assert heard() == [NOTHING]


@pytest.mark.parametrize("days", [0, 1, 13])
def test_a_short_time_is_told_in_days_or_weeks(days: int) -> None:
    assert heard(sat(days))[0].startswith(
        {0: "1 session in 1 day,", 1: "1 session in 2 days,", 13: "1 session in one week,"}[days]
    )

"""What was done, as bars and numbers, and the week that it belongs to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from plan_builders import EACH, begun, hold, planned, reps, tempo, timed

from hipcoach.advice.weeks import WeekGoal
from hipcoach.engine.events import Outcome
from hipcoach.journal.figures import Sitting, weeks
from hipcoach.session.model import AtLeast, Dose, Range
from hipcoach.text.characters import cells
from hipcoach.ui.done import bars, week_in_a_line, week_lines


def lines(walk, width: int = 100) -> list[str]:
    return list(bars(walk.player.plan, walk.player.records, width))


def test_each_side_has_a_bar_against_its_target_and_tells_every_set() -> None:
    walk = begun(hold((30, 60), side=EACH, sets=2, prepare=0, switch=10), reps(3, prepare=15), dose=Dose.HIGH)
    walk.on(60.0)
    walk.on(10.0)
    walk.on(29.97)
    walk.next()
    walk.on(10.0)
    walk.next()
    walk.on(10.0)
    walk.on(0.66)
    walk.stop()
    assert lines(walk) == [
        "Stretch  L █████░░░░░ 60, skipped of 60 s         R ██░░░░░░░░ 29 short, given up of 60 s",
        "Lift     ░░░░░░░░░░ not done",
    ]
    assert lines(walk, 50) == [
        "Stretch",
        "  L ██░░░ 60, skipped of 60 s",
        "  R █░░░░ 29 short, given up of 60 s",
        "Lift",
        "  ░░░░░ not done",
    ]


def test_sets_that_differ_have_their_own_targets_and_an_open_end_its_least() -> None:
    lifts = reps([2, 1], tempo=tempo(up=1, down=1), prepare=0, rest=10)
    walk = begun(lifts, hold(AtLeast(20, 3600), prepare=0), timed(60, prepare=0)).at(4 + 10 + 2 + 30)
    walk.next()
    walk.on(30)
    walk.stop()
    assert lines(walk) == [
        "Lift     ██████████ 2 of 2, 1 of 1",
        "Stretch  ██████████ 30 of at least 20 s",
        "Walk     █████░░░░░ 30 given up of 60 s",
    ]


def test_a_done_set_that_is_no_longer_planned_is_told_too() -> None:
    exercise = hold(30, sets=(1, 3), rest=20, prepare=0)
    walk = begun(exercise, reps(3), dose=Dose.HIGH).at(131)
    for _ in range(3):
        walk.back()
    walk.replan(planned(exercise))
    assert lines(walk) == ["Stretch  ██████████ 3 × 30 of 30 s"]


@pytest.mark.parametrize("width", [20, 36, 56, 76, 116])
def test_names_and_bars_keep_to_their_columns(width: int) -> None:
    walk = begun(hold(30, side=EACH, name="An exercise with a name that is 🧘 long and longer"), reps(3))
    walk.stop()
    shown = lines(walk, width)
    names = [line for line in shown if "░" not in line]
    assert all(cells(line) <= width for line in shown if line not in names) or width < 36


MONDAY = date(2026, 11, 16)


def sitting(day: int, outcome: Outcome = Outcome.COMPLETED) -> Sitting:
    at = datetime(2026, 11, 16, 7, tzinfo=UTC) + timedelta(days=day)
    return Sitting(Path("a"), "a", "A", "a.yaml", at, outcome, 60.0, 60, None, None, None, (), 4.0, 0)


def test_the_week_shows_its_days_and_counts_its_sessions() -> None:
    found = [sitting(0), sitting(2, Outcome.PARTIAL), sitting(4)]
    today = MONDAY + timedelta(days=4)
    (week,) = weeks(found, today, 1)
    assert week_lines(week, today, Range(2, 3)) == ("●  ·  ◐  ·  ◉  ·  ·", "3 of 2-3 this week ✓")
    assert week_lines(week, today, Range(7, 7))[1] == "3 of 7 this week"
    assert week_lines(week, today, None)[1] == "3 this week"


def test_the_goal_of_a_week_is_that_of_the_programme() -> None:
    goal = WeekGoal(3, 2, Range(4, 5), ())
    (week,) = weeks([sitting(0), sitting(1), sitting(2)], MONDAY, 1, programme={MONDAY: goal})

    assert week_lines(week, MONDAY, Range(2, 3), Range(2, 2))[1] == "2 of 4-5 this week"


def test_a_week_begins_on_the_day_of_the_settings() -> None:
    sunday = MONDAY + timedelta(days=6)
    (week,) = weeks([sitting(4), sitting(5), sitting(6)], sunday, 1, week_begins=5)

    days, count = week_lines(week, sunday, None)
    assert (week.first, days, count) == (sunday - timedelta(days=1), "●  ◉  ·  ·  ·  ·  ·", "2 this week")
    assert week_in_a_line(week, days) == "Sa ●  Su ◉  Mo ·  Tu ·  We ·  Th ·  Fr ·"

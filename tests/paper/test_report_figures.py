"""What the report works out: weeks against the plan, exercises against their targets."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from journal_builders import MORNING, LoggedSession, played
from pages import checked, text_of
from report_help import reported, told

from hipcoach.advice.programmes import BegunProgramme, PausedProgramme
from hipcoach.engine.player import Player
from hipcoach.journal.to_weeks import known_sessions
from hipcoach.paper.report.figures import ReportPlan, exercises_done, middle, report_weeks
from hipcoach.paper.report.page import report_page
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Exercise, Range, Session
from hipcoach.session.programme import ProgrammePhase, WeekEntry


def test_without_a_programme_weeks_are_held_against_what_the_usual_session_suggests(tmp_path: Path) -> None:
    log, known = tmp_path / "log", known_sessions(Library(shipped_sessions(), None), ["release"])
    for days in (0, 1, 8):
        played(log, begins=MORNING + timedelta(days=days))
    every = told(log, MORNING + timedelta(days=22))
    plan = ReportPlan((), known, tuple(one.as_done for one in every))

    first, second, third, fourth = report_weeks(every, plan, MORNING.date(), MORNING.date() + timedelta(days=22))

    said = [[(each.title, each.done, each.times) for each in week.planned] for week in (first, second, third, fourth)]
    times = known["release"].per_week
    # Saturday and Sunday, then Sunday; and a week without any is held against what was usual before.
    assert said == [[("Release", 2, times)], [("Release", 1, times)], [("Release", 0, times)], [("Release", 0, times)]]
    assert [week.number for week in (first, fourth)] == [None, None]


def test_weeks_begin_on_the_day_that_the_settings_say(tmp_path: Path) -> None:
    played(tmp_path / "log")
    every = told(tmp_path / "log", MORNING)
    for begins, first in ((0, date(2026, 11, 16)), (5, date(2026, 11, 21)), (6, date(2026, 11, 15))):
        [week] = report_weeks(every, ReportPlan((), {}, (), begins), MORNING.date(), MORNING.date())
        assert week.first == first


def test_a_week_that_rests_needs_nothing_and_an_ended_programme_is_held_against_until_its_end(tmp_path: Path) -> None:
    known = known_sessions(Library(shipped_sessions(), None), ["release"])
    phase = ProgrammePhase("Only", Range(4, 4), (WeekEntry("release", Range(2, 3)),))
    monday = date(2026, 11, 2)
    changes = (PausedProgramme(monday + timedelta(days=7)),)
    ended = monday + timedelta(days=15)
    begun = BegunProgramme("only", "Only", "0", (phase,), monday, changes, ended=ended)

    weeks = report_weeks((), ReportPlan((begun,), known, ()), monday - timedelta(days=1), monday + timedelta(days=27))

    assert [(week.phase, week.has_goal) for week in weeks] == [
        (None, True),
        ("Only", True),
        ("Only", False),
        ("Only", False),
        (None, True),
    ]
    now = MORNING + timedelta(days=2)
    of = reported(tmp_path / "log", now, monday, plan=ReportPlan((begun,), known, ()))
    page = text_of(checked(report_page(of)))
    assert "ended on 17 Nov 2026" in page
    assert "Release 0 of 2-3" in page
    assert "nothing was planned" in page


def test_repetitions_with_a_hold_say_both_and_another_count_is_another_row(tmp_path: Path) -> None:
    for days, amount in ((0, {"reps": Range(2, 4), "hold": Range(3, 5)}), (1, {"hold": Range(6, 12)})):
        lean = Exercise(id="lean", name="Lean", prepare=2, **amount)
        played(tmp_path / "log", session=Session("One", (lean,)), begins=MORNING + timedelta(days=days))

    counted, held = exercises_done(told(tmp_path / "log", MORNING + timedelta(days=2)))

    assert (counted.range, counted.hold, counted.sessions) == (Range(2, 4), Range(3, 5), 1)
    assert (held.range, held.hold, held.sides[0].planned) == (Range(6, 12), None, 1)


def test_sets_of_an_exercise_that_was_not_reached_count_as_without_a_record(tmp_path: Path) -> None:
    played(tmp_path / "log")
    logged = LoggedSession(tmp_path / "log", begins=MORNING + timedelta(days=1))
    logged.start()
    logged.play(22)
    logged.do(Player.stop)
    logged.close()

    clamshell = exercises_done(told(tmp_path / "log", MORNING + timedelta(days=2)))[1]

    [side] = clamshell.sides
    assert (clamshell.sessions, side.planned, side.reached, side.recorded) == (1, 2, 1, 1)


@pytest.mark.parametrize(("scores", "median"), [((), None), ((3,), 3), ((1, 9, 2), 2), ((4, 1, 2, 9), 3)])
def test_as_many_scores_are_above_the_median_as_below(scores: tuple[int, ...], median: float | None) -> None:
    assert middle(scores) == median


def test_of_a_week_that_is_cut_off_only_what_lies_in_the_period_is_told(tmp_path: Path) -> None:
    known = known_sessions(Library(shipped_sessions(), None), ["release"])
    for days in (-3, 0):
        played(tmp_path / "log", begins=MORNING + timedelta(days=days))
    every = told(tmp_path / "log", MORNING)
    plan = ReportPlan((), known, tuple(one.as_done for one in every))
    friday, sunday = MORNING.date() - timedelta(days=1), MORNING.date() + timedelta(days=1)

    [cut] = report_weeks([one for one in every if one.day >= friday], plan, friday, sunday)
    [whole] = report_weeks(every, plan, friday - timedelta(days=4), sunday)

    assert [(week.in_part, week.count, week.planned[0].done) for week in (cut, whole)] == [(True, 1, 1), (False, 2, 2)]


def test_a_session_of_more_than_four_weeks_ago_is_usual_no_more(tmp_path: Path) -> None:
    known = known_sessions(Library(shipped_sessions(), None), ["release"])
    played(tmp_path / "log", begins=MORNING)
    plan = ReportPlan((), known, tuple(one.as_done for one in told(tmp_path / "log", MORNING)))
    monday = MORNING.date() - timedelta(days=5)

    # Given a session on a Saturday, weeks are held against it until it is 28 days ago
    planned = [len(report_weeks((), plan, monday, monday + timedelta(days=last))[-1].planned) for last in (32, 33)]

    assert planned == [1, 0]

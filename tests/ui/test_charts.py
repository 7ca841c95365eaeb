"""Figures as lines of text."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from hipcoach.advice.weeks import WeekGoal
from hipcoach.engine.events import Outcome
from hipcoach.journal.figures import Done, PainPoint, Sitting, exercises, weeks
from hipcoach.session.model import Range, Side
from hipcoach.ui.charts import (
    EXERCISES_LEGEND,
    WEEKS_LEGEND,
    ChartRoom,
    exercises_in_lines,
    legend,
    pain_in_lines,
    row_of,
    weeks_in_lines,
)

FIRST, TODAY = date(2026, 11, 16), date(2026, 11, 22)
TEN_TO_TWENTY = Range(10, 20)
ROOMS = [
    ChartRoom(16, 4),
    ChartRoom(36, 11),
    ChartRoom(56, 16),
    ChartRoom(76, 20),
    ChartRoom(116, 36),
    ChartRoom(196, 56),
]


def sat(
    day: int, left: float, right: float, outcome: Outcome = Outcome.COMPLETED, band: Range = TEN_TO_TWENTY
) -> Sitting:
    began = datetime(2026, 11, day, 7, tzinfo=timezone(timedelta(hours=1)))
    done = tuple(
        Done("clamshell", "Clamshell", side, False, average, band)
        for side, average in ((Side.LEFT, left), (Side.RIGHT, right))
    )
    return Sitting(Path("a"), "1", "T", "t.yaml", began, outcome, 600.0, 600, 1, None, 2, done, 2.0, 0)


def texts(lines) -> list[str]:
    return [line.text for line in lines]


def test_a_week_in_a_row() -> None:
    [week] = weeks([sat(16, 1, 1), sat(18, 1, 1), sat(18, 1, 1), sat(20, 1, 1, Outcome.STOPPED_FOR_PAIN)], TODAY, 1)

    assert texts(weeks_in_lines([week], TODAY, ChartRoom(56, 16))) == [
        "week of Mo Tu We Th Fr Sa Su  done meant  min",
        "16 Nov  ●  ·  2  ·  !  ·  ·      4         40  ▆▆▆▆▆▆▆▆▆",
    ]


def test_a_day_shows_a_session_stopped_for_pain_however_little_was_done() -> None:
    stopped = replace(sat(17, 1, 1, Outcome.STOPPED_FOR_PAIN), done=(), sets=0.0, seconds=0.0)
    barely = replace(sat(18, 1, 1, Outcome.PARTIAL), sets=0.5)
    beside = replace(stopped, began=sat(20, 1, 1).began)
    [week] = weeks([sat(16, 1, 1), stopped, barely, sat(20, 1, 1), beside], TODAY, 1)

    # It is shown, and no session of its week
    assert texts(weeks_in_lines([week], TODAY, ChartRoom(56, 16)))[1].startswith(
        "16 Nov  ●  !  ·  ·  !  ·  ·      2         20"
    )
    assert "! stopped for pain" in WEEKS_LEGEND


@pytest.mark.parametrize(
    ("change", "row"),
    [
        ({}, "● 2026-11-16 Mon 07:00   10 min  completed · T"),
        ({"outcome": Outcome.PARTIAL}, "◐ 2026-11-16 Mon 07:00   10 min  done in part · T"),
        ({"outcome": Outcome.PARTIAL, "done": (), "seconds": 0.0}, "○ 2026-11-16 Mon 07:00    0 min  nothing done · T"),
        ({"outcome": None, "done": (), "seconds": 0.0}, "○ 2026-11-16 Mon 07:00    0 min  interrupted · T"),
        ({"outcome": Outcome.STOPPED_FOR_PAIN, "done": ()}, "! 2026-11-16 Mon 07:00   10 min  stopped for pain · T"),
    ],
)
def test_a_session_in_a_list_says_how_it_ended(change: dict[str, Any], row: str) -> None:
    assert row_of(replace(sat(16, 1, 1), **change)) == row


@pytest.mark.parametrize(
    ("sessions", "plan", "bar"),
    [
        (1, Range(2, 3), "▆▆▆   ┃░░"),  # before the plan is met, what is left of it
        (3, Range(2, 3), "▆▆▆▆▆▆┃▆▆"),
        (1, None, "▆▆▆▆▆▆▆▆▆"),
        (0, Range(2, 7), "    ┃░░░░"),  # a high end far away is cut off
    ],
)
def test_minutes_against_the_plan(sessions: int, plan: Range | None, bar: str) -> None:
    before = [sat(10, 1, 1)] if not sessions else []
    found = weeks(
        [*before, *(sat(16 + day, 1, 1) for day in range(sessions))], TODAY, 1, {"t.yaml": plan} if plan else {}
    )

    assert texts(weeks_in_lines(found, TODAY, ChartRoom(56, 16)))[1][47:].rstrip() == bar.rstrip()


def test_a_week_begins_on_the_day_of_the_settings_and_has_the_goal_of_the_programme() -> None:
    goal = WeekGoal(1, 2, Range(4, 5), (("t.yaml", Range(4, 5)),))
    found = weeks([sat(18, 1, 1)], TODAY, 1, week_begins=2, programme={date(2026, 11, 18): goal})

    head, row = texts(weeks_in_lines(found, TODAY, ChartRoom(100, 16)))
    assert head.startswith("week of We Th Fr Sa Su Mo Tu")
    assert row.split()[:3] == ["18", "Nov", "●"]
    assert row[29:40].split() == ["2", "4-5"]


def test_days_to_come_are_left_open() -> None:
    found = weeks([sat(16, 1, 1)], date(2026, 11, 18), 1)

    assert texts(weeks_in_lines(found, date(2026, 11, 18), ChartRoom(56, 16)))[1][8:28].split() == ["●", "·", "·"]


def test_a_day_with_two_sessions_shows_the_worse_pain() -> None:
    lines = texts(
        pain_in_lines([PainPoint(TODAY, None, 7, None), PainPoint(TODAY, None, 2, None)], TODAY, TODAY, ROOMS[-1])
    )
    assert any(line.startswith("     7") for line in lines), lines


def test_pain_as_columns_with_their_figures() -> None:
    points = [PainPoint(FIRST, 10, None, None), PainPoint(TODAY, 5, None, None)]

    lines = texts(pain_in_lines(points, FIRST, TODAY, ChartRoom(27, 13)))

    assert lines == [
        "Before: 5 of 10 last, 7.5",
        "on average, 10 at most",
        " 10 ┤█",
        "    │█                 █",
        "     X·················5··",
        "After: not told",
        "Next morning: not told",
        "    └16 Nov 2026",
        "               22 Nov 2026",
    ]


def test_left_and_right_before_their_range() -> None:
    series = exercises([sat(16, 20, 12), sat(22, 15, 15)])

    lines = texts(exercises_in_lines(series, FIRST, TODAY, ChartRoom(27, 16)))

    assert lines[:2] == ["Clamshell", "range 10-20 repetitions"]
    assert lines[2].startswith(" 20 ┤L░")
    assert sum("B" in line for line in lines[2:7]) == 1
    told = " ".join(" ".join(lines).split())
    assert told.endswith("left 20 on 16 Nov 2026, 15 on 22 Nov 2026 right 12 on 16 Nov 2026, 15 on 22 Nov 2026")


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.width))
@pytest.mark.parametrize("left", [0.1, 1, 10, 30, 999])
@pytest.mark.parametrize("band", [Range(1, 1), Range(10, 10), Range(10, 20), Range(1, 600)], ids=str)
def test_no_line_is_wider_than_there_is_room(room: ChartRoom, left: float, band: Range) -> None:
    sittings = [sat(day, left, 10, band=band) for day in range(1, 23)]
    points = [PainPoint(FIRST, 10, 10, 10), PainPoint(TODAY, 10, 0, 10)]
    lines = [
        *legend(WEEKS_LEGEND, room.width),
        *legend(EXERCISES_LEGEND, room.width),
        *weeks_in_lines(weeks(sittings, TODAY, 12, {"t.yaml": Range(1, 7)}), TODAY, room),
        *pain_in_lines(points, FIRST, TODAY, room),
        *exercises_in_lines(exercises(sittings), FIRST, TODAY, room),
    ]

    assert [line.text for line in lines if len(line.text) > room.width] == []
    assert all(sum(sign in line.text for line in lines) for sign in "LR░▆┃")


def test_a_week_gives_way_where_there_is_no_room() -> None:
    found = weeks([sat(16, 1, 1), sat(18, 1, 1)], TODAY, 1)

    assert texts(weeks_in_lines(found, TODAY, ChartRoom(47, 16)))[1] == "16 Nov  ●  ·  ●  ·  ·  ·  ·      2         20"
    assert texts(weeks_in_lines(found, TODAY, ChartRoom(36, 11))) == [
        "week of MTWTFSS  done meant  min",
        "16 Nov  ●·●····     2         20",
    ]
    assert texts(weeks_in_lines(found, TODAY, ChartRoom(16, 4))) == ["week of MTWTFSS", "16 Nov  ●·●····"]


def test_nothing_in_this_time_says_so() -> None:
    assert texts(pain_in_lines([], FIRST, TODAY, ROOMS[-1]))[0].startswith("No pain was told")
    assert texts(exercises_in_lines([], FIRST, TODAY, ROOMS[-1])) == ["Nothing was done in this time."]

"""What was measured, over the weeks: left against right, beside pain, with what it can tell."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from journal_builders import HOST, LoggedSession

from hipcoach.advice.measures import HONEST, Quantity
from hipcoach.advice.measuring import Measured, Measuring
from hipcoach.journal.figures import PainPoint
from hipcoach.journal.measures import MeasureLine, keep_measures
from hipcoach.session.model import Side
from hipcoach.text.characters import cells
from hipcoach.ui.charts import ChartRoom
from hipcoach.ui.measure_charts import measures_beside, measures_in_lines
from hipcoach.ui.screens.history import History

TODAY = date(2026, 11, 22)
FIRST = TODAY - timedelta(days=83)
LEFT_IN, LEFT_OUT = (Quantity.INWARD, Side.LEFT), (Quantity.OUTWARD, Side.LEFT)
RIGHT_IN, SOCKS = (Quantity.INWARD, Side.RIGHT), (Quantity.SOCKS, Side.NONE)

TAKEN = (
    Measuring(TODAY - timedelta(days=42), {LEFT_IN: 22, RIGHT_IN: 36, LEFT_OUT: 52, SOCKS: 4}),
    Measuring(TODAY - timedelta(days=21), {LEFT_IN: 24, LEFT_OUT: 51}),
    Measuring(TODAY, {LEFT_IN: 27, RIGHT_IN: 37, LEFT_OUT: 50, SOCKS: 6}),
)
PAIN = (PainPoint(TODAY - timedelta(days=40), 5, None, None), PainPoint(TODAY - timedelta(days=1), 2, None, None))


def texts(known: Measured, first: date = FIRST, room: ChartRoom | None = None) -> list[str]:
    return [line.text for line in measures_in_lines(known, PAIN, first, TODAY, room or ChartRoom(100, 30))]


def test_each_side_has_a_chart_from_its_first_to_its_last_value_beside_pain() -> None:
    lines = texts(Measured(TAKEN))

    assert lines[0] == "Inward turn (the foot swings out)"
    assert [(row.split()[0], row.split()[1], row.split()[-1]) for row in lines[1:3]] == [
        ("L", "22°", "27°"),
        ("R", "36°", "37°"),
    ]
    at = lines.index("Pain before sessions")
    assert lines[at + 1].split()[0] == "5"
    assert lines[at + 1].split()[-1] == "2"
    assert lines[at + 2].split() == ["└31", "Aug", "2026", "22", "Nov", "2026"]


def test_the_columns_are_days_the_same_for_every_chart() -> None:
    lines = texts(Measured(TAKEN))
    left, right, pain = lines[1], lines[2], lines[lines.index("Pain before sessions") + 1]
    bars = [[at for at, sign in enumerate(row) if sign in "▁▂▃▄▅▆▇█"] for row in (left, right, pain)]

    assert len(bars[0]) == 3
    assert bars[1] == [bars[0][0], bars[0][2]], "what was left out that day has no bar"
    assert bars[2][0] > bars[0][0], "the pain of two days later stands further right"
    assert bars[2][1] < bars[0][2]


def test_a_change_within_the_usual_error_looks_like_little() -> None:
    lines = texts(Measured((Measuring(FIRST, {LEFT_IN: 30}), Measuring(TODAY, {LEFT_IN: 35}))))
    low, high = (sign for sign in lines[1] if sign in "▁▂▃▄▅▆▇█")

    assert "▁▂▃▄▅▆▇█".index(high) - "▁▂▃▄▅▆▇█".index(low) <= 2


def test_below_stands_what_it_tells_and_what_is_worth_asking_about() -> None:
    lines = texts(Measured(TAKEN))

    assert HONEST[0] in lines
    assert any("worth asking about" in line for line in lines)


def test_before_anything_was_measured_it_says_how() -> None:
    assert texts(Measured()) == ["Nothing was measured yet. m in the list leads through it."]
    later = texts(Measured(TAKEN[:1]), first=TODAY - timedelta(days=7))
    assert later[0] == "Nothing was measured in this time."


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_no_chart_is_wider_than_its_room(width: int) -> None:
    lines = measures_in_lines(Measured(TAKEN), PAIN, FIRST, TODAY, ChartRoom(width, 30))

    charts = [line.text for line in lines if any(sign in line.text for sign in "▁▂▃▄▅▆▇█")]
    assert charts
    assert max(map(cells, charts)) <= max(width, 24)


@pytest.mark.parametrize("width", [50, 55, 69])
def test_beside_the_weeks_both_sides_share_a_line(width: int) -> None:
    rows = list(measures_beside(TAKEN, FIRST, TODAY, width))

    assert [row.split()[0] for row in rows] == ["inward", "outward", "socks"]
    assert rows[0].split()[1:3] == ["L", "22"]
    assert "R  36" in rows[0]
    assert max(map(cells, rows)) <= width


# -- in the app -------------------------------------------------------------------------------------------------------


def put(home: Path) -> None:
    """A session with pain told, and measures two weeks apart."""
    day = datetime(2026, 11, 8, 7, 0, tzinfo=UTC)
    for days, inward in ((0, 22), (14, 27)):
        logged = LoggedSession(home / "log", begins=day + timedelta(days=days - 1))
        logged.journal.checkin(pain=3)
        logged.start()
        logged.play()
        logged.close()
        at = day + timedelta(days=days)
        keep_measures(home / "log", HOST, (MeasureLine(at, *LEFT_IN, inward), MeasureLine(at, *LEFT_OUT, 50)))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_history_has_a_view_of_them(stage, home: Path, size: tuple[int, int]) -> None:
    put(home)
    async with stage(size=size) as it:
        for key in ("h", "5"):
            await it.press(key)
            await it.settle()
        assert isinstance(it.app.screen, History)
        assert it.sees("History: measures")
        assert it.sees("L 22°")
        assert it.sees("27°")


async def test_on_the_dashboard_they_stand_below_pain(stage, home: Path) -> None:
    put(home)
    async with stage(size=(120, 40)) as it:
        await it.press("h")
        await it.settle()
        await it.settle()
        rows = [line.split("│")[-1] for line in it.lines()]
        pain = next(at for at, row in enumerate(rows) if row.split()[:1] == ["pain"])
        inward = next(at for at, row in enumerate(rows) if row.split()[:2] == ["inward", "L"])
        assert pain < inward < pain + 12


async def test_without_a_session_they_are_shown_all_the_same(stage, home: Path) -> None:
    keep_measures(home / "log", HOST, (MeasureLine(datetime(2026, 11, 20, 7, 0, tzinfo=UTC), *LEFT_IN, 22),))
    async with stage() as it:
        for key in ("h", "5"):
            await it.press(key)
            await it.settle()
        assert it.sees("L 22°")

"""The whole history on one screen, where there is room for it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hipcoach.engine.events import Outcome
from hipcoach.journal.figures import Done, Sitting, exercises, pain, weeks
from hipcoach.session.model import Range, Side
from hipcoach.text.characters import cells
from hipcoach.ui.charts import ChartRoom
from hipcoach.ui.dashboard import dashboard, fits

TODAY = date(2026, 11, 22)


def sitting(days_ago: int, left: float, right: float, before: int | None = 2) -> Sitting:
    at = datetime(2026, 11, 22, 7, tzinfo=UTC) - timedelta(days=days_ago)
    done = tuple(
        Done("stretch", "Stretch 🧘 with a name that is too long", side, True, value, Range(30, 60))
        for side, value in ((Side.LEFT, left), (Side.RIGHT, right))
    )
    return Sitting(Path("a"), "a", "Evening", "a.yaml", at, Outcome.COMPLETED, 300.0, 300, before, 1, 1, done, 2.0, 0)


def lines(sittings: list[Sitting], room: ChartRoom) -> list[str]:
    first = TODAY - timedelta(days=80)
    found = weeks(sittings, TODAY, 12, {"a.yaml": Range(2, 3)})
    told = dashboard(found, pain(sittings), exercises(sittings), sittings, first, TODAY, room)
    return [line.text for line in told]


@pytest.mark.parametrize("room", [ChartRoom(106, 31), ChartRoom(118, 36), ChartRoom(190, 56)], ids=str)
def test_everything_is_on_one_screen(room: ChartRoom) -> None:
    assert fits(room)
    shown = lines([sitting(days, 58 - days / 2, 49 - days / 2) for days in range(0, 60, 2)], room)
    text = "\n".join(shown)
    for part in ("week of", "before ", "next morning", "range 30-60 s", "right is 9 s behind", "completed · Evening"):
        assert part in text, part
    assert len(shown) <= room.height
    assert all(cells(line) <= room.width for line in shown)


def test_sides_that_are_nearly_alike_are_not_compared() -> None:
    assert "behind" not in "\n".join(lines([sitting(0, 58, 55)], ChartRoom(118, 36)))


def test_pain_that_nobody_told_has_no_chart() -> None:
    silent = [sitting(0, 30, 30, before=None)]
    silent[0] = Sitting(
        Path("a"), "a", "A", "a.yaml", silent[0].began, Outcome.COMPLETED, 9.0, 9, None, None, None, (), 2.0, 0
    )
    text = "\n".join(lines(silent, ChartRoom(118, 36)))
    assert "no answers in this time" in text
    assert "exercises" not in text


async def test_small_terminals_have_the_same_in_views(stage, own_sessions) -> None:
    async with stage() as it:
        await it.press("home", "enter", "enter")
        await it.pass_time(30.0)
        await it.press("q", "f", "wait", "enter", "wait", "escape")
        for size, one in (((120, 40), True), ((80, 24), False), ((120, 30), False)):
            await it.resize(*size)
            await it.press("h")
            await it.settle()
            assert it.sees("sessions (4 shows all of them)") == one, size
            assert it.sees("week of"), size
            await it.press("escape")

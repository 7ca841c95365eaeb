"""Measuring in the app: offered in a line, led through one at a time, each number kept as it is given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from effort import chosen
from journal_builders import HOST

from hipcoach.advice.measures import ORDER, Quantity
from hipcoach.figures.moving import Motion
from hipcoach.journal.measures import MeasureLine, keep_measures, measured
from hipcoach.session.model import Side
from hipcoach.ui.screens.measure import MeasureScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.widgets.moving_figure import MovingFigure

MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
"""When the app's own day begins."""
OFFER = "m Measure how far your hips turn?"
LEFT, RIGHT = (Quantity.INWARD, Side.LEFT), (Quantity.INWARD, Side.RIGHT)


def put(home: Path, days_ago: int, value: int, of: tuple[Quantity, Side] = LEFT) -> None:
    """A number that was measured so many days before the app's own day."""
    keep_measures(home / "log", HOST, (MeasureLine(MORNING - timedelta(days=days_ago), *of, value),))


def kept(home: Path) -> dict[tuple[Quantity, Side], int]:
    """What was measured on the app's own day."""
    found = measured(home / "log", MORNING + timedelta(hours=1))
    return {key: value for one in found.taken if one.day == MORNING.date() for key, value in one.values.items()}


async def begin(it) -> None:
    await it.settle()
    await it.press("m", "enter")


async def test_it_is_offered_in_a_line_until_it_is_put_off(stage, home: Path) -> None:
    async with stage() as it:
        await it.settle()
        assert it.sees(OFFER)
        # It stands in nobody's way: the list has the keys all the same.
        assert it.app.focused is it.app.screen.query_one("#sessions")
        # A click opens it; leaving without an answer leaves the offer.
        await it.pilot.click("#measure-offer")
        await it.settle()
        assert isinstance(it.app.screen, MeasureScreen)
        await it.press("enter", "escape")
        await it.settle()
        assert it.sees(OFFER)
        # The palette opens it
        commands = {command.title: command for command in it.app.screen.commands()}
        commands["Measure"].callback()
        await it.settle()
        assert isinstance(it.app.screen, MeasureScreen)
        await it.press("escape")
        # A held Enter passes nothing over
        await it.press("m")
        await it.burst(*["enter"] * 12)
        assert not it.sees("Measure 2 of 7")
        assert isinstance(it.app.screen, MeasureScreen)
        await it.press("escape")
        assert measured(home / "log", MORNING + timedelta(hours=1)).passed is None
        # Not now puts the offer off for two weeks
        await it.press("m", "n")
        await it.settle()
        assert isinstance(it.app.screen, Picker)
        assert not it.sees(OFFER)
    assert measured(home / "log", MORNING + timedelta(hours=1)).passed == MORNING.date()


@pytest.mark.parametrize(("days", "offered"), [(13, False), (14, True)])
async def test_it_is_offered_again_after_two_weeks(stage, home: Path, days: int, offered: bool) -> None:
    put(home, days, 30)
    async with stage() as it:
        await it.settle()
        assert it.sees("m Measure again? You last did on 8 Nov 2026.") is offered


async def test_each_question_has_its_figure_and_words_and_is_kept_at_once(stage, home: Path) -> None:
    async with stage(size=(120, 40)) as it:
        await begin(it)
        await the_figure_moves_and_stands_still_where_motion_is_off(it)
        for number, (asked, value) in enumerate(zip(ORDER, ("28", "50", "35", "48", "12", "-4", "7"), strict=True), 1):
            assert it.sees(f"Measure {number} of 7 · {asked.title}")
            assert it.sees(asked.question)
            figure = it.app.screen.query_one(MovingFigure)
            assert figure._figure is not None
            assert figure._figure.name == asked.measure.figure
            assert figure._side is asked.side
            assert figure.drawing
            await it.press(*("minus" if sign == "-" else sign for sign in value), "enter")
            assert kept(home)[asked.key] == int(value)
        assert it.sees("Inward turn (the foot swings out): left 28°, right 35°")
        assert it.sees("about 40 degrees")
        await it.press("enter")
        assert isinstance(it.app.screen, Picker)
        await it.settle()
        assert not it.sees(OFFER)


async def the_figure_moves_and_stands_still_where_motion_is_off(it) -> None:
    figure = it.app.screen.query_one(MovingFigure)
    # Tests have animations off, so the pose in which one measures is shown.
    assert figure._motion is Motion.HOLDING
    figure._still = False
    seen = set()
    for _ in range(20):
        it.clock.now += 0.5
        it.app.screen._move()
        seen.add(figure.drawing)
    assert len(seen) > 5
    figure._still = True


async def test_numbers_are_asked_again_taken_back_and_passed_over(stage, home: Path) -> None:
    async with stage() as it:
        await begin(it)
        # What is no number is answered and asked again
        await it.press("9", "1", "enter")
        assert it.sees("Type a number from 0 to 90")
        assert it.sees("Measure 1 of 7")
        # What is typed now takes its place; letters are not taken.
        await it.press("x", "4", "5", "enter")
        assert kept(home) == {LEFT: 45}
        # A number can be taken back
        for keys in (("minus", "enter"), ("up",)):
            await it.press(*keys)
            assert it.sees("Measure 1 of 7"), keys
            assert kept(home) == {}, keys
            await it.press("3", "0", "enter")
            assert kept(home) == {LEFT: 30}, keys
        await it.press("up")
        # Enter passes a question over, and some of it is enough
        await it.press("enter", "enter", "3", "5", "enter", "escape")
        assert isinstance(it.app.screen, Picker)
        assert kept(home) == {RIGHT: 35}
        await it.settle()
        assert not it.sees(OFFER)


async def test_passing_everything_over_does_the_same(stage, home: Path) -> None:
    async with stage() as it:
        await begin(it)
        await it.press(*["enter"] * len(ORDER))
        assert isinstance(it.app.screen, Picker)
    assert measured(home / "log", MORNING + timedelta(hours=1)).passed == MORNING.date()


async def test_a_full_disk_is_told_and_the_numbers_are_shown(stage, home: Path, monkeypatch) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    async with stage(size=(120, 40), toasts=True) as it:
        await begin(it)
        monkeypatch.setattr("hipcoach.journal.measures.append", full)
        await it.press("2", "8", "enter")
        assert it.told("Not kept yet")
        await it.press(*["enter"] * (len(ORDER) - 1))
        await it.settle()
        assert it.sees("Inward turn (the foot swings out): left 28°")
        assert it.sees("Not kept yet")
        # Once there is room again, leaving keeps it.
        monkeypatch.undo()
        await it.press("enter")
        await it.settle()
    assert kept(home) == {LEFT: 28}


SIZES = [(200, 60), (120, 40), (80, 24), (60, 20), (40, 12), (20, 5)]


async def test_the_question_and_its_field_are_in_sight_at_every_size(stage) -> None:
    async with stage() as it:
        await begin(it)
        for asked in ORDER:
            for size in chosen(SIZES, by_day=[(40, 12), (20, 5)]):
                await it.resize(*size)
                number = it.app.screen.query_one("#measure-number")
                assert number.region.bottom <= size[1], size
                assert number.region.height == 1, size
                assert it.app.focused is number
                assert it.sees(asked.question), size
            await it.press("7", "enter")
        for size in ((80, 24), (40, 12), (20, 5)):
            await it.resize(*size)
            assert it.sees("Inward turn"), size

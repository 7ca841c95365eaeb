"""The widget that shows how."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from hipcoach.figures.drawing import plain
from hipcoach.figures.model import Figure
from hipcoach.figures.moving import Motion
from hipcoach.figures.shelf import FigureShelf
from hipcoach.figures.style import Style
from hipcoach.session.library import shipped_sessions
from hipcoach.session.model import Side
from hipcoach.ui.widgets.moving_figure import MovingFigure

RIGHT = Side.RIGHT


@pytest.fixture
def clamshell() -> Figure:
    figure = FigureShelf(shipped_sessions()).read("clamshell")
    assert figure is not None
    return figure


class Shown(App[None]):
    """A figure alone on a screen, and how often it asks to be painted."""

    def __init__(self, style: Style = Style.BRAILLE, *, still: bool = False) -> None:
        super().__init__()
        self.seconds = 0.0
        self.repaints = 0
        self.figure = MovingFigure(style, still=still, clock=lambda: self.seconds)

    def compose(self) -> ComposeResult:
        yield self.figure

    def on_mount(self) -> None:
        repaint = self.figure.repaint

        def counted(regions: Sequence[Region]) -> None:
            self.repaints += 1
            repaint(regions)

        self.figure.repaint = counted  # type: ignore[method-assign]

    def lines(self) -> list[str]:
        return ["".join(segment.text for segment in strip) for strip in self.screen._compositor.render_strips()]


async def test_it_fills_its_place_and_is_mirrored_for_the_left(clamshell: Figure) -> None:
    app = Shown()
    async with app.run_test(size=(40, 14)) as pilot:
        app.figure.show(clamshell, RIGHT, Motion.HOLDING)
        await pilot.pause()
        right = app.lines()
        app.figure.show(clamshell, Side.LEFT, Motion.HOLDING)
        await pilot.pause()
        left = app.lines()

        assert left == plain(app.figure.drawing)
        assert any("⣿" in line[:20] for line in right)
        assert not any("⣿" in line[:20] for line in left)

        await pilot.resize_terminal(24, 9)
        await pilot.pause()
        assert app.lines() == plain(app.figure.drawing)
        assert len(app.figure.drawing) == 9


async def test_in_a_hold_nothing_is_painted(clamshell: Figure) -> None:
    app = Shown()
    async with app.run_test(size=(40, 14)) as pilot:
        app.figure.show(clamshell, RIGHT, Motion.HOLDING)
        await pilot.pause()
        before = app.repaints

        for second in range(60):
            app.seconds = second
            app.figure.show(clamshell, RIGHT, Motion.HOLDING, second / 60)

        assert app.repaints == before


async def test_a_movement_paints_changed_cells_at_most_four_times_a_second(clamshell: Figure) -> None:
    app = Shown()
    async with app.run_test(size=(40, 14)) as pilot:
        app.figure.show(clamshell, RIGHT, Motion.GOING)
        await pilot.pause()
        before = app.repaints

        for frame in range(1, 121):
            app.seconds = frame / 60
            app.figure.show(clamshell, RIGHT, Motion.GOING, frame / 120)
        moved = app.repaints - before
        app.seconds = 100.0
        app.figure.show(clamshell, RIGHT, Motion.GOING, 1.0)
        ended = app.repaints
        app.seconds = 200.0
        app.figure.show(clamshell, RIGHT, Motion.GOING, 1.0)

        assert 4 <= moved <= 8
        assert app.repaints == ended


async def test_what_begins_anew_is_painted_at_once(clamshell: Figure) -> None:
    app = Shown()
    async with app.run_test(size=(40, 14)) as pilot:
        app.figure.show(clamshell, RIGHT, Motion.GOING, 0.5)
        await pilot.pause()
        half = app.figure.drawing

        app.figure.show(clamshell, RIGHT, Motion.HOLDING)

        assert app.figure.drawing != half


async def test_without_motion_the_held_pose_is_shown(clamshell: Figure) -> None:
    app = Shown(still=True)
    async with app.run_test(size=(40, 14)):
        app.figure.show(clamshell, RIGHT, Motion.HOLDING)
        held = app.figure.drawing

        for motion in (Motion.GOING, Motion.RETURNING, Motion.PREPARING):
            app.seconds += 10
            app.figure.show(clamshell, RIGHT, motion, 0.0)
            assert app.figure.drawing == held


@pytest.mark.parametrize(("style", "size"), [(Style.OFF, (40, 14)), (Style.BRAILLE, (9, 14)), (Style.BLOCKS, (40, 3))])
async def test_where_it_is_not_wanted_or_has_no_room_there_is_nothing(
    clamshell: Figure, style: Style, size: tuple[int, int]
) -> None:
    app = Shown(style)
    async with app.run_test(size=size) as pilot:
        app.figure.show(clamshell, RIGHT, Motion.HOLDING)
        await pilot.pause()

        assert app.figure.drawing == ()
        assert not "".join(app.lines()).strip()


async def test_no_figure_clears_the_place(clamshell: Figure) -> None:
    app = Shown()
    async with app.run_test(size=(40, 14)) as pilot:
        app.figure.show(clamshell, RIGHT, Motion.HOLDING)
        await pilot.pause()
        app.figure.show(None, RIGHT, Motion.HOLDING)
        await pilot.pause()

        assert not "".join(app.lines()).strip()

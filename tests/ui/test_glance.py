"""What is to be seen at a glance while a session is followed."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from textual.widget import Widget

from hipcoach.cues.doing import Doing
from hipcoach.figures.drawing import plain
from hipcoach.figures.shelf import FigureShelf
from hipcoach.figures.style import Style
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings
from hipcoach.ui.screens.guiding import FRAME, Guiding
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.widgets.edge_band import EdgeBand
from hipcoach.ui.widgets.moment_board import MomentBoard
from hipcoach.ui.widgets.moving_figure import MovingFigure

SIZES = [(200, 60), (120, 40), (80, 24), (60, 20), (40, 12), (20, 5)]
MIXED = """\
hipcoach: 1
title: Mixed
exercises:
  - {use: figure-four, sets: 1, hold: 20 s, prepare: 10 s, switch: 8 s}
  - {use: clamshell, sets: 2, reps: 5, prepare: 10 s, switch: 8 s, rest: 10 s}
"""


@pytest.fixture
def mixed(own_sessions) -> None:
    (own_sessions / "mixed.yaml").write_text(MIXED, encoding="utf-8")


async def until(it, doing: Doing) -> None:
    """Let time pass until the person is doing this."""
    for _ in range(400):
        if it.app.screen.query_one(MomentBoard)._seen.doing is doing:
            return
        await it.pass_time(0.5)
    pytest.fail(f"{doing} never comes: {it.lines()}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_phase_is_to_be_seen_at_every_size(stage, mixed, same_screen, size: tuple[int, int]) -> None:
    name = f"{size[0]}x{size[1]}"
    async with stage(opening="mixed", size=size) as it:
        await it.press("enter")
        await it.sound_looked_for()
        await it.pass_time(2.0)
        same_screen(f"ready-{name}", it.lines())
        await until(it, Doing.HOLD)
        await it.press("space")
        same_screen(f"paused-{name}", it.lines())
        await it.press("space")
        await it.pass_time(4.0)
        await until(it, Doing.SWITCH)
        same_screen(f"switch-{name}", it.lines())
        await until(it, Doing.LIFT)
        same_screen(f"lift-{name}", it.lines())
        await until(it, Doing.REST)
        same_screen(f"rest-{name}", it.lines())
        await it.press("o")
        same_screen(f"pain-{name}", it.lines())


async def test_the_band_is_on_the_side_and_changes_edges_at_a_switch(stage, mixed) -> None:
    async with stage(opening="mixed") as it:
        await it.press("enter")
        band = it.app.screen.query_one("#left", EdgeBand).region
        rows = range(band.y, band.bottom)
        assert all(it.lines()[row].startswith("░" * 4) for row in rows)
        await until(it, Doing.HOLD)
        assert all(it.lines()[row].startswith("█" * 4) for row in rows)
        await until(it, Doing.SWITCH)
        assert all(it.lines()[row].endswith("▒" * 4) and it.lines()[row][0] == " " for row in rows)
        assert it.sees("▶ ▶ ▶")


async def test_pain_is_a_whole_screen(stage, mixed) -> None:
    async with stage(opening="mixed") as it:
        await it.press("enter")
        await it.pass_time(12.0)
        await it.press("o")
        screen = it.app.screen
        assert isinstance(screen, QuestionScreen)
        assert it.blocks() == ["STOP"]
        assert it.lines()[0].startswith("▀" * 80)
        ground = screen.styles.background
        assert screen.query_one(".panel").size.width >= 70
        assert ground == screen.query_one(".panel").styles.background
        assert not it.sees("Figure-four"), "nothing of the session shows through"
        # And another question is a panel as ever
        await it.press("0", "q")
        assert it.blocks() == []
        assert not it.app.screen.has_class("-pain")


async def test_the_footer_says_what_space_does_now(stage, mixed) -> None:
    async with stage(opening="mixed") as it:
        await it.press("enter")
        assert it.sees("space Pause")
        await it.pass_time(12.0)
        await it.press("space")
        await it.pilot.pause()
        assert it.sees("space GO ON")
        await it.press("space", "m")
        await until(it, Doing.COUNT)
        await it.pilot.pause()
        assert it.sees("space COUNT")
        assert it.sees("REPS")


async def test_the_figure_of_the_exercise_stands_in_its_place_mirrored_for_the_side(stage, mixed) -> None:
    async with stage(opening="mixed") as it:
        await it.press("enter")
        await until(it, Doing.HOLD)
        left = plain(it.app.screen.query_one(MovingFigure).drawing)
        assert any(line.strip() for line in left)
        await it.press("n")
        await until(it, Doing.HOLD)
        right = plain(it.app.screen.query_one(MovingFigure).drawing)
        assert [len(line.strip()) for line in left] == [len(line.strip()) for line in right]
        assert left != right


async def test_figures_that_cannot_be_read_are_told_of_and_the_session_goes_on(stage, mixed, monkeypatch) -> None:
    def read(shelf: FigureShelf, name: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FigureShelf, "read", read)
    async with stage(opening="mixed") as it:
        await it.press("enter")
        await until(it, Doing.HOLD)
        assert it.told("figure-four: Permission denied")


@pytest.mark.parametrize(
    ("settings", "moves", "drawn"),
    [
        (Settings(walk_through=False), True, "⣿"),
        (Settings(walk_through=False, motion=False), False, "⣿"),
        (Settings(walk_through=False, figures=Style.BLOCKS), True, "█"),
    ],
    ids=["braille", "motion off", "blocks"],
)
async def test_it_moves_with_the_repetition_and_stands_still_in_a_hold_and_a_pause(
    stage, mixed, settings: Settings, moves: bool, drawn: str
) -> None:
    async with stage(opening="mixed", found=FoundSettings(settings)) as it:
        it.app.animation_level = "full"
        await it.press("enter")
        screen = it.app.screen
        board, figure = screen.query_one(MomentBoard), screen.query_one(MovingFigure)
        figure._clock = it.clock
        assert board.moves is moves
        await until(it, Doing.HOLD)
        assert not board.moves
        await until(it, Doing.LIFT)
        assert board.moves is moves
        pictures = []
        for _ in range(6):
            it.clock.now += FRAME
            screen._frame()
            pictures.append(tuple(plain(figure.drawing)))
        assert drawn in "".join(pictures[0])
        assert (len(set(pictures)) > 3) is moves
        await it.press("space")
        assert not board.moves


async def test_without_figures_the_number_has_their_room(stage, mixed) -> None:
    async with stage(opening="mixed", found=FoundSettings(Settings(walk_through=False, figures=Style.OFF))) as it:
        await it.press("enter")
        assert it.app.screen.query_one(MovingFigure).drawing == ()
        board = it.app.screen.query_one(MomentBoard)
        assert "figure" not in board.standing.regions
        assert not board.moves


async def test_a_hold_paints_at_most_what_changes_each_second(stage, mixed, monkeypatch) -> None:
    async with stage(opening="mixed") as it:
        it.app.animation_level = "full"
        await it.press("enter")
        await until(it, Doing.HOLD)
        await it.pass_time(1.0)
        painted: list[str | None] = []
        refresh = Widget.refresh

        def counted(widget: Widget, *regions, **how):
            painted.append(widget.id)
            assert not how.get("layout"), f"{widget} changes the layout"
            return refresh(widget, *regions, **how)

        monkeypatch.setattr(Widget, "refresh", counted)
        await it.pass_time(3.0)
        assert len(painted) <= 3 * 4
        assert set(painted) <= {"number", "times", "progress", "cue"}


async def test_a_window_that_changes_its_size_all_the_time_shows_number_side_and_pain(stage, mixed) -> None:
    chance = random.Random(7)
    async with stage(opening="mixed") as it:
        await it.press("enter")
        while isinstance(it.app.screen, Guiding):
            await it.pilot.resize_terminal(chance.randint(20, 200), chance.randint(5, 60))
            await it.pass_time(3.0)
            if not isinstance(it.app.screen, Guiding):
                break
            board = it.app.screen.query_one(MomentBoard)
            number = board.query_one("#number")
            assert it.app.screen.find_widget(number).visible_region == number.region
            assert number.text == board._seen.number or board._seen.doing in (Doing.WAITING, Doing.DONE)
            assert board._seen.side.value[:1].upper() in " ".join(it.blocks())
            assert it.sees("PAIN")


async def test_the_mark_on_the_track_goes_up_and_down_with_the_body(stage, mixed) -> None:
    async with stage(opening="mixed") as it:
        await it.press("enter")
        await until(it, Doing.LIFT)
        track = it.app.screen.query_one("#track")
        rows = []
        for _ in range(12):
            rows.append((track._row, track._mark))
            await it.pass_time(0.4)
        ups = [after[0] < before[0] for before, after in pairwise(rows) if before[1] == after[1] == "▲"]
        downs = [after[0] > before[0] for before, after in pairwise(rows) if before[1] == after[1] == "▼"]
        assert ups
        assert downs
        assert all((*ups, *downs))


OPEN = """\
hipcoach: 1
title: Open
exercises:
  - {name: Walk, time: 90 s, prepare: 10 s, cues: [Tall and easy]}
  - {name: Chair stand, reps: 2+, prepare: 10 s, tempo: "up 2, down 2"}
  - {name: Wall sit, hold: 20+ s, prepare: 10 s}
"""


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (20, 5)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_work_for_a_time_and_open_ends_are_to_be_seen(stage, own_sessions, same_screen, size) -> None:
    (own_sessions / "open.yaml").write_text(OPEN, encoding="utf-8")
    name = f"{size[0]}x{size[1]}"
    async with stage(opening="open", size=size) as it:
        await it.press("enter")
        await it.sound_looked_for()
        await until(it, Doing.GO)
        same_screen(f"go-{name}", it.lines())
        await it.press("n")
        await until(it, Doing.LIFT)
        # The third of at least two repetitions
        await it.pass_time(8.5)
        same_screen(f"open-{name}", it.lines())
        await it.press("n")
        await until(it, Doing.HOLD)
        await it.pass_time(25.0)
        same_screen(f"open-hold-{name}", it.lines())

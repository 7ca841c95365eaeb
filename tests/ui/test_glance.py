"""What is to be seen at a glance while a session is followed."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from effort import tries
from textual.widget import Widget

from hipcoach.cues.doing import Doing
from hipcoach.figures.drawing import plain
from hipcoach.figures.shelf import FigureShelf
from hipcoach.figures.style import Style
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings
from hipcoach.ui.screens.guiding import FRAME, Guiding
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.widgets.cells import Cells
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
    board = it.app.screen.query_one(MomentBoard)
    for _ in range(400):
        if board._seen.doing is doing:
            await it.pilot.pause()
            return
        it.clock.now += 0.5
        it.app.screen.wake()
    pytest.fail(f"{doing} never comes: {it.lines()}")


async def at_every_size(it, same_screen, name: str, sizes: list[tuple[int, int]]) -> None:
    """Compare the moment with the stored screens in a window of each size."""
    for width, height in sizes:
        await it.resize(width, height)
        same_screen(f"{name}-{width}x{height}", it.lines())


async def test_every_phase_is_to_be_seen_at_every_size(stage, mixed, same_screen) -> None:
    async with stage(opening="mixed") as it:
        await it.press("enter")
        await it.sound_looked_for()
        await it.pass_time(2.0)
        await at_every_size(it, same_screen, "ready", SIZES)
        await until(it, Doing.HOLD)
        await it.press("space")
        await at_every_size(it, same_screen, "paused", SIZES)
        await it.press("space")
        await it.pass_time(4.0)
        await until(it, Doing.SWITCH)
        await at_every_size(it, same_screen, "switch", SIZES)
        await until(it, Doing.LIFT)
        await at_every_size(it, same_screen, "lift", SIZES)
        await until(it, Doing.REST)
        await at_every_size(it, same_screen, "rest", SIZES)
        await it.press("o")
        await at_every_size(it, same_screen, "pain", SIZES)


async def test_side_figure_and_footer_show_the_moment(stage, mixed) -> None:
    async with stage(opening="mixed") as it:
        await it.press("enter")
        band = it.app.screen.query_one("#left", EdgeBand).region
        rows = range(band.y, band.bottom)
        assert all(it.lines()[row].startswith("░" * 4) for row in rows)
        assert it.sees("space Pause")
        # The band is on the side
        await until(it, Doing.HOLD)
        assert all(it.lines()[row].startswith("█" * 4) for row in rows)
        left = plain(it.app.screen.query_one(MovingFigure).drawing)
        assert any(line.strip() for line in left)
        await it.press("space")
        await it.pilot.pause()
        assert it.sees("space GO ON")
        # It changes edges at a switch
        await it.press("space", "n")
        assert all(it.lines()[row].endswith("▒" * 4) and it.lines()[row][0] == " " for row in rows)
        assert it.sees("▶ ▶ ▶")
        # The figure of the exercise stands in its place, mirrored for the side
        await until(it, Doing.HOLD)
        right = plain(it.app.screen.query_one(MovingFigure).drawing)
        assert [len(line.strip()) for line in left] == [len(line.strip()) for line in right]
        assert left != right
        await pain_is_a_whole_screen(it)
        # The footer says what space does for whoever counts
        await it.press("m", "n")
        await until(it, Doing.COUNT)
        await it.pilot.pause()
        assert it.sees("space COUNT")
        assert it.sees("REPS")


async def pain_is_a_whole_screen(it) -> None:
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
    await it.press("k", "space")


async def test_figures_that_cannot_be_read_are_told_of_and_the_session_goes_on(stage, mixed, monkeypatch) -> None:
    def read(shelf: FigureShelf, name: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FigureShelf, "read", read)
    async with stage(opening="mixed") as it:
        await it.press("enter")
        await until(it, Doing.HOLD)
        assert it.told("figure-four: Permission denied")


async def test_it_moves_with_the_repetition_and_stands_still_in_a_hold_and_a_pause(stage, mixed, monkeypatch) -> None:
    async with stage(opening="mixed") as it:
        board = await animated(it)
        assert board.moves
        await until(it, Doing.HOLD)
        assert not board.moves
        await it.pass_time(1.0)
        await each_second_of_a_hold_paints_at_most_what_changes(it, monkeypatch)
        await until(it, Doing.LIFT)
        assert board.moves
        assert len(set(await frames(it, "⣿"))) > 3
        await the_mark_on_the_track_goes_up_and_down_with_the_body(it)
        await it.press("space")
        assert not board.moves


async def animated(it) -> MomentBoard:
    """The board of a session that begins, whose figures move with the clock of the test."""
    it.app.animation_level = "full"
    await it.press("enter")
    it.app.screen.query_one(MovingFigure)._clock = it.clock
    return it.app.screen.query_one(MomentBoard)


async def frames(it, drawn: str) -> list[tuple[str, ...]]:
    """Six pictures of a movement, drawn with this character, as far as it moves."""
    screen = it.app.screen
    figure = screen.query_one(MovingFigure)
    pictures = []
    for _ in range(6):
        it.clock.now += FRAME
        screen._frame()
        pictures.append(tuple(plain(figure.drawing)))
    assert drawn in "".join(pictures[0])
    return pictures


async def each_second_of_a_hold_paints_at_most_what_changes(it, monkeypatch) -> None:
    painted: list[str | None] = []
    refresh, repaint = Widget.refresh, Cells.repaint

    def counted(widget: Widget, *regions, **how):
        painted.append(widget.id)
        assert not how.get("layout"), f"{widget} changes the layout"
        return refresh(widget, *regions, **how)

    def counted_parts(widget: Cells, regions) -> None:
        painted.extend([widget.id] if regions else [])
        repaint(widget, regions)

    with monkeypatch.context() as watched:
        watched.setattr(Widget, "refresh", counted)
        watched.setattr(Cells, "repaint", counted_parts)
        await it.pass_time(3.0)
    assert len(painted) <= 3 * 4
    assert "number" in painted
    assert set(painted) <= {"number", "times", "progress", "cue"}


async def the_mark_on_the_track_goes_up_and_down_with_the_body(it) -> None:
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


@pytest.mark.parametrize(
    ("settings", "moves", "drawn"),
    [
        (Settings(walk_through=False, motion=False), False, "⣿"),
        (Settings(walk_through=False, figures=Style.BLOCKS), True, "█"),
    ],
    ids=["motion off", "blocks"],
)
async def test_figures_move_and_are_drawn_as_the_settings_say(
    stage, mixed, settings: Settings, moves: bool, drawn: str
) -> None:
    async with stage(opening="mixed", found=FoundSettings(settings)) as it:
        board = await animated(it)
        assert board.moves is moves
        await until(it, Doing.LIFT)
        assert board.moves is moves
        assert (len(set(await frames(it, drawn))) > 3) is moves


async def test_without_figures_the_number_has_their_room(stage, mixed) -> None:
    async with stage(opening="mixed", found=FoundSettings(Settings(walk_through=False, figures=Style.OFF))) as it:
        await it.press("enter")
        assert it.app.screen.query_one(MovingFigure).drawing == ()
        board = it.app.screen.query_one(MomentBoard)
        assert "figure" not in board.standing.regions
        assert not board.moves


async def test_a_window_that_changes_its_size_all_the_time_shows_number_side_and_pain(stage, mixed) -> None:
    chance = random.Random(7)
    async with stage(opening="mixed") as it:
        await it.press("enter")
        while isinstance(it.app.screen, Guiding):
            await it.resize(chance.randint(20, 200), chance.randint(5, 60))
            await it.pass_time(tries(12, 3))
            if not isinstance(it.app.screen, Guiding):
                break
            board = it.app.screen.query_one(MomentBoard)
            number = board.query_one("#number")
            assert it.app.screen.find_widget(number).visible_region == number.region
            assert number.text == board._seen.number or board._seen.doing in (Doing.WAITING, Doing.DONE)
            assert board._seen.side.value[:1].upper() in " ".join(it.blocks())
            assert it.sees("PAIN")


OPEN = """\
hipcoach: 1
title: Open
exercises:
  - {name: Walk, time: 90 s, prepare: 10 s, cues: [Tall and easy]}
  - {name: Chair stand, reps: 2+, prepare: 10 s, tempo: "up 2, down 2"}
  - {name: Wall sit, hold: 20+ s, prepare: 10 s}
"""


async def test_work_for_a_time_and_open_ends_are_to_be_seen(stage, own_sessions, same_screen) -> None:
    (own_sessions / "open.yaml").write_text(OPEN, encoding="utf-8")
    sizes = [(120, 40), (20, 5), (80, 24)]
    async with stage(opening="open") as it:
        await it.press("enter")
        await it.sound_looked_for()
        await until(it, Doing.GO)
        await at_every_size(it, same_screen, "go", sizes)
        await it.press("n")
        await until(it, Doing.LIFT)
        # The third of at least two repetitions
        await it.pass_time(8.5)
        await at_every_size(it, same_screen, "open", sizes)
        await it.press("n")
        await until(it, Doing.HOLD)
        await it.pass_time(25.0)
        await at_every_size(it, same_screen, "open-hold", sizes)

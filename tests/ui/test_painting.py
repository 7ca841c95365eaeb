"""What reaches the terminal in parts: after each of them it shows the same as if all of it were painted at once."""

from __future__ import annotations

from collections.abc import Callable

import pyte
import pytest
from effort import tries
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.app import App, ComposeResult
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from hipcoach.ui import painting
from hipcoach.ui.painting import PartsUpdate, Piece
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.widgets.cells import Cells

COLUMNS, LINES = 80, 24

MOVING = """\
hipcoach: 1
title: Moving
exercises:
  - {name: Lean, hold: 6 s, sets: 2, rest: 4 s, prepare: 4 s}
  - {use: clamshell, reps: 8, prepare: 4 s}
"""


class Terminal:
    """What a terminal shows after some output."""

    def __init__(self, output: str = "") -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.Stream(self._screen)
        self.take(output)

    def take(self, output: str) -> None:
        # Nothing is taken for a line feed at the end of the screen.
        self._stream.feed(output.replace("\n", "\r"))

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        """Sign, colours and attributes of each cell; an empty one shows nothing of its letters' colour."""
        lines = [[self._screen.buffer[y][x] for x in range(COLUMNS)] for y in range(LINES)]
        return [[cell._replace(fg="default") if cell.data == " " else cell for cell in line] for line in lines]

    @property
    def grounds(self) -> set[str]:
        """The colours behind the letters."""
        return {cell.bg for line in self.cells for cell in line}


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in true colour that gets all that an app writes."""
    shown = Terminal()
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr(HeadlessDriver, "write", lambda driver, data: shown.take(data))
    # Textual writes nothing without a terminal.
    monkeypatch.setattr(App, "is_headless", property(lambda app: False))
    return shown


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[PartsUpdate]:
    """All that has been painted in parts."""
    painted: list[PartsUpdate] = []

    class Noted(PartsUpdate):
        def render_segments(self, console: Console) -> str:
            painted.append(self)
            return super().render_segments(console)

    monkeypatch.setattr(painting, "PartsUpdate", Noted)
    return painted


def whole(it) -> list[list[pyte.screens.Char]]:
    """What a terminal shows if all of the screen is painted at once."""
    strips = it.app.screen._compositor.render_strips()
    update = LayoutUpdate([[strip] for strip in strips], Region(0, 0, COLUMNS, LINES))
    return Terminal(update.render_segments(it.app.console)).cells


@pytest.fixture
def moving(home, stage) -> Callable[..., object]:
    (home / "sessions").mkdir(parents=True)
    (home / "sessions" / "moving.yaml").write_text(MOVING)
    return lambda **how: stage(opening="moving", **how)


async def begin(it) -> None:
    await it.press("enter")
    while not isinstance(it.app.screen, Guiding):
        it.read()
        await it.press("enter")


async def test_the_terminal_shows_all_of_each_moment_though_only_parts_are_written(moving, terminal, parts) -> None:
    async with moving(size=(COLUMNS, LINES)) as it:
        await begin(it)
        for _ in range(tries(40, 90)):
            it.clock.now += tries(9, 4) / 10
            it.app.screen.wake()
            await it.pilot.pause()
            assert terminal.cells == whole(it)
        assert len(parts) > tries(35, 40)


async def test_what_stands_in_front_stays_whole_while_the_session_goes_on_behind_it(moving, terminal, parts) -> None:
    async with moving(size=(COLUMNS, LINES)) as it:
        await begin(it)
        await it.pass_time(8)
        it.app.notify("A notice that covers the number", timeout=1000)
        await it.pilot.pause()
        for _ in range(8):
            it.clock.now += 0.5
            it.app.screen.wake()
            await it.pilot.pause()
            assert terminal.cells == whole(it)
        await it.press("p")
        await it.press("question_mark")
        assert terminal.cells == whole(it)
        await it.press("escape")
        assert terminal.cells == whole(it)


async def test_other_colours_are_painted_at_once(moving, terminal) -> None:
    async with moving(size=(COLUMNS, LINES)) as it:
        await begin(it)
        await it.pass_time(8)
        before = terminal.grounds
        it.app.theme = "textual-light"
        await it.pilot.pause()
        await it.pass_time(1)
        assert terminal.cells == whole(it)
        assert terminal.grounds.isdisjoint(before)


def test_a_style_is_written_only_where_it_changes() -> None:
    red, blue = Style(color="red"), Style(color="blue")
    update = PartsUpdate(
        [
            Piece(0, 2, Strip([Segment("ab", red)])),
            Piece(1, 2, Strip([Segment("cd", red), Segment("e", blue)])),
            Piece(3, 0, Strip([Segment("f")])),
        ]
    )

    written = update.render_segments(Console(color_system="standard"))

    assert written == "\x1b[1;3H\x1b[31mab\x1b[2;3Hcd\x1b[0m\x1b[34me\x1b[4;1H\x1b[0mf"


class Row(Cells):
    """A line of some segments, over and over."""

    def __init__(self, *texts: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self.texts = texts

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(text) for text in self.texts]).adjust_cell_length(self.size.width or 6)


class Covered(App[None]):
    """A widget with another one in front of its middle."""

    CSS = """
    Screen { layers: below above; }
    #behind { layer: below; }
    #front { layer: above; width: 10; height: 2; offset: 5 1; }
    """

    def get_default_screen(self) -> Screen[None]:
        screen: Screen[None] = Screen()
        screen._compositor = painting.SparingCompositor()
        return screen

    def compose(self) -> ComposeResult:
        yield Row("behind " * 9, id="behind")
        yield Row("in front", id="front")


async def test_what_is_covered_stays_covered_where_it_changes(terminal: Terminal) -> None:
    async with Covered().run_test(size=(COLUMNS, LINES)) as pilot:
        behind, front = pilot.app.query(Row)
        await pilot.pause(0.1)
        behind.texts = ("anew " * 9,)
        behind.repaint([Region(0, 0, 40, 4)])
        await pilot.pause(0.1)
        front.texts = ("anew too",)
        front.repaint([Region(0, 0, 9, 1)])
        await pilot.pause(0.1)
        lines = ["".join(cell.data for cell in line).rstrip() for line in terminal.cells[:3]]

    both = ("anew " * 9)[:40] + ("behind " * 9)[40:].rstrip()
    assert lines == [both, f"{both[:5]}anew too  {both[15:]}", f"{both[:5]}in front  {both[15:]}"]


@pytest.mark.parametrize("texts", [("ab", "宽cd"), ("ab", "cd", "ef")])
def test_what_is_cut_out_of_a_line_is_as_wide_as_asked_for(texts: tuple[str, ...]) -> None:
    for left in range(6):
        for right in range(left + 1, 7):
            (part,) = Row(*texts).render_lines(Region(left, 0, right - left, 1))
            assert part.cell_length == sum(segment.cell_length for segment in part) == right - left

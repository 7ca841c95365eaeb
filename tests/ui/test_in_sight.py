"""Whatever is marked or asked is in sight, on every screen and at every size."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from effort import chosen
from live_builders import EACH, begun, change, stretch
from textual.command import CommandList
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, OptionList
from windows import SIZES, WALKS, Window, told

from hipcoach.advice.checkin import Due
from hipcoach.advice.history import Background
from hipcoach.advice.safety import DISCLAIMER, safety_of
from hipcoach.diagnostics.problems import render
from hipcoach.engine.events import Outcome, SessionEnded
from hipcoach.live.guide import Guide
from hipcoach.live.questions import Question
from hipcoach.session.library import Library
from hipcoach.settings.keymap import Action
from hipcoach.ui.flow import Flow
from hipcoach.ui.screens.choice import Choice
from hipcoach.ui.screens.elsewhere import ElsewhereScreen
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.history import History
from hipcoach.ui.screens.keys import help_screen
from hipcoach.ui.screens.left_open import EndsSoonScreen, Left, LeftOpenScreen
from hipcoach.ui.screens.programmes import Programmes
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.widgets.block_text import BlockText
from hipcoach.ui.widgets.options import MARK
from hipcoach.ui.widgets.pick import UNSAID, Pick
from hipcoach.ui.widgets.rows import Rows
from hipcoach.ui.widgets.scale import Scale

ROOMY = 34
"""Rows in which every screen has room for all it shows."""
EMOJI = "🧘🏽\u200d♀️"
LONG = f"""\
hipcoach: 1
title: {EMOJI} An evening of one's own with a title that no small window has room for
exercises:
""" + "".join(
    f"""\
  - name: {EMOJI} The exercise that is number {number} and has a name as long as names may be
    id: exercise-{number}
    hold: 10-20 s
    side: each
    prepare: 5 s
    setup: [Lie down on the side that does not hurt, "{{side}} knee up and the foot against the wall"]
    cues: [Draw it closer without holding the breath and without lifting the hip]
    easier: [{{id: towel, name: With a towel under the thigh that is rolled up twice, group: aid}}]
"""
    for number in range(1, 3)
)


def in_sight(widget: Widget) -> bool:
    """Whether all of a widget is in sight; of what scrolls, a line."""
    geometry = widget.screen.find_widget(widget)
    seen = geometry.visible_region
    if widget.allow_vertical_scroll:
        return seen.height >= 1 and seen.width == geometry.region.width
    return bool(seen) and seen == geometry.region


def shown(it, widget: Widget) -> str:
    """What is painted of a widget."""
    seen = widget.screen.find_widget(widget).visible_region
    strips = widget.screen._compositor.render_strips()
    return "\n".join(strip.crop(seen.x, seen.right).text.rstrip() for strip in strips[seen.y : seen.bottom])


def check_focused(it) -> None:
    """What is marked has to be seen: the row, the option, the button."""
    widget = it.app.focused
    if widget is None:
        return
    assert in_sight(widget), f"{widget} is out of sight in {it.app.size}"
    text = shown(it, widget)
    match widget:
        case Scale() if "‹" not in text:
            assert text.split()[0].lstrip(MARK) == widget.label.split()[0]
            assert "0 1 2 3 4 5 6 7 8 9 10" in " ".join(text.split()) or "[" in text
        case Pick():
            assert f"‹ {widget.value:^{max(map(len, widget.values))}} ›" in text
            text = text.removeprefix(MARK)
            assert text.split()[0] == widget.label.split()[0]
            if not ("Effort" in widget.label or "(easier)" in widget.label):
                label = " ".join(text.replace(text[text.index("‹") : text.index("›") + 1], "").split())
                # On five rows the end of a long question gives way to its answer.
                assert label == widget.label or (it.app.size.height < 9 and widget.label.startswith(label.rstrip("…")))
        case Button():
            assert str(widget.label) in text
        case OptionList() if widget.highlighted is not None:
            assert any(line.startswith(MARK) for line in text.splitlines())
        case Rows() if widget._count:
            assert any(line.startswith(MARK) for line in text.splitlines())


async def walk(window: Window, keys: Sequence[str], check: Callable[[], None] = lambda: None) -> None:
    """Go through what can be marked; each is in sight, at first and after each key.

    `check`: what else has to be so at each size, before any key.
    """
    it = window.it
    screen, marked = it.app.screen, it.app.focused
    async for _ in window.each_size():
        if it.app.focused is not marked:
            marked.focus()
            await it.pilot.pause()
        check()
        check_focused(it)
        # Where there is room for everything a step shows as much as many.
        for key in keys if it.app.size.height < ROOMY else keys[:1]:
            await it.pilot.press(key)
            assert it.app.screen is screen
            check_focused(it)


class Few:
    """By day windows of two sizes, the smallest and one of the others in turn; at night those of the whole walk.

    For what many screens of a kind show: each of them is in sight in the smallest window, and each size has its turn.
    """

    def __init__(self, it: Any, sizes: list[tuple[int, int]]) -> None:
        smallest = SIZES[-1]
        # Each begins at the size at which the one before ends.
        pairs = [pair for size in SIZES[-2::-1] for pair in ([smallest, size], [size, smallest])]
        self.it = it
        self._next = cycle(chosen([sizes], by_day=pairs))

    def window(self) -> Window:
        """The next window."""
        return Window(self.it, next(self._next))


@asynccontextmanager
async def over(it, screen: Screen) -> AsyncIterator[None]:
    """Have a screen lie over whatever is there."""
    await it.app.push_screen(screen)
    await it.pilot.pause()
    yield
    await it.app.pop_screen()


class Asks(Guide):
    """Asks one question; nobody answers."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.text = question.text
        self.conductor = begun(stretch()).guide.conductor

    @property
    def asks(self) -> str:
        return self.text


def questions() -> list[Question]:
    """Everything that a guide can ask, by every way that answers lead there."""
    found: dict[tuple[str, ...], Question] = {}
    for action in (Action.PAIN, Action.QUIT):
        ways: list[tuple[str, ...]] = [()]
        while ways:
            way = ways.pop()
            guide = begun(stretch(hold=(20, 60), side=EACH, sets=(1, 3), easier=(change("towel"),))).guide
            guide.press(action)
            for key in way:
                guide.answer(key)
            question = guide.question
            if question is not None and (text := (question.text, *(one.key for one in question.answers))) not in found:
                found[text] = question
                ways += [(*way, answer.key) for answer in question.answers]
    return list(found.values())


@pytest.mark.parametrize("sizes", WALKS, ids=told)
async def test_whatever_is_marked_or_asked_is_in_sight(
    stage, own_sessions: Path, sizes: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_sessions / "long.yaml").write_text(LONG, encoding="utf-8")
    monkeypatch.setattr(Flow, "look_back", lambda *given: None)
    async with stage(size=sizes[0]) as it:
        window = Window(it, sizes)
        await walk(window, ("down", "tab"))
        await check_palette(window)
        # Nothing behind them has to be read and painted again each time
        async with over(it, Screen()):
            few = Few(it, sizes)
            await check_overlays(few)
            await check_questions(few)
            async with over(it, History()):
                await walk(window, "2341")
            async with over(it, Programmes()):
                await walk(window, ("down", "down", "space"))
        reading = it.app.desk.library.read(own_sessions / "long.yaml")
        it.app.flow.check_in(reading.session, reading)
        await it.pilot.pause()
        await check_session(Window(it, sizes))


async def check_palette(window: Window) -> None:
    """The command that is marked."""
    it = window.it
    await it.pilot.press("ctrl+p")
    await it.pilot.pause()
    await walk(window, ("down", "down"))
    commands = it.app.screen.query_one(CommandList)
    number = commands.highlighted
    assert number is not None
    assert str(commands.get_option_at_index(number).prompt).split()[0] in shown(it, commands)
    await it.pilot.press("escape")


async def check_overlays(few: Few) -> None:
    """Texts, keys, and what is asked outside of a session."""
    it = few.it
    folder = it.app.desk.places.sessions
    problems = Library(folder, folder).check(Path(__file__).parents[1] / "data" / "fifteen-faults.yaml")
    for screen in (
        TextScreen("Before you start", [*DISCLAIMER, "", *safety_of(None).before], "I understand"),
        TextScreen(f"/home/somebody/{'a-long-name' * 9} cannot be used as it is", [render(problems)]),
        help_screen(it.app),
        Choice("Begin this one today? You follow another one, which ends with that.", {"y": "yes", "n": "not now"}),
        ElsewhereScreen([Path("/home/somebody/a/folder/with/a/long/name"), Path("/tmp/another")]),
    ):
        async with over(it, screen):
            await walk(few.window(), ("down", "tab"))
    end = SessionEnded(0.0, Outcome.PARTIAL, sets_done=0, sets_planned=1)
    place = f"{EMOJI} Lunge: left, set 1, 7 seconds left"
    left = SimpleNamespace(place=place, closed=end, dropped=Outcome.ABANDONED, hurts=False)
    async with over(it, LeftOpenScreen(left)):
        await check_question(few.window(), f"Go on with {left.place}?", ("g", "c", "x", "esc"), ("down", "down"))
    async with over(it, EndsSoonScreen(left, Left.CLOSE)):
        await check_question(few.window(), "The log will have it as done in part in 10 seconds.", ("u", "enter"), ())


async def check_questions(few: Few) -> None:
    """Everything that a session can ask."""
    for question in questions():
        async with over(few.it, QuestionScreen(Asks(question))):
            keys = tuple(answer.key for answer in question.answers)
            await check_question(few.window(), question.text, keys, ("down",))


async def check_question(window: Window, asked: str, keys: Sequence[str], steps: Sequence[str]) -> None:
    """The whole question, and every key that answers it."""
    it = window.it

    def all_of_it() -> None:
        width, height = it.app.size
        seen = " ".join(shown(it, it.app.screen.query_one(".panel-title")).split())
        # On five rows the end of the longest question gives way to the answers.
        assert seen == asked or (height < 9 and len(asked) > 2 * width and asked.startswith(seen))
        assert set(keys) <= set(" ".join(it.lines()).split())

    await walk(window, steps, all_of_it)


async def check_session(window: Window) -> None:
    """A session from the check-in to the end, with everything asked that can be."""
    it = window.it
    screen = it.app.screen
    screen._sheet.due = Due(next_morning=True, daily_life=True, turned_out=True, background=Background.ONE_SIDE)
    screen._show()
    await it.pilot.pause()
    await walk(window, ("down",) * 6 + ("up", "tab"))
    await it.press("c")
    await walk(window, ("down",) * (len(screen.query(Pick)) + 2) + ("up", "tab"))
    await it.press("enter")
    assert isinstance(it.app.screen, Guiding)
    await check_guiding(window, "LEFT", "READY")
    await it.pass_time(7.0)
    await check_guiding(window, "LEFT", "HOLD")
    await it.press("p")
    # Five rows have a word for the key alone.
    await check_guiding(window, "PAUSED", "Space goes on", least=("PAUSED", "space"))
    await it.press("p", "q", "f", "wait", "enter", "wait")
    assert isinstance(it.app.screen, Ending)
    await walk(window, ("down",) * (len(it.app.screen.query(Pick)) + 2) + ("up", "tab"))


async def check_guiding(window: Window, *texts: str, least: Sequence[str] = ()) -> None:
    """The number, and what a person must know, with the key for pain; five rows may have shorter texts."""
    it = window.it
    async for _ in window.each_size():
        number = it.app.screen.query_one("#number", BlockText)
        assert in_sight(number)
        assert "█" in shown(it, number)
        assert number.scale > 0
        for text in (*(least if least and it.app.size.height < 9 else texts), "PAIN"):
            # Where there is little room, a letter stands for the side.
            assert it.sees(text) or text[0] in it.blocks(), text


async def test_when_to_get_help_is_read_before_a_row_out_of_sight_takes_digits(stage, own_sessions: Path) -> None:
    async with stage(size=(40, 12), opening="short") as it:
        await it.press("enter")
        await it.pass_time(6.0)
        await it.press("o", "f", "wait", "enter", "wait")
        assert isinstance(it.app.screen, Ending)
        assert it.sees("Call your emergency number")
        pain = it.app.screen.query_one("#pain", Pick)
        await it.press("7")
        assert (pain.value, it.app.focused) == (UNSAID, None)
        await it.press("down", "7")
        assert it.app.focused is pain
        check_focused(it)
        assert pain.value == "7"


async def test_what_is_marked_stays_in_sight_when_the_window_gets_smaller(stage, own_sessions: Path) -> None:
    (own_sessions / "long.yaml").write_text(LONG, encoding="utf-8")
    async with stage(size=(120, 40), opening="long") as it:
        await it.press("up", "up")
        for size in ((60, 20), (40, 12), (20, 5)):
            await it.pilot.resize_terminal(*size)
            await it.pilot.pause()
            check_focused(it)

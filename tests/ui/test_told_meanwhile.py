"""A notice lies over nothing that is asked, marked or followed, on any screen and at any size."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.widgets import Button, Input, OptionList
from textual.widgets._toast import Toast
from windows import WALKS, Window, told

from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.history import History
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.widgets.footer import KeyFooter

NOTICE = (
    "Something that a person should know of. It takes several lines of a small screen, and more of a smaller one. " * 2
)
LEAST = 9
"""Rows below which a question has them all."""


@pytest.fixture(autouse=True)
def lasting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told stays there, however long it takes to look at every size."""
    monkeypatch.setattr("textual.notifications.time", lambda: 0.0)


def matters(it) -> list[tuple[object, Region]]:
    """What is asked, marked or followed, and where it is seen."""
    screen = it.app.screen
    found = [*screen.query(".panel-title, .keys, .panel OptionList, .panel FlatButton, CommandList")]
    keys: list[tuple[object, Region]] = []
    if isinstance(screen, Guiding):
        found += [*screen.query("#name, #phase, #head, #second, #number, #of, #cue, #next")]
        footer = screen.query_one(KeyFooter)
        pain = next(key for key in footer.shown if "PAIN" in key.word)
        where = footer.region
        keys.append((pain, Region(where.x + pain.start, where.y, pain.end - pain.start, where.height)))
    if it.app.focused is not None:
        found.append(it.app.focused)
    return keys + [(one, seen) for one in found if one.display and (seen := screen.find_widget(one).visible_region)]


async def check(window: Window) -> None:
    """Tell something, and see what lies where, at each size."""
    it = window.it
    screen, marked = it.app.screen, it.app.focused
    before = {size: number(screen) async for size in window.each_size()} if isinstance(screen, Guiding) else {}
    is_told = False
    async for size in window.each_size():
        where = f"{screen} of {size}"
        hidden = size[1] < LEAST and screen.is_modal
        if not is_told:
            it.app.clear_notifications()
            it.app.report(NOTICE)
            await it.pilot.pause()
            await it.pilot.pause()
        # What is hidden does not come back with more room.
        is_told = not hidden
        shown = [one for one in screen.query(Toast) if one.parent is not None and one.parent.display]
        toasts = [screen.find_widget(one).visible_region for one in shown]
        if not hidden:
            assert sum(bool(region) for region in toasts) == 1, f"it is not told on {where}"
            assert it.sees(NOTICE[:4]), where
        for one, seen in matters(it):
            assert not any(region.overlaps(seen) for region in toasts), f"it lies over {one} of {where}"
        if marked is not None and not all(one.display for one in marked.ancestors_with_self):
            # On five rows some buttons give way to their keys.
            marked = it.app.focused
        assert it.app.focused is marked, where
        if marked is not None:
            geometry = screen.find_widget(marked)
            whole = geometry.visible_region == geometry.region
            assert whole or (marked.allow_vertical_scroll and geometry.visible_region), f"{marked} of {where}"
        if before:
            assert number(screen) == before[size], f"the number moves on {where}"
    it.app.clear_notifications()
    await it.pilot.pause()


def number(screen: Guiding) -> Region:
    """Where the number is."""
    return screen.find_widget(screen.query_one("#number")).region


@pytest.mark.parametrize("sizes", WALKS, ids=told)
async def test_a_notice_lies_over_nothing_that_matters(stage, own_sessions: Path, sizes: list[tuple[int, int]]) -> None:
    async with stage(size=sizes[0], toasts=True) as it:
        window = Window(it, sizes)
        await it.press("end")
        await check(window)
        for over in ("i", "question_mark", "ctrl+p"):
            await it.press(over)
            await check(window)
            await it.press("escape")
        await it.press("h", "4")
        assert isinstance(it.app.screen, History)
        await check(window)
        await it.press("escape", "home", "enter")
        assert isinstance(it.app.screen, CheckIn)
        await it.sound_looked_for()
        it.app.clear_notifications()
        await it.pilot.pause()
        for keys in ((), ("up",), ("up", "up")):
            await it.press(*keys)
            await check(window)
        await it.press("enter")
        await it.pass_time(1.0)
        for keys in ((), ("p",)):
            await it.press(*keys)
            assert isinstance(it.app.screen, Guiding)
            await check(window)
        await it.press("p")
        await it.pass_time(7.0)
        await check(window)
        for keys in (("o",), ("1",), ("2",), ("k", "o", "2")):
            await it.press(*keys)
            assert isinstance(it.app.screen, QuestionScreen)
            await check(window)
        await it.press("wait", "enter", "wait")
        assert isinstance(it.app.screen, Ending)
        await it.press("down")
        while it.app.focused is not None and not isinstance(it.app.focused, Button | OptionList):
            await check(window)
            last = isinstance(it.app.focused, Input)
            await it.press("down")
            if last:
                break


async def test_a_notice_takes_no_row_that_is_marked_out_of_sight(stage, own_sessions: Path) -> None:
    async with stage(opening="short", size=(40, 12), toasts=True) as it:
        await it.press("0", "enter", "q", "f", "wait", "enter")
        assert isinstance(it.app.screen, Ending)
        it.app.clear_notifications()
        await it.pilot.pause()
        for _ in range(3):
            # Told anew at each row, since every notice takes its room from the form.
            it.app.report(NOTICE)
            await it.pilot.pause()
            await it.pilot.pause()
            marked = it.app.screen.find_widget(it.app.focused)
            assert marked.visible_region == marked.region, it.app.focused
            it.app.clear_notifications()
            await it.pilot.pause()
            await it.press("down")


async def test_a_notice_is_shown_once_though_screens_lie_over_each_other(stage, own_sessions: Path) -> None:
    async with stage(size=(100, 40), toasts=True) as it:
        for theme in ("ansi-dark", "hipcoach-dark", "high-contrast"):
            it.app.theme = theme
            it.app.clear_notifications()
            it.app.report("Once is enough.")
            await it.pilot.pause()
            assert sum("Once is enough." in line for line in it.lines()) == 1, theme
            for over in ("a", "ctrl+p"):
                await it.press(over)
                await it.pilot.pause()
                assert sum("Once is enough." in line for line in it.lines()) == 1, (over, theme)
                await it.press("escape")
                await it.pilot.pause()

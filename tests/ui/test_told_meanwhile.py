"""A notice lies over nothing that is asked, marked or followed, on any screen and at any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, cycle
from pathlib import Path

import pytest
from effort import chosen
from textual.geometry import Region
from textual.widgets import Button, Input, OptionList
from textual.widgets._toast import Toast
from windows import SIZES, Window, told

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

IN_TURN = [
    [(120, 40), (40, 12), (20, 5)],
    [(20, 5), (40, 12), (80, 24)],
    [(60, 20), (40, 12), (20, 5)],
]
"""The sizes at which one screen after the other is seen: always where a notice takes most of the room."""

WALKS = chosen([[[size]] for size in SIZES], by_day=[IN_TURN])
"""By day each screen at some sizes, at night each at all."""

OPENINGS = chosen(["short", None], by_day=["short"])
"""How a session is come to: at once, or from the list, which then lies behind it."""

OVER = ("a", "ctrl+p")
"""What lies over the list: a page, and what leaves the list to be seen."""

THEMES = chosen(
    [(theme, OVER) for theme in ("ansi-dark", "hipcoach-dark", "high-contrast")],
    by_day=[("ansi-dark", OVER), ("hipcoach-dark", OVER[1:]), ("high-contrast", OVER[:1])],
)


@pytest.fixture(autouse=True)
def lasting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told stays there, however long it takes to look at every size."""
    monkeypatch.setattr("textual.notifications.time", lambda: 0.0)


def names(walk: list[list[tuple[int, int]]]) -> str:
    """The sizes of a walk in the name of a test."""
    return told(dict.fromkeys(chain(*walk)))


def windows(it, walk: Iterable[list[tuple[int, int]]]) -> Iterator[Window]:
    """The window for one screen after the other."""
    return cycle([Window(it, sizes) for sizes in walk])


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
    await tell_anew(it)
    async for size in window.each_size():
        where = f"{screen} of {size}"
        hidden = size[1] < LEAST and screen.is_modal
        shown = [one for one in screen.query(Toast) if all(part.display for part in one.ancestors_with_self)]
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
        if isinstance(screen, Guiding):
            await the_number_stays(it, where)
    it.app.clear_notifications()
    await it.pilot.pause()


async def tell_anew(it) -> None:
    """Tell the notice, and nothing else."""
    it.app.clear_notifications()
    it.app.report(NOTICE)
    await it.pilot.pause()


async def the_number_stays(it, where: str) -> None:
    """See where the number is with and without the notice that is told."""
    there = number(it.app.screen)
    it.app.clear_notifications()
    await it.pilot.pause()
    assert number(it.app.screen) == there, f"the number moves on {where}"
    await tell_anew(it)


def number(screen: Guiding) -> Region:
    """Where the number is."""
    return screen.find_widget(screen.query_one("#number")).region


@pytest.mark.parametrize("walk", WALKS, ids=names)
async def test_a_notice_lies_over_nothing_that_matters(
    stage, own_sessions: Path, walk: list[list[tuple[int, int]]]
) -> None:
    async with stage(size=walk[0][0], toasts=True, shipped=own_sessions) as it:
        window = windows(it, walk)
        await it.press("end")
        await check(next(window))
        for over in ("i", "question_mark", "ctrl+p"):
            await it.press(over)
            await check(next(window))
            await it.press("escape")
        await it.press("h", "4")
        assert isinstance(it.app.screen, History)
        await check(next(window))


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("walk", WALKS, ids=names)
async def test_nor_over_anything_of_a_session(
    stage, own_sessions: Path, walk: list[list[tuple[int, int]]], opening: str | None
) -> None:
    async with stage(size=walk[0][0], toasts=True, opening=opening, shipped=own_sessions) as it:
        window = windows(it, walk)
        if opening is None:
            await it.press("home", "enter")
        assert isinstance(it.app.screen, CheckIn)
        await it.sound_looked_for()
        it.app.clear_notifications()
        await it.pilot.pause()
        for keys in ((), ("up",), ("up", "up")):
            await it.press(*keys)
            await check(next(window))
        await it.press("enter")
        await it.pass_time(1.0)
        for keys in ((), ("p",)):
            await it.press(*keys)
            assert isinstance(it.app.screen, Guiding)
            await check(next(window))
        await it.press("p")
        await it.pass_time(7.0)
        await check(next(window))
        for keys in (("o",), ("1",), ("2",), ("k", "o", "2")):
            await it.press(*keys)
            assert isinstance(it.app.screen, QuestionScreen)
            await check(next(window))
        await it.press("wait", "enter", "wait")
        assert isinstance(it.app.screen, Ending)
        await it.press("down")
        while it.app.focused is not None and not isinstance(it.app.focused, Button | OptionList):
            await check(next(window))
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
            marked = it.app.screen.find_widget(it.app.focused)
            assert marked.visible_region == marked.region, it.app.focused
            it.app.clear_notifications()
            await it.pilot.pause()
            await it.press("down")


async def test_a_notice_is_shown_once_though_screens_lie_over_each_other(stage, own_sessions: Path) -> None:
    async with stage(size=(100, 40), toasts=True, shipped=own_sessions) as it:
        for theme, pages in THEMES:
            it.app.theme = theme
            it.app.clear_notifications()
            it.app.report("Once is enough.")
            await it.pilot.pause()
            assert sum("Once is enough." in line for line in it.lines()) == 1, theme
            for over in pages:
                await it.press(over)
                assert sum("Once is enough." in line for line in it.lines()) == 1, (over, theme)
                await it.press("escape")
                await it.pilot.pause()


async def test_a_notice_that_had_no_room_is_shown_once_there_is_some(stage, own_sessions: Path) -> None:
    async with stage(opening="short", size=(80, 5), toasts=True) as it:
        await it.press("enter", "q")
        it.app.report("The disk is full")
        await it.pilot.pause()
        assert not it.sees("The disk is full")
        await it.resize(80, 24)
        assert it.sees("The disk is full")


async def test_a_notice_is_still_shown_after_what_was_asked_over_it(stage, own_sessions: Path) -> None:
    async with stage(opening="short", toasts=True) as it:
        await it.press("enter")
        it.app.report("The disk is full")
        await it.press("q")
        assert it.sees("The disk is full")
        await it.press("k")
        assert it.sees("The disk is full")

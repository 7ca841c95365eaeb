"""Every screen at every size, in every theme, without a crash and with what matters in sight."""

from __future__ import annotations

from typing import Any

import pytest
from textual.geometry import Size
from textual.screen import Screen
from windows import Window

from hipcoach.ui.screens.guiding import Guiding

SIZES = [(60, 20), (200, 60)]


async def test_a_whole_visit_fits(stage, own_sessions) -> None:
    async with stage(size=SIZES[0], accepted=False) as it:
        window = Window(it, SIZES)
        it.read()
        while it.sees("Read on (Enter)"):
            await it.press("enter")
        assert it.sees("I understand (Enter)")
        await it.press("enter")
        await it.settle()
        await check(window, "Release")
        await it.press("enter")
        await check(window, "Start (Enter)")
        await it.press("enter")
        await it.pass_time(6.0)
        await check(window, "Figure-four stretch", "LEFT", "NEXT ", "PAIN")
        async for width, _ in window.each_size():
            times = ("set 1/2 · ", " left") if width < 70 else ("set 1 of 2 · ", " left · ends 07:0")
            assert all(map(it.sees, times)), width
        await it.press("p")
        await check(window, "PAUSED")
        await it.press("o", "1")
        await check(window, "How strong is the ache")
        await it.press("0", "f", "wait", "enter")
        await check(window, "stopped for pain")


async def check(window: Window, *texts: str) -> None:
    async for size in window.each_size():
        for text in texts:
            assert window.it.sees(text), (text, size)


async def test_the_caret_stands_under_the_fault(stage, own_sessions) -> None:
    (own_sessions / "broken.yaml").write_text(f'hipcoach: 1\ntitle: "{"long " * 20}" x\n', encoding="utf-8")
    async with stage(size=(40, 20)) as it:
        await it.press("home")
        assert it.sees("broken")
        for size in ((40, 20), (80, 24)):
            await it.pilot.resize_terminal(*size)
            # Lines are as wide as the terminal was when they were read
            await it.press("enter")
            it.app.screen.query_one(".panel-text").scroll_to(y=6, animate=False)
            await it.pilot.pause()
            lines = it.lines()
            at = next(number for number, line in enumerate(lines) if "2 | " in line)
            assert lines[at][lines[at + 1].index("^")] == "x", size
            await it.press("escape")


async def test_every_theme_paints(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        for theme in ("textual-light", "high-contrast", "ansi-dark"):
            it.app.theme = theme
            await it.pass_time(1.0)
            assert it.sees("GET READY")


async def test_a_screen_is_laid_out_once_for_each_size(stage, own_sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Size] = []
    lay_out = Screen._refresh_layout

    def counted(screen: Screen[Any], size: Size | None = None, scroll: bool = False) -> None:
        if size is not None and isinstance(screen, Guiding):
            given.append(size)
        lay_out(screen, size, scroll)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pilot.resize_terminal(60, 20)
        assert len(it.lines()) == 20
        await it.pilot.resize_terminal(80, 24)
        assert len(it.lines()) == 24
    assert given == [Size(80, 24), Size(60, 20), Size(80, 24)]

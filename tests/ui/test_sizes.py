"""Every screen at every size, in every theme, without a crash and with what matters in sight."""

from __future__ import annotations

from typing import Any

import pytest
from textual.geometry import Size
from textual.screen import Screen

from hipcoach.ui.screens.guiding import Guiding

SIZES = [(60, 20), (200, 60)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_whole_visit_fits(stage, own_sessions, size: tuple[int, int]) -> None:
    async with stage(size=size, accepted=False) as it:
        it.read()
        while it.sees("Read on (Enter)"):
            await it.press("enter")
        assert it.sees("I understand (Enter)")
        await it.press("enter")
        await it.settle()
        assert it.sees("Release")
        await it.press("enter")
        assert it.sees("Start (Enter)")
        await it.press("enter")
        await it.pass_time(6.0)
        times = ("set 1/2 · ", " left") if size[0] < 70 else ("set 1 of 2 · ", " left · ends 07:0")
        for text in ("Figure-four stretch", "LEFT", *times, "NEXT ", "PAIN"):
            assert it.sees(text), text
        await it.press("p")
        assert it.sees("PAUSED")
        await it.press("o", "1")
        assert it.sees("How strong is the ache")
        await it.press("0", "f", "wait", "enter")
        assert it.sees("stopped for pain")


@pytest.mark.parametrize("size", [(40, 20), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_caret_stands_under_the_fault(stage, own_sessions, size: tuple[int, int]) -> None:
    (own_sessions / "broken.yaml").write_text(f'hipcoach: 1\ntitle: "{"long " * 20}" x\n', encoding="utf-8")
    async with stage(size=size) as it:
        await it.press("home")
        assert it.sees("broken")
        await it.press("enter")
        it.app.screen.query_one(".panel-text").scroll_to(y=6, animate=False)
        await it.pilot.pause()
        lines = it.lines()
        at = next(number for number, line in enumerate(lines) if "2 | " in line)
        assert lines[at][lines[at + 1].index("^")] == "x"


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

"""The page about turned-out hips, from wherever it can be opened."""

from __future__ import annotations

import pytest

from hipcoach.advice.thresholds import Thresholds
from hipcoach.advice.turned_out import TITLE, page
from hipcoach.engine.state import Mode
from hipcoach.ui.screens.keys import KeysScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.text import TextScreen


def is_open(it) -> bool:
    return isinstance(it.app.screen, TextScreen) and it.sees(TITLE) and it.sees("Behind each heading")


@pytest.mark.parametrize("keys", [("a",), ("i", "a"), ("question_mark", "a")], ids=["list", "details", "help"])
async def test_a_opens_it_from_the_list_the_details_and_the_help(stage, keys: tuple[str, ...]) -> None:
    async with stage() as it:
        await it.press(*keys)
        assert is_open(it)
        assert it.app.screen._lines == tuple(page(Thresholds()))
        await it.press(*["escape"] * len(keys))
        assert isinstance(it.app.screen, Picker)


async def test_it_stands_under_the_aim_and_in_the_help(stage) -> None:
    async with stage(size=(120, 40)) as it:
        assert it.sees("For neutral alignment; a opens the page:")
        await it.press("question_mark")
        assert it.sees("a opens the page: About turned-out hips.")


async def test_pain_told_while_it_is_read_stops_the_session(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("question_mark", "a")
        assert is_open(it)
        await it.press("o")
        assert it.app.flow.live.conductor.player.state.mode is Mode.HURT


async def test_closing_it_leads_back_to_the_help(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("question_mark", "a", "escape")
        assert isinstance(it.app.screen, KeysScreen)


@pytest.mark.parametrize("size", [(40, 12), (60, 20)])
async def test_all_of_it_can_be_read_on_a_small_screen(stage, size) -> None:
    async with stage(size=size) as it:
        await it.press("a")
        assert is_open(it) or it.sees(TITLE)
        for _ in range(80):
            await it.press("space")
            if it.sees("573-591"):
                break
        assert it.sees("573-591")

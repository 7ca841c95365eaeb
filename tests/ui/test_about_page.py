"""The page about turned-out hips, from wherever it can be opened."""

from __future__ import annotations

from hipcoach.advice.thresholds import Thresholds
from hipcoach.advice.turned_out import TITLE, page
from hipcoach.engine.state import Mode
from hipcoach.ui.screens.keys import KeysScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.text import TextScreen


def is_open(it) -> bool:
    return isinstance(it.app.screen, TextScreen) and it.sees(TITLE) and it.sees("Behind each heading")


async def test_a_opens_it_from_the_list_the_details_and_the_help(stage) -> None:
    async with stage() as it:
        for keys in (("a",), ("i", "a"), ("question_mark", "a")):
            await it.press(*keys)
            assert is_open(it), keys
            assert it.app.screen._lines == tuple(page(Thresholds())), keys
            await it.press(*["escape"] * len(keys))
            assert isinstance(it.app.screen, Picker), keys
        # It stands under the aim and in the help
        await it.resize(120, 40)
        assert it.sees("For neutral alignment; a opens the page:")
        await it.press("question_mark")
        assert it.sees("a opens the page: About turned-out hips.")


async def test_pain_told_while_it_is_read_stops_the_session(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        # Closing it leads back to the help
        await it.press("question_mark", "a")
        assert is_open(it)
        await it.press("escape")
        assert isinstance(it.app.screen, KeysScreen)
        await it.press("a", "o")
        assert it.app.flow.live.conductor.player.state.mode is Mode.HURT


async def test_all_of_it_can_be_read_on_a_small_screen(stage) -> None:
    async with stage() as it:
        for size in ((40, 12), (60, 20)):
            await it.resize(*size)
            await it.press("a")
            assert is_open(it) or it.sees(TITLE)
            for _ in range(80):
                await it.press("space")
                if it.sees("573-591"):
                    break
            assert it.sees("573-591"), size
            await it.press("escape")
            assert isinstance(it.app.screen, Picker)

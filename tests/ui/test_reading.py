"""What has to be read is read to its end before it is accepted, and it is said that there is more."""

from __future__ import annotations

import pytest
from textual.widgets import Button

from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.widgets.scroll import WHOLE, Scroll

SIZES = [(200, 60), (120, 40), (80, 24), (60, 20), (40, 12), (20, 5)]
"""Columns and rows, from those in which everything has room on."""


def label(it) -> str:
    return str(it.app.screen.query_one(Button).label)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_safety_text_is_accepted_only_where_its_end_has_been_seen(stage, size: tuple[int, int]) -> None:
    async with stage(size=size, accepted=False) as it:
        it.read()
        text = it.app.screen.query_one(Scroll)
        shares = [text.share]
        while text.share < WHOLE:
            # It says that there is more, how much has been seen, and what Enter does
            assert it.sees("Read on (Enter)")
            assert it.sees(f"{text.share}%")
            await it.press("enter")
            assert isinstance(it.app.screen, TextScreen)
            shares.append(text.share)
        assert shares == sorted(set(shares))
        assert it.sees("something to hold on to.")
        assert label(it) == "I understand (Enter)"
        assert not it.sees("Read on")
        await it.press("enter")
        assert isinstance(it.app.screen, Picker)
        assert (it.home / "accepted").exists()


async def test_it_is_one_text_whichever_key_leads_to_its_end(stage) -> None:
    async with stage(size=(40, 12), accepted=False) as it:
        it.read()
        await it.press("space", "down", "j", "pagedown")
        assert label(it) == "I understand (Enter)"
        # Having been seen, the end need not be in sight.
        await it.press("up")
        assert label(it) == "I understand (Enter)"
        await it.press("enter")
        assert isinstance(it.app.screen, Picker)


async def test_enter_that_is_held_down_reads_one_page(stage) -> None:
    async with stage(size=(40, 12), accepted=False) as it:
        it.read()
        text = it.app.screen.query_one(Scroll)
        for _ in range(20):
            it.clock.now += 0.03
            await it.burst("enter")
        assert isinstance(it.app.screen, TextScreen)
        assert text.share < WHOLE


async def test_a_text_that_is_only_shown_says_what_leads_on_and_closes_at_once(stage) -> None:
    async with stage(size=(40, 12)) as it:
        await it.press("i")
        assert it.sees("Close (Enter)")
        assert it.sees("space: more ▼")
        await it.press("enter")
        assert isinstance(it.app.screen, Picker)


async def test_what_is_whole_says_nothing_of_more(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(1.0)
        await it.press("i")
        assert it.sees("Close (Enter)")
        assert not it.sees("more")

"""Settings in the app: how it looks, what is picked at the check-in, how pain is taken."""

from __future__ import annotations

import pytest
from textual.theme import BUILTIN_THEMES

from hipcoach.settings.keys import THEMES
from hipcoach.settings.reader import read_text
from hipcoach.ui.themes import OURS
from hipcoach.ui.widgets.pick import Pick


def value(it, label: str) -> str:
    return next(pick.value for pick in it.app.screen.query(Pick) if label in pick.label)


def test_the_themes_that_can_be_set_are_those_that_there_are() -> None:
    assert set(THEMES) == {*BUILTIN_THEMES, *(theme.name for theme in OURS)}


async def test_the_theme_is_the_one_that_is_set(stage, own_sessions) -> None:
    async with stage(found=read_text('theme = "high-contrast"')) as it:
        assert it.app.theme == "high-contrast"
    async with stage() as it:
        assert it.app.theme == "hipcoach-dark"


async def test_the_environment_s_theme_goes_first(stage, own_sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_THEME", "nord")
    async with stage(found=read_text('theme = "high-contrast"')) as it:
        assert it.app.theme != "high-contrast"


async def test_the_check_in_begins_with_what_is_set(stage, own_sessions) -> None:
    async with stage(opening="short", found=read_text('dose = "high"\nfirst = "right"')) as it:
        assert value(it, "Dose") == "high"
        assert value(it, "Side that begins") == "right"


async def test_what_is_set_goes_before_last_time_and_what_is_picked_before_both(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        it.app.screen.query_one("#dose").focus()
        await it.press("right", "right", "enter")
        await it.press("q", "f", "wait", "enter", "wait", "escape")
    async with stage(found=read_text('dose = "middle"')) as it:
        assert it.sees("middle dose")
        await it.press("d")
        assert it.sees("high dose")
        await it.press("enter")
        assert value(it, "Dose") == "high"


async def test_work_waits_where_that_is_set(stage, own_sessions) -> None:
    async with stage(found=read_text('advance = "wait"\nwalk_through = false')) as it:
        await it.press("enter", "enter")
        await it.pass_time(40.0)
        assert it.log()
        assert not any('"t":"set"' in line for line in it.log())


async def test_pain_is_taken_as_it_is_set(stage, own_sessions) -> None:
    async with stage(opening="short", found=read_text("[pain]\ngreen_at_most = 1")) as it:
        await it.press("2")
        assert it.sees("take the low dose")
    async with stage(opening="short") as it:
        await it.press("2")
        assert not it.sees("take the low dose")


async def test_what_is_wrong_with_settings_is_told_once(stage, own_sessions) -> None:
    async with stage(found=read_text('dose = "big"')) as it:
        await it.press("enter", "escape")
        told = [notification.message for notification in it.app._notifications]
        assert sum("`dose` is low, middle or high; not `big`" in text for text in told) == 1
    async with stage(found=read_text('dose = "low"')) as it:
        assert len(it.app._notifications) == 0

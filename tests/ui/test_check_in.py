"""The few questions before a session."""

from __future__ import annotations

import pytest

from hipcoach.ui.widgets.pick import Pick


def value(it, label: str) -> str:
    return next(pick.value for pick in it.app.screen.query(Pick) if label in pick.label)


async def test_digits_and_arrows_change_values(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("2", "right", "down", "right")
        assert value(it, "Pain now") == "3"
        assert value(it, "Dose") == "middle"
        assert it.sees("Short · 0:57")


async def test_what_excludes_another_turns_it_off(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("down", "down", "down", "right")
        assert value(it, "towel") == "on"
        await it.press("down", "right")
        assert value(it, "strap") == "on"
        assert value(it, "towel") == "off"
        assert it.told("cannot be combined")


async def test_more_than_a_little_pain_takes_the_low_dose(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("down", "right", "up", "4")
        assert value(it, "Dose") == "low"
        assert it.sees("take the low dose")
        await it.press("7")
        assert it.sees("not today is the better choice")


async def test_the_side_that_begins_is_the_one_that_was_picked(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("down", "down", "left", "right", "right", "enter")
        await it.pass_time(1.0)
        assert it.sees("RIGHT SIDE")


async def test_next_time_begins_with_what_was_chosen(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("3", "down", "right", "enter")
        await it.pass_time(2.0)
        await it.press("q", "f", "escape")
    async with stage(opening="short") as it:
        assert value(it, "Pain now") == "3"


async def test_t_plays_the_sound_of_a_switch(stage, own_sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[bool] = []
    async with stage(opening="short") as it:
        monkeypatch.setattr(it.app.speaker, "test", lambda: tried.append(True))
        assert it.sees("t Test sound")
        await it.press("t")
    assert tried == [True]


async def test_ten_is_typed_as_one_and_nought(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("1", "0")
        assert value(it, "Pain now") == "10"
        assert value(it, "Dose") == "low"

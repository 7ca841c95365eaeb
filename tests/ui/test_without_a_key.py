"""`play --go`: a session that nobody presses a key for, from its beginning to its end."""

from __future__ import annotations

import json

from hipcoach.engine.state import Mode
from hipcoach.session.model import Advance
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings, WaitingSettings
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.question import QuestionScreen

NEEDS_A_HAND = """\
hipcoach: 1
title: Hands
exercises:
  - {use: figure-four, sets: 1, prepare: 5 s, advance: wait}
  - {name: Lift, reps: 2, tempo: own, prepare: 5 s}
  - {name: Wall sit, hold: 20+ s, prepare: 5 s}
"""
"""Everything that waits for a key: an exercise never done, a set that waits, counting, an open end."""

WAITS = FoundSettings(Settings(advance=WaitingSettings.WAIT))


def events(it) -> list[dict]:
    return [line for line in map(json.loads, it.log()) if line["t"] != "place"]


async def test_it_goes_from_start_to_end_is_logged_and_stays_on_the_screen(stage, own_sessions) -> None:
    (own_sessions / "hands.yaml").write_text(NEEDS_A_HAND, encoding="utf-8")
    async with stage(opening="hands", found=WAITS, go=True) as it:
        assert isinstance(it.app.screen, Guiding)
        await it.pass_time(600.0)

        assert isinstance(it.app.screen, Ending)
        assert it.sees("completed")
        await it.disk()
        it.app.screen._show_trouble()
        await it.pilot.pause()
        assert it.sees("All of it is in the log")
        it.clock.now += 24 * 3600.0
        assert isinstance(it.app.screen, Ending)
        assert not it.app.leaving
    start, *_, end = events(it)
    assert start["choices"]["advance"] == Advance.AUTO
    assert (end["t"], end["outcome"]) == ("end", "completed")
    assert [line["how"] for line in events(it) if line["t"] == "set"] == ["done"] * 4


async def test_nothing_left_open_is_asked_about(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("q", "l")
    async with stage(opening="short", go=True) as it:
        assert isinstance(it.app.screen, Guiding)


async def test_pain_and_leaving_have_their_keys_all_the_same(stage, own_sessions) -> None:
    async with stage(opening="short", go=True) as it:
        await it.pass_time(8.0)
        await it.press("o")
        assert it.app.flow.live.conductor.player.state.mode is Mode.HURT
        await it.press("0", "space", "q")
        assert isinstance(it.app.screen, QuestionScreen)
        await it.press("k")
        assert isinstance(it.app.screen, Guiding)


async def test_after_a_closed_lid_it_goes_on_by_itself(stage, own_sessions) -> None:
    async with stage(opening="short", go=True) as it:
        await it.pass_time(8.0)
        it.clock.now += 900.0
        it.app.screen.wake()
        assert it.app.flow.live.conductor.player.state.mode is Mode.GUIDING

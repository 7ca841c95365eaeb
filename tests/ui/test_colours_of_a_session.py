"""Each moment of a session wears the colour of what the person is doing, and trouble stands out."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from hipcoach.cues.doing import Doing
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings, WaitingSettings
from hipcoach.ui.looks import LOOKS
from hipcoach.ui.widgets.moment_board import MomentBoard

ROUNDABOUT = """\
hipcoach: 1
title: Roundabout
exercises:
  - {name: Lean, hold: 20-30 s, side: each, prepare: 5 s, switch: 5 s}
  - {name: Sit, hold: 20-30 s, sets: 2, rest: 8 s, prepare: 0 s}
"""


def worn(it, name: str) -> str:
    """The variable of the theme whose colour a widget of the board has."""
    variables, colour = it.app.theme_variables, it.app.screen.query_one(f"#{name}").styles.color
    known = ("dimmed", "foreground", *(one for one in variables if one.startswith("phase-")))
    return next((one for one in known if Color.parse(variables[one]) == colour), colour.hex)


async def until(it, doing: Doing, last: bool = False) -> None:
    """Let time pass until the person does this, or comes to its last three seconds."""
    for _ in range(100):
        seen = it.app.screen.query_one(MomentBoard)._seen
        if (seen.doing, seen.last) == (doing, last):
            return
        await it.pass_time(0.5)
    pytest.fail(f"{doing} never comes: {it.lines()}")


async def test_each_phase_has_its_colour_and_in_its_last_three_seconds_the_number_too(
    stage, own_sessions: Path
) -> None:
    (own_sessions / "roundabout.yaml").write_text(ROUNDABOUT, encoding="utf-8")
    async with stage(opening="roundabout") as it:
        await it.press("enter")
        for doing in (Doing.READY, Doing.HOLD, Doing.SWITCH, Doing.HOLD, Doing.HOLD, Doing.REST):
            colour = f"phase-{LOOKS[doing].style}"
            await until(it, doing)
            assert (worn(it, "phase"), worn(it, "number")) == (colour, "foreground"), doing
            await until(it, doing, last=True)
            assert (worn(it, "phase"), worn(it, "number")) == (colour, colour), doing
        await it.press("p")
        assert (worn(it, "phase"), worn(it, "number")) == ("phase-still", "dimmed")


async def test_trouble_with_the_log_stands_out_in_the_colour_of_pain(
    stage, own_sessions: Path, monkeypatch, home
) -> None:
    monkeypatch.setattr("hipcoach.live.run.FLUSH_SECONDS", 0.1)
    (home / "log").write_text("not a folder")
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        assert it.sees("the log could not be written")
        assert worn(it, "title") == "phase-pain"


async def test_the_key_that_is_waited_for_stands_out_on_a_small_terminal(stage, own_sessions: Path) -> None:
    waits = FoundSettings(Settings(walk_through=False, advance=WaitingSettings.WAIT))
    async with stage(opening="short", size=(40, 12), found=waits) as it:
        await it.press("enter")
        await it.pass_time(1.0)
        assert worn(it, "number") == "foreground"
        await until(it, Doing.WAITING)
        assert it.sees("SPACE")
        assert worn(it, "number") == "phase-still"

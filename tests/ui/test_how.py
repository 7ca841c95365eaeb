"""How an exercise is done can be seen before its clock runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from windows import Window

from hipcoach.settings.found import FoundSettings
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.how import HowScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.widgets.moving_figure import MovingFigure

NEW = FoundSettings()
"""The settings of somebody who has changed none."""


def figure(it) -> MovingFigure:
    return it.app.screen.query_one(MovingFigure)


def page(it) -> str:
    return str(it.app.screen.query_one("#how-title").content)


async def test_the_list_shows_every_exercise_with_its_figure(stage) -> None:
    async with stage(size=(40, 12)) as it:
        window = Window(it, [(40, 12), (60, 20), (80, 24), (120, 40)])
        await it.press("i")
        assert isinstance(it.app.screen, HowScreen)
        async for size in window.each_size():
            assert it.sees("Release · 1 of 3"), size
        await it.press("right")
        async for size in window.each_size():
            assert it.sees("Figure-four stretch · 2 of 3"), size
            assert any("⠤" in line for line in it.lines()), f"the mat at {size}"
        told = str(it.app.screen.query_one("#how-lines").content)
        for heading in ("Set-up", "Go", "Where it is felt", "What often goes wrong", "Stop if", "Easier"):
            assert heading in told
        await it.press("n", "n")
        assert page(it) == "Kneeling lunge stretch · 3 of 3"
        await it.press("left", "left", "left")
        assert page(it) == "Release · 1 of 3"
        await it.press("enter")
        assert isinstance(it.app.screen, Picker)


async def test_the_figure_moves_and_is_mirrored_on_the_other_side(stage) -> None:
    async with stage() as it:
        it.app.animation_level = "full"
        await it.press("i", "right")
        assert it.sees("LEFT SIDE")
        left = figure(it).drawing
        assert left
        it.clock.now += 4.0
        it.app.screen._move()
        assert figure(it).drawing != left
        await it.press("x")
        assert it.sees("RIGHT SIDE")
        assert it.sees("Right ankle across your left knee")
        assert figure(it).drawing != left


async def test_no_figure_moves_where_motion_is_not_wanted(stage) -> None:
    async with stage() as it:
        await it.press("i", "right")
        before = figure(it).drawing
        assert before
        it.clock.now += 4.0
        it.app.screen._move()
        assert figure(it).drawing == before, "the app of the tests has no animations"


async def test_a_session_stands_still_while_it_shows_how(stage) -> None:
    async with stage(opening="release") as it:
        await it.press("enter")
        await it.pass_time(3.0)
        await it.press("i")
        assert page(it) == "Figure-four stretch · 1 of 2"
        assert it.sees("LEFT SIDE")
        assert it.app.flow.live.conductor.player.state.mode.name == "PAUSED"
        await it.press("escape")
        assert it.app.flow.live.conductor.player.state.mode.name == "GUIDING"
        await it.press("i", "o")
        assert isinstance(it.app.screen, QuestionScreen), "pain can be told of from here too"


async def test_the_check_in_shows_how(stage) -> None:
    async with stage(opening="release") as it:
        await it.press("i")
        assert page(it) == "Figure-four stretch · 1 of 2"
        assert not it.sees("PAIN"), "no session is running"
        await it.press("escape")
        assert isinstance(it.app.screen, CheckIn)


# -- the first time ---------------------------------------------------------------------------------------------------


async def test_the_first_time_leads_through_the_exercises_and_waits(stage) -> None:
    async with stage(opening="release", found=NEW) as it:
        await it.press("enter")
        assert page(it) == "Figure-four stretch · 1 of 2"
        assert it.log() == [], "nothing has begun"
        await it.press("enter")
        assert page(it) == "Kneeling lunge stretch · 2 of 2"
        await it.press("enter")
        assert isinstance(it.app.screen, Guiding)
        assert it.sees("GET READY")


@pytest.mark.parametrize("key", ["s", "space"])
async def test_it_can_be_skipped(stage, key: str) -> None:
    async with stage(opening="release", found=NEW) as it:
        await it.press("enter", key)
        assert isinstance(it.app.screen, Guiding)


async def test_pain_before_the_session_leads_to_its_question(stage) -> None:
    async with stage(opening="release", found=NEW) as it:
        await it.press("down", "enter", "o")
        assert isinstance(it.app.screen, CheckIn)
        assert it.app.focused.id == "pain"
        assert it.log() == []


async def test_escape_leads_back_to_the_questions(stage) -> None:
    async with stage(opening="release", found=NEW) as it:
        await it.press("enter", "escape")
        assert isinstance(it.app.screen, CheckIn)
        assert it.log() == []


async def test_what_was_done_once_is_not_shown_again(stage, own_sessions: Path) -> None:
    (own_sessions / "short.yaml").write_text(
        "hipcoach: 1\ntitle: S\nexercises:\n  - {use: figure-four, sets: 1, hold: 10 s, prepare: 5 s, side: left}\n"
        "  - {use: clamshell, sets: 1}\n  - {name: Nothing to tell of, hold: 10 s}\n"
    )
    async with stage(opening="short", found=NEW) as it:
        await it.press("enter")
        assert page(it) == "Figure-four stretch · 1 of 3"
        await it.press("s")
        await it.pass_time(18.0)
        await it.press("q", "f", "wait", "enter", "wait", "escape")
    async with stage(opening="short", found=NEW) as it:
        await it.press("enter")
        assert page(it) == "Clamshell · 1 of 2"


async def test_exercises_without_anything_to_show_begin_at_once(stage, brief: Path) -> None:
    async with stage(opening=str(brief), found=NEW) as it:
        await it.press("enter")
        assert isinstance(it.app.screen, Guiding)

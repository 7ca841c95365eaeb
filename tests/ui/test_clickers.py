"""Presenter clickers, pedals, and keys that the settings move."""

from __future__ import annotations

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from hipcoach.engine.state import Mode
from hipcoach.settings.found import FoundSettings
from hipcoach.settings.model import Settings
from hipcoach.settings.reader import read_text
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.how import HowScreen
from hipcoach.ui.screens.keys import KeysScreen
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.widgets.footer import KeyFooter


def mode(it) -> Mode:
    return it.app.flow.live.conductor.player.state.mode


def step(it) -> int:
    return it.app.flow.live.conductor.player.state.index


def moved(text: str) -> FoundSettings:
    found = read_text(f"walk_through = false\n[keys]\n{text}")
    assert found.problems == ()
    return found


@pytest.mark.parametrize(
    ("sent", "key"), [("\x1b[6~", "pagedown"), ("\x1b[5~", "pageup"), ("\x1b[15~", "f5"), ("\x1b[15;2~", "shift+f5")]
)
def test_what_a_clicker_sends_has_the_names_that_are_bound(sent: str, key: str) -> None:
    assert [event.key for event in XTermParser().feed(sent) if isinstance(event, Key)] == [key]


async def test_a_clicker_leads_through_a_session(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        # The button that pauses leaves what lies over the session first
        for key, screen in (("i", HowScreen), ("question_mark", KeysScreen), ("q", QuestionScreen)):
            await it.press(key)
            assert isinstance(it.app.screen, screen)
            await it.press("escape")
            assert isinstance(it.app.screen, Guiding), key
            assert mode(it) is Mode.GUIDING, key
        for key in ("f5", "escape", "shift+f5", "escape"):
            before = mode(it)
            await it.press(key)
            assert {before, mode(it)} == {Mode.GUIDING, Mode.PAUSED}, key
        await it.pass_time(4.0)
        first = step(it)
        await it.press("pagedown")
        assert step(it) == first + 1
        await it.press("pageup")
        assert step(it) < first + 1
        await it.press("escape", "pagedown")
        assert mode(it) is Mode.GUIDING
        await it.press("full_stop")
        assert mode(it) is Mode.HURT
        # That button answers no question of pain
        for key in ("", "1", "3", "f"):
            await it.press(*key)
            asked = it.app.flow.live.guide.question
            await it.press("escape", "f5", "pagedown")
            assert it.app.flow.live.guide.question is asked, key
            assert it.told("means nothing here. Please choose one of these")
            assert not it.sees("(Esc)"), key
        # And a pause that comes too late does not leave the end
        await it.press("wait", "u", "k", "q", "f", "wait", "enter", "wait", "escape")
        assert isinstance(it.app.screen, Ending)
        it.read()
        await it.press("escape")
        assert it.app.leaving


async def test_a_clicker_begins_an_exercise_that_waits_and_counts_what_is_counted(stage, own_sessions) -> None:
    text = "hipcoach: 1\ntitle: Own\nexercises:\n  - {name: Lift, reps: 4-8, tempo: own, prepare: 5 s}\n"
    (own_sessions / "own.yaml").write_text(text)
    async with stage(opening="own", found=FoundSettings(Settings(walk_through=False))) as it:
        await it.press("enter")
        await it.pass_time(9.0)
        await it.press("pagedown", "pagedown")
        assert it.app.flow.live.conductor.player.state.reps == 2


async def test_moved_keys_work_and_are_shown_in_footer_help_and_messages(stage, own_sessions) -> None:
    found = moved('pain = ["z", "F9"]\nnext = "x"\nsetup = "h"\nhelp = "f1"\nsound = ";"')
    async with stage(size=(140, 40), opening="short", found=found) as it:
        await it.press("z")
        assert it.app.focused is not None
        assert it.app.focused.id == "pain"
        await it.press("enter")
        await it.pass_time(8.0)
        footer = [one.sign for one in it.app.screen.query_one(KeyFooter).shown]
        assert footer == ["z F9", "space", "q", "F1", "x", "h", "b", ";"]
        await it.press("n")
        assert it.told("That key means nothing here; z or F9 is pain, F1 lists the keys.")
        before = step(it)
        await it.press("X")
        assert step(it) == before + 1
        # A moved key can be clicked
        await it.pass_time(8.0)
        before = step(it)
        footer = it.app.screen.query_one(KeyFooter)
        [one] = [one for one in footer.shown if one.sign == "x"]
        await it.pilot.click(KeyFooter, offset=(one.start + 1, 0))
        await it.turns()
        assert step(it) == before + 1
        await it.press("f1")
        assert it.sees("z F9 pain: stop at once")
        assert it.sees("x next: cut short")
        await it.press("z")
        assert mode(it) is Mode.HURT
        await it.press("0", "h", "f9")
        assert mode(it) is Mode.HURT


async def test_a_clash_is_told_when_the_app_starts(stage) -> None:
    found = read_text('[keys]\nnext = "b"\n')
    async with stage(found=found) as it:
        assert it.told("config.toml:2:8: `b` is a key for `back` already")

"""Keys that arrive faster than screens change: each is for what the person saw, and none ends the app."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from effort import chosen
from textual.command import CommandList
from textual.events import Click, Key, MouseDown
from textual.widgets import OptionList, Static

from hipcoach.advice.pain import ASKED
from hipcoach.engine.state import Mode
from hipcoach.ui import turns
from hipcoach.ui.palette import Palette
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.keys import KeysScreen
from hipcoach.ui.screens.left_open import LeftOpenScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.widgets.options import Options
from hipcoach.ui.widgets.pick import UNSAID, Pick


def values(it) -> dict[str, str]:
    """What every row says that is not as it was."""
    return {pick.label: pick.value for pick in it.app.screen.query(Pick) if pick.value != UNSAID}


def line(it, kind: str) -> dict[str, Any]:
    """The newest line of a kind in the log."""
    return [one for one in map(json.loads, it.log()) if one["t"] == kind][-1]


async def in_a_hold(it) -> None:
    """A session in its first hold."""
    await it.press("enter")
    await it.pass_time(8.0)


async def go_on_guiding(it) -> None:
    """Whatever is asked: take an end back, answer so that the session goes on, and begin the set anew."""
    for key in ("u", "k", "0"):
        if isinstance(it.app.screen, QuestionScreen):
            await it.press("wait", key)
    assert it.app.screen is it.app.flow.guiding
    if it.app.flow.live.conductor.player.state.mode is Mode.PAUSED:
        await it.press("space")
    await it.press("r")


async def at_the_end(it) -> None:
    """A session that came to its end by itself, its end just shown."""
    await it.press("enter")
    await it.pass_time(60.0)
    assert isinstance(it.app.screen, Ending)


async def test_keys_after_the_last_answer_are_not_for_the_question(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await in_a_hold(it)
        for burst in chosen(
            ("qkk", "qff", "qk1", "o0k", "off", "o2k", "o13kk", "qlk"), by_day=("qkk", "qff", "o0k", "o13kk", "qlk")
        ):
            question, *keys = burst
            await it.press(question)
            assert isinstance(it.app.screen, QuestionScreen), burst
            await it.burst(*keys)
            # An end can be taken back for a while, and that is asked last.
            asked = it.app.flow.live.guide.question if it.app.flow.live is not None else None
            assert isinstance(it.app.screen, QuestionScreen) is (asked is not None and asked.ends), burst
            if not it.app.leaving:
                await go_on_guiding(it)
        assert it.app.leaving


async def test_a_screen_may_be_closed_in_the_turn_in_which_it_was_opened(stage, own_sessions) -> None:
    async with stage() as it:
        await it.settle()
        list_of_sessions = it.app.screen
        for opens in ("action_details", "action_help", "action_about", "action_history", "action_add"):
            getattr(list_of_sessions, opens)()
            assert it.app.screen is not list_of_sessions, opens
            it.app.pop_screen()
            await it.settle()
            assert it.app.screen is list_of_sessions, opens
        await it.press("enter")
        assert isinstance(it.app.screen, CheckIn)


async def test_in_a_hold_a_burst_answers_one_question(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await in_a_hold(it)
        # Escape and a letter
        await it.press("q")
        await it.burst("escape", "k")
        assert it.app.screen is it.app.flow.guiding
        # A digit that is held down
        await it.press("o")
        await it.burst("1", "1", "1")
        assert it.sees("How strong is the ache")
        await it.press("1")
        assert it.sees("How do you want to go on")
        await it.press("k")
        await go_on_guiding(it)
        # And the second click of a double click
        await it.press("o")
        it.clock.now += 1.0
        for _ in range(2):
            options = it.app.screen.query_one(Options)
            options.post_message(Options.OptionSelected(options, options.get_option_at_index(0), 0))
            await it.pilot.pause()
        assert it.sees("How strong is the ache")


# -- each is for what is there by then --------------------------------------------------------------------------------


async def test_an_answer_is_for_the_row_that_the_key_before_it_went_to(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        # Ten typed over two rows is no ten
        await it.burst("1", "down", "up", "0")
        assert values(it)[ASKED] == "0"
        # A row that an answer adds is next before it is painted
        await it.burst("4", "down", "right")
        assert values(it)["An easier option of each exercise"] == "yes"
        assert values(it)["Dose"] == "low"
        # And an answer counts though Enter follows at once
        await it.burst("up", "3", "enter")
        await it.press("q", "f", "escape")
    assert line(it, "checkin")["pain"] == 3


async def test_two_keys_that_leave_leave_once(stage, own_sessions) -> None:
    async with stage() as it:
        await it.press("home", "enter")
        await it.burst("escape", "escape", "h", "escape", "escape", "question_mark", "escape", "escape")
        assert isinstance(it.app.screen, Picker)
        assert not it.app.leaving


# -- what comes by itself ---------------------------------------------------------------------------------------------


async def test_what_is_pressed_as_the_last_set_ends_is_no_answer(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await at_the_end(it)
        shown = it.clock.now
        for key in ("enter", "space", "2", "right", "n"):
            it.clock.now = shown
            await it.press(key, key)
            assert isinstance(it.app.screen, Ending), key
            assert values(it) == {}, key
        # Nor is a key that is held down, however long
        it.clock.now = shown
        for _ in range(10):
            it.clock.now += 0.2
            await it.pilot.press("enter")
        await it.turns()
        assert isinstance(it.app.screen, Ending)
        # The mark moves meanwhile
        it.clock.now = shown
        await it.press("down")
        it.read()
        await it.press("4")
        assert values(it) == {"Effort: Stretch": "4"}
        await it.press("-")
        assert values(it) == {}
        # A key is judged by when it was pressed, even if the app was busy
        it.clock.now = shown + 60.0
        early = Key("7", "7")
        early.time = time.monotonic() - 59.5
        it.app.post_message(early)
        await it.turns()
        assert values(it) == {}
        # One without a meaning names only keys that work here
        it.read()
        await it.press("x")
        assert it.told("That key means nothing here.")
        assert not it.told("is pain")
        # And once it has been read, each is for the row that the key before it went to
        await it.burst("up", "2", "down", "7", "tab", "5", "up", "6", "enter")
    checkout = line(it, "checkout")
    assert (checkout["pain"], checkout["effort"]) == (2, {"stretch": 6, "lift": 5})
    assert it.app.return_code == 0


@pytest.mark.parametrize("keys", [("q", "f"), ("o", "2")], ids=["quit", "pain"])
async def test_a_key_meant_for_an_end_that_ran_out_answers_nothing_after_it(
    stage, own_sessions, keys: tuple[str, ...]
) -> None:
    async with stage(opening="short") as it:
        await in_a_hold(it)
        await it.press(*keys)
        it.clock.now += 10.0
        it.app.flow.guiding.wake()
        await it.pilot.pause()
        assert isinstance(it.app.screen, Ending)
        shown = it.clock.now
        for key in ("escape", "ctrl+c", "ctrl+q", "u"):
            it.clock.now = shown
            await it.press(key)
            assert isinstance(it.app.screen, Ending), key
            assert not it.app.leaving, key
        it.read()
        await it.press("escape")
        assert it.app.leaving


@pytest.mark.parametrize("key", chosen(("escape", "ctrl+c", "u", "enter"), by_day=("ctrl+c", "u")))
async def test_a_key_after_the_end_ran_out_takes_nothing_back_even_if_read_first(stage, own_sessions, key: str) -> None:
    async with stage(opening="short") as it:
        await in_a_hold(it)
        await it.press("q", "f")
        it.clock.now += 10.0
        await it.press(key)
        assert isinstance(it.app.screen, Ending)
        await it.press(key)
        assert isinstance(it.app.screen, Ending)
        assert not it.app.leaving


async def test_the_safety_text_and_a_session_that_was_left_open_wait_to_be_read(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("q", "l")
    async with stage(opening="short") as it:
        for _ in range(100):
            if isinstance(it.app.screen, LeftOpenScreen):
                break
            await it.pilot.pause(0.02)
        await it.press("enter", "g")
        assert isinstance(it.app.screen, LeftOpenScreen)
    it.app.desk.places.accepted.unlink()
    async with stage(accepted=False) as it:
        await it.press("enter", "enter")
        assert isinstance(it.app.screen, TextScreen)


# -- what makes no value ----------------------------------------------------------------------------------------------


async def test_space_and_enter_make_no_value(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        before = values(it)
        for _ in it.app.screen.query(Pick):
            await it.press("down")
        assert values(it) == before
        await it.press("space")
        await it.pass_time(60.0)
        it.read()
        await it.press("space", "down", "space")
        assert isinstance(it.app.screen, Ending)
        await it.press("enter")
    assert not any('"checkout"' in one for one in it.log())


async def test_what_comes_back_after_the_last_screen_or_is_pressed_on_what_is_going_does_nothing(
    stage, own_sessions, monkeypatch
) -> None:
    async with stage(opening="short") as it:
        # A key that comes back
        key = Key("o", "o")
        key._set_forwarded()
        with monkeypatch.context() as without:
            without.setitem(it.app._screen_stacks, it.app._current_mode, [])
            await it.app.on_event(key)
        assert it.app._exception is None
        # A press on text, as it is for a moment between going out of the tree and out of the layout
        screen = it.app.screen
        assert isinstance(screen, CheckIn)
        label = next(
            shown for shown in screen.query(Static) if shown.display and shown.region.area and not shown.can_focus
        )
        x, y = label.region.offset
        assert screen.get_widget_at(x, y)[0] is label
        with monkeypatch.context() as torn:
            torn.setattr(label, "_parent", None)
            press = MouseDown(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
            screen._forward_event(press)
        assert it.app._exception is None


async def test_a_click_on_a_label_focuses_and_one_on_the_value_changes_it(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        assert isinstance(it.app.screen, CheckIn)
        await it.press("c", "o")
        before = values(it)
        dose = it.app.screen.query_one("#dose", Pick)
        await it.pilot.click(dose, offset=(3, 0))
        await it.turns()
        assert it.app.screen.focused is dose
        assert values(it) == before
        shown = it.lines()[dose.region.y]
        for sign, value in (("›", "middle"), ("‹", "low"), ("low", "middle")):
            await it.pilot.click(dose, offset=(shown.rindex(sign) - dose.region.x, 0))
            await it.turns()
            assert dose.value == value, sign


# -- what is on its way -----------------------------------------------------------------------------------------------


def option_gone(it, kind: type[OptionList]) -> None:
    """A click on an option of a list that has none any more when the click arrives."""
    options = it.app.screen.query_one(kind)
    x, y = options.content_region.bottom_left[0] + 2, options.content_region.bottom - 1
    assert options.option_count > 1
    meant = it.app.screen.get_style_at(x, y)
    assert meant.meta["option"] > 0
    options.clear_options()
    options.post_message(Click(options, 2, 2, 0, 0, 1, False, False, False, screen_x=x, screen_y=y, style=meant))


async def test_the_palette_takes_keys_and_clicks_before_it_can_be_seen_and_as_it_goes(stage, own_sessions) -> None:
    async with stage() as it:
        for key in chosen(
            ("pagedown", "pageup", "down", "end", "enter", "escape"), by_day=("pagedown", "pageup", "enter", "escape")
        ):
            await it.burst("ctrl+p", key, key)
            assert it.app._exception is None, key
            # Whatever that has led to: back to the list
            while len(it.app.screen_stack) > 1:
                await it.app.pop_screen()
            await it.settle()
        # A click on an option that has gone meanwhile does nothing
        await it.press("ctrl+p")
        palette = it.app.screen
        assert isinstance(palette, Palette)
        option_gone(it, CommandList)
        await it.pilot.pause()
        assert it.app._exception is None
        assert it.app.screen is palette
        # What a search still finds while the palette is taken apart is ignored
        await it.press("escape", "ctrl+p")
        palette = it.app.screen
        assert isinstance(palette, Palette)
        assert palette._list_visible
        await palette.query_one(CommandList).remove()

        palette._list_visible = False

        await it.turns()
        assert it.app._exception is None


async def test_over_a_session_what_comes_too_late_does_nothing(stage, own_sessions, monkeypatch) -> None:
    async with stage(opening="short") as it:
        await in_a_hold(it)
        await a_click_on_an_answer_that_has_gone(it)
        await go_on_guiding(it)
        await paging_in_a_list_without_room(it)
        await go_on_guiding(it)
        await leaving_the_palette_over_a_question(it)
        await leaving_the_palette_while_it_looks_for_commands(it, monkeypatch)


async def a_click_on_an_answer_that_has_gone(it) -> None:
    await it.press("q")
    shown = it.app.screen
    option_gone(it, Options)
    await it.pilot.pause()
    assert it.app._exception is None
    assert it.app.screen is shown


async def paging_in_a_list_without_room(it) -> None:
    await it.press("question_mark")
    it.app.screen.query_one(Options).styles.height = 0
    await it.pilot.pause()
    await it.burst("pagedown", "pageup", "pagedown")
    assert isinstance(it.app.screen, KeysScreen)
    await it.press("escape")


async def leaving_the_palette_over_a_question(it) -> None:
    """Leads to the question, which is answered next."""
    for question in ("q", "o"):
        await it.press(question, "ctrl+p", "ctrl+c")
        assert isinstance(it.app.screen, QuestionScreen), question
        await it.press("f")
        assert it.sees("The session ends in"), question
        await go_on_guiding(it)


async def leaving_the_palette_while_it_looks_for_commands(it, monkeypatch) -> None:
    found = asyncio.Event()

    async def nothing(palette: Palette, text: str) -> AsyncIterator[None]:
        await found.wait()
        for each in ():
            yield each

    await it.press("q")
    # When a search finds nothing any more, at any moment while the palette is being taken off
    for moment in range(7, 13):
        found.clear()
        await it.press("ctrl+p")
        with monkeypatch.context() as slow:
            slow.setattr(Palette, "_search_for", nothing)
            await it.press("x")
        it.app.action_leave()
        for _ in range(moment):
            await asyncio.sleep(0)
        found.set()
        await it.turns()
        # Then the question that it lay over is there, and the app
        assert it.app._exception is None, moment
        assert isinstance(it.app.screen, QuestionScreen), moment


async def test_the_app_can_be_left_while_a_screen_is_being_made(stage, own_sessions) -> None:
    async with stage() as it:
        library = it.app.desk.library
        reading = library.read(library.find("short"))
        it.app.flow.check_in(reading.session, reading)
        it.app.leave(0)
        while it.app.is_running:
            await asyncio.sleep(0)
    assert it.app._exception is None
    assert it.app.return_code == 0


async def test_a_key_whose_work_never_ends_holds_up_the_next_for_a_while_only(stage, own_sessions, monkeypatch) -> None:
    monkeypatch.setattr(turns, "LONGEST", 0.05)
    monkeypatch.setattr(turns.Turns, "_follow", lambda *what: None)
    async with stage(opening="short") as it:
        await it.burst("3", "down", "right")
        assert values(it)[ASKED] == "3"
        assert it.app.focused is not it.app.screen.query_one("#pain")


@pytest.fixture
def half_made(monkeypatch) -> tuple[asyncio.Event, asyncio.Event]:
    """Has the session's screen wait before it lays itself out; one event when it does, one to let it go on."""
    begun, go_on = asyncio.Event(), asyncio.Event()
    compose = Guiding._compose

    async def when_told(screen: Guiding) -> None:
        begun.set()
        await go_on.wait()
        await compose(screen)

    monkeypatch.setattr(Guiding, "_compose", when_told)
    return begun, go_on


async def test_a_key_on_its_way_as_a_session_appears_was_for_the_screen_before(stage, own_sessions, half_made) -> None:
    begun, go_on = half_made
    async with stage(opening="short") as it:
        it.clock.now += 1.0
        it.app.post_message(Key("enter", None))
        await asyncio.wait_for(begun.wait(), 5)
        key = Key("o", "o")
        key._set_forwarded()
        try:
            await it.app.on_event(key)
            it.app.screen.stand_still()
        finally:
            go_on.set()
        await it.turns()
        assert it.app._exception is None
        assert it.sees("GET READY")


async def test_a_row_that_was_marked_as_it_went_takes_no_key_away(stage, own_sessions) -> None:
    for key in ("escape", "enter"):
        async with stage(opening="short") as it:
            screen = it.app.screen
            row = screen.query(Pick).first()
            await row.remove()
            screen.focused = row
            await it.press(key)
            assert it.app.leaving or it.app.screen is not screen, key

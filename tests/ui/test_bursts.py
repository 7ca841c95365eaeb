"""Keys that arrive faster than screens change: each is for what the person saw, and none ends the app."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from textual.command import CommandList
from textual.events import Click, Key, MouseDown
from textual.widgets import OptionList, Static

from hipcoach.advice.pain import ASKED
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


async def at_the_end(it) -> None:
    """A session that came to its end by itself, its end just shown."""
    await it.press("enter")
    await it.pass_time(60.0)
    assert isinstance(it.app.screen, Ending)


@pytest.mark.parametrize(
    ("question", "burst"),
    [("q", "kk"), ("q", "ff"), ("q", "k1"), ("q", "lk"), ("o", "0k"), ("o", "ff"), ("o", "2k"), ("o", "13kk")],
)
async def test_keys_after_the_last_answer_are_not_for_the_question(
    stage, own_sessions, question: str, burst: str
) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press(question)
        assert isinstance(it.app.screen, QuestionScreen)
        await it.burst(*burst)
        # An end can be taken back for a while, and that is asked last.
        asked = it.app.flow.live.guide.question if it.app.flow.live is not None else None
        assert isinstance(it.app.screen, QuestionScreen) is (asked is not None and asked.ends)


@pytest.mark.parametrize("opens", ["action_details", "action_help", "action_about", "action_history", "action_add"])
async def test_a_screen_may_be_closed_in_the_turn_in_which_it_was_opened(stage, own_sessions, opens: str) -> None:
    async with stage() as it:
        await it.settle()
        list_of_sessions = it.app.screen
        getattr(list_of_sessions, opens)()
        assert it.app.screen is not list_of_sessions
        it.app.pop_screen()
        await it.settle()
        assert it.app.screen is list_of_sessions
        await it.press("enter")
        assert isinstance(it.app.screen, CheckIn)


async def test_escape_and_a_letter_in_one_burst(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("q")
        await it.burst("escape", "k")
        assert it.app.screen is it.app.flow.guiding


# -- each is for what is there by then --------------------------------------------------------------------------------


async def test_a_digit_is_for_the_row_that_the_key_before_it_went_to(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await at_the_end(it)
        it.read()
        await it.burst("2", "down", "7", "tab", "5", "up", "6", "enter")
    checkout = line(it, "checkout")
    assert (checkout["pain"], checkout["effort"]) == (2, {"stretch": 6, "lift": 5})


async def test_a_row_that_an_answer_adds_is_next_before_it_is_painted(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.burst("4", "down", "right")
        assert values(it)["An easier option of each exercise"] == "yes"
        assert values(it)["Dose"] == "low"


async def test_an_answer_counts_though_enter_follows_at_once(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.burst("3", "enter")
        await it.press("q", "f", "escape")
    assert line(it, "checkin")["pain"] == 3


async def test_two_keys_that_leave_leave_once(stage, own_sessions) -> None:
    async with stage() as it:
        await it.press("home", "enter")
        await it.burst("escape", "escape", "h", "escape", "escape", "question_mark", "escape", "escape")
        assert isinstance(it.app.screen, Picker)
        assert not it.app.leaving


async def test_ten_typed_over_two_rows_is_no_ten(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.burst("1", "down", "up", "0")
        assert values(it)[ASKED] == "0"


# -- what comes by itself ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["enter", "space", "2", "right", "n"])
async def test_what_is_pressed_as_the_last_set_ends_is_no_answer(stage, own_sessions, key: str) -> None:
    async with stage(opening="short") as it:
        await at_the_end(it)
        await it.press(key, key)
        assert isinstance(it.app.screen, Ending)
        assert values(it) == {}


async def test_a_key_that_is_held_down_answers_nothing_however_long(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await at_the_end(it)
        for _ in range(10):
            it.clock.now += 0.2
            await it.pilot.press("enter")
        await it.turns()
        assert isinstance(it.app.screen, Ending)
        it.read()
        await it.press("enter")
    assert it.app.return_code == 0


async def test_a_key_is_judged_by_when_it_was_pressed_even_if_the_app_was_busy(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await at_the_end(it)
        it.clock.now += 60.0
        early = Key("7", "7")
        early.time = time.monotonic() - 59.5
        it.app.post_message(early)
        await it.turns()
        assert values(it) == {}


async def test_the_mark_moves_meanwhile(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await at_the_end(it)
        await it.press("down")
        it.read()
        await it.press("4")
        assert values(it) == {"Effort: Stretch": "4"}


@pytest.mark.parametrize("keys", [("q", "f"), ("o", "2")], ids=["quit", "pain"])
@pytest.mark.parametrize("key", ["escape", "ctrl+c", "ctrl+q", "u"])
async def test_a_key_meant_for_an_end_that_ran_out_answers_nothing_after_it(
    stage, own_sessions, keys: tuple[str, ...], key: str
) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press(*keys)
        it.clock.now += 10.0
        it.app.flow.guiding.wake()
        await it.pilot.pause()
        assert isinstance(it.app.screen, Ending)
        await it.press(key)
        assert isinstance(it.app.screen, Ending)
        assert not it.app.leaving
        it.read()
        await it.press("escape")
        assert it.app.leaving


@pytest.mark.parametrize("key", ["escape", "ctrl+c", "u", "enter"])
async def test_a_key_after_the_end_ran_out_takes_nothing_back_even_if_read_first(stage, own_sessions, key: str) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
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
        await it.press("space", "down", "space", "enter")
    assert not any('"checkout"' in one for one in it.log())


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


@pytest.mark.parametrize("key", ["pagedown", "pageup", "down", "end", "enter", "escape"])
async def test_the_palette_takes_keys_before_it_can_be_seen(stage, own_sessions, key: str) -> None:
    async with stage() as it:
        await it.burst("ctrl+p", key, key)
        assert it.app._exception is None


@pytest.mark.parametrize(("way", "kind"), [(("ctrl+p",), CommandList), (("enter", "q"), Options)])
async def test_a_click_on_an_option_that_has_gone_meanwhile_does_nothing(
    stage, own_sessions, way: tuple[str, ...], kind: type[OptionList]
) -> None:
    async with stage(opening="short") as it:
        await it.press(*way)
        options = it.app.screen.query_one(kind)
        x, y = options.content_region.bottom_left[0] + 2, options.content_region.bottom - 1
        assert options.option_count > 1
        meant = it.app.screen.get_style_at(x, y)
        shown = it.app.screen

        options.clear_options()
        click = Click(options, 2, 2, 0, 0, 1, False, False, False, screen_x=x, screen_y=y, style=meant)
        options.post_message(click)
        await it.pilot.pause()

        assert meant.meta["option"] > 0
        assert it.app._exception is None
        assert it.app.screen is shown


async def test_a_list_without_room_has_no_pages(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter", "question_mark")
        it.app.screen.query_one(Options).styles.height = 0
        await it.pilot.pause()
        await it.burst("pagedown", "pageup", "pagedown")
        assert isinstance(it.app.screen, KeysScreen)


@pytest.mark.parametrize("question", ["q", "o"])
async def test_leaving_from_the_palette_over_a_question_leads_to_the_question(
    stage, own_sessions, question: str
) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press(question, "ctrl+p", "ctrl+c")
        assert isinstance(it.app.screen, QuestionScreen)
        await it.press("f", "wait", "enter")
        assert isinstance(it.app.screen, Ending)


async def test_the_palette_is_left_while_it_looks_for_commands(stage, own_sessions, monkeypatch) -> None:
    found = asyncio.Event()

    async def nothing(palette: Palette, text: str) -> AsyncIterator[None]:
        await found.wait()
        for each in ():
            yield each

    async with stage(opening="short") as it:
        await it.press("enter", "q")
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
            assert isinstance(it.app.screen, QuestionScreen)


async def test_what_a_search_still_finds_while_the_palette_is_taken_apart_is_ignored(stage, own_sessions) -> None:
    async with stage() as it:
        await it.press("ctrl+p")
        palette = it.app.screen
        assert isinstance(palette, Palette)
        assert palette._list_visible
        await palette.query_one(CommandList).remove()

        palette._list_visible = False

        await it.turns()
        assert it.app._exception is None


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


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_a_row_that_was_marked_as_it_went_takes_no_key_away(stage, own_sessions, key) -> None:
    async with stage(opening="short") as it:
        screen = it.app.screen
        row = screen.query(Pick).first()
        await row.remove()
        screen.focused = row
        await it.press(key)
        assert it.app.leaving or it.app.screen is not screen


async def test_a_key_that_comes_back_after_the_last_screen_does_nothing(stage, own_sessions, monkeypatch) -> None:
    async with stage(opening="short") as it:
        key = Key("o", "o")
        key._set_forwarded()
        with monkeypatch.context() as without:
            without.setitem(it.app._screen_stacks, it.app._current_mode, [])
            await it.app.on_event(key)
        assert it.app._exception is None


# -- what nobody meant ------------------------------------------------------------------------------------------------


async def test_a_digit_that_is_held_down_answers_one_question(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("o")
        await it.burst("1", "1", "1")
        assert it.sees("How strong is the ache")
        await it.press("1")
        assert it.sees("How do you want to go on")


async def test_the_second_click_of_a_double_click_answers_no_other_question(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("o")
        it.clock.now += 1.0
        for _ in range(2):
            options = it.app.screen.query_one(Options)
            options.post_message(Options.OptionSelected(options, options.get_option_at_index(0), 0))
            await it.pilot.pause()
        assert it.sees("How strong is the ache")


async def test_an_unknown_key_at_the_end_names_only_keys_that_work_there(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await at_the_end(it)
        it.read()
        await it.press("x")
        assert it.told("That key means nothing here.")
        assert not it.told("is pain")


async def test_a_press_on_text_that_is_being_taken_away_does_nothing(stage, own_sessions, monkeypatch) -> None:
    async with stage(opening="short") as it:
        screen = it.app.screen
        assert isinstance(screen, CheckIn)
        label = next(
            shown for shown in screen.query(Static) if shown.display and shown.region.area and not shown.can_focus
        )
        x, y = label.region.offset
        assert screen.get_widget_at(x, y)[0] is label
        # As it is for a moment between going out of the tree and out of the layout.
        with monkeypatch.context() as torn:
            torn.setattr(label, "_parent", None)
            press = MouseDown(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
            screen._forward_event(press)

        assert it.app._exception is None

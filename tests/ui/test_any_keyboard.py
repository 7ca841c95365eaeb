"""Keys of any keyboard, large and small, on every screen; what is typed into a line stays as it is."""

from __future__ import annotations

import json

from effort import chosen
from textual.binding import Binding
from textual.widgets import Input

from hipcoach.engine.state import Mode
from hipcoach.settings.keymap import KEYS, Action
from hipcoach.ui.moved import textual_keys
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.history import History
from hipcoach.ui.screens.overlay import Overlay
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.question import QuestionScreen


def mode(it) -> Mode:
    return it.app.flow.live.conductor.player.state.mode


ANY_O_OR_PERIOD = ("O", "upper_o", ".", "щ", "Щ", "ю", "Ю", "ο", "Ο", "ם", "ץ", "خ", "ز", "ｏ")


async def test_pain_can_be_told_on_any_keyboard_with_and_without_caps_lock(stage, own_sessions) -> None:
    async with stage(size=(40, 12), opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        assert it.sees("o ↑ PAIN")
        await it.resize(80, 24)
        for key in chosen(ANY_O_OR_PERIOD, by_day=("upper_o", "Щ", "خ", "ｏ")):
            await it.press(key)
            assert mode(it) is Mode.HURT, key
            await it.press("à")
            assert mode(it) is Mode.PAUSED, key
        # A score can be told by any digits
        for one, zero in (("1", "0"), ("&", "à"), ("١", "٠")):
            await it.press("o", one, one, zero)
            assert it.sees("10 of 10: this exercise ends here"), one
            await it.press("x")
            if it.app.flow.live.conductor.over:
                break


async def test_pain_is_told_by_the_same_keys_over_a_panel(stage) -> None:
    [key] = [key for key in KEYS if key.action is Action.PAIN]
    [binding] = [one for one in Overlay.BINDINGS if isinstance(one, Binding) and one.id == "overlay.pain"]

    # But for the arrow, which leads up there.
    assert binding.key.split(",") == [name for name in textual_keys(key) if name != "up"]


async def test_letters_and_digits_by_their_place_lead_through_every_screen(stage, own_sessions) -> None:
    async with stage() as it:
        # The list, the history and its views
        await it.press("р")
        assert isinstance(it.app.screen, History)
        await it.press('"')
        assert it.sees("Exercises")
        await it.press("Й")
        assert isinstance(it.app.screen, Picker)
        # The check-in
        await it.press("home", "enter", "è")
        assert isinstance(it.app.screen, CheckIn)
        await it.press("enter")
        await it.pass_time(8.0)
        # The session and what it asks
        await it.press("Q")
        assert isinstance(it.app.screen, QuestionScreen)
        await it.press("Л")
        assert isinstance(it.app.screen, Guiding)
        await it.press("ض", "ب", "wait", "enter")
        assert isinstance(it.app.screen, Ending)
        [checkin] = [line for line in map(json.loads, it.log()) if line["t"] == "checkin"]
        assert checkin["pain"] == 7


async def test_what_is_typed_into_a_note_stays_as_it_is(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("q", "f", "wait", "enter")
        it.clock.now += 60.0
        await it.press("é")
        it.app.screen.query_one(Input).focus()
        await it.press("щ", "É", ".", "٣", "O", "enter")
        [checkout] = [line for line in map(json.loads, it.log()) if line["t"] == "checkout"]
    assert (checkout["pain"], checkout["note"]) == (2, "щÉ.٣O")


async def test_a_key_without_a_meaning_says_so_once_and_which_key_is_pain(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("x")
        assert it.told("That key means nothing here.")
        await it.press("enter")
        await it.pass_time(8.0)
        for key in ("x", "x", "ж", "f6", "7", "left_shift", "caps_lock"):
            await it.press(key)
        told = [one.message for one in it.app._notifications if one.severity == "information"]
        assert told == ["That key means nothing here; o or . is pain, ? lists the keys."]
        assert mode(it) is Mode.GUIDING
        await it.press("q", "x")
        assert it.told("That key means nothing here. Please choose one of these; o or . is pain.")
        await it.press("o", "n")
        assert it.told("That key means nothing here. Please choose one of these.")
        assert mode(it) is Mode.HURT

"""Keys that the settings move."""

from __future__ import annotations

import pytest
from live_builders import begun, stretch

from hipcoach.settings.keymap import ANSWERS, KEYS, SIGNS, Action, Keymap
from hipcoach.settings.reader import read_text


def keys(text: str) -> Keymap:
    found = read_text(f"[keys]\n{text}")
    assert found.problems == ()
    return found.settings.keys


def test_without_settings_the_keys_are_built_in() -> None:
    assert read_text("").settings.keys == Keymap()


def test_a_moved_key_stands_for_its_action_and_the_old_ones_for_nothing() -> None:
    moved = keys('next = "x"')

    assert moved.action_for("x") is Action.NEXT
    assert [moved.action_for(key) for key in ("n", "right", "enter")] == [None, None, None]
    assert moved.action_for("next") is Action.NEXT
    assert moved.first(Action.NEXT) == "x"


def test_two_keys_can_change_places() -> None:
    moved = keys('next = "b"\nback = "n"')

    assert (moved.action_for("b"), moved.action_for("n")) == (Action.NEXT, Action.BACK)


def test_a_key_can_be_named_in_any_manner() -> None:
    moved = keys('pause = ["F9", "Shift+F2", "щ", "Ä", "\'", \'"\']\npain = "home"\nless = "_"')

    # On a French keyboard `"` and `'` are digits without Shift.
    assert moved.of(Action.PAUSE).keys == ("f9", "shift+f2", "o", "ä", "4", "3")
    assert moved.pain == "Home"
    assert moved.action_for("ö") is None
    assert moved.action_for("Ä") is Action.PAUSE


def test_the_space_bar_keeps_its_meaning_since_the_screen_names_it() -> None:
    moved = keys('space = "x"')

    assert [moved.action_for(key) for key in ("x", "space", " ")] == [Action.SPACE] * 3


def test_where_keys_clash_all_are_as_built_in() -> None:
    found = read_text('[keys]\nsetup = "x"\nnext = "b"\n')

    assert len(found.problems) == 1
    assert found.settings.keys == Keymap()


@pytest.mark.parametrize("key", [*SIGNS, "x", "ü", ";"])
def test_every_key_can_be_taken_and_is_written_as_it_is_read(key: str) -> None:
    built_in = {pressed for one in KEYS for pressed in one.keys}
    action = Action.SETUP if key not in built_in else next(one.action for one in KEYS if key in one.keys)

    assert keys(f'{action.value} = "{key}"').action_for(key) is action


def test_what_answers_a_question_is_known() -> None:
    live = begun(stretch(30)).on(22)
    asked: set[str] = set()

    def note() -> None:
        question = live.guide.question
        assert question is not None
        asked.update(answer.key for answer in question.answers)

    live.guide.press(Action.QUIT)
    note()
    live.guide.answer("k")
    live.guide.press(Action.PAIN)
    for answer in ("1", "5", "f"):
        note()
        live.guide.answer(answer)
    note()

    assert asked <= ANSWERS
    for one in KEYS:
        if one.action in (Action.PAIN, Action.QUIT):
            assert not set(one.keys) & ANSWERS

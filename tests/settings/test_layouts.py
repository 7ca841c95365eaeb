"""Keys on keyboards other than one's own."""

from __future__ import annotations

import unicodedata

import pytest

from hipcoach.cues.prompts import PAIN_KEYS
from hipcoach.settings.keymap import KEYS, Action, Keymap
from hipcoach.settings.layouts import meant

PLACES = "qwertyuiopasdfghjklzxcvbnm."

LAYOUTS = {
    "Russian": "йцукенгшщзфывапролдячсмитью",
    "Ukrainian": "йцукенгшщзфівапролдячсмитью",
    "Belarusian": "йцукенгшўзфывапролдячсм·тью",
    "Greek": "·ςερτυθιοπασδφγηξκλζχψωβνμ·",
    "Hebrew": "··קראטוןםפשדגכעיחלךזסבהנמצץ",
    "Arabic": "ضصثقفغعهخحشسيبلاتنمئءؤرﻻىةز",
}
"""What stands on the keys of each; a dot where it is no letter, or another layout's letter on another place."""

EACH = pytest.mark.parametrize("letters", LAYOUTS.values(), ids=LAYOUTS)


@EACH
def test_a_letter_is_known_by_its_place_large_and_small(letters: str) -> None:
    for place, letter in zip(PLACES, letters, strict=True):
        # The Greek s at the end of a word has no capital.
        for typed in {letter, letter if letter == "ς" else letter.upper()} - {"·"}:
            assert meant(typed) == place, typed


@EACH
def test_pain_can_be_told_by_both_its_keys(letters: str) -> None:
    by_place = dict(zip(PLACES, letters, strict=True))

    for key in ("o", "."):
        letter = by_place[key].replace("·", ".")  # where it is no letter it is the full stop itself
        assert Keymap().action_for(letter) is Keymap().action_for(letter.upper()) is Action.PAIN


@pytest.mark.parametrize("letter", [*PLACES, "!", "?", "+", "-", "<", ">", "enter", "left", "not ready"])
def test_latin_letters_and_signs_mean_themselves(letter: str) -> None:
    assert meant(letter) == letter
    assert meant(letter.upper()) == letter


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.action.value)
def test_every_key_works_large_and_small(key) -> None:
    for pressed in key.keys:
        assert Keymap().action_for(pressed.upper()) is key.action


def test_turkish_capitals_and_wide_letters_are_latin_too() -> None:
    assert [meant(letter) for letter in ("İ", "Ｏ", "ｏ", "！", "．", "。")] == ["i", "o", "o", "!", ".", "."]


def test_the_arabic_key_that_types_two_letters_is_one_key() -> None:
    assert meant("لا") == meant("ﻻ") == "b"


@pytest.mark.parametrize("word", ["зфшт", "ЗФШТ", "παιν"])
def test_a_word_typed_on_the_wrong_keyboard_is_known_by_its_places(word: str) -> None:
    assert Keymap().action_for(word) is Action.PAIN


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"])
def test_the_digits_of_any_script_are_digits(digits: str) -> None:
    assert meant(digits) == "0123456789"
    assert [meant(digit) for digit in digits] == list("0123456789")


@pytest.mark.parametrize(
    ("unshifted", "digits"),
    [("à&é\"'(-è_ç", "012345-789"), ("À&É\"'(-È_Ç", "012345-789"), ("§", "6")],
    ids=["French", "with Caps Lock", "Belgian"],
)
def test_french_digits_need_no_shift_unless_the_sign_is_a_key_itself(unshifted: str, digits: str) -> None:
    assert [meant(sign) for sign in unshifted] == list(digits)


def test_pain_can_be_answered_without_shift_on_a_french_keyboard() -> None:
    assert {meant(sign) for sign in "à&é\"'("} == set(PAIN_KEYS)


@pytest.mark.parametrize("sign", ["ж", "ü", "ß", "ñ", "ı", "#", "/", ";", "字", "👍", "", " "])
def test_anything_else_stays_what_it_is(sign: str) -> None:
    assert meant(sign) == sign
    assert Keymap().action_for(sign) is (Action.SPACE if sign == " " else None)


def test_nothing_that_can_be_typed_is_an_exception() -> None:
    for code in range(0, 0x30000, 7):
        sign = chr(code)
        if unicodedata.category(sign) != "Cs":
            assert isinstance(meant(sign), str)

"""Whose safety texts stand, and which three kinds of help there are."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from plan_builders import hold, session

from hipcoach.advice.pain import after_red, in_words
from hipcoach.advice.safety import BEFORE, DISCLAIMER, EMERGENCY, SOON, STOP_IF, TODAY, safety_of
from hipcoach.advice.thresholds import PainThresholds
from hipcoach.session.model import Safety

ONE = session(hold(30))


def test_without_words_of_its_own_a_session_has_all_of_ours() -> None:
    for texts in (safety_of(None), safety_of(ONE)):
        assert (texts.before, texts.stop_if) == (BEFORE, STOP_IF)
        assert texts.get_help == (EMERGENCY, TODAY, SOON)


def test_a_session_s_own_words_stand_in_place_of_the_doctor_lists_and_never_of_emergencies() -> None:
    texts = safety_of(replace(ONE, safety=Safety(get_help_if=("The new joint feels loose",))))

    assert texts.get_help[0] == EMERGENCY
    assert [one.signs for one in texts.get_help[1:]] == [("The new joint feels loose",)]
    assert (texts.before, texts.stop_if) == (BEFORE, STOP_IF)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (BEFORE, "hip replacement; surgery; injection; infection; fall; injury; sciatica; numbness; osteoporosis; "
                 "cancer; cortisone; impingement; dysplasia; pregnancy; balance; under 18; floor; outer, bony"),
        (EMERGENCY.signs, "chest; faint; breath; fall; weight; deformed; shorter; turned; bladder; bowel; "
                          "between the legs; weakness; cold, pale leg"),
        (TODAY.signs, "hot, swollen; fever; calf; suddenly"),
        (SOON.signs, "at night; no position; weight loss; groin; running; locks; catches"),
    ],
)  # fmt: skip
def test_nothing_is_missing(where: tuple[str, ...], words: str) -> None:
    text = " ".join(where).lower()

    assert [word for word in words.split("; ") if word not in text] == []


def test_a_number_to_call_is_told_in_words() -> None:
    everything = " ".join((*DISCLAIMER, *safety_of(None).help_lines(), *after_red(7, 2, PainThresholds())))

    assert "Call your emergency number" in everything
    assert not re.search(r"\d{3}", everything)


@pytest.mark.parametrize(
    ("score", "before", "says"),
    [(3, 0, "3 of 10, up from 0"), (7, None, "7 of 10"), (6, 6, "6 of 10"), (4, 6, "4 of 10")],
)
def test_a_rise_is_called_a_rise(score: int, before: int | None, says: str) -> None:
    assert in_words(score, before) == says

"""Numbers with their nouns."""

from __future__ import annotations

import pytest

from hipcoach.text.counts import counted, spelled


@pytest.mark.parametrize(("number", "words"), [(0, "0 sets"), (1, "1 set"), (2, "2 sets"), (1204, "1,204 sets")])
def test_one_is_one_and_everything_else_is_many(number: int, words: str) -> None:
    assert counted(number, "set") == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (7, "seven"),
        (13, "thirteen"),
        (20, "twenty"),
        (42, "forty-two"),
        (100, "one hundred"),
        (118, "one hundred and eighteen"),
        (1000, "1000"),
    ],
)
def test_a_number_in_words(number: int, words: str) -> None:
    assert spelled(number) == words

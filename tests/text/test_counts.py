"""Numbers with their nouns."""

from __future__ import annotations

import pytest

from hipcoach.text.counts import counted


@pytest.mark.parametrize(("number", "words"), [(0, "0 sets"), (1, "1 set"), (2, "2 sets"), (1204, "1,204 sets")])
def test_one_is_one_and_everything_else_is_many(number: int, words: str) -> None:
    assert counted(number, "set") == words

"""Lines of text for a terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.text.characters import cells
from hipcoach.text.width import broken, columns


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Uncross, then lie down", None, ["Uncross, then lie down"]),
        ("Uncross, then lie down", 22, ["Uncross, then lie down"]),
        ("Uncross, then lie down", 21, ["Uncross, then lie", "down"]),
        ("[00:50] done     LEFT · 30 of 30 s", 28, ["[00:50] done     LEFT · 30", "        of 30 s"]),
        ("  f  finish here, if you like", 20, ["  f  finish here, if", "  you like"]),
        ("[00:50] done LEFT", 11, ["[00:50]", "done LEFT"]),
        ("Stop if:\nit hurts a lot", 9, ["Stop if:", "it hurts", "a lot"]),
        ("Oberschenkelmuskel", 10, ["Oberschenkelmuskel"]),
        ("  ", 10, ["  "]),
        ("", 10, [""]),
        ("Logged in /home/somebody/log", 10, ["Logged in", "/home/somebody/log"]),
    ],
)
def test_lines_are_broken_between_words(text: str, width: int | None, lines: list[str]) -> None:
    assert broken(text, width).split("\n") == lines


@given(st.text("ab ·[寝", max_size=80), st.integers(2, 40))
def test_no_line_is_wider_and_no_word_is_lost(text: str, width: int) -> None:
    told = broken(text, width)

    assert all(cells(line) <= width or len(line.split()) <= 1 for line in told.split("\n"))
    assert told.split() == text.split()


def test_what_is_no_terminal_has_no_width() -> None:
    assert columns(io.StringIO()) is None

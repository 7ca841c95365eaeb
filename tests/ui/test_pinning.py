"""What stands right of an emoji stays in its column, whatever the terminal takes the emoji for."""

from __future__ import annotations

from collections.abc import Callable

import pyte
import pytest
import wcwidth
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hipcoach.ui.driver import lasting
from hipcoach.ui.pinning import pinned
from hipcoach.ui.system import System

SIGNS = ["🧘🏽\u200d♀️", "👩\u200d👩\u200d👧", "🇩🇪", "❤️", "1️⃣", "⌚\ufe0e", "🫩", "🏽"]

TERMINALS: dict[str, Callable[[str], int]] = {
    "as the standard has it": wcwidth.wcwidth,
    "all narrow": lambda character: min(1, max(0, wcwidth.wcwidth(character))),
    "all wide": lambda character: 1 if character.isascii() else 2,
    "with boxes for what it does not know": lambda character: max(1, wcwidth.wcwidth(character)),
}


def columns_of(output: str, text: str) -> list[int]:
    """Where the letters of a text stand on the screen's first row."""
    screen = pyte.Screen(80, 2)
    pyte.Stream(screen).feed(output)
    return [next(column for column in range(80) if screen.buffer[0][column].data == letter) for letter in text]


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("sign", SIGNS)
def test_numbers_behind_a_title_stay_where_they_are(monkeypatch: pytest.MonkeyPatch, terminal: str, sign: str) -> None:
    monkeypatch.setattr("pyte.screens.wcwidth", TERMINALS[terminal])
    before = f"A {sign} B "

    at = columns_of(pinned(f"\x1b[1m{before}\x1b[0mXYZ"), "XYZ")

    assert at == [cell_len(before) + letter for letter in range(3)]


def test_what_was_there_before_does_not_show_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyte.screens.wcwidth", TERMINALS["all narrow"])
    screen = pyte.Screen(10, 1)

    pyte.Stream(screen).feed("2222222222\x1b[1G" + pinned("❤️ 3"))

    assert screen.display[0][1:] == "  3222222"


@given(st.lists(st.sampled_from([*SIGNS, "a", "\x1b[1m", "\x1b[12;4H", "\x1b]0;🇩🇪 title\x07", " ", "\u0301"])))
def test_nothing_is_lost_and_no_escape_sequence_is_parted(parts: list[str]) -> None:
    output = "".join(parts)

    told = pinned(output)

    for width in range(1, 9):
        told = told.replace(f"\x1b7{' ' * width}\x1b8\x1b7", "").replace(f"\x1b8\x1b[{width}C", "")
    assert told == output


@pytest.mark.parametrize("text", ["Größer › ● ━━ …", "寝る前に", "e\u0301", "नि हिप", "ن\u200cم"])
def test_letters_and_their_marks_are_written_as_they_are(text: str) -> None:
    assert pinned(f"\x1b[2;3H{text}") == f"\x1b[2;3H{text}"
    assert text in pinned(f"{text} 🇩🇪")


async def test_all_that_the_app_writes_is_pinned() -> None:
    written: list[str] = []

    class Plain:
        def write(self, data: str) -> None:
            written.append(data)

    lasting(Plain, System(print, print, print))().write("🇩🇪 02:22")  # type: ignore[arg-type]

    assert written == [pinned("🇩🇪 02:22")] != ["🇩🇪 02:22"]

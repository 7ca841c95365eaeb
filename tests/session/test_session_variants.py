"""Odd files of every kind get the answer that the format asks for."""

import pytest
from session_help import harmless, told
from session_variants import Row, Text, answer, cases
from variants_attacks import ATTACKS
from variants_characters import CHARACTERS
from variants_slips import SLIPS
from variants_surprises import SURPRISES

from hipcoach.diagnostics.problems import SHOWN_AT_ONCE, render
from hipcoach.session.library import Library


@pytest.mark.parametrize(
    ("text", "wanted", "words"), cases(SURPRISES + SLIPS + CHARACTERS + ATTACKS), ids=lambda value: ascii(value)[-60:]
)
def test_an_odd_file(library: Library, text: Text, wanted: str, words: str) -> None:
    reading = library.read_text(text)
    assert answer(reading) == wanted
    assert words in told(reading)
    assert all(problem.help for problem in reading.problems[:SHOWN_AT_ONCE])
    assert harmless(render(reading.problems))


@pytest.mark.parametrize("rows", [SURPRISES, SLIPS, CHARACTERS, ATTACKS])
def test_there_are_many_of_every_kind(rows: tuple[Row, ...]) -> None:
    assert len({text for text, _, _ in cases(rows)}) >= 50

"""Odd files of every kind get the answer that the format asks for."""

import pytest
from session_help import harmless, told
from session_variants import Row, answer, cases
from variants_attacks import ATTACKS
from variants_characters import CHARACTERS
from variants_slips import SLIPS
from variants_surprises import SURPRISES

from hipcoach.diagnostics.problems import SHOWN_AT_ONCE, render
from hipcoach.session.library import Library


@pytest.mark.parametrize("row", SURPRISES + SLIPS + CHARACTERS + ATTACKS, ids=lambda row: ascii(row[1:3])[-60:])
def test_odd_files_with_one_answer(library: Library, row: Row) -> None:
    for text, wanted, words in cases((row,)):
        reading = library.read_text(text)
        assert answer(reading) == wanted, text
        assert words in told(reading), text
        assert all(problem.help for problem in reading.problems[:SHOWN_AT_ONCE]), text
        assert harmless(render(reading.problems)), text


@pytest.mark.parametrize("rows", [SURPRISES, SLIPS, CHARACTERS, ATTACKS])
def test_there_are_many_of_every_kind(rows: tuple[Row, ...]) -> None:
    assert len({text for text, _, _ in cases(rows)}) >= 50

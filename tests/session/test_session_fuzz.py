"""Damaged files: whatever happens to a file, there is an answer, and it is harmless."""

import random
import time

import pytest
from damaged_files import PROGRAMME_SEEDS, damaged, spliced
from effort import tries
from session_help import harmless

from hipcoach.diagnostics.problems import render
from hipcoach.engine.plan import make_plan
from hipcoach.session.library import Library, shipped_sessions


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_file_gets_an_answer(seed: int, library: Library) -> None:
    chance = random.Random(seed)
    for _ in range(200):
        data = damaged(chance)
        began = time.process_time()
        reading = library.read_text(data)
        assert time.process_time() - began < 1, data
        assert (reading.session is None) == any(each.level == "error" for each in reading.problems), data
        text = render(reading.problems)
        assert harmless(text), data
        for problem in reading.problems:
            assert problem.help, data
            assert (problem.line is None) == (problem.column is None), data


def test_a_preset_with_lines_of_bad_files_in_it_gets_an_answer() -> None:
    chance, library = random.Random(7), Library(shipped_sessions(), None)
    presets = [entry.path.read_bytes() for entry in library.sessions()]
    for _ in range(60):
        data = spliced(chance, presets)
        reading = library.read_text(data)
        assert (reading.session is None) == any(each.level == "error" for each in reading.problems), data
        assert harmless(render(reading.problems)), data
        if reading.session is not None:
            assert make_plan(reading.session).total > 0


def test_a_damaged_programme_gets_an_answer() -> None:
    chance, library = random.Random(17), Library(shipped_sessions(), None)
    good = [entry.path.read_bytes() for entry in library.programmes()]
    read = 0
    for count in range(number := tries(300, 20_000)):
        data = damaged(chance, PROGRAMME_SEEDS) if count % 2 else spliced(chance, good, PROGRAMME_SEEDS)
        began = time.process_time()
        reading = library.read_programme_text(data)
        assert time.process_time() - began < 1, data
        assert (reading.programme is None) == any(each.level == "error" for each in reading.problems), data
        assert harmless(render(reading.problems)), data
        for problem in reading.problems:
            assert problem.help, data
            assert (problem.line is None) == (problem.column is None), data
        if reading.programme is not None:
            read += 1
            for phase in reading.programme.phases:
                assert 1 <= sum(entry.times.low for entry in phase.each_week) <= 7, data
    assert read > number / 50

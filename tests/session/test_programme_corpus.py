"""Every file of the corpus of bad programmes comes out as its index says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from session_help import said

from hipcoach.session.library import Library, shipped_sessions

FOLDER = Path(__file__).parent.parent / "data" / "bad-programmes"
with (FOLDER / "INDEX.tsv").open(encoding="utf-8") as index:
    ROWS = list(csv.DictReader(index, delimiter="\t", quoting=csv.QUOTE_NONE))

SHIPPED = Library(shipped_sessions(), None)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_programme_of_the_corpus(row: dict[str, str]) -> None:
    reading = SHIPPED.read_programme(FOLDER / row["file"])
    problems = reading.problems
    verdict = "refuse" if reading.programme is None else "warn" if problems else "accept"
    assert verdict == row["verdict"], said(reading)
    assert (reading.programme is None) == any(problem.level == "error" for problem in problems)
    assert (",".join(sorted(problem.code for problem in problems)) or "-") == row["codes"]
    if problems:
        first = problems[0]
        assert row["first"] == ("-" if first.line is None else f"{first.line}:{first.column}")
        assert row["says"] in f"{first.message} | {first.help}"
        assert all(problem.help for problem in problems)


def test_every_file_of_the_corpus_is_in_its_index() -> None:
    assert {row["file"] for row in ROWS} == {path.name for path in FOLDER.glob("*.yaml")}

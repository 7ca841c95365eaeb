"""The benchmarks: that they run, and what becomes of their figures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "tests" / "benchmarks"


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    import tables

    return tables


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(BENCHMARKS), *arguments], capture_output=True, text=True, timeout=120)


def test_a_part_is_measured_beside_what_it_is_compared_with() -> None:
    ran = run("--quick", "reading")

    assert ran.returncode == 0, ran.stderr
    assert "reader: 5 exercises" in ran.stdout
    assert "at most 2 x PyYAML's events" in ran.stdout
    assert "not measured" not in ran.stdout


def test_figures_of_a_quick_run_do_not_get_into_the_readme() -> None:
    assert run("--quick", "--write-readme").returncode == 2


def test_every_part_can_be_loaded() -> None:
    names = "starting, showing, playing, reading, logs, speaking, sounding"
    folders = [str(BENCHMARKS), str(ROOT / "tests" / "sound")]

    subprocess.run([sys.executable, "-c", f"import sys; sys.path[:0] = {folders}; import {names}"], check=True)


def test_a_goal_is_missed_by_more_than_it_allows(tables) -> None:
    goal = tables.Goal(1.5, tables.MINIMAL)
    ours = [tables.Row("hold", value, "ms", goal, {tables.MINIMAL: 100.0}) for value in (150.0, 151.0)]

    assert [row.missed for row in ours] == [False, True]
    assert ours[1].cells()[2:4] == ("1.51 x", "at most 1.5 x minimal Textual MISSED")


def test_rounds_are_compared_one_by_one(tables) -> None:
    # given a machine that was three times slower in one of three rounds
    ours, theirs = [2.0, 6.0, 2.0], [1.0, 3.0, 1.0]

    assert tables.paired(ours, theirs) == 2.0


def test_the_readme_has_one_place_for_the_small_table(tables) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    begin, end = "<!-- measured: begin -->", "<!-- measured: end -->"

    rows = [tables.Row("hold", 20.0, "KB", tables.Goal(24)), tables.Row("without a goal", 1.0)]

    assert (text.count(begin), text.count(end)) == (1, 1)
    assert tables.small_table(rows).splitlines()[2:] == ["| hold | 20 KB | 24 KB |"]

"""A figure that a file names and that nobody would see is a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from hipcoach.diagnostics.problems import Code, Severity
from hipcoach.session.library import Library, shipped_sessions

SESSION = """\
hipcoach: 1
title: Mine
exercises:
  - {use: clamshell, figure: clamshel}
  - name: Own
    hold: 20 s
    figure: something-else
    easier: [{name: Towel, instead: {figure: figure-for}}]
  - {name: Other, hold: 20 s, figure: kneeling-lunge}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(shipped_sessions(), tmp_path)


def warned(library: Library, path: Path) -> list[tuple[int | None, str]]:
    found = library.check(path, lambda session: {})
    assert {(one.code, one.level) for one in found} <= {(Code.UNKNOWN_FIGURE, Severity.WARNING)}
    return [(one.line, one.help) for one in found]


def test_a_session_is_told_each_unknown_figure_with_the_nearest(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SESSION)
    (first, second, third) = warned(library, path)
    assert first == (4, "did you mean `clamshell`?")
    assert second[0] == 7
    assert second[1].startswith("there is `banded-internal-rotation`")
    assert third == (8, "did you mean `figure-four`?")
    assert library.read(path).session is not None, "it can be followed all the same"


def test_so_is_an_exercise_of_ones_own_and_ones_own_figures_count(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "exercises" / "mine.yaml"
    path.parent.mkdir()
    path.write_text("hipcoach: 1\nname: Mine\nhold: 20 s\nfigure: my-own\n")
    assert [line for line, _ in warned(library, path)] == [4]
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "my-own.toml").write_text("")
    assert warned(Library(shipped_sessions(), tmp_path), path) == []


def test_what_is_shipped_names_figures_that_exist(library: Library) -> None:
    for path in (*shipped_sessions().glob("*.yaml"), *shipped_sessions().glob("exercises/*.yaml")):
        assert Code.UNKNOWN_FIGURE not in {one.code for one in library.check(path, lambda session: {})}, path

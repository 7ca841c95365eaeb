"""What a file says and nobody would see or hear is a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from hipcoach.diagnostics.problems import Severity
from hipcoach.engine.plan import longest
from hipcoach.session.library import Library, shipped_sessions

HEAD = "hipcoach: 1\ntitle: T\nexercises:\n"


def warned(tmp_path: Path, exercise: str) -> list[tuple[str, str | None]]:
    """The warnings about a session of one exercise, each with its help."""
    file = tmp_path / "session.yaml"
    file.write_text(HEAD + exercise, encoding="utf-8")
    problems = Library(shipped_sessions(), tmp_path).check(file, longest)
    assert all(problem.level is Severity.WARNING for problem in problems), problems
    return [(problem.message, problem.help) for problem in problems]


@pytest.mark.parametrize(
    ("exercise", "message", "help"),
    [
        (
            "  - {name: A, hold: 20 s, switch_cue: Turn over}\n",
            "`switch_cue` is never shown or used: with `side: none` nobody changes sides",
            "write `side: each`, or take it out",
        ),
        (
            "  - {name: A, hold: 20 s, side: left, switch: 20 s}\n",
            "`switch` is never shown or used: with `side: left` nobody changes sides",
            "write `side: each`, or take it out",
        ),
        (
            "  - {name: A, hold: 20 s, tempo: lift 2, lower 2}\n".replace("lift 2, lower 2", '"lift 2, lower 2"'),
            "`tempo` is never shown or used: there are no repetitions",
            "write `reps` too, or take it out",
        ),
        (
            "  - {name: A, hold: 20 s, rest: 20 s}\n",
            "`rest` is never shown or used: a single set is followed by no rest",
            "write more `sets`, or take it out",
        ),
    ],
)
def test_what_nobody_would_see_is_warned_of(tmp_path: Path, exercise: str, message: str, help: str) -> None:
    assert warned(tmp_path, exercise) == [(message, help)]


@pytest.mark.parametrize(
    "exercise",
    [
        "  - {name: A, hold: 20 s, side: each, switch: 20 s, switch_cue: Turn over, sets: 2, rest: 20 s}\n",
        '  - {name: A, hold: 20 s, tempo: "lift 2, lower 2", harder: [{id: b, name: B, reps: 5}]}\n',
        "  - {use: clamshell, side: left}\n",
        "  - {use: clamshell, sets: 1}\n",
        "  - {name: A, hold: 20 s, rest: 20 s, harder: [{id: b, name: B, sets: 2}]}\n",
    ],
)
def test_what_somebody_may_see_is_not(tmp_path: Path, exercise: str) -> None:
    assert warned(tmp_path, exercise) == []

"""`play --go` in lines: nothing is asked, nothing waits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def accepted(home: Path) -> None:
    """The safety text has been accepted."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "accepted").write_text("yes\n")


@pytest.mark.usefixtures("accepted")
def test_at_a_terminal_it_goes_from_start_to_end_without_a_key(type_at: Callable, short: Path, log: Callable) -> None:
    waits = short.read_text().replace("    prepare: 5 s\n", "    prepare: 5 s\n    advance: wait\n")
    short.write_text(f"{waits}  - {{name: Lift, reps: 2, tempo: own, prepare: 5 s}}\n")

    ran = type_at([short, "--plain", "--go"], terminal=True)

    assert ran.status == 0
    assert "Logged" in ran.err
    assert [line["t"] for line in log()[0]] == ["start", "checkin", "set", "set", "set", "end"]
    assert log()[0][-1]["outcome"] == "completed"


@pytest.mark.usefixtures("accepted")
def test_pain_has_its_key_all_the_same(type_at: Callable, short: Path, log: Callable) -> None:
    ran = type_at([short, "--plain", "--go"], (8, "o"), (9, "2"), terminal=True)

    assert ran.status == 4
    assert log()[0][-1]["outcome"] == "stopped_for_pain"


def test_the_safety_text_has_to_be_accepted_once_before(run: Callable, short: Path, log: Callable) -> None:
    ran = run("play", short, "--go")

    assert ran.status == 2
    assert f"'hipcoach play {short}' at a terminal shows it, Enter accepts it" in ran.err
    assert log() == []


@pytest.mark.usefixtures("accepted")
def test_it_does_not_go_with_going_on(run: Callable, short: Path) -> None:
    ran = run("play", short, "--resume", "--go")

    assert ran.status == 2
    assert "leave out one of them" in ran.err

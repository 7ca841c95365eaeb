"""`play --resume`: going on with the session that was left open, in lines of text."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from live_builders import end_of_input

from hipcoach.engine.events import Event
from hipcoach.engine.player import Player
from hipcoach.engine.state import Mode
from hipcoach.plain.keyboard import Signalled
from hipcoach.plain.lines import Lines

LEFT = "A minute: lean, right, set 1, 5 seconds left"


@pytest.fixture
def left_open(type_at: Callable, short: Path) -> Path:
    """A session that was killed twenty-seven seconds after its beginning, seven seconds into the right hold."""
    assert type_at([short], (27, Signalled(15))).status == 128 + 15
    return short


def kinds(log: Callable) -> list[list[str]]:
    return [[line["t"] for line in lines] for lines in log()]


def test_without_a_keyboard_it_goes_on_by_itself(type_at: Callable, left_open: Path, log: Callable) -> None:
    ran = type_at(["--resume"], end_of_input(0))

    assert ran.status == 0
    assert ran.lines[:3] == [
        f"Going on with {LEFT}.",
        "Ready, right, 3 seconds",
        "Go on, right, 5 seconds to go",
    ]
    assert kinds(log) == [["start", "checkin", "set", "resume", "set", "end"]]
    assert [line["hold_s"]["done"] for line in log()[0] if line["t"] == "set"] == [10, 10]


def test_at_a_keyboard_it_waits_until_somebody_is_ready(type_at: Callable, left_open: Path, log: Callable) -> None:
    ran = type_at(["--resume", "--plain"], (900, "resume"))

    assert ran.status == 0
    assert log()[0][-1]["outcome"] == "completed"


def test_whoever_listens_is_told_where_it_stands_before_anything_happens(
    type_at: Callable, left_open: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, Mode, datetime]] = []

    def hear(lines: Lines, events: tuple[Event, ...], at: datetime, player: Player) -> None:
        told.append((len(events), player.state.mode, at))

    monkeypatch.setattr(Lines, "hear", hear)
    type_at(["--resume", "--plain"], (900, "resume"))
    events, mode, at = told[0]
    assert (events, mode) == (0, Mode.PAUSED)
    assert next(when for count, _, when in told if count) - at >= timedelta(seconds=900)


def test_as_json_only_json_is_on_standard_output(type_at: Callable, left_open: Path) -> None:
    ran = type_at(["--resume", "--json"], end_of_input(0))

    assert [one["event"] for one in ran.objects][:3] == ["resumed", "lead_in", "countdown"]
    assert f"Going on with {LEFT}." in ran.err


def test_without_resume_it_begins_anew_and_says_what_was_left_open(
    type_at: Callable, left_open: Path, log: Callable
) -> None:
    ran = type_at([left_open])

    assert ran.status == 0
    assert f"Left open: {LEFT}. 'hipcoach play --resume' goes on with it." in ran.err
    assert len(log()) == 2


@pytest.mark.parametrize("named", [[], ["release"]])
def test_nothing_to_go_on_with_is_said_with_status_2(run: Callable, named: list[str]) -> None:
    ran = run("play", "--resume", *named)

    assert ran.status == 2
    assert "left open in the last 24 hours" in ran.err
    assert "'hipcoach play SESSION' begins anew" in ran.err
    assert ran.out == ""


def test_the_session_that_is_named_has_to_be_the_one_left_open(run: Callable, left_open: Path) -> None:
    ran = run("play", "--resume", "release")

    assert ran.status == 2
    assert "'release' was not left open" in ran.err


def test_the_session_can_be_named(type_at: Callable, left_open: Path) -> None:
    assert type_at(["--resume", left_open], end_of_input(0)).status == 0


@pytest.mark.parametrize("more", [["--speed", "10"], ["--dose", "high"], ["--first", "left"], ["--with", "lean:wall"]])
def test_what_was_chosen_stays(run: Callable, left_open: Path, more: list[str]) -> None:
    ran = run("play", "--resume", *more)

    assert ran.status == 2
    assert "--resume goes on with the session as it began" in ran.err


def test_without_a_session_and_without_resume_it_asks_which(run: Callable) -> None:
    ran = run("play")

    assert ran.status == 2
    assert "which SESSION?" in ran.err


def test_a_changed_session_file_is_reported_and_the_old_plan_kept(type_at: Callable, left_open: Path) -> None:
    left_open.write_text(left_open.read_text(encoding="utf-8").replace("10-20 s", "55 s"), encoding="utf-8")

    ran = type_at(["--resume", left_open], end_of_input(0))

    assert ran.status == 0
    assert "short.yaml has changed since. The session goes on as it began, with the plan in the log." in ran.err
    assert ran.lines[-1] == "Session over: completed, 2 of 2 sets"


def test_a_session_that_another_is_at_is_not_gone_on_with(run: Callable, left_open: Path, home: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    [path] = home.glob("log/*/*.jsonl")
    with path.open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        ran = run("play", "--resume")

    assert ran.status == 2
    assert "another hipcoach is at it" in ran.err


def test_a_log_that_cannot_be_written_is_put_elsewhere(
    type_at: Callable, short: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipcoach.live.run.FLUSH_SECONDS", 0.1)
    home.mkdir()
    (home / "log").write_text("a file where the folder should be")

    ran = type_at([short])

    assert ran.status == 0
    [copy] = Path(os.environ["HOME"]).glob("*.jsonl")
    assert f"Logged in {copy} instead." in ran.err
    assert json.loads(copy.read_text().splitlines()[-1])["outcome"] == "completed"


def test_put_off_says_nothing_of_a_log_that_has_not_got_it(
    type_at: Callable, short: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipcoach.live.run.FLUSH_SECONDS", 0.1)
    home.mkdir()
    (home / "log").write_text("a file where the folder should be")

    ran = type_at([short, "--plain"], (8, "quit"), (9, "later"))

    assert "in the log" not in ran.out
    assert "Put off.\n" in ran.out
    assert "instead. " in ran.err
    assert "--resume" not in ran.err

"""The app in a real terminal: what it leaves behind, however it ends."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminals import PATIENCE, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a matter of Unix")

BRIEF = """\
hipcoach: 1
title: Brief
exercises:
  - {name: Lean, hold: 20-30 s, side: each, prepare: 0 s, switch: 1 s}
"""

CRASHING = """\
from hipcoach.ui.screens import guiding
paint = guiding.Guiding._paint
def crash(screen):
    paint(screen)
    if screen._live.conductor.player.elapsed > 1.0:
        raise RuntimeError("on purpose")
guiding.Guiding._paint = crash
from hipcoach.cli import entry
entry()
"""

SHOWN_AS_BEFORE = ("\x1b[?1049l", "\x1b[?25h")
"""The shell's own screen is back, and the cursor is seen."""


@pytest.fixture
def brief(tmp_path: Path, home: Path) -> Path:
    """A session that is at work at once; the safety text has been accepted."""
    home.mkdir()
    (home / "accepted").write_text("yes\n")
    file = tmp_path / "brief.yaml"
    file.write_text(BRIEF)
    return file


@pytest.fixture
def start() -> Iterator:
    """Start the app in a terminal, at work on a session."""
    started: list[Terminal] = []

    def start(*arguments: str | Path, **more: str) -> Terminal:
        started.append(Terminal(*arguments, **more))
        return started[-1].until("Start (Enter)").type("\r").until("HOLD")

    yield start
    for one in started:
        one.clear_away()


def logged(home: Path) -> list[str]:
    (file,) = home.glob("log/*/*.jsonl")
    return [json.loads(line)["t"] for line in file.read_text().splitlines() if '"t":"place"' not in line]


def placed(home: Path) -> bool:
    """Whether the log says where the session stands, so that it can be gone on with."""
    return any('"t":"place"' in file.read_text() for file in home.glob("log/*/*.jsonl"))


def test_a_session_from_the_check_in_to_the_end_leaves_the_terminal_as_it_was(start, brief: Path, home: Path) -> None:
    app = start("play", brief, "--mute")

    app.type("p").until("PAUSED")
    app.type("q").until("Quit?")
    app.type("f").until("How was it?")
    app.type("\x1b").until(*SHOWN_AS_BEFORE)

    assert app.ended() == 3
    assert app.restored
    assert logged(home) == ["start", "checkin", "set", "end"]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_in_the_middle_of_a_hold(start, brief: Path, home: Path, name: str) -> None:
    number = getattr(signal, name)
    app = start("play", brief, "--mute")

    app.process.send_signal(number)
    app.until(*SHOWN_AS_BEFORE)

    assert app.ended() == 128 + number
    assert app.restored
    assert logged(home) == ["start", "checkin"]


def test_a_window_that_is_closed_in_the_middle_of_a_hold(start, brief: Path, home: Path) -> None:
    app = start("play", brief, "--mute")

    app.hang_up()

    assert app.ended() == 128 + signal.SIGHUP
    assert logged(home) == ["start", "checkin"]


def test_a_crash_in_the_middle_of_a_hold(start, brief: Path, home: Path) -> None:
    app = start("play", brief, "--mute", run=CRASHING)

    app.until(*SHOWN_AS_BEFORE).until("on purpose")

    assert app.ended() == 1
    assert app.restored
    assert logged(home) == ["start", "checkin"]


def test_an_editor_has_the_terminal_while_the_list_waits(home: Path, tmp_path: Path, monkeypatch) -> None:
    # given an editor that shows itself, waits for Enter and changes the title
    home.mkdir()
    (home / "accepted").write_text("yes\n")
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "input(f'EDITING {file.name}')\n"
        "file.write_text(file.read_text().replace('title: Release', 'title: Mine now'))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    terminal = Terminal()
    try:
        # when it is opened from the list, and left
        terminal.until("5:35 Release").type("e").until("EDITING release.yaml").type("\r")
        # then the list is there again, with what it says now
        terminal.until("Mine now (yours)").type("q")
        assert terminal.ended() == 0
    finally:
        terminal.clear_away()
    assert "title: Mine now" in (home / "sessions" / "release.yaml").read_text()


@pytest.fixture
def again() -> Iterator:
    """Start the app in a terminal once more."""
    started: list[Terminal] = []

    def again(*arguments: str | Path) -> Terminal:
        started.append(Terminal(*arguments))
        return started[-1]

    yield again
    for one in started:
        one.clear_away()


def test_after_kill_9_the_next_start_asks_and_goes_on_in_the_same_log(start, again, brief: Path, home: Path) -> None:
    at_work = start("play", brief)
    passing, waited = threading.Event(), 0.0
    while not placed(home) and waited < PATIENCE:
        waited += passing.wait(0.05) or 0.05
    at_work.process.kill()
    at_work.process.wait()

    second = again("play", brief).until("Go on with Brief: lean, left, set 1").type("g").until("PAUSED")
    second.type("q").until("go on later").type("l").until(*SHOWN_AS_BEFORE)
    assert second.ended() == 3
    third = again("play", "--resume").until("PAUSED").type(" ").until("HOLD").type("q").until("finish").type("f")
    third.until("done in part").type("\x1b").until(*SHOWN_AS_BEFORE)

    assert third.ended() == 3
    [path] = home.glob("log/*/*.jsonl")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    kept = [line["t"] for line in lines if line["t"] not in ("place", "checkin")]
    assert kept == ["start", "resume", "resume", "set", "end"]

"""The app in a real terminal: what it leaves behind, however it ends."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from effort import chosen
from terminals import IN_ITS_OWN_TERMINAL, PATIENCE, UNDER_A_SHELL, WITHOUT_A_HANG_UP, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a matter of Unix")

DEAF = """\
from hipcoach.ui.incoming import Incoming
understood = Incoming.messages
def crash(incoming, data):
    if data == b"x":
        raise RuntimeError("on purpose")
    return understood(incoming, data)
Incoming.messages = crash
from hipcoach.cli import entry
entry()
"""

CRASHING = """\
from hipcoach.ui.screens import guiding
paint = guiding.Guiding._paint
def crash(screen):
    paint(screen)
    if screen._live.conductor.player.elapsed > 0.1:
        raise RuntimeError("on purpose")
guiding.Guiding._paint = crash
from hipcoach.cli import entry
entry()
"""

SHOWN_AS_BEFORE = ("\x1b[?1049l", "\x1b[?25h")
"""The shell's own screen is back, and the cursor is seen."""


@pytest.fixture
def again(tmp_path: Path) -> Iterator:
    """Start the app in a terminal, whose clock can be pushed."""
    started: list[Terminal] = []

    def again(*arguments: str | Path, **more: Any) -> Terminal:
        started.append(Terminal(*arguments, pushed=tmp_path / f"clock-{len(started)}", **more))
        return started[-1]

    yield again
    for one in started:
        one.clear_away()


@pytest.fixture
def start(again) -> Callable[..., Terminal]:
    """Start the app in a terminal, at work on a session."""

    def start(*arguments: str | Path, **more: Any) -> Terminal:
        return again(*arguments, "--go", **more).until("■ HOLD")

    return start


def logged(home: Path) -> list[str]:
    (file,) = home.glob("log/*/*.jsonl")
    return [json.loads(line)["t"] for line in file.read_text().splitlines() if '"t":"place"' not in line]


def placed(home: Path) -> bool:
    """Whether the log says where the session stands, so that it can be gone on with."""
    return any('"t":"place"' in file.read_text() for file in home.glob("log/*/*.jsonl"))


def test_a_session_in_which_anything_comes_can_be_ended_and_restores_the_terminal(
    again, brief: Path, home: Path
) -> None:
    no_pixels, click, no_character = "\x1b[48;24;80;0;0t", "\x1b[<0;10;10M\x1b[<0;10;10m", "\x1b[99999999u"
    app = again("play", brief, "--mute").until("bony side").type("\r").until("■ HOLD")

    # given a stop that is none, bytes that make no sense, and a burst of anything
    app.process.send_signal(signal.SIGCONT)
    app.until("\x1b[?1049h", "■ HOLD")
    app.type(b"\xe9").type(b"\x1b[M \xc8!").type(b"\x1b[48;24;80;0;0t\x1b[<0;11;6M\x1b[<0;11;6m")
    app.type("p").until("Space goes on").type("q").until("Quit?")
    app.type(f"kk{no_pixels}{click}{no_character}\x10\x1b[6~\x1b[27u?\x1b[6~\x1b[200~3\x1b[201~\x1b[27up").until(
        "Space goes on"
    )
    # when it is ended as usual
    app.type("q").until("Quit?")
    app.type("f").until("ends in 10 seconds").answer("\r", "How was it?")
    app.answer("\x1b", SHOWN_AS_BEFORE[0]).until(SHOWN_AS_BEFORE[1])

    assert app.ended() == 3
    assert app.restored
    assert logged(home) == ["start", "checkin", "set", "end"]


@pytest.mark.parametrize("name", chosen(["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"], by_day=["SIGTERM", "SIGINT"]))
def test_a_signal_in_the_middle_of_a_hold(start, brief: Path, home: Path, name: str) -> None:
    number = getattr(signal, name)
    app = start("play", brief, "--mute")

    app.process.send_signal(number)
    app.until(*SHOWN_AS_BEFORE)

    assert app.ended() == 128 + number
    assert app.restored
    assert logged(home) == ["start", "checkin"]


@pytest.mark.parametrize("opened", [IN_ITS_OWN_TERMINAL, WITHOUT_A_HANG_UP])
def test_a_window_that_is_closed_in_the_middle_of_a_hold(start, brief: Path, home: Path, opened: str) -> None:
    app = start("play", brief, "--mute", opened=opened)

    app.hang_up()

    assert app.ended() == 128 + signal.SIGHUP
    assert logged(home) == ["start", "checkin"]


def test_a_window_that_is_closed_without_a_hang_up_while_the_help_is_read(again, brief: Path) -> None:
    app = again(opened=WITHOUT_A_HANG_UP).until("Release").type("?").until("Keys of the list")

    app.hang_up()

    assert app.ended() == 128 + signal.SIGHUP


def test_a_signal_before_the_first_screen_is_there(again, brief: Path) -> None:
    app = again("play", brief, "--mute").until("\x1b[?1049h")

    app.process.terminate()
    app.until(*SHOWN_AS_BEFORE)

    assert app.ended() == 128 + signal.SIGTERM
    assert app.restored


@pytest.mark.parametrize("key", ["\x1a", ""])
def test_stopping_by_key_or_signal_pauses_and_restores_the_terminal(start, brief: Path, key: str) -> None:
    app = start("play", brief, "--mute", opened=UNDER_A_SHELL)

    if key:
        app.type(key)
    else:
        os.killpg(os.tcgetpgrp(app.person), signal.SIGTSTP)
    app.until(*SHOWN_AS_BEFORE).until("STOPPED")
    assert app.restored
    app.type("\r").until("Space goes on").type("q").until("Quit?").type("l").until(*SHOWN_AS_BEFORE)

    assert app.ended() == 3
    assert app.restored


def test_a_flood_of_keys_does_not_hold_up_the_end(start, brief: Path) -> None:
    app = start("play", brief, "--mute")
    flood = threading.Thread(target=lambda: [app.type("?" * 1000) for _ in range(20)], daemon=True)

    flood.start()
    app.until("stop at once")
    app.process.terminate()

    assert app.ended() == 128 + signal.SIGTERM
    assert app.restored
    flood.join(PATIENCE)


def test_it_is_drawn_on_the_terminal_though_errors_go_into_a_file(again, brief: Path, tmp_path: Path) -> None:
    with (tmp_path / "errors.txt").open("wb") as errors:
        app = again(stderr=errors).until("Release").type("q").until(*SHOWN_AS_BEFORE)

        assert app.ended() == 0
    assert (tmp_path / "errors.txt").read_bytes() == b""


@pytest.mark.parametrize("run", [CRASHING, DEAF])
def test_a_crash_in_the_middle_of_a_hold(start, brief: Path, home: Path, run: str) -> None:
    app = start("play", brief, "--mute", run=run)

    app.type("x") if run is DEAF else None
    app.until(*SHOWN_AS_BEFORE).until("on purpose")

    assert app.ended() == 1
    assert app.restored
    assert logged(home) == ["start", "checkin"]


def test_an_editor_has_the_terminal_while_the_list_waits(home: Path, tmp_path: Path, monkeypatch) -> None:
    # given an editor that shows itself, has a use of its own for Ctrl-C, waits for Enter and changes the title
    home.mkdir()
    (home / "accepted").write_text("yes\n")
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, signal, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "input(f'EDITING {file.name}')\n"
        "file.write_text(file.read_text().replace('title: Release', 'title: Mine now'))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    terminal = Terminal()
    try:
        # when it is opened from the list, and left
        terminal.until("5:50 Release").type("e").until("EDITING release.yaml").type("\x03").type("\r")
        # then the list is there again, with what it says now
        terminal.until("Mine now (yours)").type("q")
        assert terminal.ended() == 0
    finally:
        terminal.clear_away()
    assert "title: Mine now" in (home / "sessions" / "release.yaml").read_text()


def test_after_kill_9_the_next_start_asks_and_goes_on_in_the_same_log(start, again, brief: Path, home: Path) -> None:
    at_work = start("play", brief)
    passing, waited = threading.Event(), 0.0
    while not placed(home) and waited < PATIENCE:
        waited += passing.wait(0.05) or 0.05
    at_work.process.kill()
    at_work.process.wait()

    second = again("play", brief).until("Go on with Brief: lean, left, set 1").answer("g", "Space goes on")
    second.type("q").until("go on later").type("l").until(*SHOWN_AS_BEFORE)
    assert second.ended() == 3
    third = (
        again("play", "--resume").until("Space goes on").type(" ").until("READY").type("q").until("finish").type("f")
    )
    third.until("ends in 10 seconds").answer("\r", "done").answer("\x1b", SHOWN_AS_BEFORE[0]).until(SHOWN_AS_BEFORE[1])

    assert third.ended() == 3
    [path] = home.glob("log/*/*.jsonl")
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    kept = [line["t"] for line in lines if line["t"] not in ("place", "checkin")]
    assert kept == ["start", "resume", "resume", "set", "end"]

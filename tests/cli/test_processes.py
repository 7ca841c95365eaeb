"""The program as a process of its own: closed pipes, output that cannot be written, terminals, signals.

A real clock runs here, so sessions last a few seconds and everything is waited for by what it says. Where only time has
to pass, the clock is pushed.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from terminals import IN_ITS_OWN_TERMINAL, PATIENCE, WITHOUT_A_HANG_UP, Terminal

from hipcoach.journal.measures import measured
from hipcoach.live.clocks import local_time

PROGRAM = [sys.executable, "-m", "hipcoach"]


def ran(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    more = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "timeout": PATIENCE, **more}
    return subprocess.run([*PROGRAM, *map(str, arguments)], check=False, **more)


# -- pipes -----------------------------------------------------------------------------------------------------------


def test_a_rehearsal_without_a_keyboard_as_a_script_would_start_it(home: Path) -> None:
    done = ran("play", "release", "--dose", "low", "--plain", "--json", "--speed", "600")

    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [one["due"] for one in told if one["event"] == "switch"] == [55, 95, 135, 230, 270, 310]
    assert (told[-1]["event"], told[-1]["due"]) == ("end", 350)
    assert not home.exists()


def test_commands_come_as_lines_where_standard_input_is_no_terminal(short: Path, log: Callable) -> None:
    done = ran("play", short, "--json", stdin=None, input="pause\nresume\npain\ngiving_way\n")

    told = [json.loads(line)["event"] for line in done.stdout.splitlines()]
    assert done.returncode == 4
    assert told == ["start", "prepare", "paused", "resumed", "pain", "pain_kind", "end"]
    assert log()[0][-1]["outcome"] == "stopped_for_pain"


def test_what_is_wrong_with_settings_comes_last_in_a_pipe_too(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("voices = 3\n")
    done = ran("settings", capture_output=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    lines = done.stdout.splitlines()
    assert (lines[0], lines[-1].strip()) == (f"{home / 'config.toml'}", "= help: did you mean `voice`?")


def test_each_line_is_there_as_it_happens(short: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "play", str(short), "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        seen = [json.loads(process.stdout.readline())["event"] for _ in range(2)]  # while the session goes on
        assert process.poll() is None
        process.stdin.write(b"quit\n")
        process.stdin.flush()
        seen.append(json.loads(process.stdout.readline())["event"])
        process.communicate(b"finish\n", timeout=PATIENCE)

    assert seen == ["start", "prepare", "paused"]
    assert process.returncode == 3


def test_when_the_reader_of_the_lines_goes_away_the_session_ends_quietly(short: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "play", str(short), "--speed", "10"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        complaints = process.stderr.read().decode()

    assert process.wait(PATIENCE) == 128 + signal.SIGPIPE
    assert "Traceback" not in complaints
    assert "failed" not in complaints


CLOSED = pytest.mark.skipif(sys.platform == "win32", reason="the shell's way of closing a stream")


@CLOSED
def test_a_closed_standard_input_is_no_keyboard(short: Path) -> None:
    command = '"$0" -m hipcoach play "$1" --speed 1000 --json <&-'

    done = subprocess.run(["sh", "-c", command, sys.executable, short], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["event"] == "end"


@CLOSED
@pytest.mark.parametrize("arguments", ["list", "plan release", "play release --speed 10000"])
def test_a_closed_standard_output_is_no_crash(arguments: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m hipcoach {arguments} >&- </dev/null', sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device here that is always full")
@pytest.mark.parametrize("arguments", [["list"], ["plan", "release"], ["log", "--json"]])
def test_output_that_cannot_be_written_is_a_message_and_status_2(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = ran(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "No space left" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device here that is always full")
def test_output_that_cannot_be_written_hides_no_status_that_says_more(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("hipcoach: 1\n", encoding="utf-8")

    with Path("/dev/full").open("w") as full:
        done = ran("check", bad, capture_output=False, stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == 1
    assert "No space left" in done.stderr


REFUSED_HALFWAY = """\
from hipcoach.cli import dispatch, entry, output
def halfway(asked):
    output.say("Half of it")
    raise output.Refused("not the other half")
dispatch.command = lambda run: halfway
entry()
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device here that is always full")
def test_a_command_that_is_refused_ends_with_its_status_though_nothing_can_be_written() -> None:
    with Path("/dev/full").open("w") as full:
        code = [sys.executable, "-c", REFUSED_HALFWAY, "list"]
        done = subprocess.run(code, stdout=full, stderr=full, timeout=PATIENCE, check=False)

    assert done.returncode == 2


def test_where_letters_cannot_be_written_something_readable_is(short: Path) -> None:
    title = short.read_text(encoding="utf-8").replace("A minute", "Übung für die Hüfte")
    short.write_text(title, encoding="utf-8")
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    for arguments in (
        ["plan", short],
        ["play", short, "--speed", "1000"],
        ["play", short, "--speed", "1000", "--json"],
    ):
        done = ran(*arguments, env=ascii_only)

        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        assert "failed" not in done.stderr
        assert "bung f" in done.stdout


# -- a terminal ------------------------------------------------------------------------------------------------------

at_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a matter of Unix")

BRIEF = """\
hipcoach: 1
title: Seconds
exercises:
  - {name: Lean, hold: 3-20 s, side: each, prepare: 0 s, switch: 1 s}
  - {name: Sit, hold: 2 s, prepare: 1 s}
"""

BLINKS = """\
hipcoach: 1
title: Blinks
exercises:
  - {name: Blink, hold: 1 s, prepare: 0 s}
  - {name: Rest, hold: 60 s, prepare: 0 s}
"""


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the program in a terminal, with a clock that can be pushed."""
    home.mkdir(exist_ok=True)
    (home / "accepted").write_text("yes\n")
    started: list[Terminal] = []

    def terminal(*arguments: str | Path, **more: Any) -> Terminal:
        started.append(Terminal(*arguments, pushed=tmp_path / f"clock-{len(started)}", **more))
        return started[-1]

    yield terminal
    for one in started:
        one.clear_away()


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A session of seconds."""
    file = tmp_path / "brief.yaml"
    file.write_text(BRIEF)
    return file


@pytest.fixture
def blinks(tmp_path: Path) -> Path:
    """A session whose first set is over in a second, and whose second one is long."""
    file = tmp_path / "blinks.yaml"
    file.write_text(BLINKS)
    return file


@at_a_terminal
def test_single_keys_lead_through_a_session(terminal: Callable[..., Terminal], brief: Path, log: Callable) -> None:
    played = terminal("play", brief, "--plain", "--mute").until("Pain now").type("\r\r\r").until("Hold, left")

    played.type("p").until("Session paused", "Space goes on.")
    played.type(" ").until("Ready, left, 3 seconds").in_time("Go on, left")
    assert played.silent_for(0.3)
    played.type("\x1b[C").until("Change sides: right")
    played.type("b").until("Hold, left")
    played.type("o").until("Stopped. What kind of pain is it?").in_time("1: an ache")
    played.type("1").until("How strong is the ache")
    played.type("2").until("How do you want to go on?")
    played.type("x").until("Exercise left out: Lean", "Paused. Space goes on.")
    played.type("q").until("Quit?")
    played.type("f").until("The session ends in 10 seconds.").in_time("u: take it back", "enter: end it now")
    assert played.silent_for(1.1)
    played.type("\r").until("Session over: done in part", "Pain now")
    assert played.silent_for(1.1)
    played.type("2\r").until("Effort: Lean").type("\r").until("A note").type("Knee stiff\r")

    assert played.ended() == 3
    assert played.restored
    assert [line["t"] for line in log()[0]][-2:] == ["end", "checkout"]
    assert (log()[0][-1]["pain"], log()[0][-1]["note"]) == (2, "Knee stiff")


@at_a_terminal
def test_at_a_question_the_end_of_input_is_no_key_and_control_c_leaves(
    terminal: Callable[..., Terminal], brief: Path, home: Path
) -> None:
    played = terminal("play", brief, "--plain", "--mute").until("Pain now")

    played.type("\x04").type("1x\x7f\r").until("outer, bony side", "yes or no").type("\x03")

    assert played.ended() == 128 + signal.SIGINT
    assert played.restored
    assert not (home / "log").exists(), "nothing was begun"


@at_a_terminal
def test_pain_other_than_ache_ends_it_unless_taken_back_and_tells_of_help(
    terminal: Callable[..., Terminal], brief: Path
) -> None:
    played = terminal("play", brief, "--plain", "--mute").until("Pain now").type("\r\r\r").until("Hold, left")

    played.type(".").until("What kind of pain").type("4").until("That is enough for today.").in_time("u: take it back")
    played.type("u").until("Taken back.", "What kind of pain").type("4").until("That is").in_time("take it back")
    assert played.silent_for(1.1)
    played.type("\r").until("Call your emergency number", "Pain now")
    assert played.silent_for(1.1)
    played.type("q\r")

    assert played.ended() == 4
    assert played.restored


@at_a_terminal
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1"])
def test_a_signal_sets_the_status_flushes_the_log_and_restores_the_terminal(
    terminal: Callable[..., Terminal], brief: Path, log: Callable, name: str
) -> None:
    number = getattr(signal, name)
    played = terminal("play", brief, "--plain", "--json").until('"event": "hold"')

    played.process.send_signal(number)
    played.until("Logged in")

    assert played.ended() == 128 + number
    assert played.restored
    assert [line["t"] for line in log()[0]] == ["start", "checkin"]


@at_a_terminal
@pytest.mark.parametrize(("key", "name"), [("\x03", "SIGINT"), ("\x1c", "SIGQUIT")])
def test_control_c_and_control_backslash_are_signals_like_any_other(
    terminal: Callable[..., Terminal], blinks: Path, log: Callable, key: str, name: str
) -> None:
    played = (
        terminal("play", blinks, "--plain", "--mute").until("Pain now").type("\r\r\r").until("Hold").in_time("Done")
    )

    played.type(key)

    assert played.ended() == 128 + getattr(signal, name)
    assert played.restored
    assert [line["t"] for line in log()[0]] == ["start", "checkin", "set"]


@at_a_terminal
@pytest.mark.parametrize("opened", [IN_ITS_OWN_TERMINAL, WITHOUT_A_HANG_UP])
def test_a_terminal_that_is_closed_ends_it_with_a_flushed_log(
    terminal: Callable[..., Terminal], blinks: Path, log: Callable, opened: str
) -> None:
    played = terminal("play", blinks, "--plain", "--mute", opened=opened).until("Pain now").type("\r\r\r").until("Hold")
    played.in_time("Done")

    played.hang_up()

    assert played.ended() == 128 + signal.SIGHUP
    assert [line["t"] for line in log()[0]] == ["start", "checkin", "set"]


@at_a_terminal
def test_where_only_the_keys_are_at_a_terminal_it_comes_as_lines(
    terminal: Callable[..., Terminal], short: Path, tmp_path: Path
) -> None:
    with (tmp_path / "lines.txt").open("wb") as lines:
        played = terminal("play", short, "--mute", "--speed", "1000", stdout=lines)

        assert played.ended() == 0
    assert "\x1b" not in (tmp_path / "lines.txt").read_text()


@at_a_terminal
def test_control_z_pauses_and_it_is_still_paused_when_it_continues(brief: Path, log: Callable) -> None:
    # given a group of its own, as a shell would make it: whose parent is in no other one cannot be stopped so
    with subprocess.Popen(
        [*PROGRAM, "play", str(brief), "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        while json.loads(process.stdout.readline())["event"] != "hold":
            pass

        process.send_signal(signal.SIGTSTP)
        _, how = os.waitpid(process.pid, os.WUNTRACED)
        # On a busy machine something of the hold may come before the signal.
        while (told := json.loads(process.stdout.readline()))["event"] != "paused":
            pass
        process.send_signal(signal.SIGCONT)
        process.communicate(b"resume\nquit\nfinish\n", timeout=PATIENCE)

    assert os.WIFSTOPPED(how)
    assert told["gap"] == 0
    assert process.returncode == 3


@at_a_terminal
def test_after_a_stop_it_goes_on_by_keys_and_says_that_nobody_was_guided(
    terminal: Callable[..., Terminal], brief: Path
) -> None:
    played = terminal("play", brief, "--plain", "--mute").until("Pain now").type("\r\r\r").until("Hold, left")
    os.kill(played.process.pid, signal.SIGSTOP)
    os.waitpid(played.process.pid, os.WUNTRACED)
    _as_a_shell_leaves_it(played)

    played.push(2.2, seen_to=False)
    assert not select.select([played.person], [], [], 0.2)[0], "nothing is said meanwhile"
    os.kill(played.process.pid, signal.SIGCONT)
    played.until("Session paused, nobody was guided for ")
    played.type("p").until("Ready, left").type("q").until("Quit?").type("l")

    assert played.ended() == 3
    assert played.restored


def _as_a_shell_leaves_it(played: Terminal) -> None:
    import termios

    termios.tcsetattr(played.program, termios.TCSANOW, played.before)


LONG_CUES = """\
hipcoach: 1
title: Long
exercises:
  - name: Lean
    hold: 10-20 s
    prepare: 30 s
    setup: [Stand at arm's length from a wall with both hands on it as high as your shoulders are]
"""


@at_a_terminal
def test_a_terminal_breaks_no_word_and_programs_get_lines_as_they_are(terminal: Callable, tmp_path: Path) -> None:
    long = tmp_path / "long.yaml"
    long.write_text(LONG_CUES)

    terminal("play", long, "--plain", "--mute", "--speed", "1000").until("high as your\r\nshoulders are")
    objects = terminal("play", long, "--json", "--mute", "--speed", "1000").until('"event": "set_done"')
    objects.until('"paused_s": 0, "modifications": [], "how": "done"')
    piped = ran("play", str(long), "--plain", "--speed", "1000")
    assert "both hands on it as high as your shoulders are" in piped.stdout


@at_a_terminal
def test_what_is_measured_is_on_the_disk_before_the_next_question(
    terminal: Callable[..., Terminal], home: Path
) -> None:
    asked = terminal("measure").until("left foot swing out?")
    asked.type("28\n").until("left foot swing in?")
    asked.type("50\n").until("right foot swing out?")
    asked.process.kill()

    assert asked.process.wait(10) < 0
    (kept,) = measured(home / "log", local_time()).taken
    assert {what.value: value for (what, _), value in kept.values.items()} == {"inward": 28, "outward": 50}

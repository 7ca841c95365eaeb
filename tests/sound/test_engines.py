"""Programs that speak: which is taken, and that it is ended whatever it does. Scripts stand in for them."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.sound import engines
from hipcoach.sound.engines import Engine, EngineEnded, Programs, engine_here

unix = pytest.mark.skipif(sys.platform == "win32", reason="the programs of these tests are scripts of a Unix shell")


def having(*names: str) -> Callable[[str], str | None]:
    """A machine with these programs alone."""
    return lambda name: f"/programs/{name}" if name in names else None


def found(*names: str, platform: str = "linux") -> Engine | None:
    return engine_here(having(*names), platform)


# -- which one -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "programs", "name"),
    [
        ("darwin", ("say", "espeak-ng"), "say"),
        ("darwin", ("espeak-ng",), "espeak-ng"),
        ("linux", ("say", "espeak-ng"), "espeak-ng"),
        ("win32", ("espeak-ng",), "espeak-ng"),
    ],
)
def test_macos_speaks_by_itself_and_everybody_else_with_espeak(
    platform: str, programs: tuple[str, ...], name: str
) -> None:
    engine = found(*programs, platform=platform)

    assert engine is not None
    assert (engine.name, engine.command[0]) == (name, f"/programs/{name}")


def test_without_either_nothing_speaks() -> None:
    assert found("espeak", "festival") is None


@pytest.mark.parametrize(("platform", "name"), [("darwin", "say"), ("linux", "espeak-ng")])
def test_the_file_to_write_comes_last_and_the_text_comes_by_standard_input(platform: str, name: str) -> None:
    engine = found(name, platform=platform)

    assert engine is not None
    assert engine.command[-1] in ("-o", "-w")
    assert "--stdin" in engine.command or engine.command[1:3] == ("-f", "-")


def test_another_version_is_another_engine(tmp_path: Path) -> None:
    program = tmp_path / "espeak-ng"
    program.write_bytes(b"one")
    one = engine_here(lambda name: str(program), "linux")
    program.write_bytes(b"another one")
    other = engine_here(lambda name: str(program), "linux")

    assert one is not None
    assert other is not None
    assert one.identity != other.identity


# -- running it ------------------------------------------------------------------------------------------------------


def script(folder: Path, *lines: str) -> tuple[str, ...]:
    """A program that does this; the path of the file that it should write is its first argument."""
    path = folder / "engine"
    path.write_text("\n".join(("#!/bin/sh", *lines)) + "\n", encoding="utf-8")
    path.chmod(0o755)
    return (str(path), str(folder / "written"))


@unix
def test_a_program_gets_its_text_by_standard_input(tmp_path: Path) -> None:
    Programs().run(script(tmp_path, 'cat > "$1"'), "Café; $(touch x) `y` -f", 10.0)

    assert (tmp_path / "written").read_text(encoding="utf-8") == "Café; $(touch x) `y` -f"


@unix
@pytest.mark.parametrize(
    "lines", [("echo rubbish", "echo more >&2", "exit 0"), ("exec <&-", "exit 0"), ("head -c 3000000 /dev/zero",)]
)
def test_what_it_prints_and_whether_it_listens_is_of_no_interest(lines: tuple[str, ...], tmp_path: Path, capfd) -> None:
    Programs().run(script(tmp_path, *lines), "Left side", 10.0)

    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a program cannot be bounded from outside")
def test_one_that_writes_without_end_does_not_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "LARGEST", 2_000_000)
    command = script(tmp_path, "sleep 0.2", 'exec head -c 100000000 /dev/zero > "$1"')

    with pytest.raises(subprocess.CalledProcessError):
        Programs().run(command, "Left side", 10.0)

    assert (tmp_path / "written").stat().st_size <= engines.LARGEST


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a program cannot be bounded from outside")
def test_one_that_shares_memory_with_a_sound_server_is_let_do_so(tmp_path: Path) -> None:
    """PulseAudio and PipeWire share files of 64 MB in memory with every program that so much as greets them."""
    shares = "import os, time; time.sleep(0.2); os.ftruncate(os.memfd_create('shared'), 64 << 20)"

    Programs().run((sys.executable, "-c", shares), "Left side", 10.0)


@unix
@pytest.mark.parametrize("line", ["exit 3", "kill -SEGV $$"])
def test_a_bad_end_is_told(line: str, tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        Programs().run(script(tmp_path, line), "Left side", 10.0)


def test_a_program_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        Programs().run((str(tmp_path / "gone"),), "Left side", 10.0)


@unix
def test_one_that_hangs_is_ended_and_what_it_started_too(tmp_path: Path) -> None:
    command = script(tmp_path, "sleep 600 &", 'echo $! > "$1"', "wait")

    with pytest.raises(subprocess.TimeoutExpired):
        Programs().run(command, "Left side", 0.5)

    assert gone(int((tmp_path / "written").read_text()))


@unix
def test_it_is_ended_from_another_thread_and_nothing_is_run_any_more(tmp_path: Path) -> None:
    programs, ends = Programs(), []

    def run() -> None:
        try:
            programs.run(script(tmp_path, 'echo $$ > "$1"', "exec sleep 600"), "Left side", 600.0)
        except Exception as error:
            ends.append(type(error))

    thread = threading.Thread(target=run)
    thread.start()
    while not (tmp_path / "written").exists() or not (tmp_path / "written").read_text():
        threading.Event().wait(0.01)
    programs.end()
    thread.join(10)

    assert not thread.is_alive()
    assert ends == [EngineEnded]
    assert gone(int((tmp_path / "written").read_text()))
    with pytest.raises(EngineEnded):
        programs.run(("true",), "Left side", 1.0)


def gone(pid: int) -> bool:
    """Whether a process comes to its end within some seconds, or is a corpse that nobody has collected."""
    state = Path(f"/proc/{pid}/stat")
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if subprocess.run(["kill", "-0", str(pid)], capture_output=True, check=False).returncode:
            return True
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        threading.Event().wait(0.01)
    return False

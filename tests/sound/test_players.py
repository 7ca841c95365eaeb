"""Our choice of players, and that playsound3 still takes them."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from textwrap import dedent

import playsound3
import pytest

from hipcoach.sound import players
from hipcoach.sound.players import linux_outputs, program_output, sound_goes_somewhere

linux = pytest.mark.skipif(sys.platform != "linux", reason="about players on Linux")

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")


def names(programs: set[str], available: list[str], somewhere: bool = True) -> list[str]:
    found = linux_outputs(lambda name: f"/usr/bin/{name}" if name in programs else None, available, lambda: somewhere)
    return [output.name for output in found]


@linux
def test_the_quickest_come_first_and_gstreamer_last() -> None:
    everything = ["gstreamer", "ffplay", "alsa"]
    assert names({"paplay", "pw-play", "aplay"}, everything) == ["paplay", "pw-play", "aplay", "ffplay", "gstreamer"]


@linux
def test_only_what_is_there_is_tried() -> None:
    assert names({"aplay"}, []) == ["aplay"]
    assert names(set(), []) == []


@linux
def test_gstreamer_is_not_asked_to_play_to_nobody() -> None:
    assert names(set(), ["gstreamer"], somewhere=False) == []


@linux
def test_it_is_not_looked_for_a_device_without_need() -> None:
    assert linux_outputs(lambda name: None, ["ffplay"], lambda: pytest.fail("looked"))


def test_elsewhere_playsound3s_own_order_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(players, "AVAILABLE_BACKENDS", ["appkit", "afplay"])
    assert [output.name for output in players.find_outputs()] == ["appkit", "afplay"]


@linux
def test_a_device_is_somewhere(tmp_path: Path) -> None:
    assert not sound_goes_somewhere({}, tmp_path / "none")
    (tmp_path / "pcmC0D0c").touch()
    assert not sound_goes_somewhere({}, tmp_path), "that one records"
    (tmp_path / "pcmC0D0p").touch()
    assert sound_goes_somewhere({}, tmp_path)


@linux
@pytest.mark.parametrize("name", ["pulse/native", "pipewire-0"])
def test_a_socket_is_somewhere_if_someone_answers(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        path = Path(folder, name)
        path.parent.mkdir(exist_ok=True)
        environment = {"XDG_RUNTIME_DIR": folder}
        server.bind(str(path))
        assert not sound_goes_somewhere(environment, Path(folder, "snd")), "left over from a server that is gone"
        server.listen()
        assert sound_goes_somewhere(environment, Path(folder, "snd"))
        assert sound_goes_somewhere({"PULSE_SERVER": f"unix:{path}"}, Path(folder, "snd"))


@linux
def test_a_server_elsewhere_is_taken_at_its_word(tmp_path: Path) -> None:
    assert sound_goes_somewhere({"PULSE_SERVER": "tcp:192.0.2.1"}, tmp_path)


def test_playsound3_takes_an_object_of_ours_and_plays_the_path(tmp_path: Path) -> None:
    written, sound = tmp_path / "written", tmp_path / "a sound.wav"
    sound.touch()
    command = (sys.executable, "-c", f"import sys; open({str(written)!r}, 'w').write(sys.argv[1])")
    playing = program_output("writer", command).play(sound)
    playing._sound.wait()  # type: ignore[attr-defined]
    assert written.read_text() == sound.absolute().as_posix()
    assert not playing.alive()


def test_a_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(playsound3.PlaysoundException):
        program_output("sleeper", SLEEP).play(Path("/nowhere.wav"))


def test_a_sound_can_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    for end in ("stop", "kill"):
        playing = program_output("sleeper", SLEEP).play(tmp_path / "a.wav")
        assert playing.alive()
        getattr(playing, end)()
        playing._sound.wait()  # type: ignore[attr-defined]
        assert not playing.alive()


@linux
@pytest.mark.parametrize("end", ["stop", "kill"])
def test_what_a_player_starts_ends_with_it(end: str, tmp_path: Path) -> None:
    """A wrapper around a player, as a person may have put in its place."""
    (tmp_path / "a.wav").touch()
    wrapper = tmp_path / "paplay"
    begun = "sleep 600 &\necho $! > started.new\nmv started.new started\nwait\n"
    wrapper.write_text(f"#!/bin/sh\ncd {tmp_path}\n{begun}")
    wrapper.chmod(0o755)
    playing = program_output("paplay", (str(wrapper),)).play(tmp_path / "a.wav")
    passing = threading.Event()
    while not (tmp_path / "started").exists():
        passing.wait(0.01)
    inner = os.pidfd_open(int((tmp_path / "started").read_text()))

    getattr(playing, end)()

    playing._sound.wait()  # type: ignore[attr-defined]
    with os.fdopen(inner) as gone:
        assert select.select([gone], [], [], 10.0)[0], "it plays on"


@linux
def test_one_that_has_ended_is_given_no_signal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.wav").touch()
    playing = program_output("nothing", (sys.executable, "-c", "")).play(tmp_path / "a.wav")
    playing._sound.wait()  # type: ignore[attr-defined]
    monkeypatch.setattr(os, "killpg", lambda group, number: pytest.fail("somebody else may have its number"))

    playing.stop()
    playing.kill()


@linux
def test_a_sound_ends_with_the_thread_that_began_it(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    begun = []
    output = program_output("sleeper", SLEEP, players._leash())
    thread = threading.Thread(target=lambda: begun.append(output.play(tmp_path / "a.wav")))
    thread.start()
    thread.join()
    assert begun[0]._sound.subprocess.wait(10) == -signal.SIGKILL


@linux
def test_the_terminals_keys_do_not_reach_it(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    playing = program_output("sleeper", SLEEP).play(tmp_path / "a.wav")
    child: subprocess.Popen[str] = playing._sound.subprocess  # type: ignore[attr-defined]
    assert os.getpgid(child.pid) != os.getpgid(0)
    playing.kill()
    child.wait()


def test_nothing_that_fetches_sounds_from_the_web_is_loaded() -> None:
    """It would take a tenth of a session's memory."""
    code = "import sys, hipcoach.sound.players; print(sorted({'http', 'email', 'ssl', 'hashlib'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n"


def test_what_playsound3_needs_for_the_web_is_whole_once_anybody_uses_it() -> None:
    code = """
        import sys
        from concurrent.futures import ThreadPoolExecutor
        from importlib import import_module
        from threading import Semaphore

        class Meanwhile:
            def find_spec(name, *_):
                if name == "playsound3":
                    got.append(import_module("urllib.request"))

        got = []
        sys.meta_path.insert(0, Meanwhile)
        import hipcoach.sound.players
        print("http.client" in sys.modules)

        def once_all_ask(module):
            times.append(module)
            # All threads have come to it before it is loaded
            assert all(asking.acquire(timeout=20) for _ in range(4))
            load(module)

        def ask(_):
            asking.release()
            return got[0].Request("http://a.b/c").host

        times, asking = [], Semaphore(0)
        loader = got[0].__spec__.loader
        load, loader.exec_module = loader.exec_module, once_all_ask
        with ThreadPoolExecutor(4) as threads:
            print(len(times), set(threads.map(ask, range(4))), len(times))
        import urllib.request
        from urllib.request import urlopen
        print(urlopen.__module__, hasattr(urllib.request, "nothing"))
    """
    done = subprocess.run([sys.executable, "-c", dedent(code)], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-3:] == ["False", "0 {'a.b'} 1", "urllib.request False"]

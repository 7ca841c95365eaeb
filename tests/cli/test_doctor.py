"""`hipcoach doctor`: what it prints, and what its status says."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hipcoach.cues.prompts import Tone
from hipcoach.doctor import sounds
from hipcoach.doctor.sounds import PlayerAnswer, Sounds
from hipcoach.sound import wavs
from hipcoach.sound.output import Output
from hipcoach.sound.tones import clip


@pytest.fixture
def no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """No player is tried."""
    monkeypatch.setattr(
        sounds, "look", lambda wanted: Sounds((PlayerAnswer("aplay", False, "no device"),), wanted=wanted)
    )


@pytest.mark.usefixtures("no_sound")
def test_it_says_what_works_and_makes_nothing(run: Callable, home: Path) -> None:
    ran = run("doctor")

    assert ran.status == 0
    assert "Sessions can be run and logged here." in ran.lines[-1]
    for text in ("textual", str(home / "log"), str(home / "config.toml"), "aplay does not work: no device"):
        assert text in ran.out
    assert {line.split()[0] for line in ran.lines[:-2] if line[:1].strip()} == {"ok", "look"}
    assert not home.exists()


@pytest.mark.usefixtures("no_sound")
def test_what_keeps_a_session_from_being_logged_is_status_1(run: Callable, home: Path) -> None:
    home.write_text("a file where the folder should be")

    ran = run("doctor")

    assert ran.status == 1
    assert [line.split()[1] for line in ran.lines if line.startswith("missing")] == ["log"]
    assert f"{home} is no folder" in " ".join(ran.out.split())
    assert "cannot be run and logged" in ran.lines[-1]


@pytest.mark.usefixtures("no_sound")
def test_json_says_the_same_as_one_object(run: Callable, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('player = "mpv"\nzzz = 1\n')

    ran = run("doctor", "--json")

    assert (ran.status, ran.err) == (0, "")
    assert ran.json["ready"] is True
    findings = {one["about"]: one for one in ran.json["findings"]}
    assert findings["settings"]["state"] == "look"
    assert findings["settings"]["todo"] == "See what is wrong: hipcoach settings"
    assert set(findings["sound"]) == {"about", "state", "text", "todo"}
    assert any("mpv, which the settings ask for" in one["text"] for one in ran.json["findings"])


def test_it_loads_neither_screen_nor_sound_itself() -> None:
    code = (
        "import sys; from hipcoach.cli import main; status = main(['doctor', '--json']);"
        "assert not {'textual', 'playsound3'} & set(sys.modules); sys.exit(status)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert '"about": "sound"' in done.stdout


def test_the_cues_can_be_heard_by_name(run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "try_players", lambda command, patience: ((), None))
    monkeypatch.setattr("hipcoach.doctor.listen.BETWEEN", 0.0)

    ran = run("doctor", "--play")

    assert ran.status == 0
    assert "switch         Change sides." in ran.out
    assert ran.lines[0].startswith("Played with nothing.")


def test_the_cues_are_heard_as_sessions_have_them(run: Callable, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text('player = "second"\ncues = 50\nmetronome = 0\n')
    played: list[tuple[str, int]] = []

    def output(name: str) -> Output:
        def play(path: Path) -> Any:
            recording = wavs.read(path.read_bytes())
            played.append((name, max(recording.samples)))
            gone = time.monotonic() + len(recording.samples) / recording.rate
            return SimpleNamespace(alive=lambda: time.monotonic() < gone)

        return Output(name, play)

    monkeypatch.setattr("hipcoach.doctor.listen.BETWEEN", 0.0)
    monkeypatch.setattr("hipcoach.doctor.listen.MEANINGS", {Tone.TICK: "One.", Tone.LIFT: "Two."})
    plays = tuple(PlayerAnswer(name, plays=True) for name in ("first", "second"))
    monkeypatch.setattr(sounds, "try_players", lambda command, patience: (plays, None))
    monkeypatch.setattr("hipcoach.sound.players.find_outputs", lambda: [output("first"), output("second")])

    ran = run("doctor", "--play")

    shipped = max(wavs.read(clip(Tone.TICK).path.read_bytes()).samples)
    assert played == [("second", pytest.approx(shipped / 4, abs=1))]
    assert ran.lines[0] == "Played with second. Ctrl-C stops."
    assert "Two. It is off in your settings." in ran.out


def test_hearing_the_cues_and_json_exclude_each_other(run: Callable) -> None:
    assert run("doctor", "--play", "--json").status == 2

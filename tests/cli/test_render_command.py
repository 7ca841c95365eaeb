"""`hipcoach render`."""

from __future__ import annotations

import sys
import wave
from pathlib import Path

import pytest

from hipcoach.cli import main
from hipcoach.cues.level import Level
from hipcoach.engine.plan import Plan
from hipcoach.sound.render import Written


def test_it_says_what_it_wrote(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "release.wav"
    assert main(["render", "release", str(out), "--dose", "low", "--level", "tones"]) == 0
    assert capsys.readouterr().out == f"{out}: 5:51, 16.9 MB\n"
    with wave.open(str(out)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(350 + 1.88, abs=0.001)


def test_a_folder_is_not_overwritten(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "release", str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err


def test_a_file_that_would_not_be_what_its_name_says(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "release", str(tmp_path / "release.ogg")]) == 2
    assert f"a name such as {tmp_path / 'release.wav'}" in capsys.readouterr().err
    assert list(tmp_path.glob("release.*")) == []


def test_without_the_encoder_one_line_says_how_to_get_it(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lameenc", None)
    assert main(["render", "release", str(tmp_path / "release.mp3")]) == 2
    assert capsys.readouterr().err == (
        f"hipcoach: MP3 needs the package 'lameenc'; pip install 'hipcoach[mp3]'; or write {tmp_path / 'release.wav'}\n"
    )
    assert list(tmp_path.glob("release.*")) == []


def test_a_session_as_mp3(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], short: Path) -> None:
    pytest.importorskip("lameenc", reason="the extra mp3 is not installed")
    out = tmp_path / "short.MP3"
    assert main(["render", str(short), str(out), "--level", "tones"]) == 0
    assert capsys.readouterr().out == f"{out}: 0:31, 0.1 MB\n"
    assert out.read_bytes()[:2] == b"\xff\xf3"


def test_a_folder_that_is_not_there(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "release", str(tmp_path / "no" / "out.wav")]) == 2
    told = capsys.readouterr().err
    assert "No such file" in told
    assert str(tmp_path / "no") in told
    assert ".part" not in told


def test_whoever_wants_silence_in_sessions_has_a_file_with_speech_all_the_same(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "config.toml").write_text('level = "silent"\n', encoding="utf-8")
    levels: list[Level] = []

    def written(plan: Plan, level: Level, *others: object, **more: object) -> Written:
        levels.append(level)
        return Written(60.0, 1000)

    monkeypatch.setattr("hipcoach.cli.render.render_sound", written)
    assert main(["render", "release", str(tmp_path / "out.wav")]) == 0
    assert levels == [Level.BRIEF]

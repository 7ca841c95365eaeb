"""What killed processes left in the temporary folder: gone with the next start, and nothing else with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from hipcoach.sound import temporary_files
from hipcoach.sound.speaker import Speaker
from hipcoach.sound.temporary_files import ABANDONED, clear_away

unix = pytest.mark.skipif(sys.platform == "win32", reason="links, owners and modes in the Unix way")

LONG_AGO = 1_000_000.0


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def left(folder: Path, name: str = "hipcoach-abcdefg1", files: tuple[str, ...] = ("1.wav",)) -> Path:
    """A folder as a process that was killed leaves it, long ago."""
    path = folder / name
    path.mkdir(mode=0o700)
    for file in files:
        (path / file).write_bytes(b"sound")
        os.utime(path / file, (LONG_AGO, LONG_AGO))
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("hipcoach-abcdefg1", ("7.wav", "12.wav")),
        ("hipcoach-abcdefg1", ()),
        ("hipcoach-voice-a_cdefg1", ("phrase.wav",)),
        ("hipcoach-abcdefg1", ("silence.wav",)),
    ],
    ids=["reels", "nothing", "a phrase", "a player that was tried"],
)
def test_what_was_left_long_ago_is_cleared_away(name: str, files: tuple[str, ...], temporary: Path) -> None:
    left(temporary, name, files)

    clear_away()

    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("touched", ["folder", "file"])
def test_what_was_touched_of_late_stays(touched: str, temporary: Path) -> None:
    path = left(temporary)
    os.utime(path if touched == "folder" else path / "1.wav")

    clear_away()

    assert (path / "1.wav").exists()


def test_an_hour_is_long_enough_and_less_is_not(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = left(temporary)
    now = [LONG_AGO + ABANDONED]
    monkeypatch.setattr(temporary_files.time, "time", lambda: now[0])

    clear_away()
    assert path.exists()

    now[0] += 1.0
    clear_away()
    assert not path.exists()


@pytest.mark.parametrize("name", ["hipcoach-notes-1", "hipcoach-ABCDEFG1", "hipcoach-abcdefg12", "else-abcdefg1"])
def test_another_name_is_nothing_of_ours(name: str, temporary: Path) -> None:
    path = left(temporary, name)

    clear_away()

    assert (path / "1.wav").exists()


@pytest.mark.parametrize("file", ["notes.txt", "1.wav.txt", "a1.wav"])
def test_where_anything_else_lies_everything_stays(file: str, temporary: Path) -> None:
    path = left(temporary, files=("1.wav", file))

    clear_away()

    assert {found.name for found in path.iterdir()} == {"1.wav", file}


def test_a_folder_in_it_is_nothing_of_ours(temporary: Path) -> None:
    path = left(temporary)
    left(path, "2.wav")
    os.utime(path, (LONG_AGO, LONG_AGO))

    clear_away()

    assert (path / "2.wav" / "1.wav").exists()


def test_a_file_in_place_of_a_folder_stays(temporary: Path) -> None:
    path = temporary / "hipcoach-abcdefg1"
    path.write_bytes(b"")
    os.utime(path, (LONG_AGO, LONG_AGO))

    clear_away()

    assert path.exists()


@unix
def test_a_link_to_a_folder_is_not_followed(temporary: Path) -> None:
    elsewhere = left(temporary.parent)
    link = temporary / "hipcoach-abcdefg1"
    link.symlink_to(elsewhere)
    os.utime(link, (LONG_AGO, LONG_AGO), follow_symlinks=False)

    clear_away()

    assert link.is_symlink()
    assert (elsewhere / "1.wav").exists()


@unix
def test_a_link_in_a_folder_is_not_followed(temporary: Path) -> None:
    elsewhere = left(temporary.parent)
    path = left(temporary, files=())
    (path / "1.wav").symlink_to(elsewhere / "1.wav")
    os.utime(path, (LONG_AGO, LONG_AGO))

    clear_away()

    assert (path / "1.wav").is_symlink()
    assert (elsewhere / "1.wav").exists()


@unix
def test_what_belongs_to_another_user_stays(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = left(temporary)
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)

    clear_away()

    assert (path / "1.wav").exists()


@unix
def test_what_others_may_look_into_was_not_made_by_us(temporary: Path) -> None:
    path = left(temporary)
    path.chmod(0o755)
    os.utime(path, (LONG_AGO, LONG_AGO))

    clear_away()

    assert (path / "1.wav").exists()


def test_one_that_cannot_be_looked_at_keeps_no_other(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left(temporary, "hipcoach-aaaaaaaa")
    left(temporary, "hipcoach-bbbbbbbb")
    look = temporary_files._is_abandoned

    def refusing(folder: Path) -> bool:
        if folder.name == "hipcoach-aaaaaaaa":
            raise PermissionError(folder)
        return look(folder)

    monkeypatch.setattr(temporary_files, "_is_abandoned", refusing)

    clear_away()

    assert [path.name for path in temporary.iterdir()] == ["hipcoach-aaaaaaaa"]


def test_without_any_temporary_folder_there_is_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_usable() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(temporary_files.tempfile, "gettempdir", none_usable)

    clear_away()


def test_a_speaker_that_starts_clears_away(temporary: Path) -> None:
    left(temporary)

    speaker = Speaker(report=pytest.fail, muted=True)
    speaker.start()

    assert speaker.close()
    assert list(temporary.iterdir()) == []

from __future__ import annotations

import math
import os
import stat
from array import array
from pathlib import Path

import pytest

from hipcoach.sound import cache, wavs
from hipcoach.sound.cache import Cache, load
from hipcoach.sound.levelling import prepared
from hipcoach.sound.tones import RATE
from hipcoach.sound.wavs import wav

SPEECH = prepared([0.3 * math.sin(index * 0.05) for index in range(RATE)])


def kept(folder: Path, *key: str) -> Path:
    path = Cache(folder).path(*key)
    Cache(folder).keep(path, SPEECH)
    return path


def test_what_is_kept_is_there_again(tmp_path: Path) -> None:
    path = kept(tmp_path / "cache" / "voice", "espeak-ng", "Left side")

    again = Cache(tmp_path / "cache" / "voice").used(path)

    assert again is not None
    assert len(again) == pytest.approx(len(SPEECH), abs=1)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_each_engine_and_text_has_a_file_of_its_own(tmp_path: Path) -> None:
    paths = {Cache(tmp_path).path(*key) for key in (("a", "b"), ("a", "c"), ("b", "b"), ("ab",), ("", "ab"))}

    assert len(paths) == 5
    assert {path.parent for path in paths} == {tmp_path}


def test_a_name_says_nothing_of_the_text(tmp_path: Path) -> None:
    assert Cache(tmp_path).path("a", "../../secret").name.removesuffix(".wav").isalnum()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:30],
        lambda data: data[: wavs.HEADER + 100],
        lambda data: b"\0" * len(data),
        lambda data: data[: wavs.HEADER] + b"\0" * (len(data) - wavs.HEADER),
        lambda data: data[: wavs.HEADER] + b"\xff" * (len(data) - wavs.HEADER),
        lambda data: data[: wavs.HEADER] + bytes(range(256)) * 90,
        lambda data: data[:1000] + b"\0" * 4096 + data[5096:],
        lambda data: data * 30,
        lambda data: wav(SPEECH).replace(RATE.to_bytes(4, "little"), (16_000).to_bytes(4, "little")),
    ],
    ids=["empty", "cut", "short", "zeros", "zeros inside", "silence", "noise", "a lost block", "long", "another rate"],
)
def test_a_damaged_file_is_as_good_as_none(damage, tmp_path: Path) -> None:
    path = kept(tmp_path, "Left side")
    data = damage(path.read_bytes())
    if len(data) > 500_000:
        data = wavs.packed(array("h", list(SPEECH) * 30))
    path.write_bytes(data)

    assert Cache(tmp_path).used(path) is None


def test_a_folder_in_its_place_is_as_good_as_none(tmp_path: Path) -> None:
    assert load(tmp_path) is None


def test_nothing_half_written_is_left_where_a_file_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hipcoach.atomic.os.fsync", full)

    with pytest.raises(OSError, match="No space"):
        kept(tmp_path, "Left side")
    assert list(tmp_path.iterdir()) == []


def test_only_the_files_used_last_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 3)
    paths = [kept(tmp_path, str(number)) for number in range(5)]
    for age, path in enumerate(reversed(paths)):
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    Cache(tmp_path).used(paths[0])

    Cache(tmp_path).clear_out()

    assert {path for path in paths if path.exists()} == {paths[0], paths[3], paths[4]}


def test_what_another_run_left_unfinished_is_deleted_once_it_is_old(tmp_path: Path) -> None:
    old, new, foreign = tmp_path / "a.1.part", tmp_path / "b.2.part", tmp_path / "notes.txt"
    for path in (old, new, foreign):
        path.write_bytes(b"")
        os.utime(path, (1_000_000, 1_000_000))
    os.utime(new)

    Cache(tmp_path).clear_out()

    assert {path.name for path in tmp_path.iterdir()} == {"b.2.part", "notes.txt"}


def test_clearing_out_what_is_not_there_does_nothing(tmp_path: Path) -> None:
    Cache(tmp_path / "gone").clear_out()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)

    with pytest.raises(OSError, match="denied"):
        kept(tmp_path, "Left side")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes are those of Unix")
@pytest.mark.parametrize("which", ["voice", "cache"])
@pytest.mark.parametrize("who", [0o020, 0o002])
def test_a_folder_that_others_may_write_in_is_not_used(tmp_path: Path, which: str, who: int) -> None:
    folder = tmp_path / "cache" / "voice"
    path = kept(folder, "Left side")
    open_one = folder if which == "voice" else folder.parent
    open_one.chmod(0o700 | who)

    assert Cache(folder).used(path) is None
    with pytest.raises(PermissionError, match="others can write there"):
        kept(folder, "Right side")
    Cache(folder).clear_out()
    assert [each.name for each in folder.iterdir()] == [path.name]
    # Those who may only look do no harm
    open_one.chmod(0o755)
    assert Cache(folder).used(path) is not None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users are those of Unix")
def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path / "voice", "Left side")
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)

    assert Cache(tmp_path / "voice").used(path) is None
    with pytest.raises(PermissionError):
        kept(tmp_path / "voice", "Left side")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_in_the_place_of_speech_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.wav")

    assert load(tmp_path / "a.wav") is None

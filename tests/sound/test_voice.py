from __future__ import annotations

import shutil
from array import array
from pathlib import Path

import pytest

from hipcoach.sound import phrases, wavs
from hipcoach.sound.tones import RATE
from hipcoach.sound.voice import AT_PUNCTUATION, BETWEEN, REMEMBERED, NoVoice, ShippedVoice, Voice, Voices


class Saying:
    """Says some phrases, each as a single sample."""

    def __init__(self, **known: int) -> None:
        self._known = known

    def samples(self, text: str) -> array[int] | None:
        return array("h", [self._known[text]]) if text in self._known else None

    def seconds(self, text: str) -> float | None:
        return float(self._known[text]) if text in self._known else None


def on_file(name: str) -> array[int]:
    return wavs.read((phrases.folder() / f"{name}.wav").read_bytes()).samples


@pytest.mark.parametrize("text", ["Left side", "12", "", "Anything"])
def test_no_voice_says_nothing(text: str) -> None:
    voice: Voice = NoVoice()

    assert (voice.samples(text), voice.seconds(text)) == (None, None)


def test_a_shipped_phrase_is_its_recording() -> None:
    voice: Voice = ShippedVoice()

    said = voice.samples("Left side")

    assert said == on_file("left-side")
    assert voice.seconds("Left side") == len(said or ()) / RATE


def test_a_phrase_with_numbers_is_a_row_of_recordings_with_short_gaps() -> None:
    voice = ShippedVoice()
    said = voice.samples("Next: left side, set 2 of 3")

    parts = [on_file(name) for name in ("next", "left-side", "set-2-of-3")]
    gap = round(AT_PUNCTUATION * RATE)
    assert said is not None
    assert said[: len(parts[0])] == parts[0]
    assert not any(said[len(parts[0]) : len(parts[0]) + gap])
    assert said[-len(parts[2]) :] == parts[2]
    assert len(said) == sum(map(len, parts)) + 2 * gap


@pytest.mark.parametrize("text", ["3 sets of 22", "Next: set 2 of 3", "1 set of 60 seconds"])
def test_how_long_it_takes_is_known_beforehand(text: str) -> None:
    voice = ShippedVoice()

    assert voice.seconds(text) == pytest.approx(len(voice.samples(text) or ()) / RATE)
    assert BETWEEN < AT_PUNCTUATION < 0.2


@pytest.mark.parametrize("text", ["Draw your {other} thigh", "Somebody's own words", "1.5", "", "../tones/tick"])
def test_what_was_not_recorded_cannot_be_said(text: str) -> None:
    voice = ShippedVoice()

    assert (voice.samples(text), voice.seconds(text)) == (None, None)


def test_only_so_many_recordings_are_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    voice = ShippedVoice()
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: reads.append(path.stem) or read_bytes(path))

    for text in ("Left side", "Left side", *map(str, range(REMEMBERED)), "Left side"):
        voice.samples(text)

    assert reads.count("left-side") == 2
    assert reads.count("5") == 1


@pytest.mark.parametrize("damage", [b"", b"RIFFrubbish", b"\0" * 5000])
def test_a_damaged_recording_cannot_be_said_and_the_others_can(tmp_path: Path, damage: bytes) -> None:
    for name in ("left-side", "next", "right-side"):
        shutil.copy(phrases.folder() / f"{name}.wav", tmp_path)
    (tmp_path / "left-side.wav").write_bytes(damage)
    voice = ShippedVoice(tmp_path)

    assert voice.samples("Left side") is None
    assert voice.samples("Next: left side") is None
    assert voice.samples("Right side") is not None


def test_without_any_recording_nothing_can_be_said(tmp_path: Path) -> None:
    assert ShippedVoice(tmp_path / "gone").samples("Left side") is None


def test_several_voices_are_asked_in_order() -> None:
    voices: Voice = Voices(Saying(one=1, both=1), NoVoice(), Saying(two=2, both=2))

    assert [voices.samples(text) for text in ("one", "two", "both", "none")] == [
        array("h", [1]),
        array("h", [2]),
        array("h", [1]),
        None,
    ]
    assert [voices.seconds(text) for text in ("one", "two", "both", "none")] == [1, 2, 1, None]

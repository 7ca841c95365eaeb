"""Other people's texts: made in the background by an engine that may do anything, never waited for."""

from __future__ import annotations

import math
import os
import random
import subprocess
import threading
from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import make_plan
from hipcoach.session.model import Cue, Exercise, Range, Session
from hipcoach.sound.engines import Engine, EngineEnded
from hipcoach.sound.local_voice import LONGEST, MOST, TRIES, LocalVoice, phrases_of, speakable
from hipcoach.sound.tones import FULL_SCALE, LOUDNESS, RATE, loudest
from hipcoach.sound.voice import NoVoice, ShippedVoice, Voice
from hipcoach.sound.wavs import wav


def hum(seconds: float) -> bytes:
    """A recording such as engines write."""
    return wav(array("h", [round(6000 * math.sin(index * 0.05)) for index in range(round(seconds * RATE))]))


HUM = hum(1.0)
"""What the made-up engine says to everything."""


class Engines:
    """A made-up engine, and what is asked of it."""

    def __init__(self, answer: bytes | Exception | Callable[[str], bytes] = HUM, *, held: bool = False) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.commands: list[Sequence[str]] = []
        self.go = threading.Event()
        self.ended = False
        if not held:
            self.go.set()

    def find(self) -> Engine | None:
        return Engine("hummer", ("/bin/hum", "-w"), "1")

    def run(self, command: Sequence[str], text: str, seconds: float) -> None:
        self.asked.append(text)
        self.commands.append(command)
        assert self.go.wait(10)
        if self.ended:
            raise EngineEnded
        answer = self.answer(text) if callable(self.answer) else self.answer
        if isinstance(answer, Exception):
            raise answer
        Path(command[-1]).write_bytes(answer)

    def end(self) -> None:
        self.ended = True
        self.go.set()


class VoiceUnderTest:
    """A voice, its made-up engine, and what it reported."""

    def __init__(self, folder: Path, engines: Engines | None = None, **more: object) -> None:
        self.reports: list[str] = []
        self.engines = engines or Engines()
        given = {"report": self.reports.append, "find": self.engines.find, "runner": self.engines, **more}
        self.voice = LocalVoice(folder, **given)

    def made(self, texts: Iterable[str]) -> VoiceUnderTest:
        """This, when all these have been made, or given up."""
        self.voice.prepare(texts)
        self.settled()
        return self

    def settled(self) -> None:
        passing = threading.Event()
        for _ in range(1000):
            if not self.voice.busy:
                return
            passing.wait(0.01)
        raise AssertionError("it is busy for ever")


@pytest.fixture
def build(tmp_path: Path):
    """Makes voices on one cache, and closes them."""
    built: list[VoiceUnderTest] = []

    def one_more(
        engines: Engines | None = None, folder: Path = tmp_path / "cache" / "voice", **more: object
    ) -> VoiceUnderTest:
        built.append(VoiceUnderTest(folder, engines, **more))
        return built[-1]

    yield one_more
    assert all(one.voice.close(10) for one in built)


# -- what is made ----------------------------------------------------------------------------------------------------


def test_a_text_is_said_once_it_has_been_made(build) -> None:
    engines = Engines(held=True)
    voice: Voice = (one := build(engines)).voice

    one.voice.prepare(["Wall sit"])
    assert (voice.samples("Wall sit"), voice.seconds("Wall sit"), one.voice.busy) == (None, None, True)
    engines.go.set()
    one.settled()

    said = voice.samples("Wall sit")
    assert said is not None
    assert voice.seconds("Wall sit") == len(said) / RATE == pytest.approx(1.0, abs=0.05)
    assert loudest([value / FULL_SCALE for value in said]) == pytest.approx(LOUDNESS, rel=0.03)


def test_what_nobody_asked_for_is_not_said(build) -> None:
    assert build().made(["Wall sit"]).voice.samples("Wall") is None


def test_texts_are_made_in_the_order_asked_for_and_each_once(build) -> None:
    one = build().made(["c", "a", "b", "a"]).made(["b", "d"])

    assert one.engines.asked == ["c", "a", "b", "d"]


def test_no_text_gets_into_a_command_line(build) -> None:
    one = build().made(["$(reboot)", "-w /etc/passwd", "--version"])

    assert {tuple(command[:-1]) for command in one.engines.commands} == {("/bin/hum", "-w")}
    assert {Path(command[-1]).name for command in one.engines.commands} == {"phrase.wav"}
    assert one.engines.asked == ["$(reboot)", "-w /etc/passwd", "--version"]


def test_what_was_made_once_is_there_the_next_time(build) -> None:
    build().made(["Wall sit"])
    later = build(Engines(AssertionError("asked again"))).made(["Wall sit"])

    assert later.voice.samples("Wall sit") is not None
    assert (later.engines.asked, later.reports) == ([], [])


def test_another_engine_makes_it_anew(build) -> None:
    build().made(["Wall sit"])
    later = build(find=lambda: Engine("hummer", ("/bin/hum", "-w"), "2")).made(["Wall sit"])

    assert later.engines.asked == ["Wall sit"]


@pytest.mark.parametrize("damage", [b"", b"RIFF", b"\0" * 24_000, HUM])
def test_a_damaged_file_in_the_cache_is_made_anew(damage: bytes, build, tmp_path: Path) -> None:
    build().made(["Wall sit"])
    [file] = (tmp_path / "cache" / "voice").iterdir()
    file.write_bytes(damage)

    later = build().made(["Wall sit"])

    assert later.engines.asked == ["Wall sit"]
    assert later.voice.samples("Wall sit") is not None
    assert later.reports == []


def test_a_file_that_is_deleted_under_way_is_missing_and_nothing_else(build, tmp_path: Path) -> None:
    one = build().made(["Wall sit", "Plank"])
    for file in (tmp_path / "cache" / "voice").iterdir():
        file.unlink()

    assert one.voice.samples("Plank") is None
    assert one.made(["Plank"]).voice.samples("Plank") is not None, "it was made anew"


# -- bounds ----------------------------------------------------------------------------------------------------------


def test_so_many_phrases_are_made_and_the_next_session_has_its_own(build) -> None:
    one = build(Engines(hum(0.1)))
    one.voice.prepare(f"Phrase {number}" for number in range(MOST + 50))
    one.settled()
    assert one.engines.asked == [f"Phrase {number}" for number in range(MOST)]

    one.voice.prepare(["Phrase 0", "One more"])
    one.settled()
    assert one.engines.asked[MOST:] == ["One more"]
    assert one.voice.seconds("Phrase 0") is not None, "what was made stays"
    assert one.voice.seconds("One more") is not None


@pytest.mark.parametrize(
    ("text", "handed_over"),
    [
        ("Wall sit", "Wall sit"),
        ("  Wall\tsit\n\n", "Wall sit"),
        ("Slow [[rate 900]] down", "Slow rate 900 down"),
        ("Caf\u00e9 \u202ereversed", "Caf\u00e9 reversed"),
        ("A lone \ud800 surrogate", "A lone surrogate"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), None),
        ("", None),
        ("\u2192 \u2713 !", None),
        ("\u8d1d\u58f3", None),
        ("Clamshell \u8d1d\u58f3", None),
        ("\u0420\u0430\u0437", None),
        ("\u0663 times", None),
        ("Stra\u00dfe, \u017b\u00f3\u0142w, na\u00efve", "Stra\u00dfe, \u017b\u00f3\u0142w, na\u00efve"),
        ("5 \u00b5m \u2013 10 \u00b0, x\u00b2", "5 \u00b5m \u2013 10 \u00b0, x\u00b2"),
        ("\n", None),
    ],
)
def test_what_is_handed_to_an_engine(text: str, handed_over: str | None) -> None:
    assert speakable(text) == handed_over


def test_what_is_not_to_be_spoken_is_not_asked_for(build) -> None:
    assert build().made(["\u2192", "x" * 200, "\u8d1d\u58f3", "Wall sit"]).engines.asked == ["Wall sit"]


def test_speech_cached_by_an_older_version_that_spelled_it_out_is_not_used(build) -> None:
    voice = build().made(["\u8d1d\u58f3"]).voice
    assert voice.seconds("\u8d1d\u58f3") is None
    assert voice.samples("\u8d1d\u58f3") is None


# -- whatever goes wrong ---------------------------------------------------------------------------------------------


WRONG = {
    "crash": subprocess.CalledProcessError(-11, "hum"),
    "hang": subprocess.TimeoutExpired("hum", 5),
    "gone": FileNotFoundError(2, "No such file or directory"),
    "anything": RuntimeError("a surprise"),
    "nothing": b"",
    "rubbish": b"no sound " * 100,
    "header only": HUM[:44],
    "noise": wav(array("h", random.Random(1).randbytes(2 * RATE))),
    "silence": wav(array("h", bytes(2 * RATE))),
    "a click": wav(array("h", [9000] * 20)),
    "endless": hum(16.0),
    "huge": HUM * 50,
}


@pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG.keys())
def test_an_engine_that_fails_is_told_of_once_and_given_up(answer: bytes | Exception, build) -> None:
    one = build(Engines(answer)).made(["Wall sit", "Plank", "Bridge", "Bird dog", "Squat"])

    assert one.voice.samples("Wall sit") is None
    assert len(one.engines.asked) == TRIES
    [report] = one.reports
    assert "hummer" in report
    assert "Read them on the screen" in report


def test_one_text_that_fails_leaves_the_others(build) -> None:
    def answer(text: str) -> bytes:
        if text == "Plank":
            raise OSError(5, "Input/output error")
        return HUM

    one = build(Engines(answer)).made(["Wall sit", "Plank", "Bridge", "Squat"])

    said = [text for text in ("Wall sit", "Plank", "Bridge", "Squat") if one.voice.samples(text) is not None]
    assert said == ["Wall sit", "Bridge", "Squat"]
    assert len(one.reports) == 1


def test_an_engine_that_writes_no_file_does_not_say_the_text_before(build) -> None:
    one = build()

    def silent(command: Sequence[str], text: str, seconds: float) -> None:
        if text == "Wall sit":
            Path(command[-1]).write_bytes(HUM)

    one.engines.run = silent
    one.made(["Wall sit", "Plank"])

    assert one.voice.samples("Plank") is None


def test_without_an_engine_nothing_is_said_and_nothing_is_told(build) -> None:
    one = build(find=lambda: None).made(["Wall sit"])

    assert (one.voice.samples("Wall sit"), one.reports, one.engines.asked) == (None, [], [])


def test_looking_for_an_engine_may_fail_as_well(build) -> None:
    def find() -> Engine | None:
        raise OSError(5, "Input/output error")

    one = build(find=find).made(["Wall sit"])

    assert one.voice.samples("Wall sit") is None
    assert len(one.reports) == 1


def test_speech_that_cannot_be_kept_is_said_and_reported_once(build, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    one = build(folder=tmp_path / "file" / "voice").made(["Wall sit", "Plank", "Bridge", "Squat"])

    for text in ("Wall sit", "Plank", "Bridge", "Squat"):
        said = one.voice.samples(text)
        assert said is not None
        assert one.voice.seconds(text) == len(said) / RATE
    [report] = one.reports
    assert str(tmp_path / "file" / "voice") in report
    assert "hummer" not in report, "the engine did its part"


def test_speech_made_before_is_said_without_room_for_temporary_files(build, monkeypatch) -> None:
    build().made(["Wall sit"])
    monkeypatch.setattr("tempfile.tempdir", os.fspath(Path(__file__) / "no folder"))

    later = build().made(["Wall sit", "Plank", "Bridge"])

    assert later.voice.samples("Wall sit") is not None
    assert later.voice.samples("Plank") is None
    assert len(later.reports) == 1


def test_nothing_lies_about_while_a_session_goes_on(build, tmp_path: Path, monkeypatch) -> None:
    """Who clears the temporary folder of what is old takes nothing away that is needed."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", os.fspath(tmp_path / "temporary"))

    one = build().made(["Wall sit"])

    assert list((tmp_path / "temporary").iterdir()) == []
    assert one.made(["Plank"]).voice.samples("Plank") is not None


def test_a_report_that_fails_does_no_harm(build) -> None:
    def report(line: str) -> None:
        raise RuntimeError(line)

    def answer(text: str) -> bytes:
        return b"" if text == "Wall sit" else HUM

    one = build(Engines(answer), report=report).made(["Wall sit", "Plank"])

    assert one.voice.samples("Plank") is not None


# -- closing ---------------------------------------------------------------------------------------------------------


def test_closing_ends_the_engine_and_makes_no_more(build) -> None:
    one = build(Engines(held=True))
    one.voice.prepare(["Wall sit", "Plank"])

    assert one.voice.close(10)

    one.voice.prepare(["Bridge"])
    assert one.engines.ended
    assert "Plank" not in one.engines.asked
    assert (one.voice.busy, one.reports) == (False, [])


def test_closing_what_was_never_used(build) -> None:
    assert build().voice.close(0)


def test_what_was_made_is_still_said_after_closing(build) -> None:
    one = build().made(["Wall sit"])
    one.voice.close(10)

    assert one.voice.samples("Wall sit") is not None


def test_nothing_is_left_in_the_folder_for_temporary_files(build, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", os.fspath(tmp_path / "temporary"))
    one = build().made(["Wall sit"])
    assert one.voice.close(10)

    assert list((tmp_path / "temporary").iterdir()) == []


# -- what a plan needs -----------------------------------------------------------------------------------------------


def evening(*exercises: Exercise):
    return make_plan(Session("Evening", exercises), Choices())


def test_what_is_shipped_need_not_be_made() -> None:
    sit = Exercise("sit", "Wall sit", hold=Range(20, 40), sets=Range(3, 3), cues=(Cue("Back flat on the wall"),))

    assert phrases_of(evening(sit), ShippedVoice()) == ("Evening", "Wall sit", "Back flat on the wall")


def test_everything_has_to_be_made_for_who_has_no_voice() -> None:
    sit = Exercise("sit", "Wall sit", hold=Range(20, 20))

    assert phrases_of(evening(sit), NoVoice())[:3] == ("Evening", "Wall sit", "1 set of 20 seconds")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes are those of Unix")
def test_a_cache_that_others_can_write_to_is_not_used_and_reported_once(build, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "voice"
    build().made(["Wall sit"])
    folder.chmod(0o770)

    one = build().made(["Wall sit", "Bridge"])

    assert one.engines.asked == ["Wall sit", "Bridge"], "what may be somebody else's is made anew"
    assert one.voice.samples("Wall sit") is not None
    assert one.reports == [f"The speech for your own texts cannot be kept in {folder}: others can write there."]

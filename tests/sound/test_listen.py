"""Trying players with silence, and hearing every cue by name."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from recorder import Recorder, missing
from sound_builders import Sounding, tone_of

from hipcoach.cues.prompts import Tone
from hipcoach.cues.tone_rules import TONE_RULES
from hipcoach.doctor.listen import MEANINGS, listen
from hipcoach.sound.output import Output
from hipcoach.sound.playback import TOO_LONG
from hipcoach.sound.probe import answers, lifetime, plays
from hipcoach.sound.tones import clip


class Clock:
    """Seconds that pass while someone sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Timed(Sounding):
    """A sound that is over after so many seconds."""

    def __init__(self, clock: Clock, seconds: float, stubborn: bool = False) -> None:
        super().__init__("timed", stubborn)
        self._clock = clock
        self._end = clock() + seconds

    def alive(self) -> bool:
        return self.living and self._clock() < self._end


@pytest.fixture
def clock() -> Clock:
    return Clock()


# -- trying players ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lives", "wrong"),
    [(1.0, None), (0.7, None), (3.9, None), (0.1, "it gives up at once"), (600.0, "it does not stop")],
)
def test_whether_an_output_plays_is_seen_by_how_long_it_lives(clock: Clock, lives: float, wrong: str | None) -> None:
    output = Output("made up", lambda path: Timed(clock, lives))

    assert plays(output, Path("a.wav"), 1.0, clock, clock.sleep) == wrong


def test_an_output_that_cannot_start_says_why(clock: Clock) -> None:
    def play(path: Path) -> Sounding:
        raise OSError("no\x1bdevice")

    assert plays(Output("made up", play), Path("a.wav"), 1.0, clock, clock.sleep) == "no\ufffddevice"


@pytest.mark.parametrize("stubborn", [False, True])
def test_what_hangs_is_stopped_and_gone(clock: Clock, stubborn: bool) -> None:
    sound = Timed(clock, 600.0, stubborn)

    assert lifetime(sound, 1.0 + TOO_LONG, clock, clock.sleep) == pytest.approx(1.0 + TOO_LONG, abs=0.01)
    assert (sound.stops, sound.alive()) == (1, False)


def test_each_answer_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def play(path: Path) -> Sounding:
        raise OSError("no device")

    answers([Output("no-such-program", play)], tmp_path)

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told == [{"player": "no-such-program", "plays": False, "said": "no device"}]


@pytest.mark.skipif(missing() is not None, reason=missing() or "")
def test_a_player_with_a_sink_plays() -> None:
    # Not the test's own folder: the path of a socket has to be short.
    with tempfile.TemporaryDirectory() as folder, Recorder(Path(folder)) as recorder:
        # The other players would only take a second each.
        alone = Path(folder, "alone")
        alone.mkdir()
        (alone / "paplay").symlink_to(shutil.which("paplay") or "")
        done = subprocess.run(
            [sys.executable, "-m", "hipcoach.sound.probe"],
            env={**recorder.environment, "PATH": str(alone)},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )

    first = json.loads(done.stdout.splitlines()[0])
    assert first == {"player": "paplay", "plays": True, "said": ""}
    assert recorder.recording.find() == []


# -- every cue by name ------------------------------------------------------------------------------------------------


class Room:
    """What was said, played and rung, in order."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.heard: list[str] = []

    def output(self, name: str, part: float = 1.0) -> Output:
        """An output whose sounds live for a part of their length."""

        def play(path: Path) -> Sounding:
            tone = tone_of(path)
            self.heard.append(f"{name} {tone}")
            return Timed(self.clock, part * clip(tone).seconds)

        return Output(name, play)

    def listen(self, *outputs: Output, bell: bool = True) -> list[str]:
        def ring() -> None:
            self.heard.append("bell")

        def say(name: str, meaning: str) -> None:
            self.heard.append(f"{name}  {meaning}")

        listen(outputs, say, ring if bell else None, self.clock, self.clock.sleep)
        return self.heard


def test_every_tone_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Tone)


def test_every_cue_is_named_before_it_sounds(clock: Clock) -> None:
    room = Room(clock)

    heard = room.listen(room.output("paplay"))

    assert heard[1::2] == [f"paplay {tone}" for tone in MEANINGS]
    assert [line.split("  ")[0].strip() for line in heard[::2]] == [tone.replace("_", " ") for tone in MEANINGS]
    assert all(MEANINGS[tone] in line for tone, line in zip(MEANINGS, heard[::2], strict=True))


def test_an_output_that_fails_is_left_out_from_then_on(clock: Clock) -> None:
    room = Room(clock)

    heard = room.listen(room.output("broken", 0.1), room.output("paplay"))

    assert sum(line.startswith("broken") for line in heard) == 1
    assert sum(line.startswith("paplay") for line in heard) == len(Tone)


def test_without_an_output_the_bell_rings_for_the_main_cues(clock: Clock) -> None:
    heard = Room(clock).listen()

    assert heard.count("bell") == sum(manner.bells for manner in TONE_RULES.values())
    switch = next(number for number, line in enumerate(heard) if line.startswith("switch"))
    assert heard[switch + 1 : switch + 5].count("bell") == TONE_RULES[Tone.SWITCH].bells == 3


def test_without_anything_the_meanings_are_still_told(clock: Clock) -> None:
    assert len(Room(clock).listen(bell=False)) == len(Tone)

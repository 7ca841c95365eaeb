"""Which players play, told by silence."""

from __future__ import annotations

from pathlib import Path

from sound_builders import Sounding, Tape, read

from hipcoach.sound.output import Output
from hipcoach.sound.probe import SILENCE, those_that_play
from hipcoach.sound.tones import RATE


class Clock:
    """Time passes while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.playing: list[tuple[Sounding, float]] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        for sound, end in self.playing:
            sound.living = sound.living and self.now < end

    def output(self, name: str, lives: float) -> Output:
        def play(path: Path) -> Sounding:
            values = read(path)
            assert (len(values), any(values)) == (round(SILENCE * RATE), False), "nobody is to hear it"
            sound = Sounding(name)
            self.playing.append((sound, self.now + lives))
            return sound

        return Output(name, play)


def test_the_first_that_plays_to_its_end_and_those_after_it() -> None:
    clock = Clock()
    outputs = [
        Tape().raising("gone"),
        clock.output("no device", 0.05),
        clock.output("hangs", 1000.0),
        clock.output("plays", SILENCE),
        clock.output("not tried", 0.0),
    ]

    found = those_that_play(outputs, clock, clock.sleep)

    assert [output.name for output in found] == ["plays", "not tried"]
    assert [sound.living for sound, _ in clock.playing] == [False, False, False]


def test_where_none_plays_there_is_none() -> None:
    clock = Clock()

    assert list(those_that_play([clock.output("no device", 0.05)], clock, clock.sleep)) == []
    assert list(those_that_play([], clock, clock.sleep)) == []

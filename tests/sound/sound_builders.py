"""Players to listen to, made-up outputs, and jobs for them."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue
from typing import Any

from hipcoach.coach.cueing import Tone
from hipcoach.coach.plan import Choices, make_plan
from hipcoach.coach.player import Player
from hipcoach.session.model import Exercise, Phase, Range, Session, Sides, Tempo
from hipcoach.sound.output import Output
from hipcoach.sound.precedence import Job
from hipcoach.sound.tones import Clip, clip


def a_player(*exercises: Exercise) -> Player:
    return Player(make_plan(Session(title="Session", exercises=exercises or (a_hold(),)), Choices()))


def a_hold(seconds: tuple[int, int] = (30, 30), **more: Any) -> Exercise:
    given = {"id": "stretch", "name": "Stretch", "side": Sides.EACH, "rest": 0, "hold": Range(*seconds)}
    return Exercise(**{**given, **more})


def some_lifts(count: int = 6, **more: Any) -> Exercise:
    tempo = Tempo((Phase("lift", 2), Phase("pause", 1), Phase("lower", 2)))
    given = {"id": "lift", "name": "Lift", "reps": Range(count, count), "rest": 30, "tempo": tempo}
    return Exercise(**{**given, **more})


def a_clip(seconds: float = 1.0, name: str = "a") -> Clip:
    return Clip(Path(f"/sounds/{name}.wav"), seconds, seconds - 0.1)


def a_job(due: float = 0.0, seconds: float = 1.0, name: str = "a", **more: Any) -> Job:
    return Job(a_clip(seconds, name), due, **more)


def tone_of(path: Path) -> Tone:
    return next(tone for tone in Tone if clip(tone).path == path)


class Sounding:
    """A sound that lives as long as it is told to."""

    def __init__(self, name: str, stubborn: bool = False) -> None:
        self.name = name
        self.living = True
        self.stops = 0
        self.stubborn = stubborn

    def alive(self) -> bool:
        return self.living

    def stop(self) -> None:
        self.stops += 1
        self.living = self.living and self.stubborn

    def kill(self) -> None:
        self.living = False


class Tape:
    """Outputs that write down what they are asked to play."""

    def __init__(self) -> None:
        self.started: list[Sounding] = []
        self.played: SimpleQueue[tuple[str, Path]] = SimpleQueue()

    def output(self, name: str = "good", *, stubborn: bool = False) -> Output:
        """An output whose sounds live until they are stopped."""

        def play(path: Path) -> Sounding:
            sound = Sounding(path.stem, stubborn)
            self.started.append(sound)
            self.played.put((name, path))
            return sound

        return Output(name, play)

    def failing(self, name: str = "failing") -> Output:
        """An output whose sounds are gone at once."""

        def play(path: Path) -> Sounding:
            sound = Sounding(path.stem)
            sound.living = False
            self.played.put((name, path))
            return sound

        return Output(name, play)

    def raising(self, name: str = "raising") -> Output:
        """An output that cannot start anything."""

        def play(path: Path) -> Sounding:
            raise FileNotFoundError(name)

        return Output(name, play)

    @property
    def names(self) -> list[str]:
        return [sound.name for sound in self.started]

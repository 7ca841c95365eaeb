"""Players to listen to, made-up outputs and voices, and a studio in which time is set by hand."""

from __future__ import annotations

import wave
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from hipcoach.cues.lookahead import Lookahead, Update
from hipcoach.cues.prompts import Level, Tone
from hipcoach.cues.track import Sound, SoundKind
from hipcoach.engine.choices import Choices
from hipcoach.engine.events import Event
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Player
from hipcoach.session.model import Exercise, Phase, Range, Session, Sides, Tempo
from hipcoach.sound.bells import Bells
from hipcoach.sound.mixer import tone_samples
from hipcoach.sound.output import USUAL_LATENCY, Output
from hipcoach.sound.playback import Job
from hipcoach.sound.preferences import Preferences
from hipcoach.sound.reel import LONGEST, REFRESH
from hipcoach.sound.reels import Reels
from hipcoach.sound.tones import HEAD, RATE, clip
from hipcoach.sound.voice import NoVoice, Voice


def a_player(*exercises: Exercise) -> Player:
    return Player(make_plan(Session(title="Session", exercises=exercises or (a_hold(),)), Choices()))


def a_hold(seconds: tuple[int, int] = (30, 30), **more: Any) -> Exercise:
    given = {"id": "stretch", "name": "Stretch", "side": Sides.EACH, "rest": 0, "hold": Range(*seconds)}
    return Exercise(**{**given, **more})


def some_lifts(count: int = 6, **more: Any) -> Exercise:
    tempo = Tempo((Phase("lift", 2), Phase("pause", 1), Phase("lower", 2)))
    given = {"id": "lift", "name": "Lift", "reps": Range(count, count), "rest": 30, "tempo": tempo}
    return Exercise(**{**given, **more})


def a_tone(at: float, tone: Tone = Tone.TICK, seconds: float = 0.11, kind: SoundKind = SoundKind.BEAT) -> Sound:
    return Sound(at, seconds, tone, "", kind, at)


def a_phrase(at: float, text: str = "Breathe", seconds: float = 0.7, kind: SoundKind = SoundKind.PHRASE) -> Sound:
    return Sound(at, seconds, None, text, kind, at)


def a_job(due: float = 0.0, seconds: float = 1.0, name: str = "a") -> Job:
    return Job(Path(f"/sounds/{name}.wav"), seconds, seconds - 0.1, due)


def read(path: Path) -> array[int]:
    """The samples of a sound file."""
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        return array("h", file.readframes(file.getnframes()))


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
        self.tones: SimpleQueue[Tone] = SimpleQueue()
        """The first tone of everything that was played."""

    def _keep(self, name: str, path: Path) -> None:
        self.played.put((name, path))
        if path.exists() and (found := tones_in(read(path))):
            self.tones.put(found[0][1])

    def output(self, name: str = "good", *, stubborn: bool = False) -> Output:
        """An output whose sounds live until they are stopped."""

        def play(path: Path) -> Sounding:
            sound = Sounding(path.stem, stubborn)
            self.started.append(sound)
            self._keep(name, path)
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


SHAPES = {tone: tone_samples(tone) for tone in Tone}


HEADS = {shape[:200].tobytes(): tone for tone, shape in SHAPES.items()}


def tones_in(values: array[int]) -> list[tuple[int, Tone]]:
    """Every tone that begins in a row of samples, however soon it is cut short, as (sample, tone)."""
    found: list[tuple[int, Tone]] = []
    raw = values.tobytes()
    place = 0
    while place < len(values):
        following = place + 400
        # Silence, and what a `Reader` says, are of one level: no tone begins there.
        if raw[2 * place : 2 * following - 2] != raw[2 * place + 2 : 2 * following]:
            for begin in range(place, min(following, len(values))):
                tone = HEADS.get(raw[2 * begin : 2 * begin + 400])
                if tone is not None:
                    found.append((begin, tone))
                    shape = SHAPES[tone]
                    # Some tones begin alike in their midst.
                    whole = values[begin : begin + len(shape)] == shape
                    following = begin + (len(shape) if whole else 400)
                    break
        place = following
    return found


class Reader:
    """A voice that says every text in a time of its own; each text is a level that no other has."""

    def __init__(self, a_word: float = 0.3) -> None:
        self.a_word = a_word
        self.mute: set[str] = set()
        self.levels: dict[str, int] = {}
        self.asked: list[str] = []

    def prepare(self, plan: Plan) -> None:
        pass

    def close(self, timeout: float = 1.0) -> bool:
        return True

    def seconds(self, text: str) -> float | None:
        return None if text in self.mute else self.a_word * len(text.split())

    def samples(self, text: str) -> array[int] | None:
        self.asked.append(text)
        level = self.levels.setdefault(text, 20_000 + len(self.levels))
        seconds = self.seconds(text)
        return None if seconds is None else array("h", [level]) * round(seconds * RATE)


A_LOOK = 1000
"""Samples from one look for words to the next; a `Reader` takes longer over each of them."""


@dataclass
class Take:
    """One file as it was played."""

    heard_at: float
    values: array[int]
    path: Path
    living: bool = True
    end: float | None = None
    """When it was stopped."""
    names: list[tuple[int, str]] | None = None
    """Every tone and text in it, as (sample, name), once somebody has asked for it."""


@dataclass
class Studio:
    """A deck, a session and a loudspeaker, by a clock that is set by hand."""

    player: Player
    voice: Voice = field(default_factory=NoVoice)
    manners: Preferences = field(default_factory=lambda: Preferences(level=Level.FULL))
    speed: float = 1.0
    latency: float = USUAL_LATENCY
    outputs: int = 1
    now: float = 1000.0
    takes: list[Take] = field(default_factory=list)
    rings: list[float] = field(default_factory=list)
    deaf: bool = False
    """Files end at once."""
    hanging: bool = False
    """Files play nothing and never end by themselves."""
    awake: bool = True
    dying: float = 0.0
    """Seconds that a player takes to end when it is told to."""
    known: Player | None = None
    """Whose session is known of."""

    def __post_init__(self) -> None:
        self.begin = self.now
        self.bells = Bells(lambda: self.rings.append(self.now - self.begin))
        self.lookahead = Lookahead(reach=LONGEST, refresh=REFRESH, speed=self.speed)
        self.out: list[str] = []
        self.no_room: list[str] = []
        names = [f"output {number}" for number in range(self.outputs)]
        self.deck = Reels(
            self.lookahead,
            self.voice,
            self.bells,
            self.manners,
            [Output(name, self._play, self.latency) for name in names],
            now=self.now,
            out=lambda output: self.out.append(output.name),
            no_room=self.no_room.append,
        )

    def _play(self, path: Path) -> Any:
        take = Take(self.now + self.latency, read(path), path)
        take.living = not self.deaf
        self.takes.append(take)
        studio = self

        class Playing:
            def alive(self) -> bool:
                if take.end is not None:
                    return studio.now < take.end + studio.dying
                over = studio.now >= take.heard_at + len(take.values) / RATE
                return take.living and (studio.hanging or not over)

            def stop(self) -> None:
                if take.living and self.alive():
                    take.end = studio.now
                take.living = False

            kill = stop

        return Playing()

    @property
    def session(self) -> float:
        """Session time of the clock, of a session that was never paused."""
        return (self.now - self.begin) * self.speed

    def hear(self, events: Sequence[Event]) -> None:
        first, self.known = self.player is not self.known, self.player
        update = Update(tuple(events), self.player.plan, self.player.state, self.player.elapsed, self.now, first)
        self.deck.hear(update, self.now)

    def do(self, command: Callable[[float], tuple[Event, ...]]) -> None:
        """Give the player a command; it is told the session's clock."""
        self.hear(command(self.session))
        self.step()

    def step(self) -> float | None:
        return self.deck.step(self.now, self.now if self.awake else -1000.0)

    def go(self, seconds: float, *, wakes: float = 1.0) -> None:
        """Let time pass; the session is told the time whenever something is due, and at least so often."""
        end = self.now + seconds
        wake = self.step()
        last = self.now
        while True:
            due = self.player.next_due()
            session = self.begin + due / self.speed if due is not None else end + 1
            session = max(self.now, min(session, last + wakes) if wakes == 1.0 else last + wakes)
            ahead = end if wake is None else min(wake, end)
            if min(session, ahead) >= end:
                break
            self.now = max(self.now + 1e-4, min(session, ahead))
            if self.now >= session:
                last = self.now
                before = self.player.state
                events = self.player.advance(self.session)
                if events or self.player.state is not before:
                    self.hear(events)
            wake = self.step()
        self.now = end
        self.step()

    def heard(self) -> list[tuple[float, str]]:
        """Everything that was heard, in order: (seconds since it all began, tone or text)."""
        found: list[tuple[float, str]] = []
        for number, take in enumerate(self.takes):
            following = self.takes[number + 1].heard_at if number + 1 < len(self.takes) else float("inf")
            end = min(take.end or float("inf"), following)
            if take.names is None:
                tones = ((at, str(tone)) for at, tone in tones_in(take.values))
                take.names = sorted([*tones, *self._said(take.values)])
            for place, name in take.names:
                at = take.heard_at + place / RATE
                if at < min(end, self.now + HEAD):
                    found.append((round(at - self.begin, 3), name))
        return found

    def _said(self, values: array[int]) -> list[tuple[int, str]]:
        levels = {level: text for text, level in getattr(self.voice, "levels", {}).items()}
        found = []
        place = 0
        while place < len(values):
            level = values[place]
            if level not in levels or values[place : place + 2] != array("h", [level, level]):
                place += A_LOOK
                continue
            begin = place
            while begin and values[begin - 1] == level:
                begin -= 1
            found.append((begin, levels[level]))
            same = array("h", [level]) * A_LOOK
            while values[place : place + A_LOOK] == same:
                place += A_LOOK
            while place < len(values) and values[place] == level:
                place += 1
        return found

    def files(self) -> list[Path]:
        folder = self.takes[0].path.parent
        return sorted(folder.iterdir()) if folder.exists() else []


def shipped(tone: Tone) -> Path:
    return clip(tone).path


def tone_of(path: Path) -> Tone:
    return next(tone for tone in Tone if clip(tone).path == path)

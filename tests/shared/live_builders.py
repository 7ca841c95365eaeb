"""Live sessions without waiting: a clock that is set by hand, and a typist who follows a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from hipcoach.engine.choices import Choices
from hipcoach.engine.events import Event, SetDone, SetEvent
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Player
from hipcoach.engine.records import Record
from hipcoach.live.conductor import Conductor, Listener
from hipcoach.live.guide import Guide
from hipcoach.live.sound_keys import Hearable
from hipcoach.live.sound_keys import change as change_sound
from hipcoach.plain.keyboard import Input, InputEnded, Typed
from hipcoach.session.model import Exercise, Group, Modification, Phase, Range, Session, Sides, Tempo

BOOT = 5000.0
"""The clock's first reading; deliberately not 0."""

MORNING = datetime(2026, 11, 21, 7, 0, 0, tzinfo=UTC)


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = BOOT

    def __call__(self) -> float:
        return self.now

    def wall(self) -> datetime:
        return MORNING + timedelta(seconds=self.now - BOOT)


def amount(value: int | tuple[int, int] | Range) -> Range:
    """A range: `3` is exactly three, `(15, 30)` from 15 to 30."""
    if isinstance(value, Range):
        return value
    return Range(*value) if isinstance(value, tuple) else Range(value, value)


def _exercise(values: dict[str, Any]) -> Exercise:
    for key in ("sets", "reps", "hold"):
        if key in values:
            values[key] = amount(values[key])
    return Exercise(name=values["id"].title(), **values)


def stretch(hold: int | tuple[int, int] = 30, **more: Any) -> Exercise:
    """An exercise of holds; by default without rest, both sides together, 10 s to get ready."""
    return _exercise({"id": "stretch", "hold": hold, "rest": 0, "prepare": 10, **more})


def lift(reps: int | tuple[int, int] | Range = 10, **more: Any) -> Exercise:
    """An exercise of repetitions; by default at 2-1-2, both sides together, 10 s to get ready."""
    return _exercise({"id": "lift", "reps": reps, "prepare": 10, **more})


def change(id: str, **more: Any) -> Modification:
    """A modification whose name is its id."""
    for key in ("sets", "reps", "hold"):
        if key in more:
            more[key] = amount(more[key])
    return Modification(id=id, name=id.title(), **more)


def tempo(**seconds: int) -> Tempo:
    """A tempo, such as `tempo(lift=2, lower=3)`."""
    return Tempo(tuple(Phase(name, length) for name, length in seconds.items()))


def session(*exercises: Exercise, groups: tuple[Group, ...] = ()) -> Session:
    return Session(title="Evening", exercises=exercises, groups=groups)


def planned(*exercises: Exercise, **choices: Any) -> Plan:
    return make_plan(session(*exercises), Choices(**choices))


EACH = Sides.EACH


class Ear:
    """A listener that records all events."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.times: list[datetime] = []
        self.calls = 0

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        self.calls += 1
        self.events += events
        self.times += [at] * len(events)

    def told(self, *only: str) -> list[str]:
        """The events heard, as `due word`; only those with the given words, if any are given."""
        return [f"{event.due:.10g} {word}" for event in self.events if (word := event.word) in only or not only]

    def words(self) -> list[str]:
        return [event.word for event in self.events]

    def records(self) -> list[Record]:
        return [event.record for event in self.events if isinstance(event, SetDone)]

    def last(self, kind: type[Event]) -> Any:
        return next(event for event in reversed(self.events) if isinstance(event, kind))

    def sides(self, word: str) -> list[str]:
        return [event.side.value for event in self.events if event.word == word and isinstance(event, SetEvent)]


@dataclass
class Live:
    """A live session with its conductor, guide, clock and listener."""

    conductor: Conductor
    guide: Guide
    clock: Clock
    ear: Ear
    reports: list[str]
    chosen: list[Choices] = field(default_factory=list)
    """The choices after each change during the session."""

    @property
    def player(self) -> Player:
        return self.conductor.player

    def on(self, seconds: float) -> Live:
        """Let time pass, waking the conductor whenever it is due."""
        end = self.clock.now + seconds
        while (delay := self.conductor.delay()) is not None and self.clock.now + delay < end:
            self.clock.now += delay
            self.conductor.wake()
        self.clock.now = end
        self.conductor.wake()
        return self

    def asleep(self, seconds: float) -> Live:
        """Let time pass without waking the conductor, as when the machine sleeps."""
        self.clock.now += seconds
        return self

    def to_the_end(self) -> Live:
        """Wake the conductor whenever it is due, until nothing more happens by itself."""
        while (delay := self.conductor.delay()) is not None:
            self.clock.now += delay
            self.conductor.wake()
        return self


def begun(
    *exercises: Exercise,
    listeners: Iterable[Listener] = (),
    speed: float | None = None,
    keyboard: bool = True,
    pain_before: int | None = None,
    file_is_gone: bool = False,
    sound: Hearable | None = None,
    start: bool = True,
    groups: tuple[Group, ...] = (),
    **choices: Any,
) -> Live:
    """A live session of these exercises, just begun or about to begin."""
    clock, ear = Clock(), Ear()
    reports: list[str] = []
    chosen: list[Choices] = []
    prescribed, choice = session(*exercises, groups=groups), Choices(**choices)
    conductor = Conductor(
        Player(make_plan(prescribed, choice)),
        [*listeners, ear],
        clock=clock,
        wall=clock.wall,
        report=reports.append,
        speed=speed,
        keyboard=keyboard,
    )
    guide = Guide(
        conductor,
        None if file_is_gone else prescribed,
        choice,
        sound_key=partial(change_sound, sound),
        pain_before=pain_before,
        choices_changed=chosen.append,
    )
    if start:
        conductor.start()
    return Live(conductor, guide, clock, ear, reports, chosen)


class Typist:
    """A keyboard that presses each key at its second, and advances the clock in between."""

    def __init__(self, clock: Clock, *script: tuple[float, Input | str], terminal: bool = False) -> None:
        self.terminal = terminal
        self._clock = clock
        self._begin = clock.now
        self._script = list(script)

    def put(self, given: Input) -> None:
        self._script.insert(0, (0.0, given))

    def wait(self, seconds: float | None) -> Input | None:
        due = self._begin + self._script[0][0] if self._script else float("inf")
        if seconds is not None and self._clock.now + seconds < due:
            self._clock.now += seconds
            return None
        assert self._script, "it waits for a key for ever"
        _, given = self._script.pop(0)
        self._clock.now = max(self._clock.now, due)
        return Typed(given) if isinstance(given, str) else given


def end_of_input(at: float) -> tuple[float, Input]:
    return at, InputEnded()


def said_by(call: Callable[[Callable[[str], None]], Any]) -> list[str]:
    """The lines that a function prints through the `say` it is given."""
    said: list[str] = []
    call(said.append)
    return said

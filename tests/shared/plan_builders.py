"""Short ways to build a session, to write a plan and its events as lines, and to walk a player along a fake clock.

A line of a plan reads `rest left 2: 30 s, switch at 10`; a line of events reads `15 hold left 1: 30`, due time first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hipcoach.engine.choices import Choices
from hipcoach.engine.events import (
    Countdown,
    Event,
    ExerciseDone,
    ExerciseSkipped,
    Finishing,
    HoldReached,
    HoldStarted,
    LeadInStarted,
    MinimumReached,
    PainDescribed,
    PhaseStarted,
    PlanChanged,
    PrepareStarted,
    RecordUndone,
    RepetitionDone,
    RepetitionsLeft,
    RepetitionsStarted,
    RestStarted,
    SessionEnded,
    SetDone,
    SetEvent,
    SwitchSides,
    TargetChanged,
    TimeChanged,
    TimedStarted,
    WorkResumed,
)
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Command, NotAllowed, Player
from hipcoach.engine.records import Record
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed, Work
from hipcoach.session.model import (
    Exercise,
    Group,
    Modification,
    Phase,
    Range,
    Session,
    SetBySet,
    Side,
    Sides,
    Tempo,
    in_rounds,
)

LEFT, RIGHT, NONE = Side.LEFT, Side.RIGHT, Side.NONE
EACH = Sides.EACH
OWN = Tempo(())

NOW = 1000.0
"""The clock's reading at the start of a walk; deliberately not 0."""


Given = int | tuple[int, int] | Range
"""An amount as tests write it."""


def amount(value: Given | list[Given]) -> Any:
    """An amount: `3` is exactly three, `(15, 30)` from 15 to 30, `[6, (2, 4)]` set by set; a range is itself."""
    match value:
        case list():
            return SetBySet(tuple(amount(one) for one in value))
        case tuple():
            return Range(*value)
        case int():
            return Range(value, value)
        case Range():
            return value


def tempo(**seconds: int) -> Tempo:
    """A tempo, such as `tempo(lift=2, lower=3)`."""
    return Tempo(tuple(Phase(name, length) for name, length in seconds.items()))


def hold(seconds: Given | list[Given] = 30, *, id: str = "stretch", **more: Any) -> Exercise:
    """An exercise of holds; by default 30 s, both sides together, one set, no rest."""
    if "sets" in more:
        more["sets"] = amount(more["sets"])
    return Exercise(**{"id": id, "name": id.title(), "hold": amount(seconds), "rest": 0, **more})


def timed(seconds: Given | list[Given] = 60, *, id: str = "walk", **more: Any) -> Exercise:
    """An exercise of work for a time; by default a minute, one set, 30 s of rest."""
    if "sets" in more:
        more["sets"] = amount(more["sets"])
    return Exercise(**{"id": id, "name": id.title(), "time": amount(seconds), **more})


def reps(number: Given | list[Given] = 10, *, id: str = "lift", **more: Any) -> Exercise:
    """An exercise of repetitions; by default at 2-1-2, one set, 30 s of rest."""
    for key in ("sets", "hold"):
        if key in more:
            more[key] = amount(more[key])
    return Exercise(**{"id": id, "name": id.title(), "reps": amount(number), **more})


def change(id: str, **more: Any) -> Modification:
    """A modification with the given id."""
    for key in ("sets", "reps", "hold", "time"):
        if more.get(key) is not None:
            more[key] = amount(more[key])
    return Modification(**{"id": id, "name": id.title(), **more})


@dataclass(frozen=True)
class Grouped:
    """A group and its exercises."""

    group: Group
    exercises: tuple[Exercise, ...]


def group(*exercises: Exercise, id: str = "circuit", rounds: int | tuple[int, int] = 2, **more: Any) -> Grouped:
    """A group of these exercises; by default two rounds with 30 s of rest between them."""
    ids = tuple(exercise.id for exercise in exercises)
    made = Group(**{"id": id, "name": id.title(), "exercises": ids, "rounds": amount(rounds), **more})
    return Grouped(made, tuple(in_rounds(exercise, made.side) for exercise in exercises))


def session(*parts: Exercise | Grouped) -> Session:
    """A session of these exercises and groups."""
    exercises = [one for part in parts for one in (part.exercises if isinstance(part, Grouped) else (part,))]
    groups = tuple(part.group for part in parts if isinstance(part, Grouped))
    return Session(title="Session", exercises=tuple(exercises), groups=groups)


def planned(*parts: Exercise | Grouped, **choices: Any) -> Plan:
    """The plan of a session of these exercises and groups."""
    return make_plan(session(*parts), Choices(**choices))


def layout(plan: Plan) -> list[str]:
    """Write a plan as lines."""
    return [_step_line(step) for step in plan.steps]


def _step_line(step: Step) -> str:
    place = f"{step.side} {step.set}"
    match step:
        case Prepare() if step.switch is not None:
            return f"prepare {place}: {step.seconds} s, switch at once"
        case Prepare() | Switch():
            return f"{type(step).__name__.lower()} {place}: {step.seconds} s"
        case Rest(switch=None):
            return f"rest {place}: {step.seconds} s"
        case Rest():
            return f"rest {place}: {step.seconds} s, switch at {step.switch}"
        case Hold() | Timed():
            return f"{step.n} {type(step).__name__.lower()} {place}: {step.target} s"
        case Repetitions():
            return f"{step.n} repetitions {place}: {step.target} of {step.each} s"


def told(events: Iterable[Event], *only: type[Event]) -> list[str]:
    """Write events as lines; only those of the given kinds, if any are given."""
    return [line(event) for event in events if not only or isinstance(event, only)]


def line(event: Event) -> str:
    """Write an event as `due word [side set][: detail]`."""
    words = f"{event.due:.10g} {event.word}"
    if isinstance(event, SetEvent):
        words += f" {event.side} {event.set}"
    detail = _detail(event)
    return words if detail is None else f"{words}: {detail}"


def _detail(event: Event) -> str | None:
    match event:
        case Finishing(seconds=left) | PrepareStarted(seconds=left):
            return f"{left:.10g}"
        case RestStarted(seconds=left) | SwitchSides(seconds=left):
            return f"{left:.10g}"
        case (
            HoldStarted(seconds=left)
            | TimedStarted(seconds=left)
            | LeadInStarted(seconds=left)
            | TimeChanged(seconds=left)
        ):
            return f"{left:.10g}"
        case RepetitionsStarted(target=target) | TargetChanged(target=target):
            return f"{target:.10g}"
        case WorkResumed(left=left):
            return f"{left:.10g} left"
        case Countdown(left=number) | RepetitionsLeft(left=number):
            return str(number)
        case HoldReached(moment=moment, left=left):
            return f"{moment}, {left:.10g} left"
        case MinimumReached(minimum=minimum):
            return str(minimum)
        case PhaseStarted(repetition=number, phase=phase):
            return f"{number} {phase}"
        case RepetitionDone(repetition=number, target=target):
            return f"{number} of {target:.10g}"
        case SetDone(record=record):
            return done(record)
        case ExerciseDone(exercise=exercise) | ExerciseSkipped(exercise=exercise):
            return exercise
        case PainDescribed(kind=kind, score=score):
            return f"{kind} {score}"
        case RecordUndone(n=n):
            return str(n)
        case SessionEnded(outcome=outcome, sets_done=sets, sets_planned=of):
            return f"{outcome} {sets}/{of}"
        case PlanChanged() | _:
            return None


def done(record: Record) -> str:
    """Write a record as `#1 done 30/30`."""
    return f"#{record.n} {record.how} {record.counted.done:.10g}/{record.counted.target}"


class Walk:
    """A player and a fake clock. Each command is given at the clock's time and returns its events."""

    def __init__(self, plan: Plan, now: float = NOW, player: Player | None = None) -> None:
        self.player = player or Player(plan)
        self.now = now
        self.events: list[Event] = []
        """All events since the start."""

    def _keep(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        self.events += events
        return events

    def on(self, seconds: float) -> tuple[Event, ...]:
        """Let time pass, then advance the player."""
        self.now += seconds
        return self._keep(self.player.advance(self.now))

    def wait(self, seconds: float) -> Walk:
        """Let time pass without advancing the player."""
        self.now += seconds
        return self

    def at(self, seconds: float) -> Walk:
        """Advance to a session time; only if the session was never paused."""
        self.on(seconds - self.player.elapsed)
        return self

    def do(self, command: str, *values: Any) -> tuple[Event, ...]:
        """Give a command at the current time; returns its events."""
        return self._keep(getattr(self.player, command)(self.now, *values))

    def to_the_end(self, most: float = 100_000) -> tuple[Event, ...]:
        """Let `most` seconds pass, by which everything that happens by itself has happened."""
        return self.on(most)

    def __getattr__(self, command: str) -> Any:
        """Make `walk.next()` the same as `walk.do("next")`."""
        if command.upper() not in Command.__members__:
            raise AttributeError(command)
        return lambda *values: self.do(command, *values)

    @property
    def left(self) -> float:
        """The seconds left of the transition or lead-in."""
        return round(self.player.state.until - self.player.elapsed, 6)

    @property
    def target(self) -> float:
        """The target of the current set."""
        return self.player.state.target

    @property
    def done(self) -> list[str]:
        """The records as `#1 done 30/30`."""
        return [done(record) for record in self.player.records]

    @property
    def work(self) -> Work:
        """The step of the current set."""
        step = self.player.step
        assert isinstance(step, Work)
        return step


def begun(*parts: Exercise | Grouped, now: float = NOW, **choices: Any) -> Walk:
    """A walk through a session of these exercises and groups that has just begun."""
    walk = Walk(planned(*parts, **choices), now)
    walk.do("start")
    return walk


def unchanged_by(walk: Walk, command: str, *values: Any) -> bool:
    """Whether a command is refused and changes nothing."""
    before = everything(walk.player)
    try:
        walk.do(command, *values)
    except NotAllowed:
        return everything(walk.player) == before
    return False


def everything(player: Player) -> tuple[Any, ...]:
    """Everything that can be read from a player, to compare two."""
    return player.state, player.elapsed, player.plan, player.next_due(), player.status, player.snapshot()

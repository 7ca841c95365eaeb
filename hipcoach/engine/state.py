"""The player's state: one frozen value, from which everything that comes by itself can be predicted."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Any, assert_never

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.engine import order
from hipcoach.engine.events import PainKind
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Amount, How, Number, Record
from hipcoach.engine.steps import Hold, Repetitions, Step, Timed, Work
from hipcoach.session.model import Range, Side, Whole


class Mode(StrEnum):
    """Whether session time passes."""

    READY = "ready"
    GUIDING = "guiding"
    PAUSED = "paused"
    HURT = "hurt"
    ENDED = "ended"


class StepPart(StrEnum):
    """The part of a step that is going on."""

    TRANSITION = "transition"
    WAITING = "waiting"
    """A transition is over, and the set waits for the person."""
    LEAD_IN = "lead_in"
    """In a set, the few seconds before its work goes on or begins again."""
    WORK = "work"


class Status(Enum):
    """A row of the player's table of allowed commands."""

    READY = "before it starts"
    TRANSITION = "in a transition"
    WORK = "in a set"
    COUNTING = "in a self-paced set"
    PAUSED_TRANSITION = "while it is paused between sets"
    PAUSED_WORK = "while it is paused in a set"
    HURT = "while it is stopped for pain"
    HURT_TOLD = "once it is told what the pain is like"
    ENDING = "while it is about to end"
    HURT_ENDING = "while it is about to end for pain"
    ENDED = "when it is over"


LEAD_IN = 3.0
"""Seconds before work goes on, enough for the countdown: three, two, one."""

TAKE_BACK = 10
"""Seconds during which the person can take back the request to end the session."""


class State(Struct, frozen=True):
    """Everything that a player remembers. All times are session times."""

    mode: Mode = Mode.READY
    index: Whole = 0
    """The index of the present step in the plan."""
    part: StepPart = StepPart.TRANSITION
    at: Number = 0.0
    """The time of the latest event or command."""
    until: Number = 0.0
    """The end of a transition or lead-in."""
    ticks: Whole = 0
    """How many of three, two, one are still to come in the countdown."""
    switched: bool = False
    """Whether the person has been told to change sides in this transition."""
    released: bool = False
    """Whether the person has told a waiting step to go on."""
    since: Number = 0.0
    """When the present repetition began, or when work last began or went on, whichever is later."""
    stretch: Number = 0.0
    """When work last began or went on."""
    worked: Number = 0.0
    """Seconds worked in this set before the present stretch."""
    reps: Whole = 0
    """Repetitions credited in this set, over all its sides."""
    phase: Whole = 0
    """The next phase of the present repetition to be announced."""
    target: Number = 0.0
    """What this set aims at now, in seconds or repetitions."""
    begun: bool = False
    """Whether the set's work has begun."""
    given: frozenset[str] = frozenset()
    """The announcements that have been made in this set and are made only once."""
    paused: Number = 0.0
    """Seconds paused in this set."""
    records: tuple[Record, ...] = ()
    """The sets done so far, the latest last, at most one record for each set."""
    left_out: frozenset[str] = frozenset()
    """Ids of the exercises whose rest was left out for pain: nothing leads into them again."""
    told: PainKind | None = None
    """What the person said the pain is like that stopped the session; `None` before that."""
    ending: bool = False
    """Whether the person has asked for the end of the session and can still take that back."""

    def step(self, plan: Plan) -> Step:
        """The present step."""
        return order.step_at(plan, self.index, self.left_out) if self.left_out else plan.steps[self.index]

    def after(self, plan: Plan) -> int:
        """The index of the step that follows the present one."""
        return order.after(plan, self.index, self.left_out)

    def work(self, plan: Plan) -> Work:
        """The present set; fails in a transition."""
        step = self.step(plan)
        assert isinstance(step, Work), step
        return step

    def status(self, plan: Plan) -> Status:
        """The row of the player's table that applies."""
        in_work = self.part in (StepPart.LEAD_IN, StepPart.WORK)
        match self.mode:
            case Mode.READY:
                return Status.READY
            case Mode.HURT if self.ending:
                return Status.HURT_ENDING
            case Mode.HURT:
                return Status.HURT if self.told is None else Status.HURT_TOLD
            case Mode.ENDED:
                return Status.ENDED
            case Mode.PAUSED if self.ending:
                return Status.ENDING
            case Mode.PAUSED:
                return Status.PAUSED_WORK if in_work else Status.PAUSED_TRANSITION
            case Mode.GUIDING if in_work:
                counting = self.part is StepPart.WORK and not self.work(plan).ends_by_itself
                return Status.COUNTING if counting else Status.WORK
            case Mode.GUIDING:
                return Status.TRANSITION
            case _:
                assert_never(self.mode)

    def done(self, step: Work, at: float) -> float:
        """How much of the present set is done at a time, in its unit; on alternating sides the average of both."""
        by_side = self.done_by_side(step, at)
        return by_side[0] if len(by_side) == 1 else sum(by_side) / len(by_side)

    def done_by_side(self, step: Work, at: float) -> tuple[float, ...]:
        """How much each side has done of the present set at a time, in its unit, in the order of `by_side`."""
        match step:
            case Hold() | Timed():
                return (self.seconds(at),)
            case Repetitions():
                return step.each_done(self.reps)
            case _:
                assert_never(step)

    def side(self, plan: Plan) -> Side:
        """The side that works, or is about to."""
        step = self.step(plan)
        return step.side_of(self.reps) if isinstance(step, Work) else step.side

    def seconds(self, at: float) -> float:
        """Seconds worked in the present set up to a time."""
        return moment(self.worked + (at - self.stretch if self.part is StepPart.WORK else 0.0))

    def with_record(self, record: Record) -> State:
        """The state with this record added; it replaces an earlier record of the set unless nothing was done."""
        others = tuple(earlier for earlier in self.records if earlier.n != record.n)
        if record.counted.done <= 0 and len(others) < len(self.records):
            return self
        return replace(self, records=(*others, record))


def moment(seconds: float) -> float:
    """Round a time to microseconds, so that sums of times can be compared and survive JSON."""
    return round(seconds, 6)


def ticks_within(seconds: float) -> int:
    """How many of three, two, one fit into some seconds."""
    return max(0, min(3, int(seconds + 1e-6)))


def to_json(state: State) -> dict[str, Any]:
    """The state as plain JSON, records as rows; pain and a request to end are not kept."""
    return {
        "mode": state.mode.value,
        "index": state.index,
        "part": state.part.value,
        "at": state.at,
        "until": state.until,
        "ticks": state.ticks,
        "switched": state.switched,
        "released": state.released,
        "since": state.since,
        "stretch": state.stretch,
        "worked": state.worked,
        "reps": state.reps,
        "phase": state.phase,
        "target": state.target,
        "begun": state.begun,
        "given": sorted(state.given),
        "paused": state.paused,
        "left_out": sorted(state.left_out),
        "records": [record_to_row(record) for record in state.records],
    }


def from_json(data: dict[str, Any]) -> State:
    """The state that `to_json` wrote; KeyError, TypeError or ValueError if it did not write this."""
    values = dict(data)
    values["mode"] = Mode(data["mode"])
    values["part"] = StepPart(data["part"])
    values["given"] = frozenset(data["given"])
    values["left_out"] = frozenset(data.get("left_out", ()))
    values["records"] = tuple(record_from_row(row) for row in data["records"])
    return State(**values)


def record_to_row(record: Record) -> list[Any]:
    """A record as a short JSON list; what few records have stands by name in an object at its end."""
    seldom = {name: value for name in _SELDOM if (value := getattr(record, name))}
    return [
        record.n,
        record.exercise,
        record.library,
        record.side.value,
        record.set,
        _amount_to_row(record.reps),
        _amount_to_row(record.hold),
        record.seconds,
        record.paused,
        list(record.modifications),
        record.how.value,
        *([seldom] if seldom else []),
    ]


_SELDOM = ("load", "open", "timed", "group")
"""The fields of a record that few records have."""


def record_from_row(row: list[Any]) -> Record:
    """The record that `record_to_row` wrote."""
    n, exercise, library, side, number, reps, hold, seconds, paused, modifications, how, *seldom = row
    return Record(
        n=n,
        exercise=exercise,
        library=library,
        side=Side(side),
        set=number,
        reps=_amount_from_row(reps),
        hold=_amount_from_row(hold),
        seconds=seconds,
        paused=paused,
        modifications=tuple(modifications),
        how=How(how),
        **{name: value for one in seldom for name, value in one.items() if name in _SELDOM},
    )


def _amount_to_row(amount: Amount | None) -> list[float] | None:
    return None if amount is None else [amount.range.low, amount.range.high, amount.target, amount.done]


def _amount_from_row(row: list[Any] | None) -> Amount | None:
    return None if row is None else Amount(Range(row[0], row[1]), row[2], row[3])

"""Reads the lines of a log that `lines` writes; ValueError where a line is not what it should be.

Every class here and most of those in `lines` are read by their types: a field is named as in the line, and lines may
have others.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct, convert
from msgspec.structs import asdict, replace

from hipcoach.advice.history import Background
from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import Json, plan_from_json, readable, unchangeable
from hipcoach.engine.events import Outcome
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Amount, How, Number, Record
from hipcoach.engine.state import Mode, State, to_json
from hipcoach.engine.steps import Step
from hipcoach.journal.format import Time, decode, time_of
from hipcoach.journal.lines import Answers, Checkin, Checkout, Dated, Pain
from hipcoach.session.model import Side, Whole
from hipcoach.text.characters import harmless

D = TypeVar("D", bound=Dated)

SET = b'{"t":"set"'
"""The beginning of every line that has a set, as we write it."""

PLACE = b'{"t":"place"'
"""The beginning of every line that has a place; history skips these lines without decoding them."""


class Kind(Struct, frozen=True):
    """What every line has: its kind, and when it was written; a first line has its version, too. Both are unchecked."""

    t: str
    at: Any = None
    v: Any = None


class ChoicesLine(Struct, frozen=True):
    """The choices in a line that begins a session or changes its plan."""

    choices: Choices
    usual: Choices | None = None

    @property
    def usually(self) -> Choices:
        """The choices to restore next time."""
        return unchangeable(self.usual or self.choices)


class Named(Struct, frozen=True):
    """The name of an exercise."""

    id: str
    name: str


class PlanLine(ChoicesLine, frozen=True):
    """The same line with as much of its plan as history needs."""

    plan: tuple[Step, ...] = ()
    exercises: tuple[Named, ...] = ()


class AnyPlanLine(ChoicesLine, frozen=True):
    """The same line with a plan that may be anything."""

    plan: Any = None
    exercises: Any = None
    language: Any = None

    def whole(self, title: str) -> Plan:
        """The plan, without characters that could control a terminal; ValueError if it is none."""
        language = self.language if isinstance(self.language, str) else None
        told = {"title": title, "exercises": self.exercises, "steps": self.plan, "language": language}
        return plan_from_json(all_harmless(told))

    def readable(self) -> PlanLine:
        """The parts of the plan that can be read."""
        plan, exercises = readable(self.plan, Step), readable(self.exercises, Named)
        return PlanLine(self.choices, self.usual, plan, exercises)


def planned(line: bytes) -> PlanLine:
    """Read the choices and the plan in a line; the parts of the plan that cannot be read are left out."""
    try:
        return decode(line, PlanLine)
    except ValueError:
        return decode(line, AnyPlanLine).readable()


class CheckinLine(Answers, frozen=True, kw_only=True):
    """The same as it is written, perhaps by a version that asks for more."""

    background: frozenset[str] | None = None


class SetLine(Kind, frozen=True, kw_only=True):
    """A set that was done or skipped."""

    at: Time
    n: Whole
    exercise: str
    side: Side
    set: Whole
    library: str | None = None
    reps: Amount | None = None
    hold_s: Amount | None = None
    modifications: tuple[str, ...] = ()
    work_s: Number | None = None
    paused_s: Number | None = None
    how: How | None = None
    given_up: Any = None
    load: str | None = None
    open: bool = False
    timed: bool = False
    group: str | None = None

    @property
    def record(self) -> Record:
        """The record of the set."""
        how = self.how if self.given_up is None else How.GIVEN_UP
        if how is None or (self.reps is None and self.hold_s is None):
            raise ValueError("the set does not say how it ended, or has neither repetitions nor a hold")
        without_work = self.hold_s.done if self.hold_s and not self.reps else 0.0
        return Record(
            n=self.n,
            exercise=self.exercise,
            library=self.library,
            side=self.side,
            set=self.set,
            reps=self.reps,
            hold=self.hold_s,
            seconds=without_work if self.work_s is None else self.work_s,
            paused=0.0 if self.paused_s is None else self.paused_s,
            modifications=self.modifications,
            how=how,
            load=self.load,
            open=self.open,
            timed=self.timed,
            group=self.group,
        )


class UndoLine(Struct, frozen=True):
    """The number of the set whose record is taken back."""

    n: Whole


class EndLine(Struct, frozen=True):
    """How the session ended."""

    outcome: Outcome


class PlaceLine(Struct, frozen=True):
    """Where the session stands."""

    snapshot: dict[str, Any]


def all_harmless(value: object) -> object:
    """A value with all control characters removed from its texts, since the plan is shown on a terminal."""
    match value:
        case str():
            return harmless(value)
        case list() | tuple():
            return [all_harmless(each) for each in value]
        case dict():
            return {all_harmless(name): all_harmless(each) for name, each in value.items()}
        case _:
            return value


def place_of(line: bytes) -> Json:
    """Read the snapshot of a paused player, filling in the defaults that the line left out; it has no records."""
    told = decode(line, PlaceLine).snapshot
    names = to_json(State()).keys() - {"records"}
    state = convert({name: value for name, value in told.items() if name in names}, State)
    if state.mode is not Mode.PAUSED:
        raise ValueError("the place is not a paused player's")
    return to_json(state)


def dated(line: bytes, kind: type[D]) -> D:
    """Read a line as a value of this kind with a plausible time."""
    told = decode(line, kind)
    time_of(told.at)
    return told


def pain_of(line: bytes) -> Pain:
    """Read what a pain is like; ValueError if it is not told."""
    told = dated(line, Pain)
    if told.kind is None:
        raise ValueError("the kind of the pain is not told")
    return told


def checkin_of(line: bytes) -> Checkin:
    """Read the answers of the check-in, ignoring background answers that this version does not know."""
    told = dated(line, CheckinLine)
    known = None if told.background is None else frozenset(one for one in Background if one in told.background)
    return Checkin(**{**asdict(told), "background": known})


def checkout_of(line: bytes) -> Checkout:
    """Read the answers of the check-out."""
    told = dated(line, Checkout)
    return replace(told, effort=MappingProxyType(dict(told.effort)))

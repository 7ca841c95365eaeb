"""Writes the lines of a log, which `reading` reads: no other module knows the names of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Annotated

from msgspec import Meta, Struct

from hipcoach.advice.history import Background, DailyLife, OuterHip
from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import Json, choices_to_json, plan_to_json, range_to_json
from hipcoach.engine.events import Outcome, PainKind
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Amount, How, Record
from hipcoach.engine.state import State, to_json
from hipcoach.journal.format import VERSION, Time, moment
from hipcoach.session.model import Side, Whole

Score = Annotated[int, Meta(ge=0, le=10)]
"""An answer from 0 to 10."""


class Dated(Struct, frozen=True):
    """What was written at a time."""

    at: Time


class Start(Dated, frozen=True):
    """The first line of a log, without choices and plan."""

    session: str
    """32 hexadecimal digits."""
    title: str
    app: str = ""
    """The version of hipcoach that wrote it."""
    host: str = ""
    """The random id of the installation that wrote it."""
    pid: Whole = 0
    file: str = ""
    """The session file's name."""
    sha256: str = ""
    """The checksum of the session file."""


class Answers(Dated, frozen=True, kw_only=True):
    """The answers before the session but for the background; `None` where one was not given."""

    pain: Score | None = None
    next_morning: Score | None = None
    """Pain on the morning after the session before."""
    daily_life: DailyLife | None = None
    turned_out: Score | None = None
    """How turned out the legs feel."""
    outer_hip: OuterHip | None = None
    accepted: tuple[str, ...] = ()
    """Keys of the offers that were accepted."""
    declined: tuple[str, ...] = ()
    """Keys of the offers that were answered with "not now"."""
    dismissed: tuple[str, ...] = ()
    """Keys of the notices that were marked as read."""
    asked: bool = True
    """Whether anybody was asked; not without a keyboard."""


class Checkin(Answers, frozen=True, kw_only=True):
    """All answers before the session."""

    background: frozenset[Background] | None = None
    """Asked once; empty if nothing applies or the questions were skipped."""


class Checkout(Dated, frozen=True):
    """The answers after the session; `None` where one was not given."""

    pain: Score | None = None
    effort: Mapping[str, Score] = MappingProxyType({})
    """Effort by exercise id."""
    note: str = ""


class Pain(Dated, frozen=True):
    """A pain that was reported during the session."""

    exercise: str
    side: Side
    kind: PainKind | None = None
    """`None` if the person did not get to tell it."""
    score: Score | None = None


def start_line(start: Start, choices: Choices, usual: Choices | None, plan: Plan) -> Json:
    """The first line: everything needed to resume the session without its session file.

    `usual`: the choices to restore next time, without today's pain adjustments; `None` if they are `choices`.
    """
    return {
        "t": "start",
        "v": VERSION,
        "session": start.session,
        "at": moment(start.at),
        "app": start.app,
        "host": start.host,
        "pid": start.pid,
        "file": start.file,
        "sha256": start.sha256,
        "title": start.title,
        "choices": choices_to_json(choices),
        **({"usual": choices_to_json(usual)} if usual is not None else {}),
        **_plan(plan),
    }


def plan_line(at: datetime, choices: Choices, plan: Plan) -> Json:
    """A line for a plan that was changed during the session."""
    return {"t": "plan", "at": moment(at), "choices": choices_to_json(choices), **_plan(plan)}


def _plan(plan: Plan) -> Json:
    data = plan_to_json(plan)
    language = {"language": data["language"]} if "language" in data else {}
    return {"plan": data["steps"], "exercises": data["exercises"], **language}


def checkin_line(checkin: Checkin) -> Json:
    """A line for the answers of the check-in."""
    line: Json = {"t": "checkin", "at": moment(checkin.at), **({} if checkin.asked else {"asked": False})}
    # A question that was not asked or not answered has no field.
    for name, score in (
        ("pain", checkin.pain),
        ("next_morning", checkin.next_morning),
        ("turned_out", checkin.turned_out),
    ):
        if score is not None:
            line[name] = score
    if checkin.daily_life is not None:
        line["daily_life"] = checkin.daily_life.value
    if checkin.background is not None:
        line["background"] = [known.value for known in Background if known in checkin.background]
    if checkin.outer_hip is not None:
        line["outer_hip"] = checkin.outer_hip.value
    for name, keys in (
        ("accepted", checkin.accepted),
        ("declined", checkin.declined),
        ("dismissed", checkin.dismissed),
    ):
        if keys:
            line[name] = list(keys)
    return line


def set_line(record: Record, at: datetime) -> Json:
    """A line for a set that was done or skipped."""
    return {
        "t": "set",
        "n": record.n,
        "at": moment(at),
        "exercise": record.exercise,
        "library": record.library,
        "side": record.side.value,
        "set": record.set,
        **({} if record.group is None else {"round": record.set, "group": record.group}),
        "reps": _amount(record.reps),
        "hold_s": _amount(record.hold),
        "modifications": list(record.modifications),
        "work_s": record.seconds,
        "paused_s": record.paused,
        **_how(record),
        **({"load": record.load} if record.load is not None else {}),
        **{name: True for name in ("open", "timed") if getattr(record, name)},
    }


def _how(record: Record) -> Json:
    """The fields for how a set ended: a word that every reader knows, and a flag if the session ended within it."""
    if record.how is not How.GIVEN_UP:
        return {"how": record.how.value}
    return {"how": (How.SHORT if record.counted.done else How.SKIPPED).value, "given_up": True}


def _amount(amount: Amount | None) -> Json | None:
    if amount is None:
        return None
    return {"range": range_to_json(amount.range), "target": amount.target, "done": amount.done}


def place_line(at: datetime, snapshot: Json) -> Json:
    """A line for where the session stands, without defaults and without records, which have lines of their own."""
    defaults = to_json(State())
    told = {name: value for name, value in snapshot.items() if name != "records" and value != defaults[name]}
    return {"t": "place", "at": moment(at), "snapshot": told}


def pain_felt_line(at: datetime, exercise: str, side: Side) -> Json:
    """A line for a pain of which nothing is told yet."""
    return {"t": "pain_felt", "at": moment(at), "exercise": exercise, "side": side.value}


def no_pain_line(at: datetime) -> Json:
    """A line that takes back a pain of which nothing was told."""
    return {"t": "no_pain", "at": moment(at)}


def pain_line(pain: Pain) -> Json:
    """A line for what a pain is like."""
    return {
        "t": "pain",
        "at": moment(pain.at),
        "exercise": pain.exercise,
        "side": pain.side.value,
        "kind": pain.kind.value if pain.kind else None,
        "score": pain.score,
    }


def pain_undo_line(at: datetime) -> Json:
    """A line that takes back the latest pain."""
    return {"t": "pain_undo", "at": moment(at)}


def undo_line(n: int, at: datetime) -> Json:
    """A line that takes back the record of set `n`."""
    return {"t": "undo", "n": n, "at": moment(at)}


def resume_line(at: datetime, gap: float) -> Json:
    """A line for a resumed session; `gap` is the seconds since its last line before that."""
    return {"t": "resume", "at": moment(at), "gap_s": round(gap)}


def end_line(at: datetime, outcome: Outcome) -> Json:
    """A line for the end of the session."""
    return {"t": "end", "at": moment(at), "outcome": outcome.value}


def checkout_line(checkout: Checkout) -> Json:
    """A line for the answers of the check-out."""
    effort = dict(checkout.effort)
    return {"t": "checkout", "at": moment(checkout.at), "pain": checkout.pain, "effort": effort, "note": checkout.note}

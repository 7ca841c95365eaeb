"""Writes and reads the lines of a log: the only module that knows the names of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from msgspec import Struct

from hipcoach.advice.history import Background, DailyLife, OuterHip
from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import Json, JsonFields, choices_to_json, plan_from_json, plan_to_json, range_to_json
from hipcoach.engine.events import Outcome, PainKind
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Amount, How, Record
from hipcoach.engine.state import Mode, State, StepPart, to_json
from hipcoach.journal.format import VERSION, moment, time_of
from hipcoach.session.model import Side
from hipcoach.text.characters import harmless

PLACE = b'{"t":"place"'
"""The beginning of every line that has a place; history skips these lines without decoding them."""


class Start(Struct, frozen=True):
    """The first line of a log, without choices and plan."""

    session: str
    """32 hexadecimal digits."""
    at: datetime
    app: str
    """The version of hipcoach that wrote it."""
    host: str
    """The random id of the installation that wrote it."""
    pid: int
    file: str
    """The session file's name."""
    sha256: str
    """The checksum of the session file."""
    title: str


class Checkin(Struct, frozen=True):
    """The answers before the session; `None` where one was not given."""

    at: datetime
    pain: int | None
    """0 to 10."""
    next_morning: int | None
    """Pain on the morning after the session before, 0 to 10."""
    daily_life: DailyLife | None = None
    turned_out: int | None = None
    """How turned out the legs feel, 0 to 10."""
    background: frozenset[Background] | None = None
    """Asked once; empty if nothing applies or the questions were skipped."""
    outer_hip: OuterHip | None = None
    accepted: tuple[str, ...] = ()
    """Keys of the offers that were accepted."""
    declined: tuple[str, ...] = ()
    """Keys of the offers that were answered with "not now"."""
    dismissed: tuple[str, ...] = ()
    """Keys of the notices that were marked as read."""


class Checkout(Struct, frozen=True):
    """The answers after the session; `None` where one was not given."""

    at: datetime
    pain: int | None
    """0 to 10."""
    effort: Mapping[str, int]
    """Effort by exercise id, 0 to 10."""
    note: str


class Pain(Struct, frozen=True):
    """A pain that was reported during the session."""

    at: datetime
    exercise: str
    side: Side
    kind: PainKind
    score: int | None
    """0 to 10."""


# -- writing --------------------------------------------------------------------------------------------------------


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
    return {"plan": data["steps"], "exercises": data["exercises"]}


def checkin_line(checkin: Checkin) -> Json:
    """A line for the answers of the check-in."""
    line: Json = {"t": "checkin", "at": moment(checkin.at)}
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
        "reps": _amount(record.reps),
        "hold_s": _amount(record.hold),
        "modifications": list(record.modifications),
        "work_s": record.seconds,
        "paused_s": record.paused,
        **_how(record),
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


def pain_line(pain: Pain) -> Json:
    """A line for a reported pain."""
    return {
        "t": "pain",
        "at": moment(pain.at),
        "exercise": pain.exercise,
        "side": pain.side.value,
        "kind": pain.kind.value,
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


# -- reading: ValueError where a line is not what it should be ------------------------------------------------------


def start_of(fields: JsonFields) -> Start:
    """Read a first line, without choices and plan."""
    return Start(
        session=fields.text("session"),
        at=time_of(fields),
        app=fields.maybe_text("app") or "",
        host=fields.maybe_text("host") or "",
        pid=fields.maybe_whole("pid") or 0,
        file=fields.maybe_text("file") or "",
        sha256=fields.maybe_text("sha256") or "",
        title=fields.text("title"),
    )


def plan_of(fields: JsonFields, title: str) -> Plan:
    """Read the plan in a line."""
    told = {"title": title, "exercises": fields.raw("exercises"), "steps": fields.raw("plan")}
    return plan_from_json(_harmless(told))


def _harmless(value: object) -> object:
    """A value with all control characters removed from its texts, since the plan is shown on a terminal."""
    match value:
        case str():
            return harmless(value)
        case list():
            return [_harmless(each) for each in value]
        case dict():
            return {_harmless(name): _harmless(each) for name, each in value.items()}
        case _:
            return value


def record_of(fields: JsonFields) -> Record:
    """Read the record of a set."""
    reps, hold = _amount_of(fields, "reps"), _amount_of(fields, "hold_s")
    if reps is None and hold is None:
        raise ValueError("the set has neither repetitions nor a hold")
    seconds = fields.number("work_s") if fields.has("work_s") else hold.done if hold and not reps else 0.0
    return Record(
        n=fields.whole("n"),
        exercise=fields.text("exercise"),
        library=fields.maybe_text("library"),
        side=fields.word("side", Side),
        set=fields.whole("set"),
        reps=reps,
        hold=hold,
        seconds=seconds,
        paused=fields.number("paused_s") if fields.has("paused_s") else 0.0,
        modifications=fields.texts("modifications"),
        how=How.GIVEN_UP if fields.has("given_up") else fields.word("how", How),
    )


def _amount_of(fields: JsonFields, name: str) -> Amount | None:
    if not fields.has(name):
        return None
    amount = fields.inner(name)
    return Amount(amount.range("range"), amount.whole("target"), amount.number("done"))


def place_of(fields: JsonFields) -> Json:
    """Read the snapshot of a paused player, filling in the defaults that the line left out; it has no records."""
    told = fields.inner("snapshot")
    snapshot = to_json(State())
    del snapshot["records"]
    for name in told.names():
        match snapshot.get(name):
            case bool():
                snapshot[name] = told.truth(name)
            case int():
                snapshot[name] = told.whole(name)
            case float():
                snapshot[name] = told.number(name)
            case str():
                snapshot[name] = told.text(name)
            case list():
                snapshot[name] = list(told.texts(name))
            case _:
                # Not a field of a snapshot, or not of this version's.
                pass
    if snapshot["mode"] != Mode.PAUSED or snapshot["part"] not in tuple(StepPart):
        raise ValueError("the place is not a paused player's")
    return {**snapshot, "records": []}


def pain_of(fields: JsonFields) -> Pain:
    """Read a reported pain."""
    kind = fields.word("kind", PainKind)
    return Pain(time_of(fields), fields.text("exercise"), fields.word("side", Side), kind, fields.maybe_score("score"))


def checkin_of(fields: JsonFields) -> Checkin:
    """Read the answers of the check-in."""
    return Checkin(
        at=time_of(fields),
        pain=fields.maybe_score("pain"),
        next_morning=fields.maybe_score("next_morning"),
        daily_life=fields.maybe_word("daily_life", DailyLife),
        turned_out=fields.maybe_score("turned_out"),
        background=_background_of(fields),
        outer_hip=fields.maybe_word("outer_hip", OuterHip),
        accepted=_texts_of(fields, "accepted"),
        declined=_texts_of(fields, "declined"),
        dismissed=_texts_of(fields, "dismissed"),
    )


def _background_of(fields: JsonFields) -> frozenset[Background] | None:
    """Read the background answers, ignoring those that this version does not know."""
    if not fields.has("background"):
        return None
    told = fields.texts("background")
    return frozenset(known for known in Background if known.value in told)


def _texts_of(fields: JsonFields, name: str) -> tuple[str, ...]:
    return fields.texts(name) if fields.has(name) else ()


def checkout_of(fields: JsonFields) -> Checkout:
    """Read the answers of the check-out."""
    effort = fields.inner("effort")
    scores = MappingProxyType({name: effort.score(name) for name in effort.names()})
    return Checkout(time_of(fields), fields.maybe_score("pain"), scores, fields.maybe_text("note") or "")

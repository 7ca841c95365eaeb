"""What each line of a log looks like: the one place that knows the names of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

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
"""How every line begins that says where the session stands; history skips them unread."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a session's first line says."""

    session: str
    """32 hexadecimal digits."""
    at: datetime
    app: str
    """Which version wrote it."""
    host: str
    """The random id of the installation that wrote it."""
    pid: int
    file: str
    """The session file's name."""
    sha256: str
    """Of the session file."""
    title: str


@dataclass(frozen=True, slots=True)
class Checkin:
    """What was asked before the session; `None` where it was not answered."""

    at: datetime
    pain: int | None
    """0 to 10."""
    next_morning: int | None
    """Pain on the morning after the session before, 0 to 10."""
    daily_life: DailyLife | None = None
    turned_out: int | None = None
    """How turned out the legs feel, 0 to 10."""
    background: frozenset[Background] | None = None
    """Asked once; empty where none of it is so, or it was skipped."""
    outer_hip: OuterHip | None = None
    accepted: tuple[str, ...] = ()
    """Keys of offers."""
    declined: tuple[str, ...] = ()
    """Keys of offers that were answered with "not now"."""
    dismissed: tuple[str, ...] = ()
    """Keys of notices."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """What was asked after the session; `None` where it was not answered."""

    at: datetime
    pain: int | None
    """0 to 10."""
    effort: Mapping[str, int]
    """By exercise id, 0 to 10."""
    note: str


@dataclass(frozen=True, slots=True)
class Pain:
    """A pain that was felt and described in the session."""

    at: datetime
    exercise: str
    side: Side
    kind: PainKind
    score: int | None
    """0 to 10."""


# -- writing --------------------------------------------------------------------------------------------------------


def start_line(start: Start, choices: Choices, usual: Choices | None, plan: Plan) -> Json:
    """The first line: everything needed to go on with the session, without its file.

    `usual`: choices to restore next time, without today's pain adjustments; `None` if they are `choices`.
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
    """The plan was changed under way."""
    return {"t": "plan", "at": moment(at), "choices": choices_to_json(choices), **_plan(plan)}


def _plan(plan: Plan) -> Json:
    data = plan_to_json(plan)
    return {"plan": data["steps"], "exercises": data["exercises"]}


def checkin_line(checkin: Checkin) -> Json:
    """What was asked before."""
    line: Json = {"t": "checkin", "at": moment(checkin.at)}
    # What was not asked or not answered has no field.
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
    """A set was done, or left."""
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
    """How a set ended: words that every reader knows, and beside them that the session was ended in its midst."""
    if record.how is not How.GIVEN_UP:
        return {"how": record.how.value}
    return {"how": (How.SHORT if record.counted.done else How.SKIPPED).value, "given_up": True}


def _amount(amount: Amount | None) -> Json | None:
    if amount is None:
        return None
    return {"range": range_to_json(amount.range), "target": amount.target, "done": amount.done}


def place_line(at: datetime, snapshot: Json) -> Json:
    """Where the session stands, in few bytes: without defaults, and without what was done, which earlier lines say."""
    defaults = to_json(State())
    told = {name: value for name, value in snapshot.items() if name != "records" and value != defaults[name]}
    return {"t": "place", "at": moment(at), "snapshot": told}


def pain_line(pain: Pain) -> Json:
    """A pain was described."""
    return {
        "t": "pain",
        "at": moment(pain.at),
        "exercise": pain.exercise,
        "side": pain.side.value,
        "kind": pain.kind.value,
        "score": pain.score,
    }


def pain_undo_line(at: datetime) -> Json:
    """The pain told before this was taken back."""
    return {"t": "pain_undo", "at": moment(at)}


def undo_line(n: int, at: datetime) -> Json:
    """The record of a set was taken back."""
    return {"t": "undo", "n": n, "at": moment(at)}


def resume_line(at: datetime, gap: float) -> Json:
    """An interrupted session goes on, so many seconds after its last sign of life."""
    return {"t": "resume", "at": moment(at), "gap_s": round(gap)}


def end_line(at: datetime, outcome: Outcome) -> Json:
    """The session is over."""
    return {"t": "end", "at": moment(at), "outcome": outcome.value}


def checkout_line(checkout: Checkout) -> Json:
    """What was asked after."""
    effort = dict(checkout.effort)
    return {"t": "checkout", "at": moment(checkout.at), "pain": checkout.pain, "effort": effort, "note": checkout.note}


# -- reading: ValueError where a line is not what it should be ------------------------------------------------------


def start_of(fields: JsonFields) -> Start:
    """What a first line says, but for choices and plan."""
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
    """The plan that a line carries."""
    told = {"title": title, "exercises": fields.raw("exercises"), "steps": fields.raw("plan")}
    return plan_from_json(_harmless(told))


def _harmless(value: object) -> object:
    """A value with everything taken out of its texts that would do harm on a terminal, where the plan is shown."""
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
    """What was done in a set."""
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
    """A snapshot of a paused player, with everything that its line left out, but without records."""
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
                # No field of a snapshot, or of this version's.
                pass
    if snapshot["mode"] != Mode.PAUSED or snapshot["part"] not in tuple(StepPart):
        raise ValueError("the place is not a paused player's")
    return {**snapshot, "records": []}


def pain_of(fields: JsonFields) -> Pain:
    """A pain as it was described."""
    kind = fields.word("kind", PainKind)
    return Pain(time_of(fields), fields.text("exercise"), fields.word("side", Side), kind, fields.maybe_score("score"))


def checkin_of(fields: JsonFields) -> Checkin:
    """What was answered before."""
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
    """What was answered, as far as this version knows it."""
    if not fields.has("background"):
        return None
    told = fields.texts("background")
    return frozenset(known for known in Background if known.value in told)


def _texts_of(fields: JsonFields, name: str) -> tuple[str, ...]:
    return fields.texts(name) if fields.has(name) else ()


def checkout_of(fields: JsonFields) -> Checkout:
    """What was answered after."""
    effort = fields.inner("effort")
    scores = MappingProxyType({name: effort.score(name) for name in effort.names()})
    return Checkout(time_of(fields), fields.maybe_score("pain"), scores, fields.maybe_text("note") or "")

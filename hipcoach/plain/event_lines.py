"""Events as lines of text and as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, TextIO

from hipcoach.cues import prompts
from hipcoach.cues.prompts import Level
from hipcoach.engine.events import (
    NAMES,
    Amount,
    Countdown,
    Event,
    ExerciseDone,
    ExerciseSkipped,
    Finishing,
    FinishTakenBack,
    HoldReached,
    HoldStarted,
    LeadInStarted,
    MinimumReached,
    PaceChanged,
    PainDescribed,
    PainDismissed,
    PainFelt,
    PainTakenBack,
    Paused,
    PhaseStarted,
    PlanChanged,
    PrepareStarted,
    Record,
    RecordUndone,
    RepetitionDone,
    RepetitionsLeft,
    RepetitionsStarted,
    RestStarted,
    Resumed,
    SessionEnded,
    SessionStarted,
    SetDone,
    SwitchSides,
    TargetChanged,
    TimeChanged,
    Waiting,
    WorkResumed,
)
from hipcoach.engine.plan import Hold, Plan
from hipcoach.engine.player import Player
from hipcoach.engine.wording import ENDS, OUTCOMES, done_of, whole
from hipcoach.session.model import Side
from hipcoach.text.characters import escaped
from hipcoach.text.durations import clock


class Lines:
    """Writes a line for each event, as it happens."""

    def __init__(self, out: TextIO, told: Callable[[Event, datetime, Plan], str], gone: Callable[[], None]) -> None:
        self._out = out
        self._told = told
        self._gone = gone
        """What to do when whoever read the lines went away."""

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Write what happened."""
        try:
            for event in events:
                if told := self._told(event, at, player.plan):
                    self._out.write(told + "\n")
                    self._out.flush()
        except BrokenPipeError:
            self._gone()


def text_line(event: Event, at: datetime, plan: Plan) -> str:
    """An event as a line of text; the time of day is left out."""
    return line(event, plan)


def json_line(event: Event, at: datetime, plan: Plan) -> str:
    """An event as a JSON object on a line of its own."""
    return escaped(json.dumps(as_json(event, at, plan), ensure_ascii=False))


def line(event: Event, plan: Plan) -> str:
    """An event as a line of text; empty for a cue where there is none to give."""
    word, *parts = _parts(event, plan)
    if word == "cue" and not parts:
        return ""
    minutes, seconds = divmod(int(event.due), 60)
    return f"[{minutes:02}:{seconds:02}] {word:<8} {' · '.join(part for part in parts if part)}".rstrip()


def _parts(event: Event, plan: Plan) -> tuple[str | None, ...]:
    """A word for the event, then what is to be said of it."""
    side = event.side.value.upper() if hasattr(event, "side") and event.side is not Side.NONE else None
    words = prompts.prompt(event, plan).said_at(Level.FULL)
    match event:
        case SessionStarted(title=title, seconds=seconds):
            return "start", title, clock(seconds)
        case PrepareStarted(seconds=seconds):
            name = plan.exercises[event.exercise].name
            return "prepare", side, _seconds(seconds), name, prompts.dose(event, plan), *prompts.setup(event, plan)
        case RestStarted(seconds=seconds):
            return "rest", _seconds(seconds), prompts.next_set(event, plan)
        case SwitchSides(seconds=seconds):
            return "switch", side, _seconds(seconds), prompts.switch_cue(event, plan)
        case HoldStarted(seconds=seconds):
            return "hold", side, _seconds(seconds), prompts.start_cue(event, plan)
        case RepetitionsStarted(target=target, own=own):
            pace = "at your own pace" if own else None
            return "reps", side, f"{target:g}", pace, prompts.start_cue(event, plan)
        case LeadInStarted(seconds=seconds):
            return "ready", side, _seconds(seconds)
        case WorkResumed():
            return "go on", side, f"{_left(event, plan)} left"
        case Countdown(left=left):
            return "tick", str(left)
        case HoldReached() | RecordUndone() | Waiting():
            return "cue", *words
        case MinimumReached(minimum=minimum):
            return "minimum", f"{minimum} reached"
        case PhaseStarted(phase=phase, repetition=number):
            return phase, str(number)
        case RepetitionDone(repetition=number, target=target):
            cue = [text for text in words if not text.isdecimal()]
            return "count", f"{number} of {target:g}", *cue
        case RepetitionsLeft():
            return "cue", *words
        case SetDone(record=record):
            return "done", side, done_of(record), ENDS[record.how], *words
        case ExerciseDone(exercise=exercise):
            return "finished", plan.exercises[exercise].name
        case ExerciseSkipped(exercise=exercise):
            return "left out", plan.exercises[exercise].name
        case TimeChanged(seconds=seconds):
            return "time", side, _seconds(seconds)
        case TargetChanged(target=target):
            return "target", side, str(whole(target))
        case Paused(gap=gap):
            return "paused", f"nobody was guided for {whole(gap)} s" if gap else None
        case PaceChanged():
            return "pace", *words
        case Resumed():
            return "resumed", side
        case PainFelt():
            return "pain", "stopped"
        case PainDescribed(kind=kind, score=score):
            return "pain", kind.value.replace("_", " "), None if score is None else f"{score} of 10"
        case PainDismissed() | FinishTakenBack():
            return "paused", None
        case PainTakenBack():
            return "pain", "taken back"
        case Finishing(seconds=seconds):
            return "end", f"in {_seconds(seconds)}"
        case PlanChanged(plan=changed):
            return "changed", f"{clock(changed.total)} in all"
        case SessionEnded(outcome=outcome, sets_done=done, sets_planned=planned):
            return "end", OUTCOMES[outcome], f"{done} of {planned} sets"
    raise AssertionError(f"no line for {event}")


def _seconds(seconds: float) -> str:
    """Seconds as people are told them."""
    return f"{seconds:.0f} s"


def _left(event: WorkResumed, plan: Plan) -> str:
    """What is left of a set, in seconds or repetitions."""
    return _seconds(event.left) if isinstance(prompts.work_ahead(event, plan), Hold) else f"{event.left:.0f}"


def as_json(event: Event, at: datetime, plan: Plan) -> dict[str, Any]:
    """An event as a JSON object."""
    told: dict[str, Any] = {
        "event": NAMES[type(event)],
        "due": _number(event.due),
        "at": at.isoformat(timespec="milliseconds"),
    }
    for field in fields(event):
        match field.name, getattr(event, field.name):
            case "due", _:
                continue
            case "record", Record() as record:
                told |= _record(record)
            case "plan", Plan() as changed:
                told["seconds"] = changed.total
            case name, float(value):
                told[name] = _number(value)
            case name, value:
                told[name] = value
    if words := prompts.prompt(event, plan).said_at(Level.FULL):
        told["say"] = list(words)
    return told


def _record(record: Record) -> dict[str, Any]:
    return {
        "n": record.n,
        "library": record.library,
        "reps": _amount(record.reps),
        "hold_s": _amount(record.hold),
        "seconds": _number(record.seconds),
        "paused_s": _number(record.paused),
        "modifications": list(record.modifications),
        "how": record.how.value,
    }


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "range": [amount.range.low, amount.range.high],
        "target": amount.target,
        "done": _number(amount.done),
    }


def _number(value: float) -> float:
    """Whole numbers without a point."""
    return int(value) if value == int(value) else round(value, 3)

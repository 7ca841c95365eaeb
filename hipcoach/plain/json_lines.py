"""Formats events as JSON, one object a line; the README lists the fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from hipcoach.cues import prompts
from hipcoach.cues.prompts import Level
from hipcoach.engine.events import Event, PrepareStarted, SetEvent
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.engine.records import Amount, Record
from hipcoach.text.characters import escaped


class JsonLines:
    """The listener that writes a line of JSON for each event."""

    def __init__(
        self, write: Callable[[str], None], heard: Callable[[Event, Plan], Sequence[str]] = lambda event, plan: ()
    ) -> None:
        """`heard` tells which phrases of an event are heard."""
        self._write = write
        self._heard = heard

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Write a line for each event."""
        for event in events:
            self._write(json_line(event, at, player.plan, self._heard(event, player.plan)))


def json_line(event: Event, at: datetime, plan: Plan, heard: Sequence[str] = ()) -> str:
    """Format an event as a line of JSON."""
    return escaped(json.dumps(as_json(event, at, plan, heard), ensure_ascii=False))


def as_json(event: Event, at: datetime, plan: Plan, heard: Sequence[str] = ()) -> dict[str, Any]:
    """An event as a JSON object, with all that there is to say of it and what is `heard` of that."""
    told: dict[str, Any] = {
        "event": event.word,
        "due": _number(event.due),
        "at": at.isoformat(timespec="milliseconds"),
    }
    for field in event.__struct_fields__:
        match field, getattr(event, field):
            case "due", _:
                continue
            case "open", False:
                # Few sets have an open end, and only those say so.
                continue
            case "record", Record() as record:
                told |= _record(record)
            case "plan", Plan() as changed:
                told["seconds"] = changed.total
            case name, float(value):
                told[name] = _number(value)
            case name, value:
                told[name] = value
    if isinstance(event, PrepareStarted) and (load := plan.exercises[event.exercise].load) is not None:
        told["load"] = load
    if isinstance(event, SetEvent) and (group := plan.exercises[event.exercise].group) is not None:
        told |= {"round": event.set, "group": group.id}
    if words := prompts.prompt(event, plan).said_at(Level.FULL):
        told["say"] = list(words)
        told["heard"] = list(heard)
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
        **({"load": record.load} if record.load is not None else {}),
        **{name: True for name in ("open", "timed") if getattr(record, name)},
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
    """A whole number as an int, so that it is written without a decimal point."""
    return int(value) if value == int(value) else round(value, 3)

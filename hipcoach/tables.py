"""Sessions and plans as tables of text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hipcoach.coach.plan import Choices, Hold, Plan, Prepare, Repetitions, Rest, Step, Switch, make_plan
from hipcoach.coach.view import clock
from hipcoach.session.library import Entry, Library
from hipcoach.session.model import Session, Side
from hipcoach.session.problems import Problem

STEP_WORDS: dict[type[Step], str] = {
    Prepare: "prepare",
    Switch: "switch",
    Rest: "rest",
    Hold: "hold",
    Repetitions: "reps",
}


def plan_as_text(plan: Plan) -> Iterator[str]:
    """A line for each step, and the total."""
    width = max((len(exercise) for exercise in plan.exercises), default=0)
    yield plan.title
    for at, step in plan.timeline():
        sets = f"{step.set}/{plan.exercises[step.exercise].sets}"
        side = "" if step.side is Side.NONE else step.side.value
        word = STEP_WORDS[type(step)]
        yield f"{clock(at):>6}  {word:<8}{step.exercise:<{width}}  {side:<5}  {sets:<5}  {_dose(step)}"
    yield f"total {clock(plan.total)}"


def _dose(step: Step) -> str:
    match step:
        case Repetitions():
            held = f", each held {step.hold_target} s" if step.hold_target else ""
            pace = "at your own pace" if step.own else _tempo(step)
            return f"{step.target} repetitions{held}, {pace}"
        case Rest(switch=int(switch)):
            return f"{step.seconds} s, change sides {switch} s before its end"
        case _:
            return f"{step.seconds} s"


def _tempo(step: Repetitions) -> str:
    return " ".join(f"{phase.name} {phase.seconds}" for phase in step.phases)


def plan_as_json(plan: Plan) -> Iterator[str]:
    """The plan as one JSON object, times in seconds."""
    import json

    steps = [_step(at, step, plan) for at, step in plan.timeline()]
    yield json.dumps({"title": plan.title, "total": plan.total, "steps": steps}, ensure_ascii=False, indent=1)


def _step(at: int, step: Step, plan: Plan) -> dict[str, Any]:
    told: dict[str, Any] = {
        "offset": at,
        "step": STEP_WORDS[type(step)],
        "exercise": step.exercise,
        "side": step.side.value,
        "set": step.set,
        "sets": plan.exercises[step.exercise].sets,
        "seconds": step.seconds,
    }
    match step:
        case Rest(switch=int(switch)):
            told["switch"] = switch
        case Hold() | Repetitions():
            told |= {"n": step.n, "range": [step.range.low, step.range.high], "target": step.target}
    if isinstance(step, Repetitions):
        told["own"] = step.own
        told["tempo"] = [{"phase": phase.name, "seconds": phase.seconds} for phase in step.phases]
        told["hold_s"] = step.hold_target
    return told


@dataclass(frozen=True, slots=True)
class Listed:
    """A session as it is listed; either the session or what is wrong with its file."""

    entry: Entry
    session: Session | None
    seconds: int | None
    problem: Problem | None


def listed(library: Library, choices: Choices) -> tuple[Listed, ...]:
    """Every session there is, with its length at the chosen dose."""
    found = []
    for entry in library.sessions():
        reading = library.read(entry.path)
        seconds = make_plan(reading.session, choices).total if reading.session else None
        problem = reading.problems[0] if reading.session is None else None
        found.append(Listed(entry, reading.session, seconds, problem))
    return tuple(found)


def list_as_text(sessions: tuple[Listed, ...], own: Path) -> Iterator[str]:
    """Two groups, yours and the presets, a line for each session."""
    width = max((len(one.entry.name) for one in sessions), default=0)
    mine = [one for one in sessions if not one.entry.shipped]
    yield "Your own sessions" if mine else f"Your own sessions go into {own}"
    for one in mine:
        yield _row(one, width)
    yield ""
    yield "Presets"
    for one in sessions:
        if one.entry.shipped:
            yield _row(one, width)


def _row(one: Listed, width: int) -> str:
    name = f"  {one.entry.name:<{width}}"
    if one.session is None or one.seconds is None:
        return f"{name}      ?  {one.problem.message if one.problem else ''}"
    return f"{name}  {clock(one.seconds):>5}  {one.session.title}"


def list_as_json(sessions: tuple[Listed, ...]) -> Iterator[str]:
    """One JSON array, an object for each session."""
    import json

    rows = [
        {
            "name": one.entry.name,
            "file": str(one.entry.path),
            "shipped": one.entry.shipped,
            "title": one.session.title if one.session else None,
            "summary": one.session.summary if one.session else None,
            "aim": one.session.aim if one.session else None,
            "seconds": one.seconds,
            "equipment": list(one.session.equipment) if one.session else [],
            "exercises": [exercise.id for exercise in one.session.exercises] if one.session else [],
            "problem": one.problem.as_json() if one.problem else None,
        }
        for one in sessions
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=1)

"""What there is to know about a session before it is started."""

from __future__ import annotations

from datetime import datetime

from hipcoach.advice.safety import safety_of
from hipcoach.cues.doses import amount
from hipcoach.engine.choices import Choices, equipment, fitting
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.wording import you_need
from hipcoach.session.library import Reading
from hipcoach.session.model import Session
from hipcoach.text.durations import clock


def details(reading: Reading, choices: Choices) -> list[str]:
    """What there is to know about a session before starting it."""
    session = reading.session
    if session is None:
        found = len(reading.problems)
        return [f"{found} problem{'' if found == 1 else 's'}; Enter shows them", "", reading.problems[0].message]
    choices = fitting(session, choices)
    plan = make_plan(session, choices)
    lines = [session.title, ""]
    lines += [text for text in (session.summary, session.goal) if text]
    lines += ["", *(_exercise(plan, number) for number in range(len(session.exercises))), ""]
    needed = you_need(equipment(session, choices))
    lines += [needed] if needed else []
    for exercise in session.exercises:
        lines += ["", f"{exercise.name}: {exercise.why}"] if exercise.why else []
    safety = safety_of(session)
    return [*lines, "", f"Stop if: {'; '.join(safety.stop_if)}.", *safety.before]


def _exercise(plan: Plan, number: int) -> str:
    """What is done of one exercise."""
    exercise = tuple(plan.exercises.values())[number]
    first = next(work for work in plan.work if work.exercise == exercise.id)
    each = "" if first.side.value == "none" else " on each side" if _both(plan, exercise.id) else f", {first.side} side"
    return f"· {exercise.name}: {exercise.sets} × {amount(first)}{each}"


def _both(plan: Plan, exercise: str) -> bool:
    """Whether an exercise is done on each side."""
    return len({work.side for work in plan.work if work.exercise == exercise}) == 2


def things(session: Session, choices: Choices) -> tuple[str, ...]:
    """What it needs."""
    return equipment(session, fitting(session, choices))


def aim(session: Session) -> str:
    """What it is for, in words."""
    return session.aim.value.replace("-", " ") if session.aim else ""


def minutes(session: Session, choices: Choices) -> str:
    """How long it takes."""
    return clock(make_plan(session, fitting(session, choices)).total)


def days_ago(what: str, when: datetime, now: datetime) -> str:
    """When it was done, or only begun, as seen from now."""
    days = (now.date() - when.date()).days
    return f"{what} today" if days <= 0 else f"{what} yesterday" if days == 1 else f"{what} {days} days ago"

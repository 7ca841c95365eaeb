"""Describes a session before it is started."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from hipcoach.advice.safety import safety_of
from hipcoach.cues.doses import amount, amounts
from hipcoach.cues.how_to import sources
from hipcoach.engine.choices import Choices, chosen_exercises, equipment, fitting
from hipcoach.engine.events import Outcome
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.steps import differ
from hipcoach.engine.wording import OUTCOMES, affected_in_words, how_often, often, you_need
from hipcoach.session.library import IN_PLACE, Entry, Reading
from hipcoach.session.model import Aim, Session
from hipcoach.text.characters import clean
from hipcoach.text.counts import counted
from hipcoach.text.durations import clock
from hipcoach.ui.screens.about_page import OPENS
from hipcoach.ui.session_list import BAND, FLOOR

SIGNS = {
    FLOOR: ("mat",),
    "▬": ("pad", "cushion"),
    BAND: ("band", "loop"),
    "╪": ("chair", "wall", "table"),
}
"""The signs for what a session needs, each with the words that name such a thing."""

OTHER = "+"
"""The sign for everything else."""

LEGEND = (
    "Signs in the list:",
    *(f"{sign} {' or '.join(words)}" for sign, words in SIGNS.items()),
    f"{OTHER} something else",
    "● every set done  ◐ in part  ! stopped for pain  ○ nothing",
    "The last four times, the newest at the right.",
    "",
)
"""What the signs in the list of sessions stand for."""

IN_A_WORD = {
    "done": "",
    OUTCOMES[Outcome.PARTIAL]: "part ",
    OUTCOMES[Outcome.STOPPED_FOR_PAIN]: "pain ",
    "begun": "begun ",
}
"""How a session went, in a word before the day; the usual way needs none."""


def instead(entry: Entry) -> list[str]:
    """Lines about a session of one's own that hides a preset."""
    there = f"Yours, {IN_PLACE}; delete {clean(str(entry.path))} to get the preset back"
    return [there, ""] if entry.in_place else []


def details(reading: Reading, choices: Choices) -> list[str]:
    """Describe a session in lines: what it is for, its exercises, equipment and safety; or the problems of its file."""
    session = reading.session
    if session is None:
        return [f"{counted(len(reading.problems), 'problem')}; Enter shows them", "", first_problem(reading)]
    choices = fitting(session, choices)
    plan = make_plan(session, choices)
    lines = [text for text in (session.summary, session.goal) if text]
    lines += [""] if lines else []
    lines += [*_exercises(plan), ""]
    sides = affected_in_words(session, choices)
    lines += [f"{sides}."] if sides else []
    needed = you_need([f"{sign_of(thing)} {thing}" for thing in equipment(session, choices)])
    lines += [needed] if needed else []
    lines += [f"It is {session.level}."] if session.level else []
    if session.per_week:
        daily = session.per_day is not None
        told = how_often(session.per_week, session.per_day) if daily else often(session.per_week)
        lines.append(f"How often: {told}.")
    lines += ["", f"For {aim(session)}; {OPENS}."] if session.aim not in (None, Aim.GENERAL) else []
    for exercise in session.exercises:
        lines += ["", f"{exercise.name}: {exercise.why}"] if exercise.why else []
    safety = safety_of(session)
    lines += ["", f"Stop if: {'; '.join(safety.stop_if)}.", *safety.before]
    from_where = sources(session.sources)
    return [*lines, "", "Where this comes from:", *(f"· {line}" for line in from_where)] if from_where else lines


def first_problem(reading: Reading) -> str:
    """The first problem of a file, with its line if it has one."""
    first = reading.problems[0]
    return f"line {first.line}: {first.message}" if first.line else first.message


def _exercises(plan: Plan) -> Iterator[str]:
    """Describe the sets of each exercise, and the rounds of each group."""
    for group, together in groupby(plan.exercises.values(), lambda one: one.group):
        exercises = tuple(together)
        if group is not None:
            yield f"· {group.name}: {counted(exercises[0].sets, 'round')}"
        for exercise in exercises:
            sets = plan.on_one_side(exercise.id)
            both = " on each side" if _both(plan, exercise.id) else f", {sets[0].side} side"
            each = "" if sets[0].side.value == "none" else both
            each += " in turn" if sets[0].alternates else ""
            load = f", {exercise.load}" if exercise.load is not None else ""
            dose = amounts(sets) if differ(sets) else amount(sets[0])
            times = "" if group is not None or differ(sets) else f"{exercise.sets} × "
            yield f"{'' if group is None else '  '}· {exercise.name}: {times}{dose}{each}{load}"


def _both(plan: Plan, exercise: str) -> bool:
    """Whether an exercise is done on each side."""
    return len(plan.sides(exercise)) == 2


def things(session: Session, choices: Choices) -> tuple[str, ...]:
    """The equipment that a session needs with the chosen modifications."""
    return equipment(session, fitting(session, choices))


def sign_of(thing: str) -> str:
    """The sign that stands for a thing in the list of sessions."""
    words = thing.lower()
    return next((sign for sign, names in SIGNS.items() if any(name in words for name in names)), OTHER)


def signs(session: Session, choices: Choices) -> str:
    """A sign for each kind of thing that a session needs, always in the same order.

    An exercise that names nothing it needs, but lies or kneels, needs the floor all the same.
    """
    chosen = [one.exercise for one in chosen_exercises(session, fitting(session, choices))]
    floor = ("mat",) if any(one.position.on_the_floor and not one.equipment for one in chosen) else ()
    found = {sign_of(thing) for thing in (*floor, *things(session, choices))}
    return " ".join(sign for sign in (*SIGNS, OTHER) if sign in found)


def aim(session: Session) -> str:
    """The aim of a session, in words."""
    return session.aim.value.replace("-", " ") if session.aim else ""


def minutes(session: Session, choices: Choices) -> str:
    """The length of a session, as `12:30`; as `12:30+` where sets have an open end."""
    plan = make_plan(session, fitting(session, choices))
    return f"{clock(plan.total)}{'+' if plan.open else ''}"


def days_ago(what: str, when: datetime, now: datetime) -> str:
    """How many days ago a session was done, such as `yesterday` or `part 3 d ago`; `what` is how it went, as a verb."""
    days = (now.date() - when.date()).days
    ago = "today" if days <= 0 else "yesterday" if days == 1 else f"{days} d ago"
    return f"{IN_A_WORD[what]}{ago}"

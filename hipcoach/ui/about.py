"""Describes a session before it is started."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hipcoach.advice.safety import safety_of
from hipcoach.cues.doses import amount, amounts
from hipcoach.cues.how_to import sources
from hipcoach.engine.choices import Choices, equipment, fitting
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.steps import differ
from hipcoach.engine.wording import affected_in_words, how_often, often, you_need
from hipcoach.session.library import IN_PLACE, Entry, Reading
from hipcoach.session.model import Aim, Session
from hipcoach.text.characters import clean
from hipcoach.text.counts import counted
from hipcoach.ui.row_texts import OTHER, SIGNS, first_problem, sign_of
from hipcoach.ui.screens.about_page import OPENS

LEGEND = (
    "Signs in the list:",
    *(f"{sign} {' or '.join(words)}" for sign, words in SIGNS.items()),
    f"{OTHER} something else",
    "● every set done  ◐ in part  ! stopped for pain  ○ nothing",
    "The last four times, the newest at the right.",
    "",
)
"""What the signs in the list of sessions stand for."""


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


def aim(session: Session) -> str:
    """The aim of a session, in words."""
    return session.aim.value.replace("-", " ") if session.aim else ""

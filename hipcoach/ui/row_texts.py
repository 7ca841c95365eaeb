"""What the row of a session tells of it in the list: how long it is, what it needs, and when it was last done."""

from __future__ import annotations

from datetime import datetime

from hipcoach.engine.choices import Choices, chosen_exercises, equipment, fitting
from hipcoach.engine.events import Outcome
from hipcoach.engine.plan import make_plan
from hipcoach.engine.wording import OUTCOMES
from hipcoach.session.library import Reading
from hipcoach.session.model import Session
from hipcoach.text.durations import clock
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

IN_A_WORD = {
    "done": "",
    OUTCOMES[Outcome.PARTIAL]: "part ",
    OUTCOMES[Outcome.STOPPED_FOR_PAIN]: "pain ",
    "begun": "begun ",
}
"""How a session went, in a word before the day; the usual way needs none."""


def minutes(session: Session, choices: Choices) -> str:
    """The length of a session, as `12:30`; as `12:30+` where sets have an open end."""
    plan = make_plan(session, fitting(session, choices))
    return f"{clock(plan.total)}{'+' if plan.open else ''}"


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


def days_ago(what: str, when: datetime, now: datetime) -> str:
    """How many days ago a session was done, such as `yesterday` or `part 3 d ago`; `what` is how it went, as a verb."""
    days = (now.date() - when.date()).days
    ago = "today" if days <= 0 else "yesterday" if days == 1 else f"{days} d ago"
    return f"{IN_A_WORD[what]}{ago}"


def first_problem(reading: Reading) -> str:
    """The first problem of a file, with its line if it has one."""
    first = reading.problems[0]
    return f"line {first.line}: {first.message}" if first.line else first.message

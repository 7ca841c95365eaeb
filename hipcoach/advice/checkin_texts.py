"""What the check-in says: the reply to the pain, and how the session is done today."""

from __future__ import annotations

from collections.abc import Callable

from hipcoach.advice import outer_hip
from hipcoach.advice.checkin import Sheet
from hipcoach.advice.history import OuterHip
from hipcoach.advice.pain import Zone, in_words
from hipcoach.advice.thresholds import PainThresholds
from hipcoach.engine.choices import both_sides, equipment, load_today, modifications_on
from hipcoach.engine.plan import make_plan
from hipcoach.engine.wording import affected_in_words, you_need
from hipcoach.session.model import Exercise, Session
from hipcoach.text.durations import clock

NOT_TODAY = "not today is the better choice, since exercise may make it worse. You decide."
"""What is said to red pain before a session."""


def zones_of(thresholds: PainThresholds) -> tuple[tuple[int, str], ...]:
    """The zones of pain before a session in words, each with its last score."""
    return (thresholds.green_at_most, "go"), (thresholds.amber_at_most, "gentle"), (10, "not today")


def reply(session: Session, sheet: Sheet, as_planned: str = "", length: Callable[[float], str] = clock) -> str:
    """The reply to pain that is not green: what changes today, and with `as_planned` how to have it so all the same.

    `length` writes seconds.
    """
    if sheet.answers.pain is None or sheet.zone is Zone.GREEN:
        return ""
    gentle = [text for text in ("the low dose" * sheet.has_range, "an easier option" * sheet.has_easier) if text]
    how = f"take {' and '.join(gentle)} today." if gentle else "go gently, and leave out what hurts."
    shorter, planned = (make_plan(session, choices).total for choices in (sheet.choices, sheet.as_usual))
    told = f"Pain {in_words(sheet.answers.pain, None)}: {NOT_TODAY if sheet.zone is Zone.RED else how}"
    if not sheet.changed_for_pain:
        return told
    change = f"{length(shorter)} instead of {length(planned)}" if shorter != planned else "Made gentler"
    return f"{told}\n{change}{as_planned}."


def today(session: Session, sheet: Sheet) -> tuple[str, ...]:
    """How the session is done today, fact by fact."""
    choices = sheet.choices
    facts = [f"{choices.dose.value} dose"] if sheet.has_range else []
    if both_sides(session):
        facts.append(f"{choices.first.value} begins" if choices.first else "sides as written")
    names = [
        change.name
        for exercise in session.exercises
        for change in exercise.modifications
        if exercise.id not in choices.left_out and change.id in modifications_on(session, choices, exercise.id)
    ]
    facts += names or ["exercises as written"]
    facts += [
        f"{exercise.name}: {load.taken}"
        for exercise in session.exercises
        if exercise.id not in choices.left_out and (load := load_today(session, choices, exercise.id)) is not None
    ]
    return tuple(facts)


def needed_today(session: Session, sheet: Sheet) -> tuple[str, ...]:
    """What follows from that: which side is done, and what is needed; whole sentences."""
    side, needs = affected_in_words(session, sheet.choices), you_need(equipment(session, sheet.choices))
    return tuple(text for text in (side, needs) if text)


def named(session: Session, exercise: Exercise) -> str:
    """An exercise's name, with its id if another one of the session has the same name."""
    same = sum(other.name == exercise.name for other in session.exercises) > 1
    return f"{exercise.name} ({exercise.id})" if same else exercise.name


def about_outer_hip(session: Session, sheet: Sheet) -> str:
    """The advice on pain at the outer hip: in this session, or in reply to the answer just given."""
    if sheet.outer_hip is not OuterHip.HURTS or not (sheet.provoking or sheet.answers.outer_hip):
        return ""
    if not sheet.provoking:
        return outer_hip.ASK
    names = ", ".join(named(session, exercise) for exercise in sheet.provoking)
    return f"{outer_hip.ASK} Here: {names}.{'' if sheet.can_leave_out else f' {outer_hip.NOTHING_ELSE}'}"

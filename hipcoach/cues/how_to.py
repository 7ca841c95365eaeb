"""How an exercise is done, as a person reads it: set-up, the way there and back, where it is felt, what to avoid."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from hipcoach.cues import doses, texts
from hipcoach.engine.events import SetEvent
from hipcoach.engine.plan import Plan
from hipcoach.session.model import Exercise, Link, Modification, Side


class Topic(StrEnum):
    """What a section tells of an exercise, as its heading."""

    SETUP = "Set-up"
    GO = "Go"
    FEEL = "Where it is felt"
    MISTAKES = "What often goes wrong"
    STOP_IF = "Stop if"
    EASIER = "Easier"
    HARDER = "Harder"
    END = "To end"
    CHANGE = "To change sides"
    WHY = "What it is for"
    SOURCES = "Where this comes from"


class Section(NamedTuple):
    """Some lines under a heading."""

    heading: Topic
    lines: tuple[str, ...]


class HowTo(NamedTuple):
    """How one exercise is done on one side."""

    name: str
    dose: str
    figure: str | None
    """The name of its figure."""
    sections: tuple[Section, ...]


def how_to(plan: Plan, exercise: str, side: Side, written: Exercise | None) -> HowTo:
    """How an exercise of a plan is done on a side; `written` is the exercise of the file, `None` if that is gone."""
    planned = plan.exercises[exercise]
    first = next(work for work in plan.work if work.exercise == exercise)
    place = SetEvent(0.0, exercise, side, 1)
    go = (texts.start_cue(place, plan), *texts.form_cues(place, plan))
    ends = (texts.ease_out(place, plan), *texts.afterwards((exercise,), plan))
    several = len(plan.sides(exercise)) > 1
    change = texts.switch_cue(SetEvent(0.0, exercise, side.other, 1), plan)
    on = planned.modifications
    found = (
        Section(Topic.SETUP, texts.setup(place, plan)),
        Section(Topic.GO, _known(go)),
        Section(Topic.FEEL, _filled(planned.feel, side, plan.language)),
        Section(Topic.MISTAKES, _filled(planned.mistakes, side, plan.language)),
        Section(Topic.STOP_IF, _filled(planned.stop_if, side, plan.language)),
        Section(Topic.EASIER, _modifications(written.easier if written else (), on, side, plan.language)),
        Section(Topic.HARDER, _modifications(written.harder if written else (), on, side, plan.language)),
        Section(Topic.END, _known(ends)),
        Section(Topic.CHANGE, _known((change,)) if several else ()),
        Section(Topic.WHY, (planned.why,) if planned.why else ()),
        Section(Topic.SOURCES, sources(written.sources if written else ())),
    )
    return HowTo(
        planned.name,
        _dose(SetEvent(0.0, exercise, first.side, first.set), plan),
        planned.figure,
        tuple(one for one in found if one.lines),
    )


def _dose(event: SetEvent, plan: Plan) -> str:
    """The dose with what it is done with, and how hard it should feel."""
    exercise = plan.exercises[event.exercise]
    facts = (doses.dose(event, plan), exercise.load, doses.effort(exercise.effort))
    return ", ".join(fact for fact in facts if fact)


def sources(links: Iterable[Link]) -> tuple[str, ...]:
    """A line for each source."""
    return tuple(f"{link.title}: {link.url}" if link.url else link.title for link in links)


def _modifications(
    changes: Iterable[Modification], on: tuple[str, ...], side: Side, language: str | None
) -> tuple[str, ...]:
    """A line for each modification: its name, whether it is on, when to choose it, what it needs and when to stop."""
    return tuple(_modification(change, change.id in on, side, language) for change in changes)


def _modification(change: Modification, on: bool, side: Side, language: str | None) -> str:
    facts = (
        change.when or "",
        f"Needs: {', '.join(change.equipment)}." if change.equipment else "",
        f"Stop if: {'; '.join(change.stop_if)}." if change.stop_if else "",
    )
    told = " ".join(texts.fill(fact, side, language) for fact in facts if fact)
    return f"{change.name}{' (on)' if on else ''}{f': {told}' if told else ''}"


def _filled(lines: Iterable[str], side: Side, language: str | None) -> tuple[str, ...]:
    return tuple(texts.fill(line, side, language) for line in lines)


def _known(lines: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)

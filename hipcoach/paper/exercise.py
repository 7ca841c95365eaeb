"""One exercise on paper: its pictures, how it is done, and how much."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import assert_never

from msgspec import Struct

from hipcoach.cues.how_to import HowTo, Topic, how_to
from hipcoach.engine.plan import Plan
from hipcoach.engine.steps import Hold, Repetitions, Rest, Timed, Work
from hipcoach.figures.model import Figure
from hipcoach.figures.svg import Picture, key_poses, picture
from hipcoach.paper.html import Content, Html, element, listed, section
from hipcoach.session.model import Session, Side
from hipcoach.text.durations import in_words

Figures = Callable[[str], Figure | None]
"""Finds a figure by its name; `None` if there is none, or none that can be used."""

TOPICS = {
    Topic.SETUP: "Set-up",
    Topic.GO: "Movement",
    Topic.FEEL: "Where it is felt",
    Topic.END: "To end",
    Topic.CHANGE: "To change sides",
    Topic.MISTAKES: "What often goes wrong",
    Topic.STOP_IF: "Stop if",
}
"""What is told of an exercise, in this order, with its heading on paper."""

WIDEST, TALLEST = 66, 42
"""The room for one picture, in millimetres."""
BREADTH, GAP = 174, 4
"""The room for all pictures of an exercise side by side, and between two of them, in millimetres."""


class ExerciseOnPaper(Struct, frozen=True):
    """An exercise as it is told once, in whatever dose; equal ones are told together."""

    name: str
    changes: tuple[str, ...]
    """The names of the modifications that are on."""
    side: Side
    """The side that it is written and drawn for."""
    both: bool
    """Whether the other side does the same."""
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    figure: str | None
    language: str | None

    @property
    def title(self) -> str:
        """Its name with its modifications."""
        return f"{self.name}: {', '.join(self.changes)}" if self.changes else self.name


class Told(Struct, frozen=True):
    """An exercise of a session: what is told once, and what may differ elsewhere."""

    exercise: ExerciseOnPaper
    why: tuple[str, ...]
    dose: tuple[str, ...]
    """Sentences."""


def told(plan: Plan, session: Session) -> tuple[Told, ...]:
    """The exercises of a session as a page tells them, in order."""
    return tuple(_told(plan, ident, session) for ident in plan.exercises)


def _told(plan: Plan, ident: str, session: Session) -> Told:
    written = next((one for one in session.exercises if one.id == ident), None)
    sides = plan.sides(ident)
    how = how_to(plan, ident, sides[0], written)
    lines = {one.heading: one.lines for one in how.sections}
    on = plan.exercises[ident].modifications
    changes = tuple(change.name for change in (written.modifications if written else ()) if change.id in on)
    sections = tuple((heading, lines[topic]) for topic, heading in TOPICS.items() if topic in lines)
    exercise = ExerciseOnPaper(how.name, changes, sides[0], len(sides) > 1, sections, how.figure, plan.language)
    return Told(exercise, lines.get(Topic.WHY, ()), tuple(_dose(how, plan, ident)))


def _dose(how: HowTo, plan: Plan, ident: str) -> Iterable[str]:
    """How much of it, at which pace, in which order of sides, and the rest between."""
    work = [one for one in plan.work if one.exercise == ident]
    sides = plan.sides(ident)
    alone = f" on the {sides[0]}" if len(sides) == 1 and sides[0] is not Side.NONE else ""
    yield f"{how.dose}{alone}."
    yield from _pace(work[0])
    if plan.exercises[ident].group is not None:
        if plan.exercises[ident].sets > 1 and _turns_within_round(plan, ident):
            yield "Both sides in each round."
        return
    rests = [step.seconds for step in plan.steps if isinstance(step, Rest) and step.exercise == ident]
    rest = f"rest {in_words(max(rests))}" if rests else ""
    turns = [one.side for one in work]
    if len(sides) < 2 or work[0].alternates or len(turns) == 2:
        if rest:
            yield f"Between two sets {rest}."
    elif turns[0] is not turns[1]:
        yield f"Change sides after each set{f'; {rest} when both sides have done one' if rest else ''}."
    else:
        between = f"; between two sets {rest}" if rest else ""
        yield f"All sets on the {turns[0]} side first, then on the {turns[-1]}{between}."


def _turns_within_round(plan: Plan, ident: str) -> bool:
    """Whether an exercise of a group is done on one side and then at once on the other."""
    return any(
        (one.exercise, other.exercise) == (ident, ident) and one.set == other.set for one, other in pairwise(plan.work)
    )


def _pace(work: Work) -> Iterable[str]:
    """How fast repetitions are; nothing for other work."""
    match work:
        case Hold() | Timed():
            return
        case Repetitions(own=True):
            yield "At your own pace."
        case Repetitions(phases=phases):
            parts = [f"{one.name} {in_words(one.seconds)}" for one in phases if one.seconds]
            yield f"Each repetition: {', '.join(parts)}."
        case _:
            assert_never(work)


def shown(
    number: int, exercise: ExerciseOnPaper, why: Iterable[str], doses: Iterable[Content], figures: Figures
) -> Html:
    """An exercise under its heading; no page breaks within it if it fits on one."""
    lang = exercise.language
    side = exercise.side
    mirrored = f"Told for the {side} side; on the {side.other} everything is mirrored." if exercise.both else None
    parts = [
        section(
            heading,
            listed((_text(line, lang) for line in lines), "ol" if heading == TOPICS[Topic.SETUP] else "ul"),
            level=3,
        )
        for heading, lines in exercise.sections
    ]
    return element(
        "article",
        element("h2", f"{number}. ", _text(exercise.title, lang)),
        *(element("p", _text(line, lang)) for line in why),
        element("div", *doses, class_="dose"),
        pictures(exercise, figures),
        element("p", mirrored, class_="side") if mirrored else None,
        element("div", *parts, class_="columns"),
        class_="exercise",
        id=f"exercise-{number}",
    )


def _text(text: str, language: str | None) -> Html:
    """A text of a file, which may be in another language and another direction than the page."""
    return element("span", text, lang=language, dir="auto")


def pictures(exercise: ExerciseOnPaper, figures: Figures) -> Html | None:
    """The key poses of its figure side by side, each with its text; nothing if it has no figure."""
    figure = figures(exercise.figure) if exercise.figure else None
    if figure is None:
        return None
    poses = key_poses(figure)
    widest = min(WIDEST, (BREADTH - GAP * (len(poses) - 1)) / len(poses))
    drawn = [
        _drawn(
            picture(figure, pose, mirrored=exercise.side is Side.LEFT),
            f"{exercise.name}, picture {number} of {len(poses)}: {in_words_of(pose.name, exercise.side)}",
            widest,
        )
        for number, pose in enumerate(poses, 1)
    ]
    return element("div", *drawn, class_="poses")


def _drawn(drawing: Picture, text: str, widest: float) -> Html:
    width = min(widest, TALLEST * drawing.width / drawing.height)
    return element(
        "svg",
        Html(drawing.shapes),
        viewBox=drawing.box,
        width=f"{width:.1f}mm",
        height=f"{width * drawing.height / drawing.width:.1f}mm",
        role="img",
        aria_label=text,
    )


def in_words_of(pose: str, side: Side) -> str:
    """What a pose shows, with the working side as left or right: `left ankle across the right knee`."""
    if side is Side.NONE:
        return pose
    return re.sub(r"\bother\b", side.other.value, re.sub(r"\bworking\b", side.value, pose))

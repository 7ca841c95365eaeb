"""A sheet of a session, to exercise from without a screen."""

from __future__ import annotations

from collections.abc import Iterable

from hipcoach.advice.safety import safety_of
from hipcoach.engine.choices import equipment
from hipcoach.engine.plan import Plan
from hipcoach.engine.wording import affected_in_words, how_often, you_need
from hipcoach.paper.boxes import Goal, boxes
from hipcoach.paper.exercise import Figures, shown, told
from hipcoach.paper.handout import (
    ChosenSession,
    how_to_read_pictures,
    minutes,
    paragraphs,
    rounds,
    sources,
    sources_of,
    stop_at_once,
    whom_to_ask,
    with_first_strong,
)
from hipcoach.paper.html import element, listed, page, section

WEEKS = 6
"""Weeks with boxes to tick: about as many as it takes to tell whether exercise helps."""


def session_handout(chosen: ChosenSession, figures: Figures, first_day: int = 0) -> str:
    """The sheet as a page of HTML; `first_day`: that of a week, 0 for Monday."""
    session, plan = chosen.session, chosen.plan
    safety = (safety_of(session),)
    often = how_often(session.per_week, session.per_day) if session.per_week else "whenever you do it"
    goal = Goal(session.title, often, session.per_day.high if session.per_day else 1)
    weeks = [f"{week}" for week in range(1, WEEKS + 1)]
    exercises = told(plan, session)
    return page(
        session.title,
        paragraphs(session.summary, session.goal, language=session.language),
        listed(_facts(chosen, plan)),
        stop_at_once(safety),
        section("Boxes to tick", boxes(f"{session.title}: {often}", weeks, [goal], first_day), class_="whole"),
        how_to_read_pictures((one.exercise for one in exercises), figures),
        *(
            shown(number, one.exercise, one.why, [element("p", *with_first_strong(one.dose))], figures)
            for number, one in enumerate(exercises, 1)
        ),
        whom_to_ask(safety),
        sources(sources_of(session)),
        language=session.language,
    )


def _facts(chosen: ChosenSession, plan: Plan) -> Iterable[str]:
    session, choices = chosen.session, chosen.choices
    if needed := equipment(session, choices):
        yield f"{you_need(needed)}."
    if session.per_week:
        yield f"How often: {how_often(session.per_week, session.per_day)}."
    yield f"How long: {minutes([plan])}, at the {choices.dose} dose."
    if affected := affected_in_words(session, choices):
        yield f"{affected}."
    yield from rounds(plan, session)

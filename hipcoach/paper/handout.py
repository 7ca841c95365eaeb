"""A sheet of a session or a programme, to exercise from without a screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from hipcoach.advice.safety import FOR_EDUCATION, GetHelp, SafetyTexts, safety_of
from hipcoach.engine.choices import Choices, equipment
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.wording import affected_in_words, how_often, you_need
from hipcoach.paper.boxes import Goal, boxes
from hipcoach.paper.exercise import Figures, shown, told
from hipcoach.paper.html import Html, element, listed, page, section, source, together
from hipcoach.session.model import Link, Session
from hipcoach.text.counts import counted

WEEKS = 6
"""Weeks with boxes to tick, for a session: about as many as it takes to tell whether exercise helps."""

PICTURES = "In the pictures, the dark leg is the one of the side that works; a dotted line is a band or a towel."


class Chosen(Struct, frozen=True):
    """A session as it is to be done."""

    session: Session
    choices: Choices

    @property
    def plan(self) -> Plan:
        """All of its steps."""
        return make_plan(self.session, self.choices)


def session_handout(chosen: Chosen, figures: Figures, first_day: int = 0) -> str:
    """The sheet of a session, as a page of HTML; `first_day`: that of a week, 0 for Monday."""
    session, plan = chosen.session, chosen.plan
    safety = safety_of(session)
    exercises = [
        shown(number, one.exercise, one.why, [element("p", *_sentences(one.dose))], figures)
        for number, one in enumerate(told(plan, session), 1)
    ]
    often = how_often(session.per_week, session.per_day) if session.per_week else "whenever you do it"
    a_day = session.per_day.high if session.per_day else 1
    weeks = [f"{week}" for week in range(1, WEEKS + 1)]
    return page(
        session.title,
        _texts(session.summary, session.goal, language=session.language),
        listed(_facts(chosen, plan)),
        _stop_at_once(safety),
        section(
            "Boxes to tick",
            boxes(f"{session.title}: {often}", weeks, [Goal(session.title, often, a_day)], first_day),
            class_="whole",
        ),
        element("p", PICTURES),
        *exercises,
        *_safety([safety]),
        _sources([*session.sources, *(link for one in session.exercises for link in one.sources)]),
    )


def _facts(chosen: Chosen, plan: Plan) -> Iterable[str]:
    needed = equipment(chosen.session, chosen.choices)
    if needed:
        yield f"{you_need(needed)}."
    if chosen.session.per_week:
        yield f"How often: {how_often(chosen.session.per_week, chosen.session.per_day)}."
    minutes = counted(max(1, round(plan.total / 60)), "minute")
    yield f"How long: {'at least' if plan.open else 'about'} {minutes}, at the {chosen.choices.dose} dose."
    affected = affected_in_words(chosen.session, chosen.choices)
    if affected:
        yield f"{affected}."


def _sentences(sentences: Sequence[str]) -> Iterable[Html | str]:
    """The first one stands out."""
    first, *others = sentences
    yield element("strong", first)
    yield from (f" {one}" for one in others)


def _texts(*texts: str | None, language: str | None = None) -> Html:
    """The paragraphs of texts of a file."""
    lines = [line for text in texts if text for line in text.splitlines() if line.strip()]
    return together(*(element("p", line, lang=language, dir="auto") for line in lines))


def _stop_at_once(safety: SafetyTexts) -> Html:
    return element(
        "aside",
        element("h2", "Stop at once if"),
        listed(safety.stop_if, dir="auto"),
        element(
            "p",
            "What to do then, and whom to ask before you start, is told ",
            element("a", "at the end", href="#before"),
            ".",
        ),
    )


def _safety(told: Sequence[SafetyTexts]) -> Iterable[Html]:
    """Whom to ask first and when to get help; what several sessions say alike is said once."""
    before = dict.fromkeys(line for one in told for line in one.before)
    helps: dict[GetHelp, None] = dict.fromkeys(one for texts in told for one in texts.get_help)
    yield element(
        "section", element("h2", "Before you start"), listed(before, dir="auto"), id="before", class_="further"
    )
    signs = (section(one.title, listed(one.signs, dir="auto"), level=3) for one in helps)
    yield section("When to get help", *signs, *(element("p", line) for line in FOR_EDUCATION), class_="further")


def _sources(links: Iterable[Link]) -> Html | None:
    found = [source(link.title, link.url) for link in dict.fromkeys(links)]
    return section("Sources", listed(found), class_="further") if found else None

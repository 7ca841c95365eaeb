"""What every handout has: what is chosen, when to stop, whom to ask, where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from hipcoach.advice.safety import FOR_EDUCATION, SafetyTexts
from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.paper.exercise import ExerciseOnPaper, Figures
from hipcoach.paper.html import Content, Html, element, listed, section, source, together
from hipcoach.session.model import Link, Session
from hipcoach.text.counts import counted
from hipcoach.text.durations import in_words


class ChosenSession(Struct, frozen=True):
    """A session as it is to be done."""

    session: Session
    choices: Choices

    @property
    def plan(self) -> Plan:
        """All of its steps."""
        return make_plan(self.session, self.choices)


def minutes(plans: Sequence[Plan]) -> str:
    """How long a session takes, in whole minutes; from the shortest to the longest of several plans."""
    took = sorted({max(1, round(plan.total / 60)) for plan in plans})
    about = "at least" if any(plan.open for plan in plans) else "about"
    return f"{about} {f'{took[0]} to ' if len(took) > 1 else ''}{counted(took[-1], 'minute')}"


def rounds(plan: Plan, session: Session) -> Iterable[str]:
    """Which exercises are done one after another, in rounds, and the rest between."""
    for group in session.groups:
        names = [plan.exercises[one].name for one in group.exercises if one in plan.exercises]
        works = [work for work in plan.work if work.exercise in group.exercises]
        if max((work.set for work in works), default=1) < 2:
            continue
        turns = group.side is not None and len({work.side for work in works}) > 1
        sides = "; all of it on one side, then on the other" if turns else ""
        rest = f"; rest {in_words(group.rest)} between two rounds" if group.rest else ""
        yield f"In rounds, one after another ({group.name}): {', '.join(names)}{sides}{rest}."


def paragraphs(*texts: str | None, language: str | None = None) -> Html:
    """The paragraphs of texts of a file."""
    lines = [line for text in texts if text for line in text.splitlines() if line.strip()]
    return together(*(element("p", line, lang=language, dir="auto") for line in lines))


def with_first_strong(sentences: Sequence[str]) -> Iterable[Content]:
    """Sentences, of which the first one stands out."""
    first, *others = sentences
    yield element("strong", first)
    yield from (f" {one}" for one in others)


def stop_at_once(safety: Iterable[SafetyTexts]) -> Html:
    """When to stop, with a link to the rest."""
    return element(
        "aside",
        element("h2", "Stop at once if"),
        listed(dict.fromkeys(sign for one in safety for sign in one.stop_if), dir="auto"),
        element("p", "Whom to ask before you start, and when to get help, stands ", _at_the_end(), "."),
    )


def _at_the_end() -> Html:
    return element("a", "at the end", href="#before")


def how_to_read_pictures(exercises: Iterable[ExerciseOnPaper], figures: Figures) -> Html | None:
    """What is what in the pictures; nothing if there are none."""
    if not any(one.figure and figures(one.figure) for one in exercises):
        return None
    return element("p", "In the pictures, the dark leg is the one that works; a dotted line is a band or a towel.")


def whom_to_ask(safety: Sequence[SafetyTexts]) -> Html:
    """Whom to ask first and when to get help; what several files say alike is said once."""
    before = dict.fromkeys(line for one in safety for line in one.before)
    helps = dict.fromkeys(one for texts in safety for one in texts.get_help)
    signs = (section(one.title, listed(one.signs, dir="auto"), level=3) for one in helps)
    columns = element("div", *signs, class_="columns")
    return together(
        element(
            "section",
            element("h2", "Before you start"),
            listed(before, dir="auto"),
            id="before",
            class_="whole further",
        ),
        section("When to get help", columns, element("p", " ".join(FOR_EDUCATION)), class_="further"),
    )


def sources(links: Iterable[Link]) -> Html | None:
    """Where it all comes from; nothing if no source is named."""
    found = [source(link.title, link.url) for link in dict.fromkeys(links)]
    return section("Sources", listed(found), class_="further") if found else None


def sources_of(session: Session) -> Iterable[Link]:
    """The sources of a session and its exercises."""
    yield from session.sources
    yield from (link for one in session.exercises for link in one.sources)

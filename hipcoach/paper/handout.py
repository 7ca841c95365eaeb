"""What every handout has: what is chosen, when to stop, whom to ask, where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from hipcoach.advice.safety import FOR_EDUCATION, SafetyTexts
from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.paper.html import Content, Html, element, listed, section, source, together
from hipcoach.session.model import Link, Session
from hipcoach.text.counts import counted

PICTURES = "In the pictures, the dark leg is the one of the side that works; a dotted line is a band or a towel."


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


def whom_to_ask(safety: Sequence[SafetyTexts]) -> Html:
    """Whom to ask first and when to get help; what several files say alike is said once."""
    before = dict.fromkeys(line for one in safety for line in one.before)
    helps = dict.fromkeys(one for texts in safety for one in texts.get_help)
    signs = (section(one.title, listed(one.signs, dir="auto"), level=3) for one in helps)
    return together(
        element(
            "section", element("h2", "Before you start"), listed(before, dir="auto"), id="before", class_="further"
        ),
        section("When to get help", *signs, *(element("p", line) for line in FOR_EDUCATION), class_="further"),
    )


def sources(links: Iterable[Link]) -> Html | None:
    """Where it all comes from; nothing if no source is named."""
    found = [source(link.title, link.url) for link in dict.fromkeys(links)]
    return section("Sources", listed(found), class_="further") if found else None


def sources_of(session: Session) -> Iterable[Link]:
    """The sources of a session and its exercises."""
    yield from session.sources
    yield from (link for one in session.exercises for link in one.sources)

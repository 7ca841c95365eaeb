"""Whatever a session file holds, its handout is a valid page that shows it as text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from effort import chosen, tries
from msgspec.structs import replace
from pages import checked, text_of
from session_variants import cases
from variants_attacks import ATTACKS
from variants_characters import CHARACTERS
from variants_slips import SLIPS
from variants_surprises import SURPRISES

from hipcoach.engine.choices import Choices
from hipcoach.paper.handout import ChosenSession
from hipcoach.paper.programme_handout import PhaseOnPaper, SessionOnPaper, programme_handout
from hipcoach.session.library import Library
from hipcoach.session.model import Link, Range, Safety, Session
from hipcoach.session.programme import Programme, ProgrammePhase, WeekEntry

DATA = Path(__file__).parents[1] / "data"

MARKUP = (
    "<script>alert(1)</script>",
    "</title></style></script><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>'",
    "<!-- & &amp; &#x3c; --> ]]> <![CDATA[",
    "</span></li></ul></article></main></body></html>",
    "{side} <b>{other}</b> {{ 7*7 }} ${x}",
)

HOSTILE = """\
hipcoach: 1
title: {text}
summary: {text}
goal: {text}
equipment: [{text}]
per_week: 2-3
sources: [{{title: {text}, url: {address}}}]
safety: {{before: [{text}], stop_if: [{text}], get_help_if: [{text}]}}
exercises:
  - group: {text}
    id: together
    rounds: 2
    exercises:
      - name: {text}
        id: first
        reps: 5
        figure: clamshell
  - name: {text}
    id: second
    why: {text}
    setup: [{text}]
    cues: [{text}, {text}]
    feel: [{text}]
    mistakes: [{text}]
    stop_if: [{text}]
    equipment: [{text}]
    switch_cue: {text}
    afterwards: {text}
    load: {short}
    side: each
    hold: 30 s
    sources: [{{title: {text}, url: {address}}}]
    with: harder
    harder:
      - {{id: harder, name: {text}, cues: [{text}], equipment: [{text}], stop_if: [{text}], when: {text}}}
"""


def hostile(text: str, library: Library) -> Session:
    """A session that says a text wherever it can."""
    address = json.dumps("https://e.org/?a=1&b='2'&lt;")
    reading = library.read_text(HOSTILE.format(text=json.dumps(text), short=json.dumps(text[:24]), address=address))
    assert reading.session is not None, reading.problems
    return reading.session


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_any_text_of_a_session_is_shown_as_text(text: str, shipped: Library, handout: Callable) -> None:
    root = checked(handout(hostile(text, shipped)))

    [title] = root.iter("title")
    assert title.text == text
    # A text for the left side; it begins with a capital where a sentence does.
    for_the_left = " ".join(text.replace("{side}", "left").replace("{other}", "right").split()).lower()
    assert text_of(root).lower().count(for_the_left) > 5
    assert {link.attrib["href"] for link in root.iter("a")} == {"#before", "https://e.org/?a=1&b='2'&lt;"}


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_programme_or_a_figure_is_shown_as_text(text: str, shipped: Library) -> None:
    figure = shipped.figure_shelf().read("clamshell")
    assert figure is not None
    named = replace(figure, poses=tuple(replace(pose, name=text) for pose in figure.poses))
    session = hostile(text, shipped)
    entry = WeekEntry(text, Range(1, 2))
    phase = ProgrammePhase(text, Range(1, 2), (entry,), text)
    programme = Programme(text, (phase,), None, text, text, (Link(text, "javascript:alert(1)"),), Safety((text,)))
    shown = PhaseOnPaper(phase, (SessionOnPaper(entry, (ChosenSession(session, Choices()),)),))

    root = checked(programme_handout(programme, [shown], lambda name: named))

    assert all(
        text in one.attrib["aria-label"] for one in root.iter() if "aria-label" in one.attrib and "{" not in text
    )
    assert "javascript:alert(1)" in text_of(root)


def odd_files() -> Iterator[bytes]:
    """Every odd file of the tests of the reader, and every file of the corpora."""
    for text, _, _ in cases(SURPRISES + SLIPS + CHARACTERS + ATTACKS):
        yield text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    for path in (*DATA.glob("bad-yaml/*.yaml"), *DATA.glob("programmes/*.yaml")):
        yield path.read_bytes()


def test_every_odd_file_that_can_be_played_makes_a_valid_page(shipped: Library, handout: Callable) -> None:
    files = list(odd_files())
    pages = [
        (text, handout(reading.session))
        for text in chosen(files, by_day=files[::3])
        if (reading := shipped.read_text(text)).session is not None
    ]

    assert len(pages) > tries(25, 90)
    for text, page in pages:
        try:
            checked(page)
        except Exception as error:
            pytest.fail(f"{text!r}: {error!r}")

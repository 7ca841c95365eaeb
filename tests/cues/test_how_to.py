"""What can be read about how an exercise is done."""

from __future__ import annotations

import re

import pytest

from hipcoach.cues.how_to import HowTo, how_to
from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import make_plan
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Modification, Side

LIBRARY = Library(shipped_sessions(), None)


def told_of(exercise: str, side: Side = Side.LEFT, on: tuple[str, ...] = ()) -> HowTo:
    """A library exercise as a session of its own would show it."""
    text = f"hipcoach: 1\ntitle: T\nexercises:\n  - use: {exercise}\n    with: [{', '.join(on)}]\n"
    session = LIBRARY.read_text(text).session
    assert session is not None
    return how_to(make_plan(session, Choices()), exercise, side, session.exercises[0])


def all_of(told: HowTo) -> str:
    return "\n".join(line for section in told.sections for line in (section.heading, *section.lines))


@pytest.mark.parametrize("ident", LIBRARY.exercise_ids())
def test_everything_that_the_file_of_an_exercise_says_can_be_read(ident: str) -> None:
    exercise, _ = LIBRARY.read_exercise(ident)
    assert exercise is not None
    seen = all_of(told_of(ident))
    cues = (cue.say for cue in exercise.cues)
    for text in (exercise.why or "", *exercise.setup, *cues, *exercise.feel, *exercise.mistakes, *exercise.stop_if):
        assert text.replace("{side}", "left").replace("{other}", "right").lower() in seen.lower()
    for change in exercise.modifications:
        assert read_of(change) in seen
    assert "{" not in seen


def read_of(change: Modification) -> str:
    """A modification with when it is for."""
    return f"{change.name}: {change.when}".replace("{side}", "left").replace("{other}", "right")


def test_the_sides_change_places_on_the_other_side() -> None:
    left, right = (all_of(told_of("figure-four", side)) for side in (Side.LEFT, Side.RIGHT))
    assert "Left ankle across your right knee" in left
    assert "Right ankle across your left knee" in right
    assert "Uncross; right ankle over your left knee" in left, "to change sides leads to the other one"
    swapped = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    assert re.sub(r"[Ll]eft|[Rr]ight", lambda word: swapped[word[0]], left) == right


def test_an_option_that_is_on_brings_its_own_figure_and_says_so() -> None:
    told = told_of("figure-four", on=("chair",))
    assert told.figure == "figure-four-chair"
    assert " (on): " in all_of(told)
    assert " (on)" not in all_of(told_of("figure-four"))


def test_an_exercise_of_a_file_that_is_gone_tells_what_its_log_knows() -> None:
    session = LIBRARY.read(shipped_sessions() / "release.yaml").session
    assert session is not None
    plan = make_plan(session, Choices())
    assert plan.sides("figure-four") == (Side.LEFT, Side.RIGHT)
    headings = [section.heading for section in how_to(plan, "figure-four", Side.LEFT, None).sections]
    assert "Set-up" in headings
    assert "Easier" not in headings

"""Files whose texts are not English: their words for the sides, and whether they can be spoken here."""

from __future__ import annotations

from pathlib import Path

import pytest

from hipcoach.cues.prompts import Level, prompt
from hipcoach.engine.codec import plan_from_json, plan_to_json
from hipcoach.engine.plan import longest, make_plan
from hipcoach.engine.player import Player
from hipcoach.session.library import Library, shipped_sessions

LEG = """\
hipcoach: 1
title: Hips
language: {language}
exercises:
  - name: Bein heben
    side: each
    reps: 1
    setup: ["Bein {{side}} oben"]
"""


def problems(tmp_path: Path, text: str, *, speaks: bool = True) -> list[str]:
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    library = Library(shipped_sessions(), tmp_path, lambda language: speaks)
    return [f"{one.line}: {one.level}: {one.message}" for one in library.check(file, longest)]


@pytest.mark.parametrize(("language", "left"), [("de", "links"), ("de-at", "links"), ("zh", "左"), ("en", "left")])
def test_the_side_is_named_in_the_language_of_the_file(tmp_path: Path, language: str, left: str) -> None:
    session = Library(shipped_sessions(), None).read_text(LEG.format(language=language)).session
    assert session is not None
    plan = make_plan(session)
    player = Player(plan)
    said = [text for event in player.start(0.0) for text in prompt(event, plan).said_at(Level.FULL)]
    assert f"Bein {left} oben" in said
    assert plan_from_json(plan_to_json(plan)) == plan


def test_a_language_without_words_for_the_sides_is_warned_of_once(tmp_path: Path) -> None:
    assert problems(tmp_path, LEG.format(language="pl")) == [
        "8: warning: `{side}` has no word in `pl` here, so it becomes left or right"
    ]
    assert problems(tmp_path, LEG.format(language="pl").replace("{side} ", "")) == []


def test_a_language_that_no_voice_speaks_is_said_where_it_stands(tmp_path: Path) -> None:
    chinese = LEG.format(language="zh").replace("Bein heben", "抬腿")
    assert problems(tmp_path, chinese) == []
    assert problems(tmp_path, chinese, speaks=False) == [
        "3: warning: no voice of this machine speaks `zh`, so the texts of this file are only shown"
    ]
    # Without the language, an English voice would spell it out sign by sign.
    (told,) = problems(tmp_path, chinese.replace("language: zh\n", ""))
    assert "the voice does not speak" in told


def test_a_file_without_it_is_as_ever() -> None:
    session = (
        Library(shipped_sessions(), None).read_text(LEG.format(language="en").replace("language: en\n", "")).session
    )
    assert session is not None
    assert "language" not in plan_to_json(make_plan(session))

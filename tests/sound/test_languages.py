"""Voices for texts in other languages than English."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hipcoach.cues.all_phrases import own_texts, sayings
from hipcoach.engine.plan import make_plan
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.sound.engines import engine_for
from hipcoach.sound.local_voice import speakable

ESPEAK = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  de              --/M      German             gmw/de
 5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)
 5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh 5)
 5  nb              --/M      Norwegian_Bokmål   gmq/nb
"""
SAY = """\
Anna                de_DE    # Hallo! Ich heiße Anna.
Bad News            en_US    # Hello! My name is Bad News.
Luciana (Premium)   pt_BR    # Olá!
"""


def voice(language: str, program: str, platform: str, voices: str) -> str | None:
    def ask(command: Sequence[str]) -> str:
        return voices

    engine = engine_for(language, lambda name: f"/bin/{name}" if name == program else None, platform, ask)
    return None if engine is None else engine.command[engine.command.index("-v") + 1]


@pytest.mark.parametrize(
    ("language", "found"),
    [("de", "de"), ("de-at", "de"), ("pt-br", "pt-br"), ("zh", "cmn"), ("no", "nb"), ("en", "en-us"), ("fi", None)],
)
def test_espeak_speaks_the_languages_that_it_lists(language: str, found: str | None) -> None:
    assert voice(language, "espeak-ng", "linux", ESPEAK) == found


@pytest.mark.parametrize(("language", "found"), [("de", "Anna"), ("pt-br", "Luciana (Premium)"), ("de-at", None)])
def test_say_speaks_with_a_voice_of_the_language(language: str, found: str | None) -> None:
    assert voice(language, "say", "darwin", SAY) == found


def test_without_a_program_nothing_is_spoken() -> None:
    assert voice("de", "none", "linux", ESPEAK) is None


def test_only_a_voice_of_their_language_gets_letters_that_are_not_latin() -> None:
    assert speakable("抬腿") is None
    assert speakable("抬腿", "zh") == "抬腿"


def test_what_is_said_of_the_session_itself_is_in_its_language_and_all_else_is_english() -> None:
    text = """\
hipcoach: 1
title: Abends
language: de
exercises:
  - {name: Bein heben, side: each, reps: 2, setup: ["Bein {side} oben"], tempo: "heben 1, senken 1", load: rotes Band}
  - {group: Zum Schluss, rounds: 2, exercises: [{name: Gehen, time: 1 min}]}
"""
    session = Library(shipped_sessions(), None).read_text(text).session
    assert session is not None
    plan = make_plan(session)

    own = own_texts(plan)

    assert {"Abends", "Bein heben", "Bein links oben", "Bein rechts oben", "Heben", "Rotes Band"} <= own
    assert {"Zum Schluss", "Gehen"} <= own
    others = set(sayings(plan)) - own
    assert {"Left side", "1 set of 2", "On each side", "Last one", "Session over"} <= others
    assert {"Round 1 of 2", "Next: round 2 of 2", "Go"} <= others

"""The page about turned-out hips: what it has to tell, and whose word each part is."""

from __future__ import annotations

import re

import pytest

from hipcoach.advice.thresholds import AdviceThresholds, PainThresholds, Thresholds
from hipcoach.advice.turned_out import Whose, page, parts
from hipcoach.text.width import broken

PARTS = parts(Thresholds())


def told(whose: Whose) -> str:
    """All that one of them says."""
    return " ".join(text for part in PARTS if part.whose is whose for text in part.texts)


@pytest.mark.parametrize(
    ("whose", "words"),
    [
        (Whose.ARTICLE, "midline; deep in the buttock; piriformis; tight; gluteus medius; gluteus minimus; steady; "
                        "sitting; let go; then build strength; since childhood; retroversion turns the leg out; "
                        "anteversion turns it in; chronic; makes it worse; pronounced; one person"),
        (Whose.GUIDE, "socks; car; squatting; cross-legged; kicking; pitching; gluteus maximus; injury; arthritis; "
                      "osteoarthritis; knees and ankles; McGovern; 1068-1077; Jalil Piran; Bremner; 75-84; Macadam; "
                      "573-591; no more gain"),
        (Whose.OURS, "knee stays still; foot swings out, away from the standing leg; lower leg that goes in turns the "
                     "hip out; toward the standing leg; each side; flat foot"),
    ],
)  # fmt: skip
def test_everything_is_told_by_whoever_says_it(whose: Whose, words: str) -> None:
    text = told(whose).lower()

    assert [word for word in words.split("; ") if word.lower() not in text] == []


def test_each_part_is_marked_with_whose_word_it_is_and_each_mark_is_explained() -> None:
    lines = page(Thresholds())

    for part in PARTS:
        assert f"{part.title} ({part.whose})" in lines
    top = " ".join(lines[: lines.index("")]).lower()
    assert all(whose.value in top for whose in Whose)
    assert "reviewed by a doctor of physical therapy" in top


def test_the_figures_of_our_advice_are_those_that_hold() -> None:
    thresholds = Thresholds(pain=PainThresholds(amber_at_most=4), advice=AdviceThresholds(weeks=9, sessions=20))

    text = " ".join(page(thresholds))

    assert "After 9 weeks with at least 20 sessions" in text
    assert "pain above 4 of 10" in text


def test_nothing_is_promised_and_nobody_is_told_what_they_have() -> None:
    text = " ".join(text for part in PARTS for text in part.texts)

    assert not re.search(r"\byou (have|are|suffer)\b|cure|fix|diagnos|straighten", text, re.IGNORECASE)


def test_it_fits_forty_columns() -> None:
    assert all(len(line) <= 34 for text in page(Thresholds()) for line in broken(text, 34).split("\n"))

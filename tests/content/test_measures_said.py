"""What is said while somebody measures: a foot that swings out turns the hip in, one that swings in turns it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from content_checks import Text, wording

from hipcoach.advice.measures import HONEST, INTRODUCTION, MEASURES, ORDER, Measure, Quantity
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Side

WRONG: dict[Quantity, tuple[str, ...]] = {
    Quantity.INWARD: (
        r"foot swings? (in|inward)\b",
        r"\b(toward|to) (your )?\{other\}",
        r"\{other\} foot swing",
        r"hip (out|outward)\b",
        r"knee (out|in|swings)\b",
    ),
    Quantity.OUTWARD: (
        r"foot swings? (out|outward)\b",
        r"away from your \{other\}",
        r"\{other\} foot swing",
        r"hip (in|inward)\b",
        r"knee (out|in|swings)\b",
    ),
    Quantity.STANDING: (r"\{other\}", r"toes out has a minus", r"toes in is a plain"),
    Quantity.SOCKS: (r"\{(side|other)\}", r"\b10: somebody else", r"\b0: it goes"),
}
"""What would send the foot the wrong way, or turn the scale round."""

NEEDED: dict[Quantity, tuple[str, ...]] = {
    Quantity.INWARD: (
        r"phone .* front of the \{side\} shin",
        r"reads 0 while the shin hangs straight down",
        r"Knee still, let the \{side\} foot swing OUT, away from your \{other\} leg",
        r"a foot that swings out turns the hip inward",
        r"as far as it goes gently",
    ),
    Quantity.OUTWARD: (
        r"phone .* front of the \{side\} shin",
        r"reads 0 while the shin hangs straight down",
        r"Take the \{other\} foot back",
        r"Knee still, let the \{side\} foot swing IN, toward your \{other\} leg",
        r"a foot that swings in turns the hip outward",
        r"as far as it goes gently",
    ),
    Quantity.STANDING: (
        r"Leave your feet as they came",
        r"heel and the second toe of the \{side\} foot",
        r"Toes out is a plain number, toes in has a minus",
    ),
    Quantity.SOCKS: (r"\b0: somebody else", r"\b10: it goes by itself"),
}
"""What has to be said."""


def complaints(quantity: Quantity, texts: tuple[str, ...]) -> list[str]:
    """What is wrong in the words for a measure, and what is missing."""
    said = " ".join(texts)
    wrong = [pattern for pattern in WRONG[quantity] if re.search(pattern, said, re.IGNORECASE)]
    return wrong + [pattern for pattern in NEEDED[quantity] if not re.search(pattern, said)]


def texts_of(measure: Measure) -> tuple[str, ...]:
    return (measure.says, measure.question, *measure.how)


def everything() -> Iterator[str]:
    for measure in MEASURES.values():
        yield from (measure.name, *texts_of(measure))
    yield from (*INTRODUCTION, *HONEST)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.quantity)
def test_every_measure_sends_the_proper_foot_the_proper_way(measure: Measure) -> None:
    assert complaints(measure.quantity, texts_of(measure)) == []


def swapped(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


@pytest.mark.parametrize("quantity", [Quantity.INWARD, Quantity.OUTWARD])
@pytest.mark.parametrize(
    ("one", "other"),
    [("{side}", "{other}"), ("swing OUT", "swing IN"), ("swings out", "swings in"), ("inward", "outward")],
)
def test_words_that_send_it_the_other_way_are_found(quantity: Quantity, one: str, other: str) -> None:
    turned = tuple(swapped(text, one, other) for text in texts_of(MEASURES[quantity]))
    assert turned != texts_of(MEASURES[quantity])
    assert complaints(quantity, turned)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.quantity)
def test_a_sentence_that_is_missing_is_found(measure: Measure) -> None:
    without = [
        complaints(measure.quantity, tuple(t for t in texts_of(measure) if t is not gone)) for gone in measure.how
    ]
    assert any(without)


def test_the_question_and_its_name_agree_with_the_words() -> None:
    assert "swing out" in MEASURES[Quantity.INWARD].question
    assert "swing in" in MEASURES[Quantity.OUTWARD].question
    assert MEASURES[Quantity.INWARD].name == "Inward turn"
    assert MEASURES[Quantity.OUTWARD].name == "Outward turn"


def test_on_each_side_the_words_name_that_side() -> None:
    for asked in ORDER:
        said = " ".join((asked.question, *asked.how))
        assert "{" not in said
        if asked.side is not Side.NONE:
            assert f"{asked.side.value} " in asked.question
            # The other leg is named only for where the foot goes, or where it makes room.
            for found in re.findall(rf"\b{asked.side.other.value} (\w+)", said):
                assert found in ("leg", "foot")


def test_no_text_praises_promises_or_names_a_deep_muscle() -> None:
    assert [told for text in everything() for told in wording(Text("measures", "mistakes", text))] == []


def test_every_figure_is_there() -> None:
    names = Library(shipped_sessions(), None).figure_shelf().names()
    assert {measure.figure for measure in MEASURES.values()} <= set(names)

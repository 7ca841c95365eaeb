"""Texts of any script: what belongs together stays together, and no terminal gives a line more room than it has."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth, wcwidth

from hipcoach.text.characters import cells, clean, clusters, cut, is_certain, wrapped

SIGNS = {
    "a woman in lotus position, of medium skin": "🧘🏽\u200d♀️",
    "a family": "👩\u200d👩\u200d👧",
    "a flag": "🇩🇪",
    "a flag made of tags": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "a heart as an emoji": "❤️",
    "a key": "1️⃣",
    "a watch as text": "⌚\ufe0e",
    "a syllable of Hindi": "नि",
    "a letter with an accent on it": "e\u0301",
    "a syllable of Korean": "한",
}

TEXTS = st.lists(
    st.sampled_from([*SIGNS.values(), "a", " ", "寝", "é", "…", "🏽", "\u200d", "\ufe0f", "🇫", "\u0301"])
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=40,
).map(lambda parts: clean("".join(parts)))


def as_one_terminal_counts(text: str) -> int:
    return sum(max(0, wcwidth(each)) for each in text)


def as_another_counts(text: str) -> int:
    return sum(max(0, wcswidth(cluster)) for cluster in clusters(text))


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_a_sign_is_cut_whole_or_not_at_all(sign: str) -> None:
    assert list(clusters(f"a{sign}b")) == ["a", sign, "b"]
    assert cut(sign * 3, cells(sign) + 1) == f"{sign}…"
    assert cut(sign * 3, cells(sign)) == "…"


@given(TEXTS, st.integers(0, 40))
@example("🇩🇪🇫🇷", 5)
@example("🧘🏽\u200d♀️" * 2, 8)
def test_a_cut_text_is_whole_signs_and_never_too_wide(text: str, width: int) -> None:
    short = cut(text, width)

    assert as_one_terminal_counts(short) <= width
    assert as_another_counts(short) <= width
    if short != text and short:
        kept = list(clusters(short.removesuffix("…")))
        assert list(clusters(text))[: len(kept)] == kept


@given(TEXTS, st.integers(1, 30), st.integers(1, 5))
@example("🧘🏽\u200d♀️", 1, 3)
def test_lines_are_never_too_wide_on_any_terminal(text: str, width: int, most: int) -> None:
    lines = list(wrapped(text, width, most))

    assert len(lines) <= most
    assert all(max(as_one_terminal_counts(line), as_another_counts(line)) <= width for line in lines)


def test_a_sign_that_is_known_without_being_measured_is_as_wide_as_measured() -> None:
    signs = [chr(number) for number in range(0x20, 0x3000) if not 0x7F <= number < 0xA0]

    assert [sign for sign in signs if cells(sign) != max(0, wcwidth(sign), wcswidth(sign))] == []
    assert [sign for sign in signs if [*clusters(sign * 2)] != [*iter_graphemes(sign * 2)]] == []


@pytest.mark.parametrize("text", ["Release", "Größe", "1–2 …", "寝る前に", "e\u0301"])
def test_some_texts_are_as_wide_everywhere(text: str) -> None:
    assert is_certain(text)


@pytest.mark.parametrize("sign", ["🧘🏽\u200d♀️", "🇩🇪", "❤️", "नि"])
def test_other_texts_have_room_for_the_widest_answer(sign: str) -> None:
    assert not is_certain(f"Sit {sign}")
    assert cells(sign) == max(as_one_terminal_counts(sign), as_another_counts(sign))

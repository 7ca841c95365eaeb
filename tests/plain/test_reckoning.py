"""The reckoning of speech: how long lines take, and which of them is written when."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from screen_reader import Recorded

from hipcoach.cues.words import Weight
from hipcoach.plain.reckoning import AT_ONCE, MAY_SLIP, Rank, Reckoning, SpokenLine, speech_seconds

RATE = 170


def line(text: str, rank: Rank = Rank.DETAIL, due: float = 0.0, within: float = 100.0, **more: object) -> SpokenLine:
    return SpokenLine(text, rank, due, due + within, **more)  # type: ignore[arg-type]


def written(reckoning: Reckoning, until: float, *coming: SpokenLine) -> list[tuple[float, str]]:
    """What is written up to a time, while lines come when they are due."""
    told, now, ahead = [], 0.0, list(coming)
    while now <= until:
        while ahead and ahead[0].due <= now:
            reckoning.add([ahead.pop(0)])
        while (one := reckoning.take(now, lambda until: tuple(ahead))) is not None:
            told.append((now, one.text))
        now = min(reckoning.next_due(now) or until + 1, ahead[0].due if ahead else until + 1)
    return told


# -- how long it takes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("two", 0.65),
        ("Top knee to the ceiling", 2.1),
        ("Hold, left, 30 seconds", 2.4),
        ("45", 1.0),
        ("forty-five", 1.0),
    ],
)
def test_at_170_words_a_minute_lines_take_so_long(text: str, seconds: float) -> None:
    assert speech_seconds(text, RATE) == pytest.approx(seconds, abs=0.1)


@given(st.text(), st.floats(80, 1000))
def test_more_text_takes_no_less_time_and_a_faster_voice_no_more(text: str, rate: float) -> None:
    assert 0 < speech_seconds(text, rate) <= speech_seconds(f"{text} more", rate)
    assert speech_seconds(text, rate) <= speech_seconds(text, rate / 2)


# -- what is written -------------------------------------------------------------------------------------------------


def test_one_line_is_written_after_another_when_the_reader_is_free() -> None:
    reckoning = Reckoning(RATE)
    reckoning.add([line("Lie on your back"), line("Head heavy")])

    (first, _), (second, _) = written(reckoning, 10)

    assert first == 0.0
    assert second == pytest.approx(speech_seconds("Lie on your back", RATE))


def test_a_line_is_left_out_rather_than_that_one_is_late_which_matters_more() -> None:
    reckoning = Reckoning(RATE)
    reckoning.add([line("Both hands behind your right thigh", within=2.0)])

    assert written(reckoning, 10, line("Change sides: right", Rank.MOVE, due=1.0)) == [(1.0, "Change sides: right")]


def test_it_waits_for_a_gap_if_it_may() -> None:
    reckoning = Reckoning(RATE)
    reckoning.add([line("Knee points ahead, stand tall", within=3.0)])

    assert [text for _, text in written(reckoning, 10, line("two", Rank.NUMBER, due=1.0))] == [
        "two",
        "Knee points ahead, stand tall",
    ]


def test_what_matters_more_stays_where_not_all_fits_and_the_order_is_kept() -> None:
    reckoning = Reckoning(RATE)
    reckoning.add(
        [line("Head and tailbone heavy"), line("Move only part of the way", worth=Weight.NEEDED), line("Easy")]
    )

    told = written(reckoning, 3.6, line("Hold", Rank.MOVE, due=3.5))

    assert [text for _, text in told] == ["Move only part of the way", "Easy", "Hold"]


def test_the_short_text_is_said_where_there_is_no_time_for_the_whole() -> None:
    whole = line("Change sides: left. Feet down, turn", Rank.MOVE, short="Change sides: left")

    for due, text in ((10.0, whole.text), (2.0, whole.short)):
        reckoning = Reckoning(RATE)
        reckoning.add([whole])
        assert written(reckoning, 1, line("Go, left", Rank.MOVE, due=due)) == [(0.0, text)]


def test_pain_is_answered_at_once_whatever_is_being_read() -> None:
    reckoning = Reckoning(RATE)
    reckoning.add([line("Head supported, knees bent, one on the other"), line("Heels touching")])
    assert reckoning.take(0.0) is not None

    reckoning.add([line("Stopped. What kind of pain is it?", Rank.REPLY, due=0.5)])

    told = reckoning.take(0.5, still=True)
    assert told is not None
    assert told.rank is Rank.REPLY
    assert reckoning.take(9.0, still=True) is None, "how to lie is not to be heard now"


def test_the_rest_of_the_answers_is_not_read_once_one_is_given() -> None:
    reckoning = Reckoning(RATE)
    reckoning.add([line("1: an ache", Rank.CHOICE), line("2: sharp", Rank.CHOICE)])
    assert reckoning.take(0.0, still=True) is not None

    reckoning.drop([Rank.CHOICE])

    assert reckoning.waiting == ()


def test_lines_of_session_time_wait_while_that_stands_still() -> None:
    reckoning = Reckoning(RATE)
    reckoning.add([line("Knee points ahead", within=3.0)])

    reckoning.put_off(60.0)

    assert reckoning.take(59.0) is None
    assert reckoning.take(60.0) is not None


LINES = st.lists(
    st.builds(
        lambda words, rank, due, within, worth: line(
            " ".join(["word"] * words), rank, due / 4, within=within, worth=worth
        ),
        st.integers(1, 8),
        st.sampled_from([rank for rank in Rank if rank is not Rank.REPLY]),
        st.integers(0, 80),
        st.floats(0, 10),
        st.sampled_from(Weight),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_whatever_comes_no_line_is_too_late_and_nothing_runs_ahead_of_the_reader(lines: list[SpokenLine]) -> None:
    reckoning = Recorded(RATE)

    written(reckoning, 60, *sorted(lines, key=lambda one: one.due))

    free = 0.0
    for one, at in reckoning.written:
        assert one.due <= at <= one.latest + 1e-3
        if one.rank not in AT_ONCE:
            assert at >= free - 1e-3, "the reader would not be done with the line before"
        free = max(free, at) + speech_seconds(one.text, RATE)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_whatever_comes_a_change_of_sides_waits_for_nothing_that_matters_less(lines: list[SpokenLine]) -> None:
    moves = [line("Change sides", Rank.MOVE, due=10.0 * number) for number in (1, 2)]
    others = [one for one in lines if one.rank is not Rank.MOVE]
    reckoning = Recorded(RATE)

    written(reckoning, 60, *sorted([*others, *moves], key=lambda one: one.due))

    free = 0.0
    for one, at in reckoning.written:
        begins = max(free, at)
        if one.rank is Rank.MOVE:
            assert at == one.due
            assert begins <= one.due + MAY_SLIP[Rank.MOVE] + 1e-3
        free = begins + speech_seconds(one.text, RATE)

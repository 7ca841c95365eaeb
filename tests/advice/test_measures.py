"""What a person measures alone: the table, when it is offered, and what the numbers can tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.advice.measures import HONEST, MEASURES, ORDER, Key, OutOfBounds, Quantity, value_of
from hipcoach.advice.measuring import (
    Given,
    Measured,
    Measuring,
    MeasuringSheet,
    by_side,
    due,
    lasting,
    offer,
    result,
    told,
)
from hipcoach.session.model import Side

FIRST = date(2026, 11, 2)
INWARD, OUTWARD = MEASURES[Quantity.INWARD], MEASURES[Quantity.OUTWARD]


def on(days: int, **values: int) -> Measuring:
    """What was measured so many days after the first, such as `left_inward=25`."""
    named = {name.partition("_")[::2]: value for name, value in values.items()}
    return Measuring(
        FIRST + timedelta(days), {(Quantity(what), Side(side)): value for (side, what), value in named.items()}
    )


def test_everything_is_asked_once_on_each_side_that_it_has() -> None:
    asked = [one.key for one in ORDER]

    assert len(asked) == len(set(asked)) == 7
    assert {what for what, _ in asked} == set(Quantity)
    # Whoever has strapped the phone to one shin takes both turns of that hip first.
    assert asked[:2] == [(Quantity.INWARD, Side.LEFT), (Quantity.OUTWARD, Side.LEFT)]


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("38", INWARD, 38),
        (" 38° ", INWARD, 38),
        ("38 °", INWARD, 38),
        ("37.6", INWARD, 38),
        ("37,6", INWARD, 38),
        ("0", INWARD, 0),
        ("90", OUTWARD, 90),
        ("-5", MEASURES[Quantity.STANDING], -5),
        ("\u22125", MEASURES[Quantity.STANDING], -5),
        ("10", MEASURES[Quantity.SOCKS], 10),
    ],
)
def test_a_number_is_taken_as_people_write_it(text: str, measure, value: int) -> None:
    assert value_of(text, measure) == value


@pytest.mark.parametrize("text", ["", "-", "--5", "91", "-1", "1e1", "nan", "38 left", "3 8", "9999999", "٣٨x"])
def test_anything_else_is_answered_with_what_can_be_typed(text: str) -> None:
    with pytest.raises(OutOfBounds, match="a number from 0 to 90, or nothing"):
        value_of(text, INWARD)


@given(st.text(max_size=12))
def test_no_text_gives_a_value_out_of_bounds(text: str) -> None:
    for measure in MEASURES.values():
        try:
            assert measure.low <= value_of(text, measure) <= measure.high
        except OutOfBounds:
            continue


# -- when -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "passed", "today", "offered"),
    [
        ((), None, 0, True),
        ((0,), None, 0, False),
        ((0,), None, 13, False),
        ((0,), None, 14, True),
        ((0,), None, 400, True),
        ((0, 20), None, 33, False),
        ((0, 20), None, 34, True),
        ((), 0, 13, False),
        ((), 0, 14, True),
        ((0,), 14, 20, False),
        ((0,), 14, 28, True),
        # Taken all the same, after it was passed over.
        ((16,), 14, 29, False),
        # The day is later where one has travelled from.
        ((1,), None, 0, False),
    ],
)
def test_it_is_offered_at_the_beginning_and_then_every_two_weeks(
    taken: tuple[int, ...], passed: int | None, today: int, offered: bool
) -> None:
    known = Measured(
        tuple(on(days, left_inward=30) for days in taken), None if passed is None else FIRST + timedelta(passed)
    )

    assert due(known, FIRST + timedelta(today)) is offered


# -- what it tells ----------------------------------------------------------------------------------------------------


def test_a_difference_lasts_once_it_is_there_again_after_two_weeks() -> None:
    early, late = on(0, left_inward=25, left_outward=50), on(14, left_inward=28, left_outward=48)

    assert lasting((early,)) == ()
    assert lasting((early, on(13, left_inward=28, left_outward=48))) == ()
    (found,) = lasting((early, late))
    assert (found.side, found.inward, found.outward, found.since) == (Side.LEFT, 28, 48, FIRST)


@pytest.mark.parametrize(
    "between",
    [
        on(7, left_inward=31, left_outward=50),
        on(7, left_inward=50, left_outward=25),
        on(14, left_inward=31, left_outward=50),
    ],
)
def test_a_difference_that_was_gone_in_between_has_not_lasted(between: Measuring) -> None:
    assert lasting((on(0, left_inward=25, left_outward=50), between, on(14 + 7, left_inward=25, left_outward=50))) == ()


def test_what_was_measured_in_part_neither_makes_a_difference_nor_ends_one() -> None:
    taken = (
        on(0, left_inward=25, left_outward=50, right_inward=20),
        on(7, left_inward=40),
        on(14, left_inward=25, left_outward=50, right_outward=60),
        on(21, none_socks=4),
    )

    assert [one.side for one in lasting(taken)] == [Side.LEFT]


def test_it_is_said_since_when_it_was_there_at_every_measuring() -> None:
    taken = tuple(on(days, left_inward=25, left_outward=50 if days else 44) for days in (0, 14, 28, 42))

    assert [one.since for one in lasting(taken)] == [FIRST + timedelta(14)]


def test_the_other_way_round_is_a_difference_too() -> None:
    taken = (on(0, right_inward=60, right_outward=30), on(14, right_inward=60, right_outward=30))

    assert [one.side for one in lasting(taken)] == [Side.RIGHT]


@given(
    st.lists(
        st.builds(
            on,
            st.integers(0, 60),
            left_inward=st.integers(0, 90),
            left_outward=st.integers(0, 90),
            right_inward=st.integers(0, 90),
        ),
        max_size=5,
    )
)
def test_a_lasting_difference_was_measured_at_least_twice_two_weeks_apart(taken: list[Measuring]) -> None:
    taken.sort(key=lambda one: one.day)
    for one in lasting(taken):
        wide = [day.day for day in taken if abs(day.turns(one.side)[0] - day.turns(one.side)[1]) >= 20]
        assert (max(wide) - min(wide)).days >= 14
        assert one.side is Side.LEFT, "the right one has no outward turn"


def test_the_words_are_honest_and_never_name_a_condition() -> None:
    taken = (on(0, left_inward=25, left_outward=50), on(14, left_inward=25, left_outward=50))
    lines = list(told(Measured(taken)))

    assert lines[0] == (
        "Left, the hip turns 25 degrees inward and 50 outward, and has differed by 20 and more since 2 Nov 2026. A "
        "difference that lasts is worth asking about: a doctor or physical therapist can examine where it comes from."
    )
    said = " ".join(lines)
    for honest in ("about 40 degrees", "5 degrees are usual", "No trial was found", "worth asking about"):
        assert honest in said
    assert "you have" not in said.lower()
    for word in ("retroversion", "anteversion", "abnormal", "fix", "correct", "improve"):
        assert word not in said.lower()
    # Without such a difference only the rest is said.
    assert list(told(Measured())) == lines[1:]


def test_left_and_right_stand_side_by_side_with_their_unit() -> None:
    one = on(0, left_inward=28, right_inward=35, none_socks=6, right_standing=-4)

    assert by_side(INWARD, one.values) == "left 28°, right 35°"
    assert by_side(MEASURES[Quantity.STANDING], one.values) == "right -4°"
    assert by_side(MEASURES[Quantity.SOCKS], one.values) == "6 of 10"
    assert by_side(OUTWARD, one.values) == ""


def test_a_result_stands_beside_the_one_before() -> None:
    taken = (on(0, left_inward=25, right_inward=36), on(7, none_socks=6), on(14, left_inward=28, none_socks=7))

    assert list(result(Measured(taken)))[:3] == [
        "Inward turn (the foot swings out): left 28°; left 25°, right 36° on 2 Nov 2026",
        "Socks (how easy they are to put on): 7 of 10; 6 of 10 on 9 Nov 2026",
        "",
    ]


def test_the_offer_is_a_question() -> None:
    assert offer(Measured()).startswith("Measure how far your hips turn")
    assert offer(Measured((on(0, none_socks=6),))) == "Measure again? You last did on 2 Nov 2026."


# -- asking -----------------------------------------------------------------------------------------------------------


def test_enter_passes_and_a_minus_takes_the_number_before_back() -> None:
    sheet = MeasuringSheet()
    first, second, third = (one.key for one in ORDER[:3])

    assert sheet.answer("30") == Given(first, 30)
    assert sheet.answer("") is None
    assert sheet.answer("40") == Given(third, 40)
    assert sheet.given == {first: 30, third: 40}
    # The one that was passed over has nothing to take back.
    assert sheet.answer("-") == Given(third, None)
    assert sheet.answer(" - ") is None
    assert sheet.asked is ORDER[1]
    assert sheet.answer("-") == Given(first, None)
    assert sheet.answer("-") is None
    assert sheet.asked is ORDER[0]
    assert sheet.given == {}
    assert second not in sheet.given


def test_what_is_no_number_leaves_the_question_open() -> None:
    sheet = MeasuringSheet()
    with pytest.raises(OutOfBounds):
        sheet.answer("91")
    assert sheet.asked is ORDER[0]


@given(st.lists(st.sampled_from(["", "-", "7", "5", "999"]), max_size=25))
def test_what_is_kept_comes_to_what_was_given(answers: list[str]) -> None:
    sheet = MeasuringSheet()
    kept: dict[Key, int | None] = {}
    for text in answers:
        try:
            given = sheet.answer(text)
        except OutOfBounds:
            continue
        if given is not None:
            kept[given.key] = given.value
    assert {key: value for key, value in kept.items() if value is not None} == sheet.given


def test_where_the_clock_was_set_back_while_measuring_there_is_no_result_yet() -> None:
    assert tuple(result(Measured())) == HONEST

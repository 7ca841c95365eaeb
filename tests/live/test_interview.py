"""The interviews around a session: what is asked one after the other, and what each answer brings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from past_sessions import TODAY, went
from plan_builders import change, reps, session

from hipcoach.advice.checkin import Sheet
from hipcoach.advice.history import History, OuterHip
from hipcoach.advice.thresholds import PainThresholds, Thresholds
from hipcoach.engine.choices import Choices, load_today, modifications_on
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import Player
from hipcoach.live.check_in import MOST_DUE, CheckInInterview, due
from hipcoach.live.check_out import CheckOutAnswers, CheckOutInterview
from hipcoach.live.interview import (
    NOTHING_BEFORE,
    Interview,
    NoticeToRead,
    NotUnderstood,
    OfferQuestion,
    PickQuestion,
    ScaleQuestion,
    understood,
)
from hipcoach.session.loads import Mass, MassUnit
from hipcoach.session.model import Dose, Sides

LIFT = reps(
    (15, 30),
    id="clamshell",
    library="clamshell",
    side=Sides.EACH,
    easier=(change("smaller", conflicts=("band",)),),
    harder=(change("band", conflicts=("smaller",)),),
)
ONE = session(LIFT)
EASY = (went(ONE, 4), went(ONE, 2, morning=None))
"""Two sessions after which the middle dose is offered."""


def check_in(history: History = (), dose: Dose = Dose.LOW) -> CheckInInterview:
    sheet = Sheet(ONE, Choices(dose=dose), TODAY, Thresholds())
    sheet.remember(history, as_last=False)
    return CheckInInterview(ONE, sheet, PainThresholds())


def answered(interview: Interview, *answers: str) -> list[str]:
    """The keys of the questions that were asked, and answered so; all others are passed over."""
    asked, left = [], list(answers)
    while (question := interview.question) is not None:
        asked.append(question.key)
        interview.answer(left.pop(0) if left else "")
    assert not left
    return asked


# -- the check-in -----------------------------------------------------------------------------------------------------


def test_the_first_asks_of_pain_and_the_outer_hip_alone() -> None:
    one = check_in()

    assert answered(one.interview, "1", "n") == ["pain", "outer_hip", "begin False"]
    assert one.sheet.complete().outer_hip is OuterHip.CALM


def test_what_is_passed_over_is_noted_as_in_the_app() -> None:
    one = check_in()

    answered(one.interview)

    assert one.sheet.complete().outer_hip is OuterHip.PASSED
    assert one.sheet.complete().pain is None


def test_a_later_one_asks_what_is_due_and_offers_a_step() -> None:
    one = check_in((went(ONE, 4, outer_hip=OuterHip.CALM), EASY[1]))

    asked = answered(one.interview, "0", "zero", "yes", "y")

    assert asked == ["pain", "next_morning", "lasting_pain", "offer clamshell up dose middle", "begin False"]
    assert one.sheet.choices.doses == {"clamshell": Dose.MIDDLE}
    assert len(one.sheet.complete().background or ()) == 1


def test_amber_takes_the_low_dose_and_says_what_changes_without_figures_of_a_clock() -> None:
    one = check_in((went(ONE, 2, outer_hip=OuterHip.CALM),), Dose.HIGH)
    one.interview.answer("4")

    question = one.interview.question

    assert isinstance(question, PickQuestion)
    assert "Pain 4 of 10: take the low dose and an easier option today." in question.text
    assert ":" not in question.text.partition("\n")[2]
    one.interview.answer("")
    assert isinstance(one.interview.question, OfferQuestion)
    one.interview.answer("yes")
    assert modifications_on(ONE, one.sheet.choices, "clamshell") == ("smaller",)


def test_where_amber_changes_nothing_it_comes_with_the_offer_of_an_easier_option() -> None:
    one = check_in((went(ONE, 2, outer_hip=OuterHip.CALM),))

    assert answered(one.interview, "4", "yes")[:3] == ["pain", "easier", "lasting_pain"]
    assert modifications_on(ONE, one.sheet.choices, "clamshell") == ("smaller",)


def test_amber_can_be_done_as_planned_all_the_same() -> None:
    one = check_in((went(ONE, 2, outer_hip=OuterHip.CALM),), Dose.HIGH)

    asked = answered(one.interview, "5", "planned")

    assert "easier" not in asked
    assert one.sheet.choices == one.sheet.as_usual


def test_a_notice_says_why_and_can_be_left_out_afterwards() -> None:
    one = check_in((went(ONE, 2, outer_hip=OuterHip.CALM, after=8),))
    for answer in ("1", ""):
        one.interview.answer(answer)
    assert isinstance(one.interview.question, NoticeToRead)

    one.interview.answer("why")
    assert isinstance(one.interview.question, NoticeToRead)
    assert "professional" in one.interview.question.text
    one.interview.answer("hide")

    assert one.sheet.complete().dismissed == ("red",)


def test_dose_side_options_and_background_can_be_changed_before_it_begins() -> None:
    one = check_in()

    asked = answered(one.interview, "1", "no", "change", "high", "right", "yes")

    assert asked[2:6] == ["begin False", "dose", "first", "with clamshell smaller"]
    assert asked[-1] == "begin True"
    assert {"lasting_pain again", "childhood again"} < set(asked)
    assert one.sheet.choices.dose is Dose.HIGH
    assert one.sheet.choices.first == "right"
    assert modifications_on(ONE, one.sheet.choices, "clamshell") == ("smaller",)


def test_a_load_is_asked_for_where_it_was_never_taken_and_can_be_changed_later() -> None:
    loaded = session(reps((4, 8), id="lift", load="5 kg", load_step=Mass(2.5, MassUnit.KG)))
    sheet = Sheet(loaded, Choices(), TODAY, Thresholds())
    sheet.remember((), as_last=False)
    first = CheckInInterview(loaded, sheet, PainThresholds())

    asked = answered(first.interview, "1", "7.5")

    assert asked == ["pain", "load lift", "outer_hip", "begin False"]
    today = load_today(loaded, first.sheet.choices, "lift")
    assert today is not None
    assert today.taken == "7.5 kg"

    sheet = Sheet(loaded, Choices(), TODAY, Thresholds())
    sheet.remember((went(loaded, 2),), as_last=False)
    later = CheckInInterview(loaded, sheet, PainThresholds())
    assert "load lift" not in answered(later.interview, "1", "no")
    later.interview.back()
    later.interview.answer("change")
    assert "load lift again" in answered(later.interview)


def test_never_more_is_due_than_can_be_asked() -> None:
    one = check_in((went(ONE, 40, outer_hip=OuterHip.CALM), went(ONE, 20, morning=None)))

    assert [question.key for question in due(one.sheet)] == ["next_morning", "daily_life"]
    assert len(list(due(one.sheet))) == MOST_DUE


ANSWERS = st.lists(st.sampled_from(["", "0", "4", "7", "yes", "no", "gentle", "planned", "high", "change", "hide"]))


@given(ANSWERS, st.sampled_from([(), EASY, (went(ONE, 1, after=8),)]))
def test_taking_every_answer_back_leaves_all_as_it_was(answers: list[str], history: History) -> None:
    one = check_in(history)
    first, sheet = one.interview.question, dict(vars(one.sheet))
    given_answers = 0
    for answer in answers:
        if one.interview.question is None:
            break
        try:
            one.interview.answer(answer)
        except NotUnderstood:
            continue
        given_answers += 1

    for _ in range(given_answers):
        assert one.interview.answer("-") == ()

    assert one.interview.question == first
    assert vars(one.sheet) == sheet
    assert one.interview.back() == (NOTHING_BEFORE,)


# -- the check-out ----------------------------------------------------------------------------------------------------


def done() -> Player:
    """A session that was done."""
    player = Player(make_plan(ONE, Choices()))
    player.start(0.0)
    for second in range(1, 2000):
        player.advance(float(second))
    return player


def check_out(*, before: int | None = 0, told: bool = False) -> CheckOutInterview:
    return CheckOutInterview(done(), ONE, before, PainThresholds(), told=told)


def test_after_red_pain_what_to_do_is_said_before_anything_else_is_asked() -> None:
    one = check_out()

    one.interview.answer("7")

    question = one.interview.question
    assert isinstance(question, NoticeToRead)
    assert question.text.startswith("Pain 7 of 10, up from 0: rest today.")
    assert "Call your emergency number" in question.text
    assert answered(one.interview, "", "5", "sore") == ["after red pain", "effort clamshell", "note"]
    assert one.answers == CheckOutAnswers(7, {"clamshell": 5}, "sore")


def test_when_to_get_help_is_told_once() -> None:
    one = check_out(told=True)

    one.interview.answer("7")

    assert one.interview.question is not None
    assert "Call your emergency number" not in one.interview.question.text


def test_a_note_is_any_text_but_a_minus() -> None:
    one = check_out()
    for answer in ("", "3", "yes, the knee -2"):
        one.interview.answer(answer)

    assert one.answers == CheckOutAnswers(None, {"clamshell": 3}, "yes, the knee -2")


# -- what is typed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0", 0), ("10", 10), (" 7 ", 7), ("seven", 7), ("Ten", 10), ("07", 7), ("٣", 3), ("é", 2), ("", None)],
)
def test_a_scale_takes_figures_and_words(typed: str, number: int | None) -> None:
    assert understood(ScaleQuestion("", ""), typed) == number


@pytest.mark.parametrize("typed", ["11", "-1", "x", "1.5", "1 2"])
def test_anything_else_is_no_number(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="is not a number from 0 to 10"):
        understood(ScaleQuestion("", ""), typed)


@pytest.mark.parametrize(
    ("typed", "answer"), [("left", "left"), ("R", "right"), ("7.5", "7.5 kg"), ("7kg", "7 kg"), ("7.5kg", "7.5 kg")]
)
def test_an_answer_is_known_by_its_first_word_or_its_beginning(typed: str, answer: str) -> None:
    assert understood(PickQuestion("", "", ("left", "right", "7 kg", "7.5 kg")), typed) == answer


def test_what_could_be_two_answers_is_none() -> None:
    with pytest.raises(NotUnderstood, match="'s' is no answer here"):
        understood(PickQuestion("", "", ("same", "sooner")), "s")

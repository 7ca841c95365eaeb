"""Offers of a heavier load, and of the one before; and efforts that a file asks for."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from past_sessions import TODAY, went
from plan_builders import EACH, change, hold, reps, session

from hipcoach.advice.checkin import Sheet
from hipcoach.advice.history import PastSession
from hipcoach.advice.progress import Offer, offers
from hipcoach.advice.thresholds import Thresholds
from hipcoach.engine.choices import Choices, load_today, with_load
from hipcoach.session.loads import Mass, MassUnit
from hipcoach.session.model import Dose, Order, Range, Session

KILO = Mass(1, MassUnit.KG)
SQUAT = reps(
    (8, 12),
    id="squat",
    side=EACH,
    sets=3,
    load="2 kg",
    load_step=KILO,
    harder=(change("slow", name="Slowly"),),
    easier=(change("chair", name="With a chair"),),
)
BAND = reps((8, 12), id="band", side=EACH, sets=3, harder=(change("weight", name="With a weight", load="2 kg"),))
ONE = session(SQUAT)
HIGH = Choices(dose=Dose.HIGH)


def asked(of: Session, choices: Choices, *past: PastSession) -> Offer | None:
    found = offers(of, choices, past, TODAY, Thresholds())
    return found[0] if found else None


def twice(of: Session = ONE, choices: Choices = HIGH, **how: Any) -> tuple[PastSession, PastSession]:
    return went(of, 4, choices=choices, **how), went(of, 2, choices=choices, **how)


def taking(kilos: float, choices: Choices = HIGH) -> Choices:
    return with_load(ONE, choices, "squat", Mass(kilos, MassUnit.KG))


def reason(offer: Offer | None) -> str | None:
    return None if offer is None else offer.reason


def test_after_the_top_dose_comes_a_heavier_load_with_the_low_dose() -> None:
    offer = asked(ONE, HIGH, *twice())

    assert reason(offer) == "Both sides reached 12 with 2 kg twice, effort 6: take 3 kg, from 8?"
    assert offer is not None
    assert offer.key == "squat up load 3 kg"
    then = offer.onto(ONE, HIGH)
    assert then.dose_of("squat") is Dose.LOW
    today = load_today(ONE, then, "squat")
    assert today is not None
    assert today.taken == "3 kg"


def test_from_there_on_what_was_done_with_less_does_not_count() -> None:
    assert asked(ONE, taking(3), *twice()) is None
    assert reason(asked(ONE, taking(3), *twice(choices=taking(3)))) == (
        "Both sides reached 12 with 3 kg twice, effort 6: take 4 kg, from 8?"
    )


def test_before_the_top_dose_the_next_dose_comes_first() -> None:
    assert reason(asked(ONE, Choices(), *twice(choices=Choices()))) == (
        "Both sides reached 8 with 2 kg twice, effort 6: go on to 3 sets of 10 on each side?"
    )


def test_an_easier_option_goes_before_the_load_grows() -> None:
    chosen = replace(HIGH, modifications={"squat": ("chair",)})
    offer = asked(ONE, chosen, *twice(choices=chosen))
    assert offer is not None
    assert offer.change.off == "chair"


def test_without_a_step_or_a_number_a_harder_option_is_offered_as_ever() -> None:
    for exercise in (replace(SQUAT, load_step=None), replace(SQUAT, load="light band")):
        one = session(exercise)
        offer = asked(one, HIGH, *twice(one))
        assert offer is not None
        assert offer.change.on == "slow"


def test_a_dose_without_a_range_grows_by_its_load() -> None:
    one = session(replace(SQUAT, reps=Range(10, 10)))
    assert reason(asked(one, Choices(), *twice(one, Choices()))) == (
        "Both sides reached 10 with 2 kg twice, effort 6: take 3 kg, from 10?"
    )


def test_repetitions_in_turn_count_on_both_sides() -> None:
    one = session(replace(SQUAT, order=Order.ALTERNATE))
    assert (
        reason(asked(one, HIGH, *twice(one))) == "Both sides reached 12 with 2 kg twice, effort 6: take 3 kg, from 8?"
    )


def test_back_by_one_step_once_the_dose_is_low() -> None:
    # effort 9 last time, with 3 kg, at the low dose
    low = taking(3, Choices())
    offer = asked(ONE, low, went(ONE, 2, choices=low, effort=9))
    assert reason(offer) == "Effort was 9 last time: take 2 kg instead of 3 kg?"
    assert offer is not None
    assert offer.key == "squat back load 2 kg"
    # from a higher dose, the dose goes down first
    high = asked(ONE, taking(3), went(ONE, 2, choices=taking(3), effort=9))
    assert high is not None
    assert high.change.dose is Dose.MIDDLE


def test_no_load_is_lighter_than_the_lightest() -> None:
    one = session(replace(SQUAT, load="1 kg"))
    offer = asked(one, Choices(), went(one, 2, effort=9))
    assert offer is not None
    assert offer.change.on == "chair"


@pytest.mark.parametrize(("effort", "offered"), [(3, True), (4, True), (5, False), (7, False)])
def test_a_step_up_needs_an_effort_at_or_below_what_the_file_asks_for(effort: int, offered: bool) -> None:
    one = session(replace(SQUAT, effort=Range(3, 4)))
    assert (asked(one, HIGH, *twice(one, effort=effort)) is not None) is offered


def test_the_settings_bound_holds_as_well() -> None:
    one = session(replace(SQUAT, effort=Range(5, 9)))
    assert asked(one, HIGH, *twice(one, effort=8)) is None


def test_an_offer_of_a_load_fits_only_its_own_session() -> None:
    offer = asked(ONE, HIGH, *twice())
    assert offer is not None
    other = session(hold(30, id="squat"))
    with pytest.raises(ValueError, match="no load"):
        offer.onto(other, HIGH)


def test_the_load_of_an_option_that_was_offered_can_be_chosen() -> None:
    # given an accepted offer of an option that brings a load to an exercise that has none
    one = session(BAND)
    sheet = Sheet(one, HIGH, TODAY, Thresholds())
    sheet.answer(replace(sheet.answers, pain=0))
    sheet.remember(twice(one), as_last=False)
    sheet.accept("band up on weight", True)
    # when the load that is shown is made heavier
    sheet.take_load("band", Mass(3, MassUnit.KG))
    # then that is the load of today and of the next time, and the option stays
    for choices in (sheet.choices, sheet.usual):
        today = load_today(one, choices, "band")
        assert today is not None
        assert (today.said, today.taken) == ("2 kg", "3 kg")


def test_another_load_by_hand_goes_before_the_one_that_was_offered() -> None:
    sheet = Sheet(ONE, HIGH, TODAY, Thresholds())
    sheet.answer(replace(sheet.answers, pain=0))
    sheet.remember(twice(), as_last=False)
    sheet.accept("squat up load 3 kg", True)
    sheet.take_load("squat", Mass(2.5, MassUnit.KG))
    today = load_today(ONE, sheet.choices, "squat")
    assert today is not None
    assert today.taken == "2.5 kg"
    assert sheet.accepted == frozenset()

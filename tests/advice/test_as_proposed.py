"""A session as it is begun where it is proposed for today."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from hipcoach.advice.as_proposed import SessionToday, as_proposed, session_today
from hipcoach.advice.checkin import Sheet
from hipcoach.advice.history import CheckInAnswers
from hipcoach.advice.pain import Zone
from hipcoach.advice.proposal import OfferKind, Option, ProgrammeOffer, Proposal, Why
from hipcoach.advice.thresholds import Thresholds
from hipcoach.engine.choices import Choices, modifications_on
from hipcoach.session.model import Dose, Exercise, Modification, Range, Session

TODAY = date(2026, 11, 23)
TOWEL = Modification(id="towel", name="With a towel")
ONE = Session(title="One", exercises=(Exercise(id="stretch", name="Stretch", hold=Range(20, 40), easier=(TOWEL,)),))
OPTION = Option("one", "One", 0, Range(2, 3))
HIGHER = ProgrammeOffer(OfferKind.HIGHER_DOSE, "One at the middle dose?", dose=Dose.MIDDLE)


def proposal(**more) -> Proposal:
    return Proposal(day=TODAY, why=Why.DUE, reason="Because.", **{"session": OPTION, **more})


def test_without_a_dose_it_begins_as_last_time() -> None:
    high = Choices(dose=Dose.HIGH)
    assert as_proposed(ONE, high, SessionToday(OPTION)) == high
    assert as_proposed(ONE, high, None) is high


def test_the_dose_and_the_modifications_of_the_programme_are_taken() -> None:
    option = replace(OPTION, dose=Dose.LOW, modifications=(("stretch", "towel"),))
    choices = as_proposed(ONE, Choices(dose=Dose.HIGH), SessionToday(option))
    assert choices.dose is Dose.LOW
    assert modifications_on(ONE, choices, "stretch") == ("towel",)


def test_what_the_session_does_not_have_any_more_is_left_out() -> None:
    option = replace(OPTION, modifications=(("stretch", "strap"), ("lunge", "towel"), ("stretch", "towel")))
    choices = as_proposed(ONE, Choices(), SessionToday(option))
    assert modifications_on(ONE, choices, "stretch") == ("towel",)


def test_only_a_proposal_for_this_day_counts_and_another_dose_is_offered_of_its_session_alone() -> None:
    other = replace(OPTION, session="other")
    of = proposal(options=(other,), offered=(ProgrammeOffer(OfferKind.NEXT_PHASE, "On?", phase=1), HIGHER))
    assert session_today(of, "one", TODAY) == SessionToday(OPTION, HIGHER)
    assert session_today(of, "other", TODAY) == SessionToday(other)
    assert session_today(of, "third", TODAY) is None
    assert session_today(of, "one", TODAY + timedelta(days=1)) is None
    assert session_today(None, "one", TODAY) is None


def test_a_higher_dose_is_not_offered_in_pain_and_a_lower_one_is() -> None:
    lower = ProgrammeOffer(OfferKind.LOWER_DOSE, "One at the low dose?", dose=Dose.LOW)
    assert [SessionToday(OPTION, HIGHER).dose_in(zone) for zone in (Zone.GREEN, Zone.AMBER)] == [HIGHER, None]
    assert [SessionToday(OPTION, lower).dose_in(zone) for zone in (Zone.GREEN, Zone.AMBER)] == [lower, lower]


def test_the_offered_dose_can_be_taken_back_and_gives_way_to_one_picked_by_hand() -> None:
    sheet = Sheet(ONE, Choices(), TODAY, Thresholds(), SessionToday(OPTION, HIGHER))
    sheet.take_other_dose(True)
    assert (sheet.choices.dose, sheet.takes_other_dose) == (Dose.MIDDLE, True)
    sheet.take_other_dose(False)
    assert (sheet.choices.dose, sheet.takes_other_dose) == (Dose.LOW, False)
    sheet.take_other_dose(True)
    sheet.take_dose(Dose.HIGH)
    assert (sheet.choices.dose, sheet.takes_other_dose) == (Dose.HIGH, False)
    sheet.take_other_dose(False)
    assert sheet.choices.dose is Dose.HIGH


def test_pain_that_is_told_takes_the_low_dose_whatever_was_taken() -> None:
    sheet = Sheet(ONE, Choices(), TODAY, Thresholds(), SessionToday(OPTION, HIGHER))
    sheet.take_other_dose(True)
    sheet.answer(CheckInAnswers(pain=5))
    assert sheet.choices.dose is Dose.LOW
    assert sheet.other_dose is None

"""What is carried over from one session to the next."""

from __future__ import annotations

from types import MappingProxyType

from past_sessions import went
from plan_builders import change, hold, reps, session

from hipcoach.advice.last_time import as_last_time
from hipcoach.engine.choices import Choices, fitting
from hipcoach.session.model import Dose, Side

LIFT = reps((8, 12), harder=(change("band"), change("pause")))
ONE, OTHER = session(LIFT), session(hold((30, 60)))
HARDER = Choices(
    doses=MappingProxyType({"lift": Dose.HIGH}),
    modifications=MappingProxyType({"lift": ("band",)}),
)


def test_doses_and_modifications_carry_over_to_the_same_exercise() -> None:
    both = session(LIFT, hold((30, 60)))
    assert fitting(both, HARDER) == HARDER
    assert fitting(OTHER, HARDER) == Choices()


def test_what_was_chosen_for_an_exercise_outlasts_a_session_without_it() -> None:
    history = (went(ONE, 4, chosen=HARDER), went(OTHER, 2, chosen=Choices(dose=Dose.MIDDLE)))
    begun = as_last_time(ONE, Choices(dose=Dose.MIDDLE, first=Side.RIGHT), history)
    assert (begun.doses, begun.modifications) == (HARDER.doses, HARDER.modifications)
    assert (begun.dose, begun.first) == (Dose.MIDDLE, Side.RIGHT)


def test_the_last_time_counts_even_where_nothing_was_chosen_then() -> None:
    history = (went(ONE, 4, chosen=HARDER), went(ONE, 2, chosen=Choices()))
    assert as_last_time(ONE, HARDER, history) == Choices()


def test_an_exercise_that_was_never_there_begins_as_chosen() -> None:
    assert as_last_time(ONE, HARDER, (went(OTHER, 2, chosen=Choices()),)) == HARDER
    assert as_last_time(ONE, HARDER, (went(ONE, 2),)) == HARDER


def test_what_the_session_no_longer_offers_is_left_out() -> None:
    history = (went(ONE, 2, chosen=HARDER),)
    plain = session(reps((8, 12)))
    assert as_last_time(plain, Choices(), history).modifications == {"lift": ()}

"""What is carried over from one session to the next."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from past_sessions import went
from plan_builders import change, hold, reps, session

from hipcoach.advice.evidence import times
from hipcoach.advice.history import never_done
from hipcoach.advice.last_time import as_last_time
from hipcoach.engine.choices import Choices, fitting
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Dose, Session, Side

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


# -- exercises that travel with a file --------------------------------------------------------------------------------


def read(text: str) -> Session:
    session = Library(shipped_sessions(), None).read_text(
        f"hipcoach: 1\ntitle: T\nexercises: [{{use: clamshell}}]\n{text}"
    )
    assert session.session is not None
    return session.session


def shipped_clamshell() -> str:
    """The shipped clamshell as it stands in a file that brings it, with its keys in another order."""
    lines = (shipped_sessions() / "exercises" / "clamshell.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("#", "hipcoach:"))]
    return "library:\n  clamshell:\n" + "".join(f"    {line}\n" for line in kept)


@pytest.mark.parametrize(
    ("mailed", "same"),
    [(shipped_clamshell(), True), ("library: {clamshell: {name: Clamshell, reps: 5-30, side: each}}\n", False)],
)
def test_a_mailed_exercise_goes_on_from_last_time_only_where_it_is_the_same(mailed: str, same: bool) -> None:
    # given months of clamshells at the high dose
    mine = read("")
    chosen = Choices(doses=MappingProxyType({"clamshell": Dose.HIGH}))
    history = (went(mine, 4, chosen=chosen), went(mine, 2, chosen=chosen))
    # when a file comes that brings a clamshell of its own
    session = read(mailed)
    (exercise,) = session.exercises
    # then dose, evidence for offers and whether it is new follow only if it says the same
    assert bool(as_last_time(session, chosen, history).doses) is same
    assert bool(list(times(history, exercise))) is same
    assert never_done(session, history) == (() if same else (exercise.id,))

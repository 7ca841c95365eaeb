"""The sheet of a check-in: what each answer does to the choices, and what is kept of it."""

from __future__ import annotations

from types import MappingProxyType

from msgspec.structs import replace
from past_sessions import TODAY, went
from plan_builders import change, reps, session

from hipcoach.advice.checkin import Due, Sheet
from hipcoach.advice.history import Background, History, OuterHip
from hipcoach.advice.notices import Reason
from hipcoach.advice.pain import Zone
from hipcoach.advice.thresholds import Thresholds
from hipcoach.engine.choices import Choices, modifications_on
from hipcoach.session.model import Dose, Side, Sides

LIFT = reps(
    (15, 30),
    id="clamshell",
    library="clamshell",
    side=Sides.EACH,
    easier=(change("smaller", conflicts=("band",)),),
    harder=(change("band", conflicts=("smaller",)),),
)
ONE = session(LIFT)
EASY = (went(ONE, 4), went(ONE, 2))
"""Two sessions after which the middle dose is offered."""
UP = "clamshell up dose middle"


def sheet(
    history: History = EASY,
    choices: Choices = Choices(),  # noqa: B008 - a frozen value
    pain: int | None = 1,
    *,
    as_last: bool = True,
) -> Sheet:
    """Answered before the past was known, as whoever is quick does it."""
    made = Sheet(ONE, choices, TODAY, Thresholds())
    made.answer(replace(made.answers, pain=pain))
    made.remember(history, as_last=as_last)
    return made


def on(of: Sheet) -> tuple[str, ...]:
    return modifications_on(ONE, of.choices, "clamshell")


def test_an_offer_changes_nothing_unless_accepted_and_not_taken_back() -> None:
    of = sheet()
    before = of.choices
    assert [offer.key for offer in of.offers] == [UP]
    of.accept(UP, True)
    assert of.choices.doses == {"clamshell": Dose.MIDDLE}
    assert (of.complete().accepted, of.complete().declined) == ((UP,), ())
    of.accept(UP, False)
    assert of.choices == before
    assert (of.complete().accepted, of.complete().declined) == ((), (UP,))


def test_a_painful_day_cancels_an_accepted_step_up_for_good() -> None:
    of = sheet()
    of.accept(UP, True)
    of.answer(replace(of.answers, pain=4))
    assert of.offers == ()
    assert of.choices.doses == {}
    of.answer(replace(of.answers, pain=1))
    assert [offer.key for offer in of.offers] == [UP]
    assert of.choices.doses == {}


def test_amber_takes_the_low_dose_even_where_another_was_accepted_last_time() -> None:
    accepted = Choices(doses=MappingProxyType({"clamshell": Dose.HIGH}))
    last = (replace(went(ONE, choices=accepted), chosen=accepted),)
    assert sheet(last).choices.doses == {"clamshell": Dose.HIGH}
    assert sheet(last, pain=4).choices.doses == {}
    assert sheet(last, as_last=False).choices.doses == {}


def test_easier_options_are_taken_for_a_painful_day_and_taken_back() -> None:
    of = sheet(pain=4)
    assert of.has_easier
    of.take_easier(True)
    assert on(of) == ("smaller",)
    of.take_easier(False)
    assert on(of) == ()
    of.take_easier(True)
    of.answer(replace(of.answers, pain=1))
    assert on(of) == ()


def test_changes_for_a_painful_day_go_with_the_pain_and_are_never_kept() -> None:
    of = sheet(choices=Choices(dose=Dose.HIGH), pain=1, as_last=False)
    of.answer(replace(of.answers, pain=5))
    of.take_easier(True)
    assert (of.choices.dose, on(of)) == (Dose.LOW, ("smaller",))
    assert of.usual == Choices(dose=Dose.HIGH)
    of.answer(replace(of.answers, pain=None))
    assert of.choices == of.usual == Choices(dose=Dose.HIGH)


def test_what_is_chosen_by_hand_on_a_painful_day_is_usual_from_then_on() -> None:
    of = sheet(choices=Choices(dose=Dose.HIGH), pain=4, as_last=False)
    of.begin_with(Side.RIGHT)
    assert (of.usual.dose, of.usual.first) == (Dose.HIGH, Side.RIGHT)
    of.take_easier(True)
    of.modify("clamshell", "smaller", False)
    assert (on(of), of.choices.dose, of.usual.dose) == ((), Dose.LOW, Dose.HIGH)
    of.modify("clamshell", "smaller", True)
    of.take_dose(Dose.MIDDLE)
    assert of.choices == of.usual
    assert (of.usual.dose, modifications_on(ONE, of.usual, "clamshell")) == (Dose.MIDDLE, ("smaller",))


def test_an_easier_option_for_one_painful_day_is_not_kept_for_next_time() -> None:
    two = session(LIFT, replace(LIFT, id="other", library="other"))
    of = Sheet(two, Choices(dose=Dose.HIGH), TODAY, Thresholds())
    of.answer(replace(of.answers, pain=4))
    of.take_easier(True)
    of.modify("clamshell", "band", True)
    assert of.choices.modifications == {"clamshell": ("band",), "other": ("smaller",)}
    assert of.usual.modifications == {"clamshell": ("band",)}


def test_a_step_that_was_accepted_stays_on_a_painful_day_too() -> None:
    hard = tuple(went(ONE, days, effort=9, choices=Choices(dose=Dose.LOW)) for days in (4, 2))
    of = sheet(hard, Choices(dose=Dose.HIGH), pain=4, as_last=False)
    assert [offer.key for offer in of.offers] == ["clamshell back on smaller"]
    of.accept("clamshell back on smaller", True)
    assert on(of) == modifications_on(ONE, of.usual, "clamshell") == ("smaller",)
    assert (of.choices.dose, of.usual.dose) == (Dose.LOW, Dose.HIGH)


def test_what_is_chosen_by_hand_stays_when_the_past_is_known() -> None:
    of = Sheet(ONE, Choices(), TODAY, Thresholds())
    assert of.modify("clamshell", "smaller", True) == ()
    of.remember(EASY, as_last=True)
    assert on(of) == ("smaller",)
    assert len(of.modify("clamshell", "band", True)) == 1
    assert on(of) == ("band",)


def test_another_dose_by_hand_is_for_all_exercises() -> None:
    of = sheet()
    of.accept(UP, True)
    of.take_dose(Dose.HIGH)
    assert (of.choices.dose, of.choices.doses) == (Dose.HIGH, {})
    assert of.complete().accepted == ()


def test_background_that_was_left_out_counts_as_asked() -> None:
    of = sheet((went(ONE, outer_hip=OuterHip.PASSED),))
    assert of.due == Due(background=Background.LASTING_PAIN)
    assert of.complete().background == frozenset()
    of.tell_background(Background.LASTING_PAIN, True)
    assert of.complete().background == {Background.LASTING_PAIN}
    of.tell_background(Background.LASTING_PAIN, False)
    assert of.complete().background == frozenset()


def test_background_that_is_known_stays_when_the_next_question_is_left_out() -> None:
    of = sheet((went(ONE, outer_hip=OuterHip.PASSED, background=frozenset({Background.LASTING_PAIN})),))
    assert of.due.background is Background.PRONOUNCED
    assert of.complete().background == {Background.LASTING_PAIN}


def test_background_can_be_answered_later_too() -> None:
    known = went(ONE, outer_hip=OuterHip.PASSED, background=frozenset({Background.CHILDHOOD}))
    of = sheet((known,) * 4)
    assert of.due.background is None
    assert of.complete().background is None
    of.tell_background(Background.ONE_SIDE, True)
    assert of.complete().background == {Background.CHILDHOOD, Background.ONE_SIDE}


def test_what_answers_bring_is_said_once_to_whoever_gives_none() -> None:
    silent = went(ONE, before=None, after=None, morning=None, effort=None)
    told = [number for number in range(5) if sheet((silent,) * number).tells_what_answers_bring]
    assert told == [2]
    assert not sheet((silent, went(ONE, before=0))).tells_what_answers_bring


def test_as_planned_takes_back_what_pain_has_changed() -> None:
    of = sheet()
    of.take_dose(Dose.HIGH)
    of.answer(replace(of.answers, pain=4))
    assert (of.choices.dose, of.changed_for_pain) == (Dose.LOW, True)
    of.as_planned()
    assert (of.choices.dose, of.changed_for_pain) == (Dose.HIGH, False)
    assert of.zone is Zone.AMBER, "the pain is kept"


def test_pain_without_an_answer_or_with_one_taken_back_changes_nothing() -> None:
    of = sheet(pain=None)
    assert (of.zone, of.complete().pain) == (Zone.GREEN, None)
    of.answer(replace(of.answers, pain=7))
    assert (of.zone, [notice.reason for notice in of.notices]) == (Zone.RED, [Reason.RED])
    of.answer(replace(of.answers, pain=None))
    assert (of.zone, of.notices, of.complete().pain) == (Zone.GREEN, (), None)


def test_before_the_past_is_known_only_pain_is_asked_for() -> None:
    of = Sheet(ONE, Choices(), TODAY, Thresholds())
    assert (of.due, of.offers, of.notices) == (Due(), (), ())
    assert of.complete().background is None

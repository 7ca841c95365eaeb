"""What holds for offers whatever was done."""

from __future__ import annotations

from types import MappingProxyType

from effort import cases
from hypothesis import given
from hypothesis import strategies as st
from past_sessions import TODAY, ache, went
from plan_builders import change, hold, reps, session

from hipcoach.advice.history import History, PastSession
from hipcoach.advice.progress import Direction, offers
from hipcoach.advice.thresholds import Thresholds
from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import make_plan
from hipcoach.session.model import Dose, Sides

LIFT = reps(
    (8, 12),
    side=Sides.EACH,
    sets=(1, 3),
    hold=3,
    easier=(change("out", conflicts=("band", "large")), change("small", conflicts=("large",))),
    harder=(
        change("band", conflicts=("out",)),
        change("large", conflicts=("out", "small")),
        change("more", reps=(12, 15)),
        change("long", hold=5, group="time"),
        change("slow", group="time"),
    ),
)
SESSION = session(LIFT, hold((30, 60)), reps(8, id="one", side=Sides.LEFT))
CASES = cases(50, 150)
SCORES = st.none() | st.integers(0, 10)


@st.composite
def choices(draw: st.DrawFn) -> Choices:
    """Any that fit."""
    on = draw(st.sampled_from([(), ("out",), ("small",), ("band",), ("band", "large"), ("large", "more", "long")]))
    doses = draw(st.dictionaries(st.sampled_from(["lift", "stretch", "one"]), st.sampled_from(Dose)))
    return Choices(
        dose=draw(st.sampled_from(Dose)),
        doses=MappingProxyType(doses),
        modifications=MappingProxyType({"lift": on}),
    )


@st.composite
def histories(draw: st.DrawFn, choices_: st.SearchStrategy[Choices]) -> History:
    """Up to four sessions, mostly as they are chosen today."""

    def past(days: int) -> PastSession:
        return went(
            SESSION,
            days,
            choices=draw(choices_),
            done=draw(st.sampled_from(["target", "target", "top", 5, 0])),
            effort=draw(SCORES),
            before=draw(SCORES),
            after=draw(SCORES),
            morning=draw(SCORES),
            felt=draw(st.sampled_from([(), (), (ache(4, "lift"),), (ache(None, "one"),)])),
        )

    return tuple(past(days) for days in range(2 * draw(st.integers(0, 4)), 0, -2))


@CASES
@given(st.data())
def test_an_offer_can_be_taken_and_changes_its_exercise_alone(data: st.DataObject) -> None:
    today = data.draw(choices())
    history = data.draw(histories(st.just(today) | choices()))
    plan = make_plan(SESSION, today)
    found = offers(SESSION, today, history, TODAY, Thresholds())
    assert len({offer.exercise for offer in found}) == len(found)
    for offer in found:
        taken = make_plan(SESSION, offer.onto(SESSION, today))
        assert taken != plan
        others = [work.target for work in plan.work if work.exercise != offer.exercise]
        assert [work.target for work in taken.work if work.exercise != offer.exercise] == others
        assert offer.reason.endswith("?")


@CASES
@given(st.data())
def test_no_step_up_after_anything_that_was_not_easy_or_not_answered(data: st.DataObject) -> None:
    today = data.draw(choices())
    history = data.draw(histories(st.just(today)))
    for offer in offers(SESSION, today, history, TODAY, Thresholds()):
        if offer.direction is Direction.UP:
            for past in history[-2:]:
                assert past.next_morning is not None
                assert past.pain_after is not None
                assert past.pain_after <= 2
                assert past.effort[offer.exercise] <= 7
                assert all(record.counted.done >= record.counted.target for record in past.records)


@CASES
@given(st.data())
def test_an_offer_that_was_declined_just_now_is_not_made_again(data: st.DataObject) -> None:
    today = data.draw(choices())
    history = data.draw(histories(st.just(today) | choices()))
    keys = tuple(offer.key for offer in offers(SESSION, today, history, TODAY, Thresholds()))
    declined = (*history, PastSession(TODAY, declined=keys))
    assert offers(SESSION, today, declined, TODAY, Thresholds()) == ()

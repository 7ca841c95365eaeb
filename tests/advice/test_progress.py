"""Offers at the check-in: a step up, a step back, or none."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest
from msgspec.structs import replace
from past_sessions import LOW, TODAY, ache, went
from plan_builders import change, hold, reps, session, timed

from hipcoach.advice.history import Felt, PastSession
from hipcoach.advice.progress import Change, Direction, Offer, offers
from hipcoach.advice.thresholds import ProgressThresholds, Thresholds
from hipcoach.engine.choices import ChoiceError, Choices
from hipcoach.engine.events import PainKind
from hipcoach.engine.plan import make_plan
from hipcoach.session.model import AtLeast, Dose, Range, Session, Side, Sides

LIFT = reps(
    (15, 30),
    id="clamshell",
    library="clamshell",
    side=Sides.EACH,
    sets=(3, 3),
    easier=(change("smaller", name="Smaller movement", conflicts=("band",)),),
    harder=(
        change("band", name="Band above the knees", conflicts=("smaller",)),
        change("pause", name="Longer pause", group="top"),
        change("stop", name="Stop at the top", group="top"),
    ),
)
ONE = session(LIFT)
MIDDLE, HIGH = Choices(dose=Dose.MIDDLE), Choices(dose=Dose.HIGH)


def on(*modifications: str, dose: Dose = Dose.LOW, id: str = "clamshell") -> Choices:
    return Choices(dose=dose, modifications=MappingProxyType({id: modifications}))


def asked(history: tuple[PastSession, ...], choices: Choices = LOW, of: Session = ONE, **more: Any) -> Offer | None:
    """The one offer for a session with one exercise."""
    found = offers(of, choices, history, TODAY, more.pop("thresholds", Thresholds()), **more)
    assert len(found) <= 1
    return found[0] if found else None


def twice(of: Session = ONE, **how: Any) -> tuple[PastSession, PastSession]:
    return went(of, 4, **how), went(of, 2, **how)


def reason(offer: Offer | None) -> str | None:
    return None if offer is None else offer.reason


# -- up --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "choices", "says"),
    [
        (twice(), Choices(), "Both sides reached 15 twice, effort 6: go on to 3 sets of 22 on each side?"),
        (twice(choices=MIDDLE), MIDDLE, "Both sides reached 22 twice, effort 6: go on to 3 sets of 30 on each side?"),
        (
            twice(choices=HIGH, effort=7),
            HIGH,
            'Both sides reached 30 twice, effort 7: add "Band above the knees", from 15?',
        ),
        (twice(done="top"), Choices(), 'Both sides reached 30 twice, effort 6: add "Band above the knees", from 15?'),
        (
            twice(choices=on("band", dose=Dose.HIGH)),
            on("band", dose=Dose.HIGH),
            'Both sides reached 30 twice, effort 6: add "Longer pause", from 15?',
        ),
        (
            twice(choices=on("smaller", dose=Dose.HIGH)),
            on("smaller", dose=Dose.HIGH),
            'Both sides reached 30 twice, effort 6: go on without "Smaller movement", from 15?',
        ),
        (twice(choices=on("band", "stop", dose=Dose.HIGH)), on("band", "stop", dose=Dose.HIGH), None),
    ],
    ids=["low", "middle", "high", "over the target", "the next harder one", "without the easier one", "nothing left"],
)
def test_a_step_up(history: tuple[PastSession, ...], choices: Choices, says: str | None) -> None:
    assert reason(asked(history, choices)) == says


@pytest.mark.parametrize(
    "second",
    [
        {"effort": 8},
        {"effort": None},
        {"after": 3},
        {"after": None},
        {"morning": None},
        {"before": 1, "morning": 3},
        {"before": None, "after": 1, "morning": 3},
        {"before": 4, "morning": 4},
        {"felt": (ache(3, "clamshell"),)},
        {"felt": (ache(None, "clamshell"),)},
        {"felt": (ache(3, "something else"),)},
        {"felt": (Felt("clamshell", PainKind.NUMB, 1),)},
        {"felt": (Felt("something else", PainKind.SHARP, 1),)},
        {"but": {Side.RIGHT: 14.0}},
        {"but": {Side.LEFT: 0.0}},
        {"skipped": True},
        {"planned": {("clamshell", Side.LEFT): 4, ("clamshell", Side.RIGHT): 3}},
    ],
    ids=str,
)
def test_no_step_up_where_one_of_the_two_was_not_easy(second: dict[str, Any]) -> None:
    assert asked((went(ONE, 4), went(ONE, 2, **second))) is None
    assert asked((went(ONE, 4, **second), went(ONE, 2))) is None
    assert asked((went(ONE, 6, **second), went(ONE, 4), went(ONE, 2))) is not None


def test_a_middling_effort_of_short_pain_is_easy_enough() -> None:
    assert asked(twice(effort=7, after=2, before=None, morning=3, felt=(ache(2, "clamshell"),))) is not None


def test_no_step_up_from_one_session_or_from_long_ago() -> None:
    assert asked((went(ONE),)) is None
    assert asked((went(ONE, 31), went(ONE, 29))) is None
    assert asked((went(ONE, 40), went(ONE, 28))) is not None


def test_no_step_up_on_a_day_that_hurts() -> None:
    assert asked(twice(), pain=2) is not None
    assert asked(twice(), pain=3) is None


def test_what_was_prescribed_otherwise_says_nothing() -> None:
    other = session(replace(LIFT, reps=Range(10, 15)))
    # What was done with another range, with a modification, or at a lower dose
    assert asked((went(other, 4, done="top"), went(other, 2, done="top"))) is None
    assert asked(twice(choices=on("band"))) is None
    assert asked(twice(), MIDDLE) is None
    # and it does not stand between two that count
    assert asked((went(ONE, 6), went(other, 4, effort=8), went(ONE, 2))) is not None


def test_pain_in_the_exercise_counts_however_it_was_prescribed() -> None:
    hurt = went(ONE, 4, choices=on("smaller"), felt=(ache(5, "clamshell"),))
    assert asked((went(ONE, 6), hurt, went(ONE, 2))) is None


def test_sessions_without_the_exercise_lie_between() -> None:
    other = session(hold(30))
    assert asked((went(ONE, 6), went(other, 4, effort=9, after=3), went(ONE, 2))) is not None


def test_a_session_that_made_it_easier_on_the_way_does_not_count() -> None:
    first, second = twice()
    changed = tuple(
        replace(record, modifications=("smaller",)) if record.set == 3 else record for record in second.records
    )
    assert asked((first, replace(second, records=changed))) is None


def test_an_exercise_is_known_by_its_library_id_in_every_session() -> None:
    elsewhere = session(replace(LIFT, id="side-lying"))
    offer = asked((went(elsewhere, 4), went(ONE, 2)))
    assert offer is not None
    assert offer.key == "clamshell up dose middle"


@pytest.mark.parametrize(
    ("exercise", "says"),
    [
        (reps((8, 12), side=Sides.LEFT), "The left side reached 8 twice, effort 6: go on to 1 set of 10?"),
        (hold((30, 60), sets=(2, 4)), "Every set reached 30 s twice, effort 6: go on to 3 sets of 45 s?"),
        (
            hold(30, side=Sides.EACH, sets=(2, 3)),
            "Both sides reached 30 s twice, effort 6: go on to 3 sets of 30 s on each side?",
        ),
        (
            reps((8, 12), hold=3, sets=(1, 3)),
            "Every set reached 8 twice, effort 6: go on to 2 sets of 10, each held 3 s?",
        ),
        (reps(8, hold=3), None),
        (
            reps(8, harder=(change("longer", name="Longer hold", hold=5),)),
            'Every set reached 8 twice, effort 6: add "Longer hold", from 8?',
        ),
        (
            reps((8, 12), harder=(change("more", name="More repetitions", reps=(12, 15)),)),
            "Every set reached 8 twice, effort 6: go on to 1 set of 10?",
        ),
    ],
    ids=[
        "one side",
        "no side",
        "one number",
        "held repetitions",
        "nothing to change",
        "one number, harder",
        "own range",
    ],
)
def test_a_step_up_in_every_kind_of_exercise(exercise: Any, says: str | None) -> None:
    of = session(exercise)
    low = Choices(doses=MappingProxyType({exercise.id: Dose.LOW}))
    # The middle of 2 and 3 is 2: a dose that changes nothing is passed over.
    assert reason(asked(twice(of, choices=low), low, of)) == says


def test_a_harder_form_begins_at_the_bottom_of_its_own_range() -> None:
    of = session(reps((8, 12), id="seated", harder=(change("more", name="More repetitions", reps=(12, 15)),)))
    offer = asked(twice(of, choices=HIGH), HIGH, of)
    assert reason(offer) == 'Every set reached 12 twice, effort 6: add "More repetitions", from 12?'
    assert offer is not None
    taken = offer.onto(of, HIGH)
    assert taken.doses == {"seated": Dose.LOW}
    assert [work.target for work in make_plan(of, taken).work] == [12]


def test_a_harder_form_that_begins_above_the_reached_is_no_step() -> None:
    of = session(reps(8, harder=(change("more", reps=(12, 15)), change("longer", name="Longer hold", hold=5))))
    assert reason(asked(twice(of), LOW, of)) == 'Every set reached 8 twice, effort 6: add "Longer hold", from 8?'


def test_what_the_session_itself_makes_easier_stays() -> None:
    of = session(replace(LIFT, on=("smaller",)))
    offer = asked(twice(of, choices=HIGH), HIGH, of)
    assert offer is not None
    assert offer.change == Change(dose=Dose.LOW, on="pause")


# -- back ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "says"),
    [
        ((went(ONE, choices=MIDDLE, effort=9),), "Effort was 9 last time: go down to 3 sets of 15 on each side?"),
        (twice(choices=MIDDLE, after=4), "Pain was 4 and 4 the last two times: go down to 3 sets of 15 on each side?"),
        (
            twice(choices=MIDDLE, before=0, after=2),
            "Pain was 2 and 2 the last two times: go down to 3 sets of 15 on each side?",
        ),
        (
            twice(choices=MIDDLE, felt=(ache(5, "clamshell"),)),
            "Pain was 5 and 5 the last two times: go down to 3 sets of 15 on each side?",
        ),
        (
            twice(choices=MIDDLE, felt=(Felt("clamshell", PainKind.SHARP, None),)),
            "It hurt the last two times: go down to 3 sets of 15 on each side?",
        ),
        (
            twice(choices=MIDDLE, but={Side.LEFT: 12.0}),
            "A set ended below 15 the last two times: go down to 3 sets of 15 on each side?",
        ),
        (
            twice(choices=MIDDLE, after=4, effort=None, morning=None),
            "Pain was 4 and 4 the last two times: go down to 3 sets of 15 on each side?",
        ),
    ],
    ids=["effort", "after", "rise", "felt", "sharp", "below", "not answered"],
)
def test_a_step_back(history: tuple[PastSession, ...], says: str) -> None:
    offer = asked(history, MIDDLE)
    assert reason(offer) == says
    assert offer is not None
    assert offer.direction is Direction.BACK


@pytest.mark.parametrize(
    "history",
    [
        (went(ONE, choices=MIDDLE, effort=8),),
        (went(ONE, 4, choices=MIDDLE, effort=9), went(ONE, 2, choices=MIDDLE, effort=8)),
        (went(ONE, choices=MIDDLE, after=5),),
        (went(ONE, 4, choices=MIDDLE, after=5), went(ONE, 2, choices=MIDDLE, after=2)),
        twice(choices=MIDDLE, skipped=True, effort=None),
        twice(choices=MIDDLE, after=4, felt=(ache(5, "something else"),)),
        twice(choices=HIGH, after=5, effort=9),
        twice(choices=on("band", dose=Dose.MIDDLE), after=5),
    ],
    ids=["effort 8", "before", "once", "before last", "skipped", "felt elsewhere", "higher dose then", "harder then"],
)
def test_no_step_back(history: tuple[PastSession, ...]) -> None:
    assert asked(history, MIDDLE) is None


@pytest.mark.parametrize(
    ("choices", "change_"),
    [
        (HIGH, Change(dose=Dose.MIDDLE)),
        (on("band", "pause", dose=Dose.MIDDLE), Change(dose=Dose.LOW)),
        (on("band", "pause"), Change(off="pause")),
        (Choices(), Change(on="smaller")),
        (on("smaller"), None),
    ],
)
def test_the_dose_goes_down_first_then_it_is_made_easier(choices: Choices, change_: Change | None) -> None:
    offer = asked(twice(choices=choices, effort=9), choices)
    assert (offer.change if offer else None) == change_


def test_a_session_that_hurt_counts_as_it_began() -> None:
    # Given that it was made easier on the way, both times
    times = [
        replace(
            past,
            records=tuple(replace(one, modifications=("smaller",)) if one.n > 2 else one for one in past.records),
        )
        for past in twice(felt=(ache(5, "clamshell"),))
    ]
    offer = asked(tuple(times))
    assert offer is not None
    assert offer.change == Change(on="smaller")
    assert offer.reason == 'Pain was 5 and 5 the last two times: try "Smaller movement"?'


def test_what_was_hard_counts_until_it_went_easily_in_another_way() -> None:
    hard, other = went(ONE, 9, effort=9), on("smaller")
    assert reason(asked((hard, went(ONE, 7, choices=other)))) == (
        'Effort was 9 the last time it was done like this: try "Smaller movement"?'
    )
    assert asked((hard, went(ONE, 7, choices=other), went(ONE, 5, choices=other))) is None
    assert asked((hard, went(ONE, 7, choices=other), went(ONE, 5, choices=other, effort=8))) is not None


def test_a_session_that_skipped_it_says_nothing_about_what_was_hard() -> None:
    skipped = went(ONE, 2, skipped=True, effort=None)
    assert asked((went(ONE, 4, effort=9), skipped)) is not None
    assert asked((went(ONE, 6, done=12), skipped, went(ONE, 1, done=12))) is not None
    assert asked((went(ONE, 6), skipped, went(ONE, 1))) is None


def test_a_step_back_is_offered_on_a_day_that_hurts() -> None:
    assert asked(twice(choices=MIDDLE, after=5), MIDDLE, pain=5) is not None


# -- answers ---------------------------------------------------------------------------------------------------------


def test_a_declined_offer_waits_for_one_more_session_with_it() -> None:
    offer = asked(twice())
    assert offer is not None
    # Given that it was declined, and the session then ended before the exercise
    declined = PastSession(TODAY, declined=(offer.key,))
    assert asked((*twice(), declined)) is None
    # and then that it was done
    assert asked((*twice(), declined, went(ONE, 0))) is not None
    assert asked((*twice(), went(ONE, 0, declined=(offer.key,)))) is not None


def test_a_declined_offer_waits_on_where_the_exercise_was_skipped() -> None:
    hard = went(ONE, choices=MIDDLE, effort=9)
    offer = asked((hard,), MIDDLE)
    assert offer is not None
    declined = went(ONE, 0, choices=MIDDLE, skipped=True, effort=9, declined=(offer.key,))
    assert asked((hard, declined), MIDDLE) is None


def test_declining_one_step_leaves_another() -> None:
    assert asked((*twice(), PastSession(TODAY, declined=("clamshell up dose high",)))) is not None


def test_an_accepted_dose_is_not_offered_again() -> None:
    offer = asked(twice())
    assert offer is not None
    taken = offer.onto(ONE, Choices())
    assert taken == Choices(doses=MappingProxyType({"clamshell": Dose.MIDDLE}))
    assert asked(twice(), taken) is None


def test_each_step_is_taken_onto_the_choices_as_they_are() -> None:
    offer = asked(twice(choices=HIGH), HIGH)
    assert offer is not None
    taken = offer.onto(ONE, replace(HIGH, modifications=MappingProxyType({"clamshell": ("pause",)}), first=Side.RIGHT))
    assert taken.modifications == {"clamshell": ("pause", "band")}
    assert (taken.doses, taken.first) == ({"clamshell": Dose.LOW}, Side.RIGHT)
    with pytest.raises(ChoiceError):
        offer.onto(ONE, on("smaller"))


def test_each_exercise_of_a_session_has_its_own_offer() -> None:
    of = session(LIFT, hold(30, id="stretch"), reps((8, 12), id="seated"))
    found = offers(of, Choices(), twice(of), TODAY, Thresholds())
    assert [offer.exercise for offer in found] == ["clamshell", "seated"]


def test_twice_in_one_session_is_once() -> None:
    of = session(LIFT, replace(LIFT, id="again"))
    assert offers(of, Choices(), (went(of),), TODAY, Thresholds()) == ()
    assert len(offers(of, Choices(), twice(of), TODAY, Thresholds())) == 2


def test_where_an_exercise_is_there_twice_each_goes_by_its_own() -> None:
    of = session(LIFT, replace(LIFT, id="again"))
    times = [replace(past, effort={"clamshell": 6, "again": 9}) for past in twice(of)]
    found = offers(of, LOW, tuple(times), TODAY, Thresholds())
    assert [offer.direction for offer in found] == [Direction.UP, Direction.BACK]


def test_the_number_of_sets_is_part_of_what_was_asked() -> None:
    less = session(replace(LIFT, sets=Range(1, 1)))
    assert asked(twice(less)) is None
    assert asked(twice(effort=9), of=less) is None
    assert asked(twice(less, effort=9)) is not None


def test_the_figures_are_the_settings() -> None:
    three = Thresholds(progress=ProgressThresholds(effort_at_most=5, sessions=3))
    times = tuple(went(ONE, days, effort=5) for days in (6, 4, 2))
    says = "Both sides reached 15 3 times, effort 5: go on to 3 sets of 22 on each side?"
    assert reason(asked(times, thresholds=three)) == says
    assert asked(times[1:], thresholds=three) is None
    assert asked(twice(effort=6), thresholds=replace(three, progress=ProgressThresholds(effort_at_most=5))) is None


def test_no_history_no_offer() -> None:
    assert asked(()) is None


# -- sets that differ, open ends, work for a time ---------------------------------------------------------------------

LISTED = session(reps([(8, 12), (6, 10), 4], id="lift", harder=(change("slow", name="Slower"),)))


def test_sets_that_differ_are_compared_each_with_its_own() -> None:
    assert reason(asked(twice(LISTED), of=LISTED)) == (
        "Every set reached 8, 6 and 4 twice, effort 6: go on to 3 sets of 10, 8 and 4?"
    )
    assert asked(twice(LISTED, but={Side.NONE: 3}), of=LISTED) is None


def test_all_of_them_at_the_top_of_their_own_range_are_ready_for_a_harder_form() -> None:
    assert reason(asked(twice(LISTED, done="top"), of=LISTED)) == (
        'Every set reached 12, 10 and 4 twice, effort 6: add "Slower", from 8, 6 and 4?'
    )


def test_a_list_that_has_changed_is_another_prescription() -> None:
    assert asked(twice(LISTED), of=session(reps([(8, 12), 4, (6, 10)], id="lift"))) is None


def test_what_ended_below_its_own_low_end_is_a_reason_to_step_back() -> None:
    row = twice(LISTED, choices=HIGH, but={Side.NONE: 2})
    assert reason(asked(row, HIGH, of=LISTED)) == (
        "A set ended below 4 the last two times: go down to 3 sets of 10, 8 and 4?"
    )


@pytest.mark.parametrize("exercise", [reps, hold, timed], ids=["reps", "hold", "time"])
def test_an_open_end_is_reached_but_has_no_top(exercise: Any) -> None:
    open_end = {"id": "open", "harder": (change("slow", name="Slower"),)}
    one, more = (
        session(exercise(AtLeast(10, 200), **open_end)),
        session(exercise(AtLeast(10, 200), sets=(2, 3), **open_end)),
    )
    assert asked(twice(one, done=200), of=one) is None
    unit = "" if exercise is reps else " s"
    assert reason(asked(twice(more, done=30), MIDDLE, of=more)) == (
        f"Every set reached 10{unit} twice, effort 6: go on to 3 sets of at least 10{unit}?"
    )


def test_an_open_end_is_another_prescription_than_a_range_up_to_its_bound() -> None:
    open_end, range_ = session(reps(AtLeast(10, 200), sets=(2, 3))), session(reps((10, 200), sets=(2, 3)))
    assert asked(twice(range_), of=open_end) is None
    assert asked(twice(open_end), of=range_) is None


def test_work_for_a_time_says_nothing_of_a_hold() -> None:
    walked, held = session(timed((30, 60), id="same")), session(hold((30, 60), id="same"))
    assert asked(twice(walked), of=held) is None
    assert reason(asked(twice(walked), of=walked)) == "Every set reached 30 s twice, effort 6: go on to 1 set of 45 s?"

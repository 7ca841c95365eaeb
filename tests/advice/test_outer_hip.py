"""Pain on the outer hip: asked about once, and what is offered to be left out for it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from past_sessions import TODAY, went
from plan_builders import hold, reps, session

from hipcoach.advice.checkin import Sheet
from hipcoach.advice.history import Background, History, OuterHip
from hipcoach.advice.outer_hip import OFFER, due, known, left_out_last, provoking
from hipcoach.advice.thresholds import Thresholds
from hipcoach.engine.choices import ChoiceError, Choices
from hipcoach.engine.codec import choices_from_json, choices_to_json
from hipcoach.engine.plan import make_plan
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Position

LUNGE = hold(30, id="lunge")
SHELL = reps((15, 30), id="shell", position=Position.SIDE_LYING)
FOUR = hold(30, id="stretch", library="figure-four")
THREE = session(FOUR, LUNGE, SHELL)
YES = went(THREE, 5, outer_hip=OuterHip.HURTS)


def sheet(history: History, *, of: object = THREE) -> Sheet:
    made = Sheet(of, Choices(), TODAY, Thresholds())  # type: ignore[arg-type]
    made.remember(history, as_last=True)
    return made


def test_it_is_asked_once_whatever_was_answered() -> None:
    assert due(())
    assert due((went(THREE),))
    assert not any(due((went(THREE, 9, outer_hip=answer), went(THREE))) for answer in OuterHip)


def test_the_last_answer_counts() -> None:
    assert known(()) is None
    assert known((YES, went(THREE, 3, outer_hip=OuterHip.CALM), went(THREE, 1))) is OuterHip.CALM


def test_at_the_first_check_in_nothing_else_is_asked_about_the_background() -> None:
    assert (sheet(()).due.outer_hip, sheet(()).due.background) == (True, None)
    assert (sheet((YES,)).due.outer_hip, sheet((YES,)).due.background) == (False, next(iter(Background)))


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("release", ["figure-four"]),
        ("external-rotation", ["clamshell", "figure-four"]),
        ("chair-alignment", ["figure-four"]),
        ("five-minutes-a", ["figure-four", "clamshell"]),
        ("desk-break", []),
        ("balanced-rotators", []),
    ],
)
def test_what_the_presets_have_of_it(name: str, ids: list[str], tmp_path) -> None:
    reading = Library(shipped_sessions(), tmp_path).read(shipped_sessions() / f"{name}.yaml")

    assert reading.session is not None
    assert [exercise.id for exercise in provoking(reading.session)] == ids


def test_the_offer_changes_nothing_unless_accepted_and_nothing_for_the_next_time() -> None:
    of = sheet((YES,))
    assert of.can_leave_out
    assert of.choices.left_out == frozenset()
    assert (of.complete().accepted, of.complete().declined) == ((), (OFFER,))

    of.leave_out(True)

    assert list(make_plan(THREE, of.choices).exercises) == ["lunge"]
    assert of.usual.left_out == frozenset()
    assert (of.complete().accepted, of.complete().declined) == ((OFFER,), ())
    of.leave_out(False)
    assert len(make_plan(THREE, of.choices).exercises) == 3


def test_it_stands_as_it_was_decided_last() -> None:
    accepted = replace(YES, accepted=(OFFER,))
    assert left_out_last((accepted, went(THREE)))
    assert sheet((accepted, went(THREE))).left_out == {"stretch", "shell"}
    assert not left_out_last((accepted, went(THREE, declined=(OFFER,))))
    assert sheet((accepted, went(THREE, 1, outer_hip=OuterHip.CALM))).left_out == frozenset()


def test_it_is_not_offered_where_it_does_not_hurt_or_nothing_would_be_left() -> None:
    assert not sheet(()).can_leave_out
    only = session(FOUR, SHELL)
    assert (len(sheet((YES,), of=only).provoking), sheet((YES,), of=only).can_leave_out) == (2, False)


def test_no_step_is_offered_for_what_is_left_out() -> None:
    alone = session(replace(SHELL, library="clamshell"), LUNGE)
    of = sheet((replace(YES, outer_hip=OuterHip.HURTS), went(alone, 4), went(alone, 2)), of=alone)
    assert "shell" in [offer.exercise for offer in of.offers]
    of.leave_out(True)
    assert "shell" not in [offer.exercise for offer in of.offers]


def test_what_is_left_out_is_kept_and_a_session_of_nothing_refused() -> None:
    choices = Choices(left_out=frozenset({"shell"}))
    assert choices_from_json(choices_to_json(choices)) == choices
    assert "left_out" not in choices_to_json(Choices())
    for ids in ({"stretch", "lunge", "shell"}, {"unknown"}):
        with pytest.raises(ChoiceError):
            make_plan(THREE, Choices(left_out=frozenset(ids)))

"""The affected side in exercises and groups: resolved before the plan is made, both sides where it is not known."""

from __future__ import annotations

import pytest
from plan_builders import LEFT, RIGHT, hold, reps

from hipcoach.engine.choices import Choices, needs_affected
from hipcoach.engine.plan import make_plan
from hipcoach.session.model import Affected, Exercise, First, Group, Order, Range, Session, Side, Sides, in_rounds


def grouped(*exercises: Exercise, side: Sides | None, first: First = First.LEFT) -> Session:
    """A session of one group with two rounds."""
    ids = tuple(exercise.id for exercise in exercises)
    group = Group("group", "Group", ids, rounds=Range(2, 2), rest=10, side=side, first=first)
    return Session("Session", tuple(in_rounds(exercise, side) for exercise in exercises), (group,))


def worked(session: Session, **choices: object) -> list[str]:
    plan = make_plan(session, Choices(**choices))
    return [f"{one.exercise} {one.side} {one.set}" for one in plan.by_side]


@pytest.mark.parametrize(
    ("affected", "sides"),
    [(None, [LEFT, RIGHT]), (Affected.BOTH, [LEFT, RIGHT]), (Affected.LEFT, [LEFT]), (Affected.RIGHT, [RIGHT])],
)
def test_an_exercise_is_done_on_the_affected_side(affected: Affected | None, sides: list[Side]) -> None:
    session = Session("Session", (reps(3, side=Sides.AFFECTED, first=First.RIGHT),))
    assert [one.side for one in make_plan(session, Choices(affected=affected)).by_side] == sides
    assert needs_affected(session)


def test_the_side_that_the_person_lets_begin_goes_before() -> None:
    session = Session("Session", (reps(3, side=Sides.AFFECTED),))
    assert [one.side for one in make_plan(session, Choices(first=RIGHT)).by_side] == [RIGHT, LEFT]


def test_all_of_a_group_is_done_on_the_affected_side() -> None:
    session = grouped(reps(3), hold(10), side=Sides.AFFECTED)
    assert worked(session, affected=Affected.RIGHT) == [
        "lift right 1",
        "stretch right 1",
        "lift right 2",
        "stretch right 2",
    ]
    # Where it is not known, all of it on one side, then all of it on the other, in each round.
    assert worked(session)[:4] == ["lift left 1", "stretch left 1", "lift right 1", "stretch right 1"]


def test_a_group_may_begin_on_the_affected_side() -> None:
    session = grouped(reps(3), hold(10), side=Sides.EACH, first=First.AFFECTED)
    assert needs_affected(session)
    assert worked(session, affected=Affected.RIGHT)[0] == "lift right 1"
    assert worked(session, affected=Affected.RIGHT, first=LEFT)[0] == "lift left 1"
    assert worked(session)[0] == "lift left 1"


def test_repetitions_in_turn_are_one_set_in_each_round() -> None:
    session = grouped(reps(3, id="dog", side=Sides.EACH, order=Order.ALTERNATE), hold(10), side=None)
    assert worked(session)[:3] == ["dog left 1", "dog right 1", "stretch none 1"]
    assert [work.n for work in make_plan(session).work] == [1, 3, 4, 6]
    # A group that does all of it on one side, then on the other, leaves nothing to do in turn.
    assert worked(grouped(reps(3, id="dog", order=Order.ALTERNATE), side=Sides.EACH)) == [
        "dog left 1",
        "dog right 1",
        "dog left 2",
        "dog right 2",
    ]

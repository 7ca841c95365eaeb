"""Published programmes in rounds, written as files in our own words, come to what a person works out by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hipcoach.engine.choices import Choices
from hipcoach.engine.events import ExerciseDone, Outcome, SessionEnded, SetDone, SwitchSides
from hipcoach.engine.plan import Plan, longest, make_plan
from hipcoach.engine.player import Player
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Side

FOLDER = Path(__file__).parent.parent / "data" / "programmes"
LIBRARY = Library(shipped_sessions(), None)


def plan_of(name: str) -> Plan:
    """The plan of a programme whose file has no problem."""
    file = FOLDER / f"{name}.yaml"
    assert LIBRARY.check(file, longest) == ()
    session = LIBRARY.read(file).session
    assert session is not None
    return make_plan(session, Choices())


@pytest.mark.parametrize(
    ("name", "total", "sets"),
    [
        # bridge 10 + 60, side plank 10 + 20 + 8 + 20, lunge 10 + 40 + 5 + 40, squat 10 + 30 + 5 + 30, march 10 + 40,
        # plank 10 + 30; three rounds and two rests of a minute
        ("runners-circuit", 3 * (70 + 58 + 95 + 75 + 50 + 40) + 2 * 60, 3 * 9),
        # 20 + 60, twice 5 + 3 x (2 + 10 + 3), 5 + 30; on each side, in two rounds with a rest of 45 s
        ("ninety-ninety", 2 * 2 * (80 + 2 * 50 + 35) + 45, 2 * 2 * 4),
        # walk 5 + 300, swings 5 + 20 + 5 + 20, march 5 + 60; five times 3 + 60 and 3 + 120; 3 + 300
        ("walk-and-run", (305 + 50 + 65) + 5 * (63 + 123) + 303, 4 + 5 * 2 + 1),
    ],
)
def test_a_programme_comes_to_its_total_and_is_played_to_its_end(name: str, total: int, sets: int) -> None:
    plan = plan_of(name)
    assert (plan.total, len(plan.work)) == (total, sets)
    player = Player(plan)
    events = (*player.start(0.0), *player.advance(100_000.0))
    assert events[-1] == SessionEnded(total, Outcome.COMPLETED, sets, sets)


def test_six_exercises_in_three_rounds_are_six_exercises_in_the_log() -> None:
    player = Player(plan_of("runners-circuit"))
    events = (*player.start(0.0), *player.advance(100_000.0))
    assert len([event for event in events if isinstance(event, ExerciseDone)]) == 6
    records = [event.record for event in events if isinstance(event, SetDone)]
    assert {(record.exercise, record.group) for record in records} == {
        (exercise, "circuit")
        for exercise in (
            "bridge",
            "side-plank",
            "lateral-lunge",
            "single-leg-squat-to-a-chair",
            "hip-flexor-march",
            "plank",
        )
    }
    assert Counter(record.set for record in records) == {1: 9, 2: 9, 3: 9}


def test_a_sequence_on_one_side_then_the_other_changes_sides_once_in_each_pass() -> None:
    plan = plan_of("ninety-ninety")
    player = Player(plan)
    events = (*player.start(0.0), *player.advance(100_000.0))
    switches = [(event.due, event.side, event.set) for event in events if isinstance(event, SwitchSides)]
    assert switches == [(215, Side.RIGHT, 1), (475, Side.LEFT, 2), (690, Side.RIGHT, 2)]

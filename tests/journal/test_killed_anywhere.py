"""A session that is killed at any moment goes on in the set where it stood, and comes to what it would have come to."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from effort import tries
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_builders import HOST, LoggedSession, but_for_interruptions
from msgspec.structs import replace

from hipcoach.engine.choices import Choices
from hipcoach.engine.plan import make_plan
from hipcoach.engine.state import StepPart
from hipcoach.engine.steps import Hold, Repetitions, Timed
from hipcoach.journal.fold import Folded, read
from hipcoach.journal.journal import HOLD_EVERY, Journal
from hipcoach.journal.resume import find
from hipcoach.session.model import (
    AtLeast,
    Dose,
    Exercise,
    Group,
    Order,
    Phase,
    Range,
    Session,
    SetBySet,
    Sides,
    Tempo,
    in_rounds,
)

SESSION = Session(
    title="Both",
    exercises=(
        Exercise(
            id="stretch", name="Stretch", side=Sides.EACH, sets=Range(1, 2), hold=Range(11, 33), prepare=4, switch=4
        ),
        Exercise(
            id="lift",
            name="Lift",
            side=Sides.EACH,
            order=Order.ONE_SIDE_THEN_OTHER,
            sets=Range(1, 2),
            reps=Range(3, 6),
            tempo=Tempo((Phase("lift", 2), Phase("lower", 2))),
            rest=5,
            prepare=4,
        ),
        Exercise(
            id="dog",
            name="Dog",
            side=Sides.EACH,
            order=Order.ALTERNATE,
            sets=Range(1, 2),
            reps=Range(2, 3),
            tempo=Tempo((Phase("reach", 2), Phase("back", 1))),
            rest=5,
            prepare=4,
            load="2 kg",
        ),
        Exercise(id="walk", name="Walk", time=SetBySet((Range(8, 12), AtLeast(6, 11))), rest=3, prepare=4),
        Exercise(
            id="press",
            name="Press",
            reps=SetBySet((AtLeast(2, 4), Range(1, 2))),
            hold=Range(2, 2),
            tempo=Tempo((Phase("press", 1), Phase("hold", 0), Phase("ease", 1), Phase("relax", 1)), held=1),
            rest=3,
            prepare=4,
        ),
    ),
)
IN_ROUNDS = replace(
    SESSION,
    exercises=tuple(in_rounds(exercise, None) for exercise in SESSION.exercises),
    groups=(Group("circuit", "Circuit", ("stretch", "lift"), Range(2, 3), rest=7),),
)
SIDE_AFTER_SIDE = replace(IN_ROUNDS, groups=(replace(IN_ROUNDS.groups[0], side=Sides.EACH),))


def result(folded: Folded) -> tuple[object, ...]:
    """What a log comes to, but for when it was and how long nobody worked."""
    return but_for_interruptions(folded.records), folded.outcome, folded.planned, folded.choices, folded.unreadable


@given(
    session=st.sampled_from((SESSION, IN_ROUNDS, SIDE_AFTER_SIDE)),
    dose=st.sampled_from(Dose),
    moments=st.lists(st.floats(0.0, 1.0, exclude_max=True), min_size=1, max_size=3),
    tail=st.sampled_from([b"", b"\0" * 9, b'{"t":"set","n":1,']),
)
@settings(max_examples=tries(25, 60), deadline=None)
def test_it_goes_on_where_it_stood_and_comes_to_the_same(
    session: Session, dose: Dose, moments: list[float], tail: bytes
) -> None:
    total = make_plan(session, Choices(dose=dose)).total
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        logged = LoggedSession(log, session=session, choices=Choices(dose=dose))
        logged.start()
        for number, moment in enumerate(sorted(moments)):
            # Given a session that is killed, perhaps more than once
            logged.play(moment * total / (number + 1))
            if logged.conductor.over:
                break
            stood, step = logged.player.state, logged.player.step
            elapsed = logged.player.elapsed
            # (what was told is on the disk, and the lock is gone, as after a kill)
            path = logged.close()
            with path.open("ab") as torn:
                torn.write(tail)
            # When it is looked for at the next start
            resumable = find(log, HOST, logged.wall())
            assert resumable is not None
            player = resumable.player()
            # Then it stands in the same set, at the same repetition or at most five seconds before
            assert player.step == step
            if isinstance(step, Repetitions):
                assert player.state.reps == stood.reps
            if isinstance(step, Hold | Timed) and stood.part is StepPart.WORK:
                assert 0.0 <= stood.seconds(elapsed) - player.state.worked <= HOLD_EVERY
            journal = Journal.resume(resumable, wall=logged.wall, report=pytest.fail)
            logged = LoggedSession(log, session=session, journal=journal, player=player, begins=logged.wall())
            logged.do(type(player).resume)
        logged.play()
        told = read(logged.close())
        assert result(told) == _uninterrupted(session, dose)


@cache
def _uninterrupted(session: Session, dose: Dose) -> tuple[object, ...]:
    """What the log of a session that nobody killed comes to."""
    with TemporaryDirectory() as folder:
        logged = LoggedSession(Path(folder) / "log", session=session, choices=Choices(dose=dose))
        logged.start()
        logged.play()
        return result(read(logged.close()))


def test_between_the_two_lines_of_a_set_on_alternating_sides_the_set_goes_on(tmp_path: Path) -> None:
    # given a log that was cut off when only one of the two records was on the disk
    logged = LoggedSession(tmp_path / "log", session=SESSION, choices=Choices())
    logged.start()
    logged.play()
    path = logged.close()
    kept: list[bytes] = []
    for line in path.read_bytes().splitlines(keepends=True):
        kept.append(line)
        if line.startswith(b'{"t":"set"') and b'"exercise":"dog"' in line:
            break
    path.write_bytes(b"".join(kept))

    # when it is gone on with
    resumable = find(tmp_path / "log", HOST, logged.wall())
    assert resumable is not None
    player = resumable.player()
    journal = Journal.resume(resumable, wall=logged.wall, report=pytest.fail)
    assert (player.step.exercise, player.state.reps) == ("dog", 3)
    again = LoggedSession(tmp_path / "log", session=SESSION, journal=journal, player=player, begins=logged.wall())
    again.do(type(player).resume)
    again.play()

    # then both sides have all of it
    told = read(again.close())
    assert result(told) == _uninterrupted(SESSION, Dose.LOW)

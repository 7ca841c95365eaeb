"""That what is read while someone works belongs to what they are doing: all exercises, in every form and phase."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from effort import chosen

from hipcoach.cues import prompts, texts
from hipcoach.cues.caption import Captions
from hipcoach.cues.view import view
from hipcoach.engine.events import SetDone, SetEvent
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.engine.player import Player
from hipcoach.engine.state import Mode, StepPart
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Work
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Dose, Moment, Side
from hipcoach.sound.make.phrases import plans_of

LIBRARY = Library(shipped_sessions(), None)
TODAY = datetime(2026, 11, 21, tzinfo=UTC)

BETWEEN = 1.0
"""Seconds from one look to the next at most; there is one after every event too."""


def plans(ident: str) -> list[Plan]:
    """An exercise at each dose, on both sides, with each modification; by day with each at one dose in turn."""
    session = LIBRARY.read_text(f"hipcoach: 1\ntitle: Alone\nexercises: [{{use: {ident}, sets: 2}}]\n").session
    assert session is not None
    every = [plan for plan in plans_of(session) if plan.steps[0].side is Side.LEFT]
    ways = len(every) // len(Dose)
    in_turn = (plan for number, plan in enumerate(every) if sum(divmod(number, ways)) % len(Dose) == 0)
    return chosen(every, by_day=in_turn)


def looks(plan: Plan) -> Iterator[tuple[Player, str]]:
    """A player again and again on its way through a plan, and the cue on the screen then."""
    player, captions = Player(plan), Captions()
    captions.hear(player.start(0.0), TODAY, player)
    now = 0.0
    while (due := player.next_due()) is not None:
        now = min(due, now + BETWEEN)
        captions.hear(player.advance(now), TODAY, player)
        yield player, view(player, captions.at(player.elapsed)).cue


def cues_of(work: Work, plan: Plan) -> dict[Moment, tuple[str, ...]]:
    """The cues of each moment of a set."""
    place = SetEvent(0.0, work.exercise, work.side, work.set)
    return {moment: texts.cues_of(place, plan, moment) for moment in Moment}


def at_work(plan: Plan) -> Iterator[tuple[Player, Work, str, dict[Moment, tuple[str, ...]]]]:
    """The same in work only, with the cues of each moment."""
    known = {work.n: cues_of(work, plan) for work in plan.work}
    for player, cue in looks(plan):
        step = player.step
        if isinstance(step, Work) and player.state.part is StepPart.WORK and player.state.mode is Mode.GUIDING:
            yield player, step, cue, known[step.n]


@pytest.mark.parametrize("ident", LIBRARY.exercise_ids())
def test_a_cue_stands_over_the_phase_that_it_belongs_to(ident: str) -> None:
    for plan in plans(ident):
        read: dict[int, set[str]] = {}
        for player, step, cue, cues in at_work(plan):
            state = player.state
            where = (plan.exercises[ident].modifications, step.side, step.set, player.elapsed, cue)
            read.setdefault(step.n, set()).add(cue)
            match step:
                case Hold():
                    # What is heard as it begins may be read for as long as it is news.
                    assert cue not in cues[Moment.START] or state.seconds(player.elapsed) < 8, where
                    assert cue not in cues[Moment.END], where
                case Repetitions():
                    first, last = state.phase == 1, state.phase == len(step.phases)
                    assert (cue in cues[Moment.START]) <= first, where
                    assert (cue in cues[Moment.MIDDLE]) <= (not first), where
                    assert (cue in cues[Moment.END]) is (last and state.reps + 1 == state.target), where
        assert list(read) == [work.n for work in plan.work]
        for work in plan.work:
            cues = cues_of(work, plan)
            for moment in Moment if isinstance(work, Repetitions) else (Moment.START, Moment.MIDDLE):
                assert read[work.n] & set(cues[moment]), (plan.exercises[ident].modifications, work.n, moment)


def test_the_way_out_of_a_hold_is_to_be_read_before_the_next_set_up() -> None:
    session = LIBRARY.read_text(
        "hipcoach: 1\ntitle: Two\nexercises: [{use: figure-four, sets: 1}, {use: kneeling-lunge, sets: 1}]\n"
    ).session
    assert session is not None
    seen = [(player.step, cue) for player, cue in looks(make_plan(session))]
    after = [cue for step, cue in seen if isinstance(step, Prepare) and step.exercise == "kneeling-lunge"]
    assert list(dict.fromkeys(after)) == [
        "Lower slowly, then uncross",
        "Kneel on your left knee, pad under it · Right foot flat in front · Upright, front knee above its ankle",
    ]


def led_on(seconds: float) -> tuple[str, str]:
    """What is to be read, and what is said of the way out, when `next` ends a set after so many seconds."""
    session = LIBRARY.read_text(
        "hipcoach: 1\ntitle: Two\nexercises: [{use: figure-four, side: left, sets: 1}, {use: kneeling-lunge}]\n"
    ).session
    assert session is not None
    player = Player(make_plan(session))
    player.start(0.0)
    player.advance(seconds)
    done = [event for event in player.next(seconds) if isinstance(event, SetDone)]
    said = [words.text for event in done for words in prompts.prompt(event, player.plan).words]
    return view(player).cue, " ".join(said)


def test_whoever_ends_a_hold_early_is_told_the_way_out() -> None:
    assert led_on(45.0) == ("Lower slowly, then uncross", "Lower slowly, then uncross")


def test_the_way_out_of_a_set_that_was_skipped_is_not_to_be_read() -> None:
    cue, said = led_on(25.0)
    assert cue.startswith("Kneel on your left knee")
    assert said == ""

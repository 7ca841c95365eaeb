"""All phrases that can be said in a session, so that voices can prepare them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from hipcoach.cues.current import Heard, Whereabouts
from hipcoach.cues.doses import spoken_load
from hipcoach.cues.prompts import prompt
from hipcoach.cues.texts import fill
from hipcoach.engine.commands import NOT_READY_SECONDS
from hipcoach.engine.events import (
    AdvanceChanged,
    Event,
    ExerciseSkipped,
    Finishing,
    HoldReached,
    HoldStarted,
    LeadInStarted,
    MinimumReached,
    Outcome,
    PaceChanged,
    PainDescribed,
    PainFelt,
    PainKind,
    PainTakenBack,
    Paused,
    PhaseStarted,
    PrepareStarted,
    RecordUndone,
    RepetitionDone,
    RepetitionsLeft,
    RepetitionsStarted,
    RestStarted,
    SessionEnded,
    SessionStarted,
    SetDone,
    SwitchSides,
    TargetChanged,
    TimedStarted,
    Waiting,
)
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import How, Record
from hipcoach.engine.state import TAKE_BACK
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed, Work
from hipcoach.engine.timeline import hold_moments
from hipcoach.session.model import Side

LIKELY = 60
"""Repetitions behind which hardly anybody goes on."""


def sayings(plan: Plan) -> tuple[str, ...]:
    """Every phrase that can be said, without duplicates, in the order in which they are first needed.

    It covers whatever the person does: any pace, any target within its range. A changed plan needs a new list.
    """
    said: dict[str, None] = {}
    for event in _events(plan):
        for words in prompt(event, plan).words:
            said.setdefault(words.text)
    return tuple(said)


def own_texts(plan: Plan) -> frozenset[str]:
    """Those of them that are texts of the session itself, in its language, and not of hipcoach."""
    own = {plan.title}
    for exercise in plan.exercises.values():
        lines = (*exercise.setup, *exercise.feel, *(cue.say for cue in exercise.cues), *exercise.changed)
        others = (line for line in (exercise.switch_cue, exercise.afterwards) if line is not None)
        sides = (*plan.sides(exercise.id), Side.NONE)
        own |= {fill(line, side, plan.language) for line in (*lines, *others) for side in sides}
        own |= {exercise.name, *([spoken_load(exercise.load)] if exercise.load is not None else [])}
        own |= {exercise.group.name} if exercise.group is not None else set()
    for work in plan.work:
        match work:
            case Hold() | Timed():
                continue
            case Repetitions(phases=phases):
                own |= {phase.name.capitalize() for phase in phases}
            case _:
                assert_never(work)
    return frozenset(own)


def _events(plan: Plan) -> Iterator[Heard]:
    """One event for every phrase that this plan can need."""
    yield SessionStarted(0, plan.title, plan.total)
    for step in plan.steps:
        yield from _in_step(step)
    yield from _whenever(plan)
    yield SessionEnded(0, Outcome.COMPLETED, 0, 0, leaving=tuple(plan.exercises))


def _in_step(step: Step) -> Iterator[Event]:
    place = (step.exercise, step.side, step.set)
    match step:
        case Prepare():
            yield PrepareStarted(0, *place, step.seconds)
            if step.switch is not None:
                yield SwitchSides(0, *place, step.switch)
        case Switch():
            yield SwitchSides(0, *place, step.seconds)
        case Rest():
            yield RestStarted(0, *place, step.seconds)
            if step.switch is not None:
                yield SwitchSides(0, *place, step.switch)
        case Hold() | Timed():
            yield from _in_hold(step)
        case Repetitions():
            yield from _in_repetitions(step)
        case _:
            assert_never(step)


def _in_hold(step: Hold | Timed) -> Iterator[Event]:
    place = (step.exercise, step.side, step.set)
    began = TimedStarted if step.timed else HoldStarted
    yield LeadInStarted(0, *place, NOT_READY_SECONDS)
    yield began(0, *place, step.n, step.range.high)
    for moment, second in hold_moments(step, step.range.high):
        yield HoldReached(0, *place, moment, step.range.high - second)
    yield MinimumReached(0, *place, step.range.low, step.unended)
    yield _done(step)


def _in_repetitions(step: Repetitions) -> Iterator[Event]:
    place = (step.exercise, step.side, step.set)
    yield LeadInStarted(0, *place, NOT_READY_SECONDS)
    for own in (False, True):
        yield RepetitionsStarted(0, *place, step.n, step.range.high, own)
    for one in step.by_side:
        here = (one.exercise, one.side, one.set)
        for index, phase in enumerate(step.phases):
            yield PhaseStarted(0, *here, 1, index, index == len(step.phases) - 1, phase.name, phase.seconds)
        for number in range(1, _most(step) + 1):
            yield RepetitionDone(0, *here, number, step.range.high, own=True)
    yield MinimumReached(0, *place, step.range.low, step.unended)
    for left in (3, 1):
        yield RepetitionsLeft(0, *place, left)
    for one in step.by_side:
        yield _done(one)


def _most(step: Work) -> int:
    """How many repetitions a set has at most, as far as anybody is likely to go behind an open end."""
    return max(step.target, min(step.range.high, LIKELY)) if step.open else step.range.high


def _done(step: Work) -> SetDone:
    record = Record(step.n, step.exercise, None, step.side, step.set, *step.amounts(step.target), 0, 0, (), How.DONE)
    return SetDone(0, step.exercise, step.side, step.set, record)


def _whenever(plan: Plan) -> Iterator[Heard]:
    """The events that only a person causes; they sound the same in every set."""
    step = plan.steps[0]
    place = (step.exercise, step.side, step.set)
    for where in (*plan.steps, *plan.by_side):
        yield Whereabouts(0, where.exercise, where.side, where.set)
    yield Waiting(0, *place)
    for changed in (False, True):
        yield PaceChanged(0, *place, changed)
        yield AdvanceChanged(0, *place, changed)
    yield Paused(0, *place, 0)
    yield PainFelt(0, *place)
    yield PainDescribed(0, *place, PainKind.ACHE, 1)
    yield PainTakenBack(0, *place, PainKind.ACHE)
    yield Finishing(0, *place, TAKE_BACK)
    yield SessionEnded(0, Outcome.STOPPED_FOR_PAIN, 0, 0)
    yield ExerciseSkipped(0, step.exercise)
    yield RecordUndone(0, 1)
    # The target of an open end never changes.
    ended = [work for work in plan.work if not work.open]
    highest = {work.unit: work for work in sorted(ended, key=lambda work: work.range.high)}
    for work in highest.values():
        for target in range(work.range.high + 1):
            yield TargetChanged(0, work.exercise, work.side, work.set, target)

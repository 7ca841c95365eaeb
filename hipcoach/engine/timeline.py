"""The course that a session takes by itself: from any state, what happens next and when.

Every function is pure. The player calls `upcoming` again and again, both as time passes and for its preview, so the
two never differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from math import ceil
from typing import assert_never

from msgspec.structs import replace

from hipcoach.engine import order
from hipcoach.engine.events import (
    Countdown,
    Event,
    ExerciseDone,
    HoldMoment,
    HoldReached,
    HoldStarted,
    MinimumReached,
    Outcome,
    PhaseStarted,
    PrepareStarted,
    RepetitionDone,
    RepetitionsLeft,
    RepetitionsStarted,
    RestStarted,
    SessionEnded,
    SetDone,
    SwitchSides,
    TimedStarted,
    Waiting,
    WorkResumed,
)
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import How, Record, Unit
from hipcoach.engine.state import Mode, State, StepPart, moment, ticks_within
from hipcoach.engine.steps import Hold, Prepare, Repetitions, Rest, Step, Switch, Timed, Transition, Work

Change = tuple[State, tuple[Event, ...]]
"""A new state, and the events on the way to it."""

Due = tuple[float, Callable[[], Change]]
"""A time, and the function that makes the change at that time."""

LAST_THREE_FROM = 6
"""The fewest repetitions of a set in which "last three" is announced."""


def hold_moments(step: Hold | Timed, target: float) -> tuple[tuple[HoldMoment, float], ...]:
    """The moments of a set with this target, in order, each with the second at which it comes.

    Nobody is told to breathe while walking, and of an open end nobody knows how far away it is.
    """
    moments: list[tuple[HoldMoment, float]] = []
    if target >= 20:
        moments.append((HoldMoment.FORM, float(target // 3)))
    if target >= 16 and not step.timed:
        moments.append((HoldMoment.BREATHE, 8.0))
    if target >= 20 and not step.open:
        moments.append((HoldMoment.HALF_WAY, target / 2))
    if target > 40 and not step.open:
        moments.append((HoldMoment.TEN_SECONDS, target - 10.0))
    return tuple(sorted(moments, key=lambda one: one[1]))


def upcoming(plan: Plan, state: State) -> Due | None:
    """What happens next if nobody interferes; `None` if the session waits for the person, stands still or is over."""
    if state.mode is not Mode.GUIDING:
        return None
    candidates: Iterable[Due]
    match state.part:
        case StepPart.WAITING:
            return None
        case StepPart.TRANSITION | StepPart.LEAD_IN:
            candidates = _in_transition(plan, state, state.step(plan))
        case StepPart.WORK:
            candidates = _in_work(plan, state, state.work(plan))
        case _:
            assert_never(state.part)
    return min(candidates, key=lambda due: due[0], default=None)


def _in_transition(plan: Plan, state: State, step: Step) -> Iterator[Due]:
    """The switch within a rest, the countdown and the end of a transition; in this order if they coincide."""
    if isinstance(step, Transition) and step.switch is not None and not state.switched:
        due = max(state.at, moment(state.until - step.switch))
        yield due, lambda: give_switch(state, step, due)
    waits = state.part is StepPart.TRANSITION and isinstance(step, Transition) and step.waits and not state.released
    if state.ticks and not waits:
        yield _tick(state, step, state.until)
    end = max(state.at, state.until)
    if waits:
        event = Waiting(end, step.exercise, step.side, step.set)
        yield end, lambda: (replace(state, at=end, part=StepPart.WAITING), (event,))
    elif state.part is StepPart.LEAD_IN:
        yield end, lambda: begin_work(plan, state, end)
    else:
        yield end, lambda: enter(plan, state, state.after(plan), end)


def _in_work(plan: Plan, state: State, step: Work) -> Iterable[Due]:
    """What comes by itself in a set; nothing in a self-paced one."""
    match step:
        case Hold() | Timed():
            return _in_hold(plan, state, step)
        case Repetitions():
            return () if step.own else _in_repetition(plan, state, step)
        case _:
            assert_never(step)


def _in_hold(plan: Plan, state: State, step: Hold | Timed) -> Iterator[Due]:
    """The moments of a hold or timed work that are still ahead, its countdown and its end."""
    zero = moment(state.stretch - state.worked)
    ends_at = step.ends_at(state.target)

    if step.range.low < ends_at and "minimum" not in state.given:
        due = moment(zero + step.range.low)
        if due >= state.at:
            yield due, lambda: _minimum(state, step, due)
    for what, second in hold_moments(step, state.target):
        reached_at = moment(zero + second)
        if what.value not in state.given and reached_at >= state.at:
            left = moment(state.target - second)
            event = HoldReached(reached_at, step.exercise, step.side, step.set, what, left)
            yield reached_at, partial(_announce, state, what.value, event)
    end = max(state.at, moment(zero + ends_at))
    if state.ticks:
        yield _tick(state, step, end)
    yield end, lambda: finish_set(plan, state, end)


def _in_repetition(plan: Plan, state: State, step: Repetitions) -> Iterator[Due]:
    """The next phase of the present repetition, or its end."""
    if state.phase < len(step.phases):
        due = moment(state.since + sum(phase.seconds for phase in step.phases[: state.phase]))
        yield due, lambda: _phase(state, step, due)
    else:
        due = moment(state.since + step.each)
        yield due, lambda: credit(plan, state, step, due)


def _tick(state: State, step: Step, end: float) -> Due:
    """The next of three, two, one before `end`."""
    due = max(state.at, moment(end - state.ticks))
    event = Countdown(due, step.exercise, step.side, step.set, state.ticks)
    return due, lambda: (replace(state, at=due, ticks=state.ticks - 1), (event,))


def _announce(state: State, what: str, event: Event) -> Change:
    """Make an announcement that is made only once in a set."""
    return replace(state, at=event.due, given=state.given | {what}), (event,)


def _minimum(state: State, step: Work, at: float) -> Change:
    place = (step.exercise, step.side, step.set)
    return _announce(state, "minimum", MinimumReached(at, *place, step.range.low, step.open))


def _phase(state: State, step: Repetitions, at: float) -> Change:
    """Begin a phase of a repetition; before the first one, announce how many repetitions are left."""
    events: list[Event] = []
    side = step.side_of(state.reps)
    number = state.reps // step.sides + 1
    left = int(state.target) - number + 1
    near_the_end = (left == 3 and state.target >= LAST_THREE_FROM) or (left == 1 and state.target > 1)
    # On alternating sides it is announced once for both of them.
    if state.phase == 0 and side is step.side and near_the_end and not step.open:
        events.append(RepetitionsLeft(at, step.exercise, step.side, step.set, left))
    phase = step.phases[state.phase]
    last = state.phase == step.way_back
    events.append(PhaseStarted(at, step.exercise, side, step.set, number, state.phase, last, phase.name, phase.seconds))
    return replace(state, at=at, phase=state.phase + 1), tuple(events)


def credit(plan: Plan, state: State, step: Repetitions, at: float) -> Change:
    """Count a repetition; the last one ends the set, the last one of both sides where they alternate."""
    side, number = step.side_of(state.reps), state.reps // step.sides + 1
    state = replace(state, at=at, reps=state.reps + 1, since=at, phase=0)
    credited = RepetitionDone(at, step.exercise, side, step.set, number, state.target, step.own)
    events: tuple[Event, ...] = (credited,)
    done, ends_at = state.done(step, at), step.ends_at(state.target)
    if done == step.range.low < ends_at:
        state, more = _minimum(state, step, at)
        events += more
    if done >= ends_at:
        state, more = finish_set(plan, state, at)
        events += more
    return state, events


def give_switch(state: State, step: Step, at: float) -> Change:
    """Tell the person to change sides now."""
    event = SwitchSides(at, step.exercise, step.side, step.set, moment(state.until - at))
    return replace(state, at=at, switched=True), (event,)


def enter(plan: Plan, state: State, index: int, at: float) -> Change:
    """Begin a step; after the last one the session ends."""
    state = replace(state, at=at, ticks=0, switched=False, released=False)
    if index == len(plan.steps):
        return end(plan, state, at, outcome_of(plan, state.records))
    state = replace(state, index=index)
    step = state.step(plan)
    if isinstance(step, Work):
        state = clear_set(state, step)
        if state.mode is Mode.GUIDING:
            return begin_work(plan, state, at)
        return replace(state, part=StepPart.LEAD_IN, until=at), ()
    state = until(plan, replace(state, part=StepPart.TRANSITION), at, at + step.seconds)
    place = (step.exercise, step.side, step.set)
    match step:
        case Prepare(switch=None):
            return state, (PrepareStarted(at, *place, step.seconds),)
        case Prepare():
            switch = SwitchSides(at, *place, step.seconds)
            return replace(state, switched=True), (PrepareStarted(at, *place, step.seconds), switch)
        case Switch():
            return replace(state, switched=True), (SwitchSides(at, *place, step.seconds),)
        case Rest():
            return state, (RestStarted(at, *place, step.seconds),)
        case _:
            assert_never(step)


def until(plan: Plan, state: State, at: float, until: float) -> State:
    """The state with another end of its transition or lead-in, whose countdown begins again.

    Between two rounds nothing is counted down to: after the rest one gets ready.
    """
    ticks = 0 if order.leads_on(plan, state.index) else ticks_within(moment(until) - at)
    return replace(state, at=at, until=moment(until), ticks=ticks)


def clear_set(state: State, step: Work) -> State:
    """The state with nothing of the set done."""
    return replace(
        state, worked=0.0, reps=0, phase=0, target=float(step.target), begun=False, given=frozenset(), paused=0.0
    )


def begin_work(plan: Plan, state: State, at: float) -> Change:
    """Start the work of the present set, or go on with it where it stopped."""
    step = state.work(plan)
    left = moment(state.target - state.done(step, at))
    ticks = ticks_within(left if left < state.target else left - 1) if step.counts_down else 0
    begun = state.begun
    state = replace(
        state, at=at, part=StepPart.WORK, since=at, stretch=at, phase=0, ticks=ticks, begun=True, released=False
    )
    place = (step.exercise, step.side, step.set)
    if begun:
        left = ceil(left) if step.unit is Unit.REPETITIONS else left
        return state, (WorkResumed(at, step.exercise, state.side(plan), step.set, max(0.0, left)),)
    match step:
        case Hold():
            return state, (HoldStarted(at, *place, step.n, state.target, step.open),)
        case Timed():
            return state, (TimedStarted(at, *place, step.n, state.target, step.open),)
        case Repetitions(own=own):
            return state, (RepetitionsStarted(at, *place, step.n, state.target, own, step.open),)
        case _:
            assert_never(step)


def records_of(plan: Plan, state: State, at: float, *, left: How | None = None) -> tuple[Record, ...]:
    """The records of the present set as far as it went, one for each side; `left` is why the person left it.

    Seconds of work on alternating sides are shared by what each has done; a pause is told of once.
    """
    step = state.work(plan)
    worked = state.seconds(at)
    amounts = state.done_by_side(step, at)
    records: list[Record] = []
    rest = worked
    sets: tuple[Work, ...] = step.by_side
    for place, (one, amount) in enumerate(zip(sets, amounts, strict=True)):
        last = place == len(amounts) - 1
        share = rest if last or not sum(amounts) else moment(worked * amount / sum(amounts))
        rest = moment(rest - share)
        paused = 0.0 if place else moment(state.paused)
        records.append(_record(plan, one, one.unit.recorded(amount), share, paused, left))
    return tuple(records)


def _record(plan: Plan, step: Work, done: float, seconds: float, paused: float, left: How | None) -> Record:
    """The record of the set of one side, in tenths of a second."""
    exercise = plan.exercises[step.exercise]
    if left is How.PAIN:
        how = How.PAIN
    elif done >= step.range.low:
        how = How.DONE
    elif left is not None:
        how = left
    else:
        how = How.SHORT if done > 0 else How.SKIPPED
    reps, hold = step.amounts(done)
    return Record(
        n=step.n,
        exercise=step.exercise,
        library=exercise.library,
        side=step.side,
        set=step.set,
        reps=reps,
        hold=hold,
        seconds=seconds,
        paused=paused,
        modifications=exercise.modifications,
        how=how,
        load=exercise.load,
        open=step.open,
        timed=step.timed,
        group=None if exercise.group is None else exercise.group.id,
    )


def leave_set(plan: Plan, state: State, at: float, *, left: How | None = None) -> Change:
    """Record the present set as far as it went."""
    events: list[Event] = []
    for record in records_of(plan, state, at, left=left):
        state = state.with_record(record)
        events.append(SetDone(at, record.exercise, record.side, record.set, record))
    return replace(state, at=at), tuple(events)


def finish_set(plan: Plan, state: State, at: float, *, left: How | None = None) -> Change:
    """Record the present set and go on to what follows."""
    exercise = state.step(plan).exercise
    state, events = leave_set(plan, state, at, left=left)
    if not order.comes_again(plan, exercise, state.index + 1):
        events += (ExerciseDone(at, exercise),)
    state, more = enter(plan, state, state.after(plan), at)
    return state, events + more


def end(plan: Plan, state: State, at: float, outcome: Outcome) -> Change:
    """End the session."""
    full = sum(reached(record) for record in state.records)
    planned, nothing = len(sets(plan, state.records)), not anything_done(state.records)
    event = SessionEnded(at, outcome, full, planned, nothing, leaving(plan, state))
    return replace(state, at=at, mode=Mode.ENDED), (event,)


def leaving(plan: Plan, state: State) -> tuple[str, ...]:
    """The exercises after which something is to be done if the session ends here.

    While someone gets ready for an exercise, that includes the one before it: they may not have done it yet. In the
    middle of a group it includes those that have been done and come again.
    """
    step, before = state.step(plan), order.exercise_before(plan, state.index, state.left_out)
    over = (before,) if isinstance(step, Prepare) and before else ()
    begun = (each.exercise for each in plan.steps[: state.index] if isinstance(each, Work))
    ahead = (each for each in begun if each not in state.left_out and order.comes_again(plan, each, state.index + 1))
    exercises = dict.fromkeys((*over, *ahead, step.exercise))
    return tuple(exercise for exercise in exercises if plan.exercises[exercise].afterwards)


def reached(record: Record) -> bool:
    """Whether a set reached its low end."""
    return record.counted.done >= record.counted.range.low


def anything_done(records: Iterable[Record]) -> bool:
    """Whether at least part of a set was done."""
    return any(record.counted.done > 0 for record in records)


def outcome_of(plan: Plan, records: tuple[Record, ...]) -> Outcome:
    """COMPLETED if every set reached its low end, otherwise PARTIAL."""
    full = {record.n for record in records if reached(record)}
    return Outcome.COMPLETED if full == sets(plan, records) else Outcome.PARTIAL


def sets(plan: Plan, records: tuple[Record, ...]) -> frozenset[int]:
    """The numbers of a session's sets: those in its plan, and those recorded under an earlier plan."""
    return plan.numbers | {record.n for record in records}

"""What each command does to a state: pure functions from plan, state and time to a new state and its events.

The player has already checked by its table whether the command is allowed.
"""

from __future__ import annotations

from math import ceil
from typing import assert_never

from msgspec.structs import replace

from hipcoach.engine import order, timeline
from hipcoach.engine.choices import Pace
from hipcoach.engine.events import (
    AdvanceChanged,
    Event,
    ExerciseSkipped,
    Finishing,
    FinishTakenBack,
    LeadInStarted,
    Outcome,
    PaceChanged,
    PainDescribed,
    PainDismissed,
    PainFelt,
    PainKind,
    PainTakenBack,
    Paused,
    PlanChanged,
    RecordUndone,
    Resumed,
    TargetChanged,
    TimeChanged,
    Waiting,
)
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import How, Unit
from hipcoach.engine.replan import Merged
from hipcoach.engine.state import LEAD_IN, TAKE_BACK, Mode, State, StepPart, moment, ticks_within
from hipcoach.engine.steps import ADJUST_SECONDS, Hold, Repetitions, Timed, Transition, Work
from hipcoach.engine.timeline import Change
from hipcoach.session.model import Side

NOT_READY_SECONDS = 15.0
"""Seconds that `not_ready` adds to a transition, or inserts before work goes on."""


def stand_still(state: State, at: float, mode: Mode) -> State:
    """The state with time stopped: the work done is kept, except for an unfinished repetition."""
    state = replace(state, told=None)
    if state.part is StepPart.WORK:
        state = replace(state, worked=state.seconds(at), part=StepPart.LEAD_IN, until=at, phase=0, ticks=0)
    return replace(state, at=at, mode=mode)


def pause(plan: Plan, state: State, at: float, gap: float) -> Change:
    """Pause; `gap` is how many seconds nobody was guided, 0 if the person asked for the pause."""
    return stand_still(state, at, Mode.PAUSED), (Paused(at, *_place(plan, state), moment(gap)),)


def pain(plan: Plan, state: State, at: float) -> Change:
    """Stop for pain."""
    return replace(stand_still(state, at, Mode.HURT), ending=False), (PainFelt(at, *_place(plan, state)),)


def resume(plan: Plan, state: State, at: float) -> Change:
    """Go on, with at least three seconds before work; a set that waits for the person goes on waiting."""
    place = _place(plan, state)
    state = replace(state, mode=Mode.GUIDING)
    if state.part is StepPart.WAITING:
        return state, (Resumed(at, *place), Waiting(at, *place))
    state = timeline.until(plan, state, at, max(state.until, at + LEAD_IN))
    if state.part is StepPart.LEAD_IN:
        return state, (Resumed(at, *place), LeadInStarted(at, *place, moment(state.until - at)))
    return state, (Resumed(at, *place),)


def next_(plan: Plan, state: State, at: float) -> Change:
    """Leave at most three seconds of a transition, or end the set; a rest between two rounds is over at once."""
    step = state.step(plan)
    left = moment(state.until - at)
    match state.part:
        case StepPart.WORK:
            return timeline.finish_set(plan, state, at)
        case StepPart.LEAD_IN if left <= LEAD_IN:
            return timeline.finish_set(plan, state, at)
        case StepPart.TRANSITION if order.leads_on(plan, state.index):
            return timeline.enter(plan, state, state.after(plan), at)
        case StepPart.WAITING:
            state = timeline.until(plan, replace(state, part=StepPart.TRANSITION), at, at + LEAD_IN)
        case _ if left > LEAD_IN:
            state = timeline.until(plan, state, at, at + LEAD_IN)
        case StepPart.TRANSITION if isinstance(step, Transition) and step.waits and not state.released:
            state = timeline.until(plan, state, at, state.until)
    events: tuple[Event, ...] = ()
    if isinstance(step, Transition) and step.switch is not None and not state.switched:
        state, events = timeline.give_switch(state, step, at)
    elif moment(state.until - at) != left:
        events = (TimeChanged(at, *_place(plan, state), moment(state.until - at)),)
    return replace(state, released=True), events


def back(plan: Plan, state: State, at: float) -> Change:
    """Return to the transition before the previous set; from the first set, to its own.

    Exercises that were left out for pain are passed over.
    """
    state, events = _leave_if_worked(plan, state, at)
    sets = [
        index for index, step in enumerate(plan.steps) if isinstance(step, Work) and step.exercise not in state.left_out
    ]
    target = max((index for index in sets if index < state.index), default=sets[0])
    if target and isinstance(plan.steps[target - 1], Transition):
        state, more = timeline.enter(plan, state, target - 1, at)
    else:
        state = replace(state, index=target)
        state, more = _lead_in(plan, timeline.clear_set(state, state.work(plan)), at, LEAD_IN)
    return state, events + more


def redo(plan: Plan, state: State, at: float) -> Change:
    """Begin the set again after three seconds."""
    state, events = _leave_if_worked(plan, state, at)
    state, more = _lead_in(plan, timeline.clear_set(state, state.work(plan)), at, LEAD_IN)
    return state, events + more


def adjust(plan: Plan, state: State, at: float, by: int) -> Change:
    """Add or take five seconds or one repetition; a target stays within its range and above what is already done.

    A transition keeps at least three seconds.
    """
    step = state.step(plan)
    if isinstance(step, Work):
        return _adjust_target(plan, state, step, at, by)
    if state.part is StepPart.WAITING:
        return state, ()
    left = state.until - at
    changed = left + by * ADJUST_SECONDS
    if by < 0:
        changed = min(left, max(LEAD_IN, changed))
    if changed == left:
        return state, ()
    state = timeline.until(plan, state, at, at + changed)
    return state, (TimeChanged(at, *_place(plan, state), moment(changed)),)


def _adjust_target(plan: Plan, state: State, step: Work, at: float, by: int) -> Change:
    done = state.done(step, at)
    target = state.target + by * step.adjusts_by
    if step.open:
        # Its end is the person's: the low end is all that it aims at.
        return state, ()
    if by < 0:
        # To do less than the low end, or less than is already done, the person ends the set.
        least = ceil(done) if step.unit is Unit.REPETITIONS else done
        target = min(state.target, max(least, float(step.range.low), target))
    target = min(float(step.range.high), target)
    if target == state.target:
        return state, ()
    state = _aim(state, step, at, target)
    events: tuple[Event, ...] = (TargetChanged(at, *_place(plan, state), target),)
    if done >= target:
        state, more = timeline.finish_set(plan, state, at)
        events += more
    return state, events


def not_ready(plan: Plan, state: State, at: float) -> Change:
    """Add fifteen seconds to get ready; work then goes on where it stopped."""
    if state.part is StepPart.WORK:
        return _lead_in(plan, stand_still(state, at, state.mode), at, NOT_READY_SECONDS)
    if state.part is StepPart.WAITING:
        return state, ()
    state = timeline.until(plan, state, at, state.until + NOT_READY_SECONDS)
    return state, (TimeChanged(at, *_place(plan, state), moment(state.until - at)),)


def count(plan: Plan, state: State, at: float) -> Change:
    """Credit a repetition of a self-paced set."""
    step = state.work(plan)
    match step:
        case Repetitions():
            return timeline.credit(plan, state, step, at)
        case Hold() | Timed():
            raise AssertionError("nobody counts what takes its time")
        case _:
            assert_never(step)


def pain_kind(plan: Plan, state: State, at: float, kind: PainKind, score: int | None) -> Change:
    """Note what the pain is like; after anything but an ache the session is about to end."""
    described = PainDescribed(at, *_place(plan, state), kind, score)
    return replace(state, told=kind, ending=kind.ends_session), (described,)


def finish(plan: Plan, state: State, at: float) -> Change:
    """Ask for the end of the session, which stands still until it is confirmed or taken back."""
    return replace(state, ending=True), (Finishing(at, *_place(plan, state), float(TAKE_BACK)),)


def take_back(plan: Plan, state: State, at: float) -> Change:
    """Take back the latest of two: the kind of pain, or the request to end the session."""
    place = _place(plan, state)
    if state.told is not None and state.ending == state.told.ends_session:
        return replace(state, told=None, ending=False), (PainTakenBack(at, *place, state.told),)
    return replace(state, ending=False), (FinishTakenBack(at, *place, state.mode is Mode.HURT),)


def dismiss(plan: Plan, state: State, at: float) -> Change:
    """Leave the pain behind: the session is paused where it stopped."""
    return replace(state, mode=Mode.PAUSED, told=None), (PainDismissed(at, *_place(plan, state), state.told),)


def skip_exercise(plan: Plan, state: State, at: float) -> Change:
    """Leave out the rest of the exercise; the set that hurt is recorded as far as it went."""
    exercise = state.step(plan).exercise
    state, events = _leave_for_pain(plan, state, at)
    events += (ExerciseSkipped(at, exercise),)
    state = replace(state, left_out=state.left_out | {exercise}, mode=Mode.PAUSED, told=None)
    state, more = timeline.enter(plan, state, state.after(plan), at)
    return state, events + more


def undo(plan: Plan, state: State, at: float) -> Change:
    """Take back the latest record; of a set on alternating sides, that of both."""
    if not state.records:
        return state, ()
    last = state.records[-1].n
    both = next((numbers for work in plan.work if last in (numbers := [one.n for one in work.by_side])), [last])
    taken = [record.n for record in reversed(state.records) if record.n in both]
    kept = tuple(record for record in state.records if record.n not in both)
    return replace(state, records=kept), tuple(RecordUndone(at, n) for n in taken)


def stop(plan: Plan, state: State, at: float) -> Change:
    """End the session; the present set is recorded as far as it went."""
    state = replace(state, told=None, ending=False)
    if state.mode is Mode.HURT:
        state, events = _leave_for_pain(plan, state, at)
        outcome = Outcome.STOPPED_FOR_PAIN
    else:
        events = ()
        if state.part in (StepPart.LEAD_IN, StepPart.WORK):
            state, events = timeline.leave_set(plan, state, at, left=How.GIVEN_UP)
        outcome = timeline.outcome_of(plan, state.records)
    state, more = timeline.end(plan, state, at, outcome)
    return state, events + more


def replan(plan: Plan, state: State, at: float, merged: Merged) -> Change:
    """Change what lies ahead; the present set goes on if the new plan has it, with its new target.

    Where it is to be done in another way, it is kept as far as it went and begins anew, paused before getting ready.
    """
    hurt = state.mode is Mode.HURT
    changed: tuple[Event, ...] = (PlanChanged(at, merged.plan), *_waits_changed(plan, merged.plan, state, at))
    if merged.anew:
        state, events = _leave_for_pain(plan, state, at) if hurt else _leave_if_worked(plan, state, at)
        state = replace(state, mode=Mode.PAUSED, told=None)
        state, more = timeline.enter(merged.plan, state, state.index, at)
        return state, (*events, *changed, *more)
    if not merged.stays:
        state, events = _leave_for_pain(plan, state, at) if hurt else _leave_if_worked(plan, state, at)
        state = replace(state, mode=Mode.PAUSED, told=None) if hurt else state
        state, more = timeline.enter(merged.plan, state, state.after(merged.plan), at)
        return state, (*events, *changed, *more)
    old, new = state.step(plan), state.step(merged.plan)
    if hurt:
        state = replace(state, mode=Mode.PAUSED, told=None)
    if isinstance(new, Work) and isinstance(old, Work):
        if (old.range, old.target) != (new.range, new.target):
            state = _aim(state, new, at, max(float(new.target), state.done(new, at)))
        if state.done(new, at) >= new.ends_at(state.target):
            state, more = timeline.finish_set(merged.plan, state, at, left=How.PAIN if hurt else None)
            return state, (*changed, *more)
        if None not in (old.pace, new.pace) and old.pace is not new.pace:
            changed += (PaceChanged(at, *_place(merged.plan, state), new.pace is Pace.OWN),)
        if state.part is StepPart.WORK and new.pace is Pace.PACED and old != new:
            state, more = _lead_in(merged.plan, stand_still(state, at, state.mode), at, LEAD_IN)
            changed += more
    elif state.part is StepPart.WAITING and isinstance(new, Transition) and not new.waits:
        state = timeline.until(merged.plan, replace(state, part=StepPart.TRANSITION), at, at + LEAD_IN)
    elif state.part is StepPart.TRANSITION and isinstance(old, Transition) and old.waits and not state.released:
        state = timeline.until(merged.plan, state, at, state.until)
    return state, changed


def _waits_changed(old: Plan, new: Plan, state: State, at: float) -> tuple[Event, ...]:
    """What to say where transitions ahead wait now that did not, or the other way round."""
    before = {_leads_to(step): step.waits for step in old.steps[state.index :] if isinstance(step, Transition)}
    for step in new.steps:
        if isinstance(step, Transition) and step.waits is not before.get(_leads_to(step), step.waits):
            return (AdvanceChanged(at, *_place(old, state), step.waits),)
    return ()


def _leads_to(step: Transition) -> tuple[str, str, Side, int]:
    """What kind of transition it is, and to which set."""
    return type(step).__name__, step.exercise, step.side, step.set


def _place(plan: Plan, state: State) -> tuple[str, Side, int]:
    step = state.step(plan)
    return step.exercise, state.side(plan), step.set


def _aim(state: State, step: Work, at: float, target: float) -> State:
    """The state with another target; if the set counts down, the countdown begins again."""
    left = target - state.done(step, at)
    ticks = ticks_within(left) if step.counts_down and state.part is StepPart.WORK else state.ticks
    return replace(state, target=moment(target), ticks=ticks)


def _lead_in(plan: Plan, state: State, at: float, seconds: float) -> Change:
    """Begin a lead-in of some seconds before the work of the present set."""
    state = timeline.until(plan, replace(state, part=StepPart.LEAD_IN), at, at + seconds)
    return state, (LeadInStarted(at, *_place(plan, state), seconds),)


def _leave_if_worked(plan: Plan, state: State, at: float) -> Change:
    """Record the present set if anything was done in it."""
    step = state.step(plan)
    if isinstance(step, Work) and state.done(step, at) > 0:
        return timeline.leave_set(plan, state, at)
    return state, ()


def _leave_for_pain(plan: Plan, state: State, at: float) -> Change:
    """Record the set in which it hurt."""
    if isinstance(state.step(plan), Work):
        return timeline.leave_set(plan, state, at, left=How.PAIN)
    return state, ()

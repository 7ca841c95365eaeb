"""What is to be heard and read from now on: what happened in the present step, and what will come by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from hipcoach.cues.level import SPEECH_NEEDS
from hipcoach.engine.events import (
    Countdown,
    Event,
    ExerciseDone,
    ExerciseSkipped,
    HoldReached,
    LeadInStarted,
    MinimumReached,
    PaceChanged,
    PhaseStarted,
    PlanChanged,
    RecordUndone,
    RepetitionDone,
    RepetitionsLeft,
    Resumed,
    SessionEnded,
    SessionStarted,
    SetDone,
    SetEvent,
    StandstillEvent,
    TargetChanged,
    TimeChanged,
    TransitionStarted,
    Waiting,
    WorkResumed,
    WorkStarted,
)
from hipcoach.engine.plan import Plan
from hipcoach.engine.state import Mode, State

STANDING_STILL = (Mode.PAUSED, Mode.HURT)
"""Session time does not go on."""


@dataclass(frozen=True, slots=True)
class Whereabouts(SetEvent):
    """Where a session stands still that was brought there, or was taken up there; only to be heard."""


@dataclass(frozen=True, slots=True)
class SetupAsked(SetEvent):
    """Somebody wants to know again how to get into position; only to be heard."""


Heard = Event | Whereabouts | SetupAsked
"""Whatever is heard and read."""

Beginning = TransitionStarted | WorkStarted | LeadInStarted | WorkResumed | SessionEnded
"""From here on, what was told before is of no more use."""

Move = Beginning | TimeChanged
"""What is answered at a standstill by telling where it stands."""

OfASet = TargetChanged | PaceChanged
"""What is of no use once the set is over, even where that is at the same moment."""

ToldAtAStandstill = StandstillEvent | OfASet | ExerciseSkipped | RecordUndone | SessionEnded | SetupAsked
"""What is told although nobody is being guided; of the rest, where it has led to."""

OverByNow = SetDone | ExerciseDone | Resumed | Waiting
"""What else is not told again, or told anew, when the session goes on."""

Passing = (
    SessionStarted
    | Countdown
    | HoldReached
    | MinimumReached
    | PhaseStarted
    | RepetitionDone
    | RepetitionsLeft
    | PlanChanged
    | Whereabouts
)
"""What is none of these."""


def remembered(before: tuple[Heard, ...], events: Sequence[Heard]) -> tuple[Heard, ...]:
    """The events of the present step, once more have happened together."""
    fresh: tuple[Heard, ...] = ()
    for event in events:
        before, fresh = _still_of_use(before, event), _still_of_use(fresh, event)
        if isinstance(event, Beginning):
            # Session time may have stood still since, so what was told before need not have been due before.
            still = tuple(one for one in fresh if one.due >= event.due and not isinstance(one, OfASet))
            way = tuple(one for one in (*before, *fresh) if one not in still and _was_short_way(one, event))
            before, fresh = (), way + still
        fresh += (event,)
    return before + fresh


def _still_of_use(told: tuple[Heard, ...], event: Heard) -> tuple[Heard, ...]:
    """What an event leaves of what was told before it, whatever step that was of."""
    match event:
        case SessionStarted():
            return ()
        case PlanChanged(plan=plan):
            return tuple(one for one in told if _is_in(plan, one))
        case Resumed():
            return tuple(one for one in told if not isinstance(one, ToldAtAStandstill | OverByNow))
        case SessionEnded():
            return tuple(one for one in told if not isinstance(one, StandstillEvent))
        case _ if isinstance(event, Move | ToldAtAStandstill | OverByNow | Passing):
            return told
        case _:
            assert_never(event)


def _was_short_way(way: Heard, to: Heard) -> bool:
    """Whether an event began a step to a set so short that the side may have to be told once that has begun."""
    if not isinstance(way, TransitionStarted) or not isinstance(to, WorkStarted):
        return False
    same = (way.exercise, way.side, way.set) == (to.exercise, to.side, to.set)
    return same and way.seconds < SPEECH_NEEDS


def _is_in(plan: Plan, event: Heard) -> bool:
    """Whether a plan knows the set that an event is about."""
    if not isinstance(event, SetEvent):
        return True
    place = (event.exercise, event.side, event.set)
    return any((work.exercise, work.side, work.set) == place for work in plan.work)


def is_news(event: Heard) -> bool:
    """Whether an event is told at once where the session stands still."""
    if isinstance(event, ToldAtAStandstill | Move):
        return True
    if isinstance(event, OverByNow | Passing):
        return False
    assert_never(event)


def outlook(
    kept: tuple[Heard, ...], latest: Sequence[Heard], ahead: tuple[Event, ...], plan: Plan, state: State
) -> tuple[Heard, ...]:
    """The events that are to be heard and read: those of the present step, and those ahead of it.

    While the session stands still it is what has just been done to it, and where it stands if that is news.
    """
    if state.mode not in STANDING_STILL:
        return kept + ahead
    told = tuple(event for event in latest if isinstance(event, ToldAtAStandstill))
    asked = any(isinstance(event, SetupAsked) for event in latest)
    if asked or (kept and not any(isinstance(event, Move) for event in latest)):
        return told
    step = state.step(plan)
    where = Whereabouts(state.at, step.exercise, step.side, step.set)
    return *(event for event in told if not isinstance(event, OfASet)), where


def still_ahead(foreseen: tuple[Event, ...], events: Sequence[Heard]) -> tuple[Event, ...] | None:
    """What is left of what was foreseen once these have happened; None where they came otherwise."""
    count = len(events)
    return foreseen[count:] if foreseen[:count] == tuple(events) else None

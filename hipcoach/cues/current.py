"""What is to be heard and read from now on: what happened in the present step, and what will come by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hipcoach.cues.level import SPEECH_NEEDS
from hipcoach.engine.events import (
    Event,
    ExerciseDone,
    ExerciseSkipped,
    Finishing,
    FinishTakenBack,
    HoldStarted,
    LeadInStarted,
    PaceChanged,
    PainDescribed,
    PainDismissed,
    PainFelt,
    PainTakenBack,
    Paused,
    PlanChanged,
    PrepareStarted,
    RecordUndone,
    RepetitionsStarted,
    RestStarted,
    Resumed,
    SessionEnded,
    SessionStarted,
    SetDone,
    SetEvent,
    SwitchSides,
    TargetChanged,
    TimeChanged,
    Waiting,
    WorkResumed,
)
from hipcoach.engine.plan import Plan
from hipcoach.engine.state import Mode, State

STANDING_STILL = (Mode.PAUSED, Mode.HURT)
"""Session time does not go on."""


@dataclass(frozen=True, slots=True)
class Whereabouts(SetEvent):
    """Where a session stands still that was brought there, or was taken up there; only to be heard."""


BEGINNINGS = (
    PrepareStarted,
    RestStarted,
    SwitchSides,
    HoldStarted,
    RepetitionsStarted,
    LeadInStarted,
    WorkResumed,
    SessionEnded,
)
"""From here on, what was told before is of no more use."""

TRANSITIONS = (PrepareStarted, RestStarted, SwitchSides)
"""What leads to a set."""

MOVES = (*BEGINNINGS, TimeChanged)
"""What is answered at a standstill by telling where it stands."""

OF_A_SET = (TargetChanged, PaceChanged)
"""What is of no use once the set is over, even where that is at the same moment."""

OF_STANDING_STILL = (Paused, PainFelt, PainDescribed, PainDismissed, PainTakenBack, Finishing, FinishTakenBack)
"""What no longer holds once the session goes on."""

TOLD_AT_A_STANDSTILL = (
    *OF_STANDING_STILL,
    ExerciseSkipped,
    RecordUndone,
    TargetChanged,
    PaceChanged,
    SessionEnded,
)
"""What is told although nobody is being guided; of the rest, where it has led to."""

TOLD_BY_NOW = (*TOLD_AT_A_STANDSTILL, SetDone, ExerciseDone, Resumed, Waiting)
"""What is not told again, or told anew, when the session goes on."""


def remembered(before: tuple[Event, ...], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events of the present step, once more have happened together."""
    fresh: tuple[Event, ...] = ()
    for event in events:
        match event:
            case SessionStarted():
                before = fresh = ()
            case PlanChanged(plan=plan):
                before, fresh = (tuple(one for one in some if _is_in(plan, one)) for some in (before, fresh))
            case Resumed():
                before, fresh = (_without(TOLD_BY_NOW, some) for some in (before, fresh))
            case SessionEnded():
                before, fresh = (_without(OF_STANDING_STILL, some) for some in (before, fresh))
        if isinstance(event, BEGINNINGS):
            # Session time may have stood still since, so what was told before need not have been due before.
            still = tuple(one for one in fresh if one.due >= event.due and not isinstance(one, OF_A_SET))
            way = tuple(one for one in (*before, *fresh) if one not in still and _was_short_way(one, event))
            before, fresh = (), way + still
        fresh += (event,)
    return before + fresh


def _was_short_way(way: Event, to: Event) -> bool:
    """Whether an event began a step to a set so short that the side may have to be told once that has begun."""
    if not isinstance(way, TRANSITIONS) or not isinstance(to, HoldStarted | RepetitionsStarted):
        return False
    same = (way.exercise, way.side, way.set) == (to.exercise, to.side, to.set)
    return same and way.seconds < SPEECH_NEEDS


def _without(kinds: tuple[type[Event], ...], events: tuple[Event, ...]) -> tuple[Event, ...]:
    return tuple(event for event in events if not isinstance(event, kinds))


def _is_in(plan: Plan, event: Event) -> bool:
    """Whether a plan knows the set that an event is about."""
    if not isinstance(event, SetEvent):
        return True
    place = (event.exercise, event.side, event.set)
    return any((work.exercise, work.side, work.set) == place for work in plan.work)


def is_news(events: Sequence[Event]) -> bool:
    """Whether any of these is told at once where the session stands still."""
    return any(isinstance(event, (*TOLD_AT_A_STANDSTILL, *MOVES)) for event in events)


def outlook(
    kept: tuple[Event, ...], latest: Sequence[Event], ahead: tuple[Event, ...], plan: Plan, state: State
) -> tuple[Event, ...]:
    """The events that are to be heard and read: those of the present step, and those ahead of it.

    While the session stands still it is what has just been done to it, and where it stands if that is news.
    """
    if state.mode not in STANDING_STILL:
        return kept + ahead
    told = tuple(event for event in latest if isinstance(event, TOLD_AT_A_STANDSTILL))
    if kept and not any(isinstance(event, MOVES) for event in latest):
        return told
    step = state.step(plan)
    return *_without(OF_A_SET, told), Whereabouts(state.at, step.exercise, step.side, step.set)


def still_ahead(foreseen: tuple[Event, ...], events: Sequence[Event]) -> tuple[Event, ...] | None:
    """What is left of what was foreseen once these have happened; None where they came otherwise."""
    count = len(events)
    return foreseen[count:] if foreseen[:count] == tuple(events) else None

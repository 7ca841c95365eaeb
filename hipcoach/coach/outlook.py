"""What is to be heard and read from now on: what happened in the present step, and what will come by itself."""

from __future__ import annotations

from collections.abc import Sequence

from hipcoach.coach.events import (
    Event,
    ExerciseSkipped,
    HoldStarted,
    LeadInStarted,
    PainFelt,
    Paused,
    PlanChanged,
    PrepareStarted,
    RecordUndone,
    RepetitionsStarted,
    RestStarted,
    Resumed,
    SessionEnded,
    SessionStarted,
    SetEvent,
    SwitchSides,
    TargetChanged,
    Waiting,
    WorkResumed,
)
from hipcoach.coach.plan import Plan
from hipcoach.coach.state import Mode, State

STANDING_STILL = (Mode.PAUSED, Mode.HURT)
"""Session time does not go on."""

BEGINNINGS = (
    PrepareStarted,
    RestStarted,
    SwitchSides,
    HoldStarted,
    RepetitionsStarted,
    LeadInStarted,
    WorkResumed,
    Waiting,
    SessionEnded,
)
"""From here on, what was told before is of no more use."""

OF_STANDING_STILL = (Paused, PainFelt)
"""What no longer holds once the session goes on."""

TOLD_AT_A_STANDSTILL = (*OF_STANDING_STILL, ExerciseSkipped, RecordUndone, TargetChanged, SessionEnded)
"""What is told although nobody is being guided; the rest is told when the session goes on."""


def remembered(before: tuple[Event, ...], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events of the present step, once more have happened."""
    kept = before
    for event in events:
        match event:
            case SessionStarted():
                kept = ()
            case PlanChanged(plan=plan):
                kept = tuple(earlier for earlier in kept if _is_in(plan, earlier))
            case Resumed() | SessionEnded():
                kept = tuple(earlier for earlier in kept if not isinstance(earlier, OF_STANDING_STILL))
        if isinstance(event, BEGINNINGS):
            kept = tuple(earlier for earlier in kept if earlier.due >= event.due)
        kept += (event,)
    return kept


def _is_in(plan: Plan, event: Event) -> bool:
    """Whether a plan knows the set that an event is about."""
    if not isinstance(event, SetEvent):
        return True
    place = (event.exercise, event.side, event.set)
    return any((work.exercise, work.side, work.set) == place for work in plan.work)


def outlook(
    kept: tuple[Event, ...], latest: Sequence[Event], ahead: tuple[Event, ...], state: State
) -> tuple[Event, ...]:
    """The events that are to be heard and read: those of the present step, and those ahead of it.

    While the session stands still it is what has just been done to it.
    """
    if state.mode in STANDING_STILL:
        return tuple(event for event in latest if isinstance(event, TOLD_AT_A_STANDSTILL))
    return kept + ahead


def still_ahead(foreseen: tuple[Event, ...], events: Sequence[Event]) -> tuple[Event, ...] | None:
    """What is left of what was foreseen once these have happened; None where they came otherwise."""
    count = len(events)
    return foreseen[count:] if foreseen[:count] == tuple(events) else None

"""Which events still matter: those of the present step, those ahead, and what is told while the session stands still.

The unions below sort all events by how long they matter; `is_news` and `_still_of_use` handle every one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from hipcoach.cues.level import SPEECH_NEEDS
from hipcoach.engine.events import (
    AdvanceChanged,
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
"""The modes in which the session stands still: session time does not pass."""


class Whereabouts(SetEvent, frozen=True):
    """The place in the session, spoken when the person moves while paused, or resumes a saved session; never logged."""


class SetupAsked(SetEvent, frozen=True):
    """Somebody wants to know again how to get into position; only to be heard."""


Heard = Event | Whereabouts | SetupAsked
"""Everything that can be said and sounded."""

Beginning = TransitionStarted | WorkStarted | LeadInStarted | WorkResumed | SessionEnded
"""Events that make everything before them out of date."""

Move = Beginning | TimeChanged
"""Events that are answered with `Whereabouts` while the session stands still."""

OfASet = TargetChanged | PaceChanged
"""Events about what a set aims at, told also at a standstill; out of date once the set is over, even if that is now."""

OfTheWork = HoldReached | MinimumReached | PhaseStarted | RepetitionsLeft
"""Events about what is being done; out of date once that is over, even if that is now."""

ToldAtAStandstill = (
    StandstillEvent | OfASet | AdvanceChanged | ExerciseSkipped | RecordUndone | SessionEnded | SetupAsked
)
"""Events that are told even while the session stands still."""

OverByNow = SetDone | ExerciseDone | Resumed | Waiting
"""Events that are never repeated when the session goes on."""

Passing = SessionStarted | Countdown | RepetitionDone | OfTheWork | PlanChanged | Whereabouts
"""All other events."""


def remembered(before: tuple[Heard, ...], events: Sequence[Heard]) -> tuple[Heard, ...]:
    """Add `events`, which happened together, to those of the present step, without those that are out of date."""
    fresh: tuple[Heard, ...] = ()
    for event in events:
        before, fresh = _still_of_use(before, event), _still_of_use(fresh, event)
        if isinstance(event, Beginning):
            # Events told earlier may be due at the same time as the beginning, as session time may have stood still.
            still = tuple(one for one in fresh if one.due >= event.due and not _is_over(one))
            way = tuple(one for one in (*before, *fresh) if one not in still)
            # What was said and sounded with a short way decides whether its side is still to be said.
            before, fresh = (), (way if any(_was_short_way(one, event) for one in way) else ()) + still
        fresh += (event,)
    return before + fresh


def _still_of_use(told: tuple[Heard, ...], event: Heard) -> tuple[Heard, ...]:
    """The events in `told` that still matter after this one."""
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


def _is_over(event: Heard) -> bool:
    """Whether an event is out of date at any beginning; what the person counted is said even of the last one."""
    return isinstance(event, OfASet | OfTheWork) or (isinstance(event, RepetitionDone) and not event.own)


def _was_short_way(way: Heard, to: Heard) -> bool:
    """Whether `way` began the transition to the set `to`, and it was too short to say the side in."""
    if not isinstance(way, TransitionStarted) or not isinstance(to, WorkStarted):
        return False
    same = (way.exercise, way.side, way.set) == (to.exercise, to.side, to.set)
    return same and way.seconds < SPEECH_NEEDS


def _is_in(plan: Plan, event: Heard) -> bool:
    """Whether the set of an event is in a plan."""
    if not isinstance(event, SetEvent):
        return True
    return plan.set_of(event.exercise, event.side, event.set) is not None


def is_news(event: Heard) -> bool:
    """Whether an event is told at once while the session stands still."""
    if isinstance(event, ToldAtAStandstill | Move):
        return True
    if isinstance(event, OverByNow | Passing):
        return False
    assert_never(event)


def outlook(
    kept: tuple[Heard, ...], latest: Sequence[Heard], ahead: tuple[Event, ...], plan: Plan, state: State
) -> tuple[Heard, ...]:
    """The events that make up the score: those of the present step and those ahead.

    While the session stands still: those that just happened, and where the session is if that is news.
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
    """The foreseen events that are still to come after `events`; `None` if something else was foreseen."""
    count = len(events)
    return foreseen[count:] if foreseen[:count] == tuple(events) else None

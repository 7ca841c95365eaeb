"""What the log keeps of each event: a line, a new place, or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from hipcoach.engine import events
from hipcoach.engine.choices import Choices
from hipcoach.engine.codec import Json
from hipcoach.engine.events import Event
from hipcoach.journal import lines
from hipcoach.journal.lines import Pain

Unlogged = (
    events.Countdown
    | events.Finishing
    | events.FinishTakenBack
    | events.HoldReached
    | events.MinimumReached
    | events.PhaseStarted
    | events.RepetitionsLeft
)
"""Events that write nothing, because resuming the session would begin at the same place."""

Moving = (
    events.SessionStarted
    | events.TransitionStarted
    | events.WorkStarted
    | events.LeadInStarted
    | events.WorkResumed
    | events.RepetitionDone
    | events.ExerciseDone
    | events.ExerciseSkipped
    | events.Waiting
    | events.TimeChanged
    | events.TargetChanged
    | events.PaceChanged
    | events.AdvanceChanged
    | events.Paused
    | events.Resumed
    | events.PainDismissed
)
"""Events that write a new place but no line of their own; except for a pain that was none."""


def moves(event: Event) -> bool:
    """Whether an event requires a new place to be written."""
    if isinstance(event, Unlogged | events.PainDescribed | events.PainTakenBack | events.SessionEnded):
        return False
    if isinstance(event, Moving | events.PainFelt | events.SetDone | events.RecordUndone | events.PlanChanged):
        return True
    assert_never(event)


def line_of(event: Event, at: datetime, choices: Choices) -> Json | None:
    """The line for an event, if it has one; `choices` are those that a changed plan was made from.

    `SessionStarted` has none here: the first line of a log contains more than the event knows.
    """
    match event:
        case events.SetDone(record=record):
            return lines.set_line(record, at)
        case events.RecordUndone(n=n):
            return lines.undo_line(n, at)
        case events.PlanChanged(plan=plan):
            return lines.plan_line(at, choices, plan)
        case events.PainFelt(exercise=exercise, side=side):
            return lines.pain_felt_line(at, exercise, side)
        case events.PainDismissed(kind=None):
            return lines.no_pain_line(at)
        case events.PainDescribed(exercise=exercise, side=side, kind=kind, score=score):
            return lines.pain_line(Pain(at, exercise, side, kind, score))
        case events.PainTakenBack():
            return lines.pain_undo_line(at)
        case events.SessionEnded(outcome=outcome):
            return lines.end_line(at, outcome)
        case _ if isinstance(event, Unlogged | Moving):
            return None
        case _:
            assert_never(event)

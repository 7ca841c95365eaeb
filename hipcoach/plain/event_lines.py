"""Formats events as lines of text, and the listener that writes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TextIO, assert_never

from hipcoach.cues import doses, prompts, texts
from hipcoach.cues.prompts import Level
from hipcoach.diagnostics.files import why
from hipcoach.engine import events, order
from hipcoach.engine.events import Event, SetEvent
from hipcoach.engine.plan import Plan
from hipcoach.engine.player import Player
from hipcoach.engine.records import Unit
from hipcoach.engine.steps import Rest
from hipcoach.engine.wording import ENDS, done_of, length, outcome_in_words, whole
from hipcoach.session.model import Side
from hipcoach.text.durations import clock


class Lines:
    """The listener that writes a line for each event; the session goes on if that fails."""

    def __init__(
        self,
        out: TextIO,
        told: Callable[[Event, datetime, Plan], str],
        *,
        gone: Callable[[], None],
        report: Callable[[str], None],
    ) -> None:
        self._out = out
        self._told = told
        self._gone = gone
        """Called when the reader of the lines has closed them."""
        self._report = report
        """Called once with a message for the person if a line cannot be written."""
        self._failed = False

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Write a line for each event."""
        for event in events:
            if told := self._told(event, at, player.plan):
                self.say(told)

    def say(self, text: str) -> None:
        """Write a line at once."""
        try:
            self._out.write(f"{text}\n")
            self._out.flush()
        except BrokenPipeError:
            self._gone()
        except OSError as error:
            if not self._failed:
                self._failed = True
                self._report(f"Lines cannot be written: {why(error)}. The session goes on without them.")


def text_line(event: Event, at: datetime, plan: Plan) -> str:
    """Format an event as a line of text; the time of day, `at`, is not used."""
    return line(event, plan)


def line(event: Event, plan: Plan) -> str:
    """Format an event as a line of text; empty for an exercise without a cue to say."""
    word, *parts = _parts(event, plan)
    if word == "cue" and not parts:
        return ""
    minutes, seconds = divmod(int(event.due), 60)
    return f"[{minutes:02}:{seconds:02}] {word:<8} {' · '.join(part for part in parts if part)}".rstrip()


def _parts(event: Event, plan: Plan) -> tuple[str | None, ...]:
    """The word for the event, then its details; `None` for a detail that it does not have."""
    side = event.side.value.upper() if isinstance(event, SetEvent) and event.side is not Side.NONE else None
    words = prompts.prompt(event, plan).said_at(Level.FULL)
    match event:
        case events.SessionStarted(title=title, seconds=seconds):
            return "start", title, _at_least(clock(seconds), plan.open)
        case events.PrepareStarted(seconds=seconds):
            first = texts.afterwards(order.over_before(plan, event.exercise, event.side, event.set), plan)
            begins = prompts.beginning(event, plan)
            exercise, dose = plan.exercises[event.exercise], doses.dose(event, plan)
            told = (*begins, exercise.name, dose, exercise.load, doses.effort(exercise.effort))
            return "prepare", side, _seconds(seconds), *first, *told, *texts.setup(event, plan)
        case events.RestStarted(seconds=seconds):
            over = order.over_before(plan, event.exercise, event.side, event.set, Rest)
            return "rest", _seconds(seconds), *texts.afterwards(over, plan), *doses.after_rest(event, plan)
        case events.SwitchSides(seconds=seconds):
            turns = order.turns_while_preparing(plan, event.exercise, event.side, event.set)
            said = None if turns else texts.switch_cue(event, plan)
            return "switch", side, _seconds(seconds), said, doses.next_amount(event, plan)
        case events.HoldStarted(seconds=seconds):
            return "hold", side, _at_least(_seconds(seconds), event.open), texts.start_cue(event, plan)
        case events.TimedStarted(seconds=seconds):
            return "timed", side, _at_least(_seconds(seconds), event.open), texts.start_cue(event, plan)
        case events.RepetitionsStarted(target=target, own=own):
            pace = "at your own pace" if own else None
            return "reps", side, _at_least(f"{target:g}", event.open), pace, texts.start_cue(event, plan)
        case events.LeadInStarted(seconds=seconds):
            return "ready", side, _seconds(seconds)
        case events.WorkResumed():
            return "go on", side, f"{_left(event, plan)} left"
        case events.Countdown(left=left):
            return "tick", str(left)
        case events.HoldReached() | events.RecordUndone() | events.Waiting():
            return "cue", *words
        case events.MinimumReached(minimum=minimum):
            return "minimum", f"{minimum} reached"
        case events.PhaseStarted(phase=phase, repetition=number):
            return phase, side if doses.alternates(event, plan) else None, str(number)
        case events.RepetitionDone(repetition=number, target=target):
            cue = [text for text in words if not text.isdecimal()]
            whose = side if doses.alternates(event, plan) else None
            of = _at_least(f"{target:g}", doses.work_ahead(event, plan).open)
            return "count", whose, f"{number} of {of}", *cue
        case events.RepetitionsLeft():
            return "cue", *words
        case events.SetDone(record=record):
            return "done", side, done_of(record), ENDS[record.how], *words
        case events.ExerciseDone(exercise=exercise):
            return "finished", plan.exercises[exercise].name
        case events.ExerciseSkipped(exercise=exercise):
            return "left out", plan.exercises[exercise].name, *texts.afterwards((exercise,), plan)
        case events.TimeChanged(seconds=seconds):
            return "time", side, _seconds(seconds)
        case events.TargetChanged(target=target):
            return "target", side, str(whole(target))
        case events.Paused(gap=gap):
            return "paused", f"nobody was guided for {whole(gap)} s" if gap else None
        case events.PaceChanged():
            return "pace", *words
        case events.Resumed():
            return "resumed", side
        case events.PainFelt() | events.FinishTakenBack(hurt=True):
            return "pain", "stopped"
        case events.PainDescribed(kind=kind, score=score):
            return "pain", kind.value.replace("_", " "), None if score is None else f"{score} of 10"
        case events.PainDismissed() | events.FinishTakenBack():
            return "paused", None
        case events.PainTakenBack():
            return "pain", "taken back"
        case events.Finishing(seconds=seconds):
            return "end", f"in {_seconds(seconds)}"
        case events.PlanChanged(plan=changed):
            return "changed", f"{length(changed)} in all"
        case events.SessionEnded(outcome=outcome, sets_done=done, sets_planned=planned, nothing_done=nothing):
            ended = outcome_in_words(outcome, anything=not nothing)
            return "end", ended, f"{done} of {planned} sets", *texts.afterwards(event.leaving, plan)
        case _:
            assert_never(event)


def _at_least(amount: str, open: bool) -> str:
    """An amount, which an open end need not stop at."""
    return f"at least {amount}" if open else amount


def _seconds(seconds: float) -> str:
    """Format seconds for a person."""
    return f"{seconds:.0f} s"


def _left(event: events.WorkResumed, plan: Plan) -> str:
    """The rest of a resumed set, in seconds or repetitions."""
    unit = doses.work_ahead(event, plan).unit
    match unit:
        case Unit.SECONDS:
            return _seconds(event.left)
        case Unit.REPETITIONS:
            return f"{event.left:.0f}"
        case _:
            assert_never(unit)

"""What the coach sounds like: for each event a tone, words, and how talkative a coach has to be to say them.

Pure: the same event always sounds the same. Where in time words fit beside tones is for whoever mixes the sound.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from hipcoach.cues.current import Heard, Whereabouts
from hipcoach.cues.level import SPEECH_NEEDS
from hipcoach.cues.level import Level as Level
from hipcoach.engine import events
from hipcoach.engine.events import HoldMoment, Outcome, PainKind, SetEvent
from hipcoach.engine.plan import Plan, PlannedExercise
from hipcoach.engine.records import How, Unit
from hipcoach.engine.state import LEAD_IN, TAKE_BACK
from hipcoach.engine.steps import Work
from hipcoach.session.model import Moment, Side


class Tone(StrEnum):
    """A sound that means one thing."""

    TICK = "tick"
    READY = "ready"
    START = "start"
    END = "end"
    SWITCH = "switch"
    TEN_SECONDS = "ten_seconds"
    HALF_WAY = "half_way"
    LIFT = "lift"
    LOWER = "lower"
    MINIMUM = "minimum"
    LAST_THREE = "last_three"
    LAST_ONE = "last_one"
    REST = "rest"
    EXERCISE_DONE = "exercise_done"
    SESSION_DONE = "session_done"
    PAUSED = "paused"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase, and the level from which on it is said."""

    text: str
    level: Level
    always: bool = False
    """Gives way to nothing; at the end of a session it comes before the closing chord."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What an event sounds like."""

    tone: Tone | None = None
    words: tuple[Words, ...] = ()

    def said_at(self, level: Level) -> tuple[str, ...]:
        """The phrases that are said at a level."""
        return tuple(words.text for words in self.words if words.level <= level)


SILENCE = Prompt()

STOPPED = Words("Stopped", Level.COUNTS)
"""It stands still for pain."""

PAIN_KEYS: dict[str, PainKind | None] = {
    "1": PainKind.ACHE,
    "2": PainKind.SHARP,
    "3": PainKind.RADIATING,
    "4": PainKind.NUMB,
    "5": PainKind.GIVING_WAY,
    "0": None,
}
"""The key for each kind of pain, and for none at all; no key that means anything else in a session."""

PAIN_SAID: dict[PainKind | None, str] = {
    PainKind.ACHE: "ache, then 0 to 10",
    PainKind.SHARP: "sharp",
    PainKind.RADIATING: "radiating",
    PainKind.NUMB: "numb or tingling",
    PainKind.GIVING_WAY: "gives way",
    None: "no pain",
}
"""What each is called by the voice, and what follows it."""

PAIN_ANSWERS = tuple(f"{key}: {PAIN_SAID[kind]}" for key, kind in PAIN_KEYS.items())
"""What can be answered when work has stopped for pain."""

ACHE_ANSWERS = ("X leaves this exercise out", "F for finish here")
"""What can follow any ache."""

ENDING = (f"Session ends in {TAKE_BACK} seconds", "U takes it back")
"""What is said of an end that can be taken back."""

FORM_CUE_EVERY = 5
"""Repetitions from one form cue to the next, the first one after the first repetition."""


def prompt(event: Heard, plan: Plan) -> Prompt:
    """The tone and the words of an event."""
    match event:
        case events.SessionStarted(title=title):
            return Prompt(None, _brief(title))
        case events.PrepareStarted():
            return _prepare(event, plan)
        case events.RestStarted():
            return Prompt(Tone.REST, _long(event.seconds, "Rest", next_set(event, plan)))
        case events.SwitchSides():
            return _switch(event, plan)
        case events.HoldStarted():
            return Prompt(Tone.START, _long(event.seconds, start_cue(event, plan)))
        case events.RepetitionsStarted():
            return _repetitions(event, plan)
        case events.LeadInStarted(seconds=seconds):
            return Prompt(Tone.READY, _side(event) + _long(seconds, *setup(event, plan)))
        case events.TimeChanged(seconds=seconds):
            return Prompt(Tone.READY if seconds > LEAD_IN else None)
        case events.WorkResumed():
            return Prompt(Tone.START)
        case events.Countdown():
            return Prompt(Tone.TICK)
        case events.HoldReached():
            return _hold_moment(event, plan)
        case events.MinimumReached():
            return Prompt(Tone.MINIMUM, (Words("Minimum reached", Level.FULL),))
        case events.PhaseStarted():
            return _phase(event)
        case events.RepetitionDone():
            return _repetition(event, plan)
        case events.RepetitionsLeft(left=left):
            last = left == 1
            return Prompt(Tone.LAST_ONE if last else Tone.LAST_THREE, _brief("Last one" if last else "Last three"))
        case events.SetDone(record=record):
            said = ease_out(event, plan) if record.how is How.DONE else None
            return Prompt(None if record.how is How.PAIN else Tone.END, (Words(said, Level.FULL),) if said else ())
        case events.ExerciseDone():
            return Prompt(Tone.EXERCISE_DONE)
        case events.Waiting():
            return Prompt(Tone.READY, _brief("Ready when you are"))
        case events.TargetChanged(target=target):
            return Prompt(None, (Words(str(int(target)), Level.COUNTS),))
        case events.PaceChanged(own=own):
            return Prompt(Tone.PAUSED if own else None, _brief("At your own pace" if own else "Follow the tempo"))
        case events.Paused():
            return Prompt(Tone.PAUSED, _brief("Paused"))
        case events.Resumed():
            return Prompt(Tone.RESUMED, _side(event))
        case Whereabouts():
            return Prompt(Tone.READY, _place(event, plan) + _brief("Paused"))
        case events.PainTakenBack(kind=PainKind.ACHE):
            return Prompt(Tone.PAUSED, (STOPPED, *_brief(PAIN_SAID[PainKind.ACHE].capitalize())))
        case events.PainFelt() | events.PainTakenBack():
            return Prompt(Tone.PAUSED, (STOPPED, *_brief(*PAIN_ANSWERS)))
        case events.PainDescribed(kind=kind):
            return Prompt(None, _brief(*(ENDING if kind.ends_session else ACHE_ANSWERS)))
        case events.Finishing():
            return Prompt(None, _brief(*ENDING))
        case events.FinishTakenBack(hurt=True):
            return Prompt(Tone.PAUSED, (STOPPED,))
        case events.PainDismissed() | events.FinishTakenBack():
            return Prompt(Tone.PAUSED, _brief("Paused"))
        case events.ExerciseSkipped(exercise=exercise):
            return Prompt(Tone.END, _brief("Exercise left out") + _afterwards((exercise,), plan))
        case events.RecordUndone():
            return Prompt(None, _brief("Last set taken back"))
        case events.SessionEnded(outcome=outcome, leaving=leaving):
            if outcome is Outcome.STOPPED_FOR_PAIN:
                help = _brief("Session over", "Read on the screen when to get help")
                return Prompt(None, help + _afterwards(leaving, plan))
            return Prompt(Tone.SESSION_DONE, _afterwards(leaving, plan) + _brief("Session over"))
        case events.PlanChanged():
            return SILENCE
        case _:
            assert_never(event)


# -- the texts of an exercise -------------------------------------------------------------------------------------


def fill(text: str, side: Side) -> str:
    """A text with `{side}` and `{other}` in words; where both sides work together the words are left out."""
    if side is Side.NONE:
        text = text.replace("{side} ", "").replace("{other} ", "")
    filled = text.replace("{side}", _word(side)).replace("{other}", _word(side.other)).strip()
    return filled[:1].upper() + filled[1:]


def side_in_words(side: Side) -> str | None:
    """The side as it is said, where there is one."""
    return None if side is Side.NONE else f"{_word(side).capitalize()} side"


def _word(side: Side) -> str:
    return "" if side is Side.NONE else side.value


def setup(event: SetEvent, plan: Plan) -> tuple[str, ...]:
    """How to get into position, for the event's side."""
    return tuple(fill(line, event.side) for line in plan.exercises[event.exercise].setup)


def start_cue(event: SetEvent, plan: Plan) -> str | None:
    """The one thing to be told as work begins."""
    cues = plan.exercises[event.exercise].cues
    first = next((cue for cue in cues if cue.at is Moment.START), None)
    first = first or next((cue for cue in cues if cue.at is None), None)
    return fill(first.say, event.side) if first else None


def form_cue(event: SetEvent, plan: Plan, turn: int) -> str | None:
    """A check on the way; they take turns."""
    exercise = plan.exercises[event.exercise]
    checks = _checks(exercise)
    return fill(checks[turn % len(checks)], event.side) if checks else None


def _checks(exercise: PlannedExercise) -> tuple[str, ...]:
    starts = any(cue.at is Moment.START for cue in exercise.cues)
    unplaced = [cue for cue in exercise.cues if cue.at is None]
    spoken_at_start = None if starts or not unplaced else unplaced[0]
    middle = (cue for cue in exercise.cues if cue.at in (None, Moment.MIDDLE) and cue is not spoken_at_start)
    return tuple(cue.say for cue in middle)


def cues_of(event: SetEvent, plan: Plan, moment: Moment) -> tuple[str, ...]:
    """What may be read at a moment of a set: the start cue; where it is felt and the checks, in turn; the way out."""
    match moment:
        case Moment.START:
            found: tuple[str | None, ...] = (start_cue(event, plan),)
        case Moment.MIDDLE:
            exercise = plan.exercises[event.exercise]
            checks = _checks(exercise)
            # Each set begins with the check with which what is said begins.
            first = (event.set - 1) % len(checks) if checks else 0
            texts = (*exercise.feel[:1], *checks[first:], *checks[:first])
            found = tuple(fill(text, event.side) for text in texts)
        case Moment.END:
            found = (ease_out(event, plan),)
    return tuple(text for text in found if text)


def ease_out(event: SetEvent, plan: Plan) -> str | None:
    """How to come out of the position."""
    last = next((cue for cue in plan.exercises[event.exercise].cues if cue.at is Moment.END), None)
    return fill(last.say, event.side) if last else None


def switch_cue(event: SetEvent, plan: Plan) -> str | None:
    """How to change to the event's side."""
    cue = plan.exercises[event.exercise].switch_cue
    return fill(cue, event.side) if cue else None


def afterwards(exercises: Iterable[str], plan: Plan) -> tuple[str, ...]:
    """What there is to be done now that exercises are over."""
    found = []
    for exercise in exercises:
        sides = {work.side for work in plan.work if work.exercise == exercise}
        if text := plan.exercises[exercise].afterwards:
            found.append(fill(text, sides.pop() if len(sides) == 1 else Side.NONE))
    return tuple(found)


def amount(work: Work) -> str:
    """What a set asks for."""
    match work.unit:
        case Unit.SECONDS:
            return f"{work.target} seconds"
        case Unit.REPETITIONS:
            return f"{work.target} repetition{'' if work.target == 1 else 's'}"
        case _:
            assert_never(work.unit)


def dose(event: SetEvent, plan: Plan) -> str:
    """What an exercise asks for, on each of its sides."""
    each = " on each side" if _on_each_side(event, plan) else ""
    return f"{_sets(event, plan)} of {amount(work_ahead(event, plan))}{each}"


def spoken_dose(event: SetEvent, plan: Plan) -> tuple[str, ...]:
    """The same as it is said: nobody takes a bare number for anything but repetitions."""
    work = work_ahead(event, plan)
    each = ("On each side",) if _on_each_side(event, plan) else ()
    match work.unit:
        case Unit.SECONDS:
            asked = amount(work)
        case Unit.REPETITIONS:
            asked = str(work.target)
        case _:
            assert_never(work.unit)
    return f"{_sets(event, plan)} of {asked}", *each


def _sets(event: SetEvent, plan: Plan) -> str:
    sets = plan.exercises[event.exercise].sets
    return f"{sets} set{'' if sets == 1 else 's'}"


def _on_each_side(event: SetEvent, plan: Plan) -> bool:
    return len({work.side for work in plan.work if work.exercise == event.exercise}) == 2


def next_set(event: SetEvent, plan: Plan) -> str:
    """The set that an event leads to."""
    side = side_in_words(event.side)
    number = f"set {event.set} of {plan.exercises[event.exercise].sets}"
    return f"Next: {side.lower()}, {number}" if side else f"Next: {number}"


def work_ahead(event: SetEvent, plan: Plan) -> Work:
    """The set that a transition's event leads to."""
    key = (event.exercise, event.side, event.set)
    return next(step for step in plan.work if (step.exercise, step.side, step.set) == key)


# -- the events that take more than a line ------------------------------------------------------------------------


def _prepare(event: events.PrepareStarted, plan: Plan) -> Prompt:
    first = _afterwards(plan.over_before(event.exercise, event.side, event.set), plan)
    if event.seconds < SPEECH_NEEDS:
        return Prompt(Tone.READY, first + _side(event))
    return Prompt(Tone.READY, first + _place(event, plan) + _brief(*spoken_dose(event, plan)))


def _afterwards(exercises: Iterable[str], plan: Plan) -> tuple[Words, ...]:
    """The same as it is said: before anything else that is to be done."""
    return tuple(Words(text, Level.BRIEF, always=True) for text in afterwards(exercises, plan))


def _place(event: SetEvent, plan: Plan) -> tuple[Words, ...]:
    """Which exercise, which side, and how to get into position."""
    return _brief(plan.exercises[event.exercise].name) + _side(event) + _brief(*setup(event, plan))


def _side(event: SetEvent) -> tuple[Words, ...]:
    side = side_in_words(event.side)
    return (Words(side, Level.COUNTS),) if side else ()


def _switch(event: events.SwitchSides, plan: Plan) -> Prompt:
    return Prompt(Tone.SWITCH, _side(event) + _long(event.seconds, switch_cue(event, plan)))


def _repetitions(event: events.RepetitionsStarted, plan: Plan) -> Prompt:
    """One thing to be told, and who counts; a self-paced set lasts as long as it needs."""
    if event.own:
        return Prompt(Tone.START, _brief(start_cue(event, plan), "At your own pace"))
    return Prompt(Tone.START, _long(work_ahead(event, plan).seconds, start_cue(event, plan)))


def _hold_moment(event: events.HoldReached, plan: Plan) -> Prompt:
    match event.moment:
        case HoldMoment.BREATHE:
            return Prompt(None, (Words("Breathe slowly", Level.FULL),))
        case HoldMoment.FORM:
            said = form_cue(event, plan, event.set - 1)
            return Prompt(None, (Words(said, Level.FULL),) if said else ())
        case HoldMoment.HALF_WAY:
            return Prompt(Tone.HALF_WAY, (Words("Half-way", Level.FULL),))
        case HoldMoment.TEN_SECONDS:
            return Prompt(Tone.TEN_SECONDS, (Words("Ten seconds", Level.FULL),))


def _phase(event: events.PhaseStarted) -> Prompt:
    """A tone for the way out and one for the way back; the count at the top, the phases' words the first time."""
    tone = Tone.LIFT if event.index == 0 else Tone.LOWER if event.last else None
    words: tuple[Words, ...] = ()
    if event.index == 1:
        words += (Words(str(event.repetition), Level.COUNTS),)
    elif event.repetition == 1:
        words += (Words(event.phase.capitalize(), Level.FULL),)
    return Prompt(tone, words)


def _repetition(event: events.RepetitionDone, plan: Plan) -> Prompt:
    """The count of a self-paced repetition, and a form cue every now and then, another one first in each set."""
    words: tuple[Words, ...] = (Words(str(event.repetition), Level.COUNTS),) if event.own else ()
    turn, rest = divmod(event.repetition - 1, FORM_CUE_EVERY)
    if rest == 0 and event.repetition < event.target and (said := form_cue(event, plan, turn + event.set - 1)):
        words += (Words(said, Level.FULL),)
    return Prompt(Tone.LOWER if event.own else None, words)


def _long(seconds: float, *texts: str | None) -> tuple[Words, ...]:
    """Phrases for a step that is long enough to speak in."""
    return _brief(*texts) if seconds >= SPEECH_NEEDS else ()


def _brief(*texts: str | None) -> tuple[Words, ...]:
    return tuple(Words(text, Level.BRIEF) for text in texts if text)

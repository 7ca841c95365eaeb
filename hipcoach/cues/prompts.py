"""What the coach sounds like: for each event a tone, and phrases with the lowest level at which they are said.

Pure: the same event always sounds the same. The score decides when a phrase is said, and whether it fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import assert_never

from hipcoach.cues import texts
from hipcoach.cues.current import Heard, SetupAsked, Whereabouts
from hipcoach.cues.doses import (
    after_rest,
    alternates,
    completes,
    next_amount,
    round_of,
    spoken_dose,
    spoken_load,
    spoken_target,
    work_ahead,
)
from hipcoach.cues.level import LONG_PREPARE, LONG_SWITCH, SPEECH_NEEDS, TOLD_AGAIN
from hipcoach.cues.level import Level as Level
from hipcoach.cues.words import Prompt as Prompt
from hipcoach.cues.words import Tone as Tone
from hipcoach.cues.words import Weight, Words
from hipcoach.engine import events, order
from hipcoach.engine.events import HoldMoment, Outcome, PainKind, SetEvent
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import How, Unit
from hipcoach.engine.state import LEAD_IN, TAKE_BACK
from hipcoach.engine.steps import Hold, Repetitions, Rest, Switch, Timed, Work
from hipcoach.session.model import Side

SILENCE = Prompt()

STOPPED = Words("Stopped", Level.COUNTS)
"""Work has stopped for pain."""

PAIN_KEYS: dict[str, PainKind | None] = {
    "1": PainKind.ACHE,
    "2": PainKind.SHARP,
    "3": PainKind.RADIATING,
    "4": PainKind.NUMB,
    "5": PainKind.GIVING_WAY,
    "0": None,
}
"""The key for each kind of pain, and for no pain; no other command of a session has these keys."""

PAIN_SAID: dict[PainKind | None, str] = {
    PainKind.ACHE: "ache, then 0 to 10",
    PainKind.SHARP: "sharp",
    PainKind.RADIATING: "radiating",
    PainKind.NUMB: "numb or tingling",
    PainKind.GIVING_WAY: "gives way",
    None: "no pain",
}
"""How the voice names each kind of pain."""

PAIN_ANSWERS = tuple(f"{key}: {PAIN_SAID[kind]}" for key, kind in PAIN_KEYS.items())
"""The answers that are read out when work has stopped for pain."""

ACHE_ANSWERS = ("X leaves this exercise out", "F for finish here")
"""The answers that are read out after any ache."""

GET_HELP = ("Read on the screen when to get help", "In an emergency, call your emergency number")
"""What is said where pain has ended a session."""

ENDING = (f"Session ends in {TAKE_BACK} seconds", "U takes it back")
"""The phrases for an end that can be taken back."""

GO = "Go"
"""The word that begins timed work."""

ENDS_THE_SET = "Next ends the set"
"""What is said once the low end of an open end is reached."""

NEXT = "Next"
"""The word in front of phrases that are said ahead of their step."""

FORM_CUE_EVERY = 5
"""Repetitions from one form cue to the next, the first one after the first repetition."""

FELT_AFTER = 3
"""After so many repetitions it is said where they should be felt."""

LAST_ONES = 5
"""So many repetitions before the end of the last set it is said how they should feel."""


def prompt(event: Heard, plan: Plan) -> Prompt:
    """The tone and the words of an event."""
    match event:
        case events.SessionStarted(title=title):
            return Prompt(None, (Words(title, Level.BRIEF, weight=Weight.TITLE),))
        case events.PrepareStarted():
            return _prepare(event, plan)
        case events.RestStarted():
            over = order.over_before(plan, event.exercise, event.side, event.set, Rest)
            ahead = _long(event.seconds, "Rest", *after_rest(event, plan))
            return Prompt(Tone.REST, _afterwards(over, plan) + ahead)
        case events.SwitchSides():
            return _switch(event, plan)
        case events.HoldStarted():
            return Prompt(Tone.START, _long(event.seconds, texts.start_cue(event, plan)))
        case events.TimedStarted():
            return Prompt(Tone.START, _long(event.seconds, GO, texts.start_cue(event, plan)))
        case events.RepetitionsStarted():
            return _repetitions(event, plan)
        case events.LeadInStarted(seconds=seconds):
            return Prompt(Tone.READY, _side(event) + _long(seconds, *texts.setup(event, plan)))
        case events.TimeChanged(seconds=seconds):
            return Prompt(Tone.READY if seconds > LEAD_IN else None)
        case events.WorkResumed():
            return Prompt(Tone.START)
        case events.Countdown():
            return Prompt(Tone.TICK)
        case events.HoldReached():
            return _hold_moment(event, plan)
        case events.MinimumReached():
            return _minimum(event)
        case events.PhaseStarted():
            return _phase(event, plan)
        case events.RepetitionDone():
            return _repetition(event, plan)
        case events.RepetitionsLeft(left=left):
            last = left == 1
            return Prompt(Tone.LAST_ONE if last else Tone.LAST_THREE, _brief("Last one" if last else "Last three"))
        case events.SetDone(record=record):
            way_out = _way_out(event, plan) if record.how.in_position else ()
            return Prompt(None if record.how is How.PAIN else Tone.END, way_out)
        case events.ExerciseDone():
            return Prompt(Tone.EXERCISE_DONE)
        case events.Waiting():
            return Prompt(Tone.READY, _brief("Ready when you are"))
        case events.TargetChanged(target=target):
            return Prompt(None, (Words(spoken_target(work_ahead(event, plan), target), Level.COUNTS),))
        case events.PaceChanged(own=own):
            return Prompt(Tone.PAUSED if own else None, _brief("At your own pace" if own else "Follow the tempo"))
        case events.AdvanceChanged(waits=waits):
            return Prompt(None, _brief("Waits for you from now on" if waits else "Goes on by itself from now on"))
        case events.Paused():
            return Prompt(Tone.PAUSED, _brief("Paused"))
        case events.Resumed():
            return Prompt(Tone.RESUMED, _side(event))
        case SetupAsked():
            return Prompt(Tone.READY, _place(event, plan))
        case Whereabouts():
            return Prompt(Tone.READY, _brief(round_of(event, plan)) + _place(event, plan) + _brief("Paused"))
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
                help = _brief("Session over", *GET_HELP)
                return Prompt(None, help + _afterwards(leaving, plan))
            return Prompt(Tone.SESSION_DONE, _afterwards(leaving, plan) + _brief("Session over"))
        case events.PlanChanged():
            return SILENCE
        case _:
            assert_never(event)


# -- the events that take more than a line ------------------------------------------------------------------------


def _prepare(event: events.PrepareStarted, plan: Plan) -> Prompt:
    first = _afterwards(order.over_before(plan, event.exercise, event.side, event.set), plan)
    first += _round(event, plan)
    if plan.exercises[event.exercise].group is not None and event.set > 1:
        return Prompt(Tone.READY, first + _named(event, plan) + _brief(next_amount(event, plan)))
    dose = tuple(Words(text, Level.BRIEF, weight=Weight.DOSE) for text in spoken_dose(event, plan))
    again: tuple[Words, ...] = ()
    if event.seconds >= LONG_PREPARE:
        later = event.seconds - TOLD_AGAIN
        again = tuple(
            Words(text, Level.BRIEF, weight=Weight.AGAIN, after=later) for text in texts.of_the_side(event, plan)
        )
    return Prompt(Tone.READY, first + _place(event, plan, short=event.seconds < SPEECH_NEEDS) + dose + again)


def _round(event: SetEvent, plan: Plan) -> tuple[Words, ...]:
    """What begins with this set, as phrases; the name of the group gives way first."""
    begins = beginning(event, plan)
    weights = (Weight.TITLE, Weight.PLAIN) if event.set == 1 else (Weight.PLAIN,)
    return tuple(
        Words(text, Level.BRIEF, weight=weight, ahead=True) for text, weight in zip(begins, weights, strict=False)
    )


def beginning(event: SetEvent, plan: Plan) -> tuple[str, ...]:
    """What begins with this set: a group, by its name, and a round of it."""
    group = plan.exercises[event.exercise].group
    if group is None or not order.begins_round(plan, event.exercise, event.side, event.set):
        return ()
    name = (group.name,) if event.set == 1 else ()
    round = round_of(event, plan)
    return (*name, round) if round else name


def _afterwards(exercises: Iterable[str], plan: Plan) -> tuple[Words, ...]:
    """What is to be done after exercises, as phrases that are always said."""
    return tuple(Words(text, Level.BRIEF, always=True) for text in texts.afterwards(exercises, plan))


def _place(event: SetEvent, plan: Plan, *, short: bool = False) -> tuple[Words, ...]:
    """The exercise, the side, and how to get into position; in a `short` step all of it may be said ahead."""
    lines = tuple(
        Words(
            texts.fill(line, event.side, plan.language),
            Level.BRIEF,
            weight=Weight.NEEDED if changed else Weight.PLAIN,
            ahead=short,
        )
        for line, changed in texts.setup_lines(plan.exercises[event.exercise])
    )
    return _named(event, plan, short=short) + lines


def _named(event: SetEvent, plan: Plan, *, short: bool = False) -> tuple[Words, ...]:
    """The exercise, its side, and what it is done with."""
    exercise = plan.exercises[event.exercise]
    name = Words(exercise.name, Level.BRIEF, weight=Weight.NEEDED, ahead=True)
    load = exercise.load
    taken = (Words(spoken_load(load), Level.BRIEF, ahead=short),) if load is not None else ()
    return name, *_side(event), *taken


def _side(event: SetEvent) -> tuple[Words, ...]:
    side = texts.side_in_words(event.side)
    return (Words(side, Level.COUNTS, weight=Weight.NEEDED, ahead=True),) if side else ()


def _switch(event: events.SwitchSides, plan: Plan) -> Prompt:
    if order.turns_while_preparing(plan, event.exercise, event.side, event.set):
        # How to get there is told with what comes, which is another exercise than the one before.
        return Prompt(Tone.SWITCH, _side(event))
    said = texts.switch_cue(event, plan)
    cue = (Words(said, Level.BRIEF, ahead=True),) if said else ()
    setup = _brief(*texts.of_the_side(event, plan)) if event.seconds >= LONG_SWITCH else ()
    return Prompt(Tone.SWITCH, _side(event) + cue + setup + _long(event.seconds, next_amount(event, plan)))


def _way_out(event: SetEvent, plan: Plan) -> tuple[Words, ...]:
    """How to come out of the position after a set; always said after the last set, in a group of a round.

    It is not said where the sides change right after repetitions: the last one has led back, and there is little time.
    """
    said = texts.ease_out(event, plan)
    if said is None or _changes_right_after(event, plan) or not completes(event, plan):
        return ()
    place = (event.exercise, event.side, event.set)
    following = (two for one, two in pairwise(plan.by_side) if (one.exercise, one.side, one.set) == place)
    leaves = all(work.exercise != event.exercise for work in following)
    return (Words(said, Level.BRIEF, always=leaves, weight=Weight.WAY_OUT),)


def _changes_right_after(event: SetEvent, plan: Plan) -> bool:
    """Whether a set of repetitions is followed by a short change of sides."""
    place = (event.exercise, event.side, event.set)
    for step, after in pairwise(plan.steps):
        if isinstance(step, Work) and (step.exercise, step.side, step.set) == place:
            short = isinstance(after, Switch) and after.seconds < LONG_SWITCH
            return short and step.unit is Unit.REPETITIONS
    return False


def _repetitions(event: events.RepetitionsStarted, plan: Plan) -> Prompt:
    """The start cue, and who counts; a self-paced set has time for words, however few its repetitions."""
    if event.own:
        return Prompt(Tone.START, _brief(texts.start_cue(event, plan), "At your own pace"))
    return Prompt(Tone.START, _long(work_ahead(event, plan).seconds, texts.start_cue(event, plan)))


def _hold_moment(event: events.HoldReached, plan: Plan) -> Prompt:
    match event.moment:
        case HoldMoment.BREATHE:
            return Prompt(None, (Words("Breathe slowly", Level.FULL),))
        case HoldMoment.FORM:
            said = texts.form_cue(event, plan)
            return Prompt(None, (Words(said, Level.FULL),) if said else ())
        case HoldMoment.HALF_WAY:
            felt = _felt(event, plan) + _felt_at_last(event, plan)
            return Prompt(Tone.HALF_WAY, (Words("Half-way", _of_time(event, plan)), *felt))
        case HoldMoment.TEN_SECONDS:
            return Prompt(Tone.TEN_SECONDS, (Words("Ten seconds", _of_time(event, plan)),))


SIDE_TONES = {Side.LEFT: Tone.LEFT, Side.RIGHT: Tone.RIGHT}
"""The tones of repetitions whose sides alternate."""


def _side_tone(event: SetEvent, plan: Plan) -> Tone | None:
    """The tone of the event's side, if sides alternate."""
    return SIDE_TONES.get(event.side) if alternates(event, plan) else None


def _of_time(event: SetEvent, plan: Plan) -> Level:
    """The level at which the time in a set is told: of what is done for a time it is all that there is to tell."""
    return Level.BRIEF if work_ahead(event, plan).timed else Level.FULL


def _minimum(event: events.MinimumReached) -> Prompt:
    """Enough is done; with an open end it is told how to end the set."""
    if event.open:
        return Prompt(Tone.MINIMUM, _brief("Minimum reached", ENDS_THE_SET))
    return Prompt(Tone.MINIMUM, (Words("Minimum reached", Level.FULL),))


def _phase(event: events.PhaseStarted, plan: Plan) -> Prompt:
    """A tone for the way out and one for the way back; the number at the top; the phases' names the first time.

    Before the way out comes the tone of the side, if sides alternate, and after it the word for that. What follows the
    way back is silent.
    """
    tone = Tone.LIFT if event.index == 0 else Tone.LOWER if event.last else None
    words: tuple[Words, ...] = ()
    before = _side_tone(event, plan) if event.index == 0 else None
    if before is not None:
        words += (Words(event.side.value.capitalize(), Level.COUNTS),)
    match work_ahead(event, plan):
        case Repetitions() as step:
            if event.index > step.way_back:
                return SILENCE
            top = step.top
        case Hold() | Timed():
            raise AssertionError("only repetitions have phases")
        case never:
            assert_never(never)
    if event.index == top:
        words += (Words(str(event.repetition), Level.COUNTS),)
    elif event.repetition == 1:
        words += (Words(event.phase.capitalize(), Level.FULL),)
    return Prompt(tone, words, before)


def _repetition(event: events.RepetitionDone, plan: Plan) -> Prompt:
    """The number of a self-paced repetition, a form cue every few repetitions, and how it should feel."""
    number, target = event.repetition, int(event.target)
    words: tuple[Words, ...] = (Words(str(number), Level.COUNTS),) if event.own else ()
    tone = _side_tone(event, plan) or Tone.LOWER
    if not completes(event, plan):
        # What is said of a repetition is said once both sides have done it.
        return Prompt(tone if event.own else None, words)
    if number == max(1, target - LAST_ONES) < target:
        words += _felt_at_last(event, plan)
    turn, rest = divmod(number - 1, FORM_CUE_EVERY)
    if rest == 0 and number < target and (said := texts.form_cue(event, plan, turn)):
        words += (Words(said, Level.FULL),)
    if number == min(FELT_AFTER, target - 1):
        words += _felt(event, plan)
    return Prompt(tone if event.own else None, words)


def _felt(event: SetEvent, plan: Plan) -> tuple[Words, ...]:
    said = texts.felt(event, plan)
    level = Level.BRIEF if plan.exercises[event.exercise].new else Level.FULL
    return (Words(said, level, weight=Weight.FEEL),) if said else ()


def _felt_at_last(event: SetEvent, plan: Plan) -> tuple[Words, ...]:
    said = texts.felt_at_last(event, plan)
    return (Words(said, Level.BRIEF),) if said else ()


def _long(seconds: float, *texts: str | None) -> tuple[Words, ...]:
    """Phrases for a step, if it is long enough to speak in."""
    return _brief(*texts) if seconds >= SPEECH_NEEDS else ()


def _brief(*texts: str | None) -> tuple[Words, ...]:
    return tuple(Words(text, Level.BRIEF) for text in texts if text)

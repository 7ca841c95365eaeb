"""Tells what happens in lines made for speech, in the words that the voice has for it.

The phrases are those of `cues.prompts`. What a tone tells where there is sound is told here by a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from msgspec import Struct

from hipcoach.cues import doses, prompts, texts
from hipcoach.cues.level import Level
from hipcoach.cues.wishes import patience
from hipcoach.cues.words import Weight, Words
from hipcoach.engine import events
from hipcoach.engine.events import Event, HoldMoment
from hipcoach.engine.plan import Plan
from hipcoach.engine.records import How, Record, Unit
from hipcoach.engine.steps import Work
from hipcoach.engine.wording import ENDS, outcome_in_words, whole
from hipcoach.plain.reckoning import Rank, SpokenLine
from hipcoach.session.model import Side
from hipcoach.text.counts import counted, ranges_in_words, spelled
from hipcoach.text.durations import in_words

LATEST = 2.97
"""Seconds after which a line is not begun any more, unless it helps to get ready."""

REST = "Rest"
"""The phrase of a rest, which is followed by its length here."""

LATEST_NUMBER = 1.0
"""The same for a number."""


class Manner(Struct, frozen=True):
    """How much is told in lines."""

    level: Level = Level.BRIEF
    ticks: bool = False
    """Whether the last three seconds and the phases of repetitions are told too."""
    sounding: bool = False
    """Whether tones are heard, so that no word has to stand for them."""
    voiced: Callable[[Words], bool] = lambda words: False
    """Whether the app's own voice says a phrase."""


def lines_of(event: Event, plan: Plan, manner: Manner, together: Sequence[Event] = ()) -> tuple[SpokenLine, ...]:
    """The lines of an event, due when it is; none where nothing is left to be told of it.

    `together`: events among which are those of the same moment.
    """
    return _Teller(event, plan, manner, together).lines()


class _Teller:
    """Makes the lines of one event."""

    def __init__(self, event: Event, plan: Plan, manner: Manner, together: Sequence[Event]) -> None:
        self._event = event
        self._with = [other for other in together if other.due == event.due]
        self._plan = plan
        self._manner = manner
        words = prompts.prompt(event, plan).words
        self._words = [
            one
            for one in words
            if not manner.voiced(one) and (one.level <= manner.level or (self._for_a_tone and not manner.sounding))
        ]

    def _comes_with(self, *kinds: type[Event]) -> bool:
        """Whether something of a kind happens at the same moment."""
        return any(isinstance(other, kinds) for other in self._with)

    @property
    def _for_a_tone(self) -> bool:
        """Whether the words of the event only say what its tone says."""
        if isinstance(self._event, events.HoldReached):
            return self._event.moment in (HoldMoment.HALF_WAY, HoldMoment.TEN_SECONDS)
        return isinstance(self._event, events.MinimumReached | events.RepetitionsLeft)

    def lines(self) -> tuple[SpokenLine, ...]:
        """All lines of the event, in the order in which they are said."""
        plan = self._plan
        match self._event:
            case events.SessionStarted() | events.ExerciseDone():
                # Said before it began; told by what comes next.
                return ()
            case events.PrepareStarted() as event:
                return self._prepare(event)
            case events.RestStarted() as event:
                return self._rest(event)
            case events.SwitchSides() as event:
                return self._switch(event)
            case events.HoldStarted(seconds=seconds, side=side, open=open):
                return self._begins("Hold", side, _at_least(in_words(seconds), open))
            case events.TimedStarted(seconds=seconds, side=side, open=open):
                return self._begins(prompts.GO, side, _at_least(in_words(seconds), open))
            case events.RepetitionsStarted() as event:
                return self._repetitions(event)
            case events.LeadInStarted(side=side, seconds=seconds):
                ready = self._frame(Rank.MOVE, _said("Ready", side, in_words(whole(seconds))))
                sides = (texts.side_in_words(side),)
                return ready + self._details(words for words in self._words if words.text not in sides)
            case events.WorkResumed(side=side) as event:
                left = self._left(event)
                short = _said("Go on", side)
                return self._frame(Rank.MOVE, _said(short, left and f"{left} to go"), short)
            case events.Countdown(left=left):
                said = counted(left, "second") if left == 3 else str(left)
                return (self._line(Rank.ASIDE, said, 0.3),) if self._manner.ticks else ()
            case events.HoldReached() | events.MinimumReached() | events.RepetitionsLeft():
                return self._moment()
            case events.PhaseStarted() as event:
                return self._phase(event)
            case events.RepetitionDone():
                return self._repetition()
            case events.SetDone(record=record):
                return self._done(record)
            case events.ExerciseSkipped(exercise=exercise):
                left_out = self._line(Rank.REPLY, f"Exercise left out: {plan.exercises[exercise].name}")
                return left_out, *self._steps(self._afterwards)
            case events.Waiting():
                return self._told(Rank.STEP, self._words)
            case events.TimeChanged(seconds=seconds):
                return (self._line(Rank.REPLY, f"{in_words(whole(seconds))} to get ready"),)
            case events.TargetChanged(target=target) as event:
                now = _amount(doses.work_ahead(event, plan), target)
                return (self._line(Rank.REPLY, f"Now {now}"),)
            case events.PaceChanged() | events.AdvanceChanged():
                return ()
            case events.Paused(gap=gap):
                nobody = f"nobody was guided for {in_words(whole(gap))}" if gap else None
                return (self._line(Rank.REPLY, _said("Session paused", nobody)),)
            case events.Resumed() if self._comes_with(events.LeadInStarted):
                # That says that it goes on.
                return ()
            case events.Resumed(side=side):
                return self._frame(Rank.REPLY, _said("Going on", side))
            case events.PainFelt() | events.PainDescribed() | events.PainTakenBack() | events.PainDismissed():
                # The question that follows says it, or the answer to the key.
                return ()
            case events.Finishing() | events.RecordUndone():
                # The question that follows says it, or the answer to the key.
                return ()
            case events.FinishTakenBack(hurt=hurt):
                return (self._line(Rank.REPLY, prompts.STOPPED.text),) if hurt else ()
            case events.PlanChanged(plan=changed):
                return (self._line(Rank.STEP, f"Now {length_in_words(changed)} in all"),)
            case events.SessionEnded(outcome=outcome, sets_done=done, sets_planned=planned, nothing_done=nothing):
                ended = outcome_in_words(outcome, anything=not nothing)
                over = self._line(Rank.STEP, f"Session over: {ended}, {done} of {counted(planned, 'set')}", None)
                return *self._steps(self._afterwards), over
            case _:
                assert_never(self._event)

    # -- getting ready ---------------------------------------------------------------------------------------------

    def _prepare(self, event: events.PrepareStarted) -> tuple[SpokenLine, ...]:
        exercise = self._plan.exercises[event.exercise]
        begins = prompts.beginning(event, self._plan)
        loads = () if exercise.load is None else (doses.spoken_load(exercise.load),)
        side = texts.side_in_words(event.side)
        naming = (*begins, exercise.name, side, *loads)
        words = self._not_afterwards
        names = [_small(one.text) if one.text == side else one.text for one in words if one.text in naming]
        time = () if self._manner.sounding or event.seconds < 1 else (f"{in_words(whole(event.seconds))} to get ready",)
        lines = self._steps(self._afterwards)
        if names:
            named = _said(*names)
            lines += (self._line(Rank.STEP, _said(named, *time), None, worth=Weight.NEEDED, short=named),)
        rest = [one for one in words if one.text not in naming]
        doses_told = [one for one in rest if one.weight is Weight.DOSE]
        lines += self._details(one for one in rest if one not in doses_told)
        if doses_told:
            asked = _said(doses.dose(event, self._plan), doses.effort(exercise.effort))
            lines += (self._line(Rank.DETAIL, ranges_in_words(asked), None, worth=Weight.DOSE),)
        return lines

    def _rest(self, event: events.RestStarted) -> tuple[SpokenLine, ...]:
        lines = self._steps(self._afterwards)
        if self._comes_with(events.SwitchSides):
            # There is no time to rest.
            return lines
        head = self._frame(Rank.MOVE, f"Rest, {in_words(whole(event.seconds))}")
        ahead = [one.text for one in self._not_afterwards if one.text != REST]
        return *head, *lines, *((self._line(Rank.DETAIL, _sentences(*ahead), None),) if ahead else ())

    def _switch(self, event: events.SwitchSides) -> tuple[SpokenLine, ...]:
        side, cue = texts.side_in_words(event.side), texts.switch_cue(event, self._plan)
        head = _said("Change sides:", event.side.value, between=" ") if self._says_side(side) else ""
        cues = [one.text for one in self._words if one.text == cue]
        lines: tuple[SpokenLine, ...] = ()
        if head or cues:
            lines += (self._line(Rank.MOVE, _sentences(head, *cues), None, short=head),)
        return lines + self._details(one for one in self._words if one.text not in (side, cue))

    def _says_side(self, side: str | None) -> bool:
        return not self._manner.sounding or any(one.text == side for one in self._words)

    # -- work ------------------------------------------------------------------------------------------------------

    def _begins(self, word: str, side: Side, amount: str, *more: str) -> tuple[SpokenLine, ...]:
        """The beginning of a set: at once with what is to be done, then the cue for it."""
        short = _said(word, side)
        cues = [one for one in self._words if one.text != word and _small(one.text) not in more]
        return self._frame(Rank.MOVE, _said(short, amount, *more), short) + self._details(cues, LATEST)

    def _repetitions(self, event: events.RepetitionsStarted) -> tuple[SpokenLine, ...]:
        own = ("at your own pace",) if event.own else ()
        if doses.alternates(event, self._plan):
            # Which side comes first is told with the first repetition, at the same moment.
            return self._begins(prompts.GO, Side.NONE, "", *own)
        return self._begins(prompts.GO, event.side, _at_least(_repetitions(event.target), event.open), *own)

    def _moment(self) -> tuple[SpokenLine, ...]:
        """What is said in the middle of a set: a moment that a tone marks, or a cue."""
        rank = Rank.NUMBER if self._for_a_tone else Rank.DETAIL
        return tuple(
            self._line(
                Rank.DETAIL if words.weight is Weight.FEEL else rank,
                words.text,
                min(LATEST, patience(self._event)),
                worth=words.weight,
            )
            for words in self._words
        )

    def _phase(self, event: events.PhaseStarted) -> tuple[SpokenLine, ...]:
        lines = tuple(self._number(words) for words in self._words)
        if not self._manner.ticks or any(words.text.isdecimal() for words in self._words):
            return lines
        names = () if event.index and not event.last else (event.phase.capitalize(),)
        said = {words.text for words in self._words}
        return lines + tuple(self._line(Rank.ASIDE, name, 0.3) for name in names if name not in said)

    def _repetition(self) -> tuple[SpokenLine, ...]:
        return tuple(
            self._number(words)
            if words.text.isdecimal()
            else self._line(Rank.DETAIL, words.text, LATEST, worth=words.weight)
            for words in self._words
        )

    def _number(self, words: Words) -> SpokenLine:
        """The number of a repetition in a word, so that it is told apart from seconds; or the side of it."""
        if words.text == "1" and isinstance(self._event, events.PhaseStarted):
            # That a set has begun is no news: what to do in it matters more.
            return self._line(Rank.DETAIL, spelled(1), LATEST_NUMBER, worth=Weight.AGAIN)
        if words.text.isdecimal():
            return self._line(Rank.NUMBER, spelled(int(words.text)), LATEST_NUMBER)
        side = words.level is Level.COUNTS
        return self._line(Rank.MOVE if side else Rank.DETAIL, words.text, LATEST_NUMBER)

    def _done(self, record: Record) -> tuple[SpokenLine, ...]:
        """The end of a set: that it is over, how to come out of it, and how much it was if that was not all."""
        amount = ""
        if record.how is not How.DONE:
            done = whole(record.counted.done)
            amount = f"{done} of {_target(record)}, {ENDS[record.how]}"
        if self._comes_with(events.SwitchSides) and not amount:
            # How to change sides begins with how to come out, and there is little time.
            return ()
        both = [other for other in self._with if isinstance(other, events.SetDone)]
        if not amount and both and both[-1] != self._event:
            # The other side's, whose repetitions were done in turn with these.
            return ()
        told = self._manner.sounding or self._comes_with(events.RestStarted, events.SwitchSides)
        way_out = [words.text for words in self._words]
        done_of_open = _said("Done", _counted(record)) if record.open else "Done"
        text = _sentences(amount or ("" if told else done_of_open), *way_out)
        always = any(words.always for words in self._words) or bool(amount)
        worth = Weight.NEEDED if always else Weight.WAY_OUT
        return (self._line(Rank.STEP, text, worth=worth),) if text else ()

    def _left(self, event: events.WorkResumed) -> str | None:
        """The rest of a resumed set; none behind the low end of an open end."""
        work = doses.work_ahead(event, self._plan)
        if work.unended and not event.left:
            return None
        return _at_least(_amount(work, event.left), work.unended)

    # -- lines -----------------------------------------------------------------------------------------------------

    @property
    def _afterwards(self) -> list[Words]:
        """What is to be done now that an exercise is over."""
        return [words for words in self._words if words.always]

    @property
    def _not_afterwards(self) -> list[Words]:
        return [words for words in self._words if not words.always]

    def _line(
        self,
        rank: Rank,
        text: str,
        within: float | None = LATEST,
        *,
        worth: Weight = Weight.PLAIN,
        short: str = "",
        after: float = 0.0,
    ) -> SpokenLine:
        """A line; `within` so many seconds it has to be begun, `None` at any time until its step is over."""
        due = self._event.due + after
        timed = {} if within is None or rank is Rank.REPLY else {"latest": due + within}
        return SpokenLine(text, rank, due, worth=worth, short=short if short != text else "", due_at=due, **timed)

    def _frame(self, rank: Rank, text: str, short: str = "") -> tuple[SpokenLine, ...]:
        """A line that says what a tone says; none where that is heard."""
        return () if self._manner.sounding else (self._line(rank, text, None, short=short),)

    def _steps(self, words: Iterable[Words]) -> tuple[SpokenLine, ...]:
        return tuple(self._line(Rank.STEP, one.text, None, worth=Weight.NEEDED) for one in words)

    def _told(self, rank: Rank, words: Iterable[Words]) -> tuple[SpokenLine, ...]:
        return tuple(self._line(rank, one.text) for one in words)

    def _details(self, words: Iterable[Words], within: float | None = None) -> tuple[SpokenLine, ...]:
        return tuple(
            self._line(Rank.DETAIL, one.text, LATEST if one.after else within, worth=one.weight, after=one.after)
            for one in words
        )


def length_in_words(plan: Plan) -> str:
    """How long a session takes, as it is said."""
    return _at_least(in_words(plan.total), plan.open)


def _target(record: Record) -> str:
    """The target of a set as it is said."""
    return _at_least(_of_unit(record.unit, record.counted.target), record.open)


def _counted(record: Record) -> str:
    """How much was done in a set as it is said."""
    return _of_unit(record.unit, record.counted.done)


def _amount(work: Work, amount: float) -> str:
    return _of_unit(work.unit, amount)


def _of_unit(unit: Unit, amount: float) -> str:
    match unit:
        case Unit.SECONDS:
            return in_words(whole(amount))
        case Unit.REPETITIONS:
            return _repetitions(amount)
        case _:
            assert_never(unit)


def _repetitions(amount: float) -> str:
    return counted(whole(amount), "repetition")


def _at_least(amount: str, open: bool) -> str:
    """An amount, which an open end need not stop at."""
    return f"at least {amount}" if open else amount


def _said(*parts: str | Side | None, between: str = ", ") -> str:
    """Parts of a line in one sentence; what does not go on with a name goes on in small letters."""
    told = [part.value if isinstance(part, Side) else part for part in parts if part and part is not Side.NONE]
    return between.join(told)


def _small(text: str) -> str:
    """A text as it goes on within a line."""
    return f"{text[:1].lower()}{text[1:]}"


def _sentences(*parts: str) -> str:
    """Sentences in one line."""
    return ". ".join(part for part in parts if part)

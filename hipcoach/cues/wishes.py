"""What is to be said: each phrase with when it can begin and until when it is true."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from math import inf
from typing import assert_never

from msgspec import Struct

from hipcoach.cues.current import Beginning, Heard, Move, OverByNow, ToldAtAStandstill, Whereabouts
from hipcoach.cues.level import Level
from hipcoach.cues.track import Sound, SoundKind, Track
from hipcoach.cues.words import Prompt, Weight
from hipcoach.engine.events import (
    Countdown,
    HoldMoment,
    HoldReached,
    LeadInStarted,
    MinimumReached,
    PhaseStarted,
    PlanChanged,
    RepetitionDone,
    RepetitionsLeft,
    RepetitionsStarted,
    RestStarted,
    Resumed,
    SessionStarted,
    SetDone,
    SwitchSides,
    TimeChanged,
    TransitionStarted,
    WorkStarted,
)
from hipcoach.engine.state import moment

LONGEST_TRUTH = 45.0
"""Seconds after which nothing is said any more of what happened, however long its step lasts.

What is heard therefore depends on no more than so many seconds ahead of it.
"""

Boundary = Beginning | SetDone
"""What makes untrue what was to be said before it."""

Beat = PhaseStarted | RepetitionDone
"""What marks a beat: the numbers that are said of it."""

ON_THE_BEAT = 0.5
"""The same for a number."""

Told = Collection[tuple[float, str]]
"""Phrases that have been said before their event, each with when that is due."""


def patience(event: Heard) -> float:
    """Seconds within which words have to begin: few if they are about a moment, many if they are about a step."""
    match event:
        case PhaseStarted():
            return 1.2
        case HoldReached(moment=HoldMoment.HALF_WAY):
            return 5.0
        case MinimumReached(open=True):
            return 10.0
        case RepetitionsStarted() | HoldReached() | MinimumReached() | RepetitionsLeft():
            return 2.0
        case RepetitionDone():
            return 10.0
        case SessionStarted() | Countdown() | PlanChanged() | Whereabouts():
            return LONGEST_TRUTH
        case _ if isinstance(event, Move | ToldAtAStandstill | OverByNow):
            return LONGEST_TRUTH
        case _:
            assert_never(event)


class Wish(Struct, frozen=True):
    """A phrase that is to be said."""

    text: str
    seconds: float
    level: Level
    always: bool
    """Gives way to nothing."""
    worth: Weight
    ahead: bool
    """May be said at the end of the set before."""
    event: Heard
    due: float
    """When it was asked for: a phrase that is said again is another sound, and due later."""
    order: int
    """Among all phrases."""
    earliest: float
    latest: float
    until: float
    """When it is no longer true."""

    @property
    def urgent(self) -> bool:
        """A number or a side."""
        return self.level is Level.COUNTS

    @property
    def number(self) -> bool:
        """Marks a beat."""
        return self.urgent and isinstance(self.event, Beat)

    @property
    def of_a_step(self) -> bool:
        """Helps to get ready, for as long as that lasts."""
        return isinstance(self.event, TransitionStarted | LeadInStarted)

    @property
    def begins(self) -> bool:
        """Tells what to do in a set."""
        return isinstance(self.event, WorkStarted)

    @property
    def needed(self) -> bool:
        """Gives way only to what is always said and to what is urgent."""
        return self.urgent or self.worth is Weight.NEEDED

    @property
    def turn(self) -> tuple[bool, int]:
        """Its place among the phrases of its moment: the new side before anything else."""
        return not (self.urgent and isinstance(self.event, SwitchSides)), self.order

    @property
    def weight(self) -> tuple[bool, bool, bool, Level, Weight, tuple[bool, int]]:
        """Its place where not all can be said."""
        return not self.always, not self.urgent, not self.needed, self.level, self.worth, self.turn

    def at(self, at: float) -> Sound:
        """The phrase in its place."""
        kind = SoundKind.COUNT if self.urgent else SoundKind.PHRASE
        return Sound(moment(at), self.seconds, None, self.text, kind, self.due)


class Times:
    """When things happen, to look up what ends the truth of words."""

    def __init__(self, events: Sequence[Heard]) -> None:
        self._boundaries = [event.due for event in events if isinstance(event, Boundary)]
        self._closing = [event.due for event in events if isinstance(event, Boundary | Countdown)]
        self._phases = [event.due for event in events if isinstance(event, Boundary | PhaseStarted)]
        self._changes = [event.due for event in events if isinstance(event, TimeChanged)]
        self._resumed = [event.due for event in events if isinstance(event, Resumed)]
        self._sets_done = [event.due for event in events if isinstance(event, SetDone)]

    def truth(self, event: Heard, number: bool) -> float:
        """Until when words of an event are true."""
        word_of_phase = isinstance(event, PhaseStarted) and not number
        return _next(self._phases if word_of_phase else self._closing, event.due)

    def more(self, event: Heard) -> tuple[float, float] | None:
        """From when until when there is more time for words of a step whose last seconds had begun, if there is."""
        closed, end = self.truth(event, number=False), self.step(event)
        place = bisect_left(self._changes, closed)
        if place == len(self._changes) or self._changes[place] >= end:
            return None
        begin = self._changes[place]
        return begin, self._closing[bisect_left(self._closing, begin)]

    def step(self, event: Heard) -> float:
        """The end of an event's step."""
        return _next(self._boundaries, event.due)

    def resumed(self, event: Heard) -> float:
        """When a session that stood still in an event's step went on, if it did."""
        place = bisect_right(self._resumed, event.due)
        due = self._resumed[place] if place < len(self._resumed) else inf
        return due if due < self.step(event) else inf

    def step_before(self, event: Heard) -> float:
        """The beginning of the step before an event's."""
        place = bisect_left(self._boundaries, event.due)
        return self._boundaries[place - 1] if place else event.due

    def set_after(self, event: Heard) -> float:
        """The end of the set that follows."""
        return _next(self._sets_done, event.due)


def _next(dues: Sequence[float], due: float) -> float:
    place = bisect_right(dues, due)
    return min(due + LONGEST_TRUTH, dues[place] if place < len(dues) else inf)


def wishes_of(
    track: Track,
    prompts: Sequence[tuple[Heard, Prompt]],
    level: Level,
    length: Callable[[str], float | None],
    times: Times,
    told: Told,
) -> list[Wish]:
    """What is to be said at a level of all that happens, but for what was told ahead; `length` as in the score."""
    tones = {(sound.due, sound.tone): sound.end for sound in track.sounds}
    wishes: list[Wish] = []
    said = set(told)
    switches = {event.due for event, _ in prompts if isinstance(event, SwitchSides)}
    for event, prompt in prompts:
        if isinstance(event, RestStarted) and event.due in switches:
            # There is no time to rest: it is all needed for the change of sides.
            continue
        for words in prompt.words:
            seconds = length(words.text) if words.level <= level else None
            again = words.after > 0
            if seconds is None or (not again and (event.due, words.text) in said):
                continue
            said.add((event.due, words.text))
            number = words.level is Level.COUNTS and isinstance(event, Beat)
            within = ON_THE_BEAT if number else patience(event)
            if isinstance(event, TransitionStarted) and words.level is Level.COUNTS:
                # From then on the side is told with that.
                within = min(within, times.resumed(event) - event.due)
            due = event.due + words.after
            earliest = max(due, tones.get((event.due, prompt.tone), event.due))
            until = times.truth(event, number)
            if isinstance(event, TransitionStarted) and not event.seconds and not words.always:
                until = event.due
            wishes.append(
                Wish(
                    text=words.text,
                    seconds=seconds,
                    level=words.level,
                    always=words.always,
                    worth=words.weight,
                    ahead=words.ahead and isinstance(event, TransitionStarted),
                    event=event,
                    due=due,
                    order=len(wishes),
                    earliest=earliest,
                    latest=event.due + within,
                    until=until,
                )
            )
    return wishes

"""Places phrases between the tones: each after its event's tone and while it still applies, whole or not at all.

Numbers go first, because they mark a beat. Then come the phrases of each moment, one after another with a breath
between them. If not all of them fit, those marked `always`, the side and those of a lower level win. A list loses its
last phrases first. A phrase that has to be known before a step too short for it is said at the end of the set before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import inf
from typing import assert_never

from hipcoach.cues.current import Beginning, Heard, Move, OverByNow, ToldAtAStandstill, Whereabouts
from hipcoach.cues.level import SPEECH_NEEDS
from hipcoach.cues.prompts import NEXT, Level, Prompt, Tone, Weight
from hipcoach.cues.track import Room, Sound, SoundKind, Track
from hipcoach.engine.events import (
    Countdown,
    HoldReached,
    LeadInStarted,
    MinimumReached,
    PhaseStarted,
    PlanChanged,
    PrepareStarted,
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

AFTER_TONE = 0.12
"""Seconds between a tone and the phrase after it."""

BEFORE_TONE = 0.06
"""Seconds between a phrase and the tone after it."""

BREATH = 0.35
"""Seconds between two phrases."""

TIGHT = 0.03
"""Seconds on either side of a number, and of a phrase that is squeezed into the countdown."""

LONGEST_TRUTH = 45.0
"""Seconds after which a phrase no longer applies, however long its step lasts.

What is heard at a moment therefore depends on events of at most so many seconds before and after it.
"""

Boundary = Beginning | SetDone
"""Events after which earlier phrases no longer apply."""

Beat = PhaseStarted | RepetitionDone
"""Events whose numbers mark a beat."""

BEFOREHAND = 30.0
"""A start cue that finds no room after work begins is said at most so many seconds before it."""

AHEAD = (8.0, 14.0, 20.0)
"""Seconds before the end of a set in which a next step too short for words is announced; tried in this order."""

ON_THE_BEAT = 0.5
"""Seconds within which a number has to begin."""


def patience(event: Heard) -> float:
    """Seconds within which phrases of an event have to begin: few if they are about a moment rather than a step."""
    match event:
        case PhaseStarted():
            return 1.2
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


@dataclass(frozen=True, slots=True)
class _Wish:
    """A phrase that is to be said, with the times between which it may be."""

    text: str
    seconds: float
    level: Level
    always: bool
    """Whether it is said in any case, even if it displaces the countdown."""
    worth: Weight
    ahead: bool
    """Whether it may be said at the end of the set before."""
    event: Heard
    order: int
    """Its place among all wishes."""
    earliest: float
    latest: float
    until: float
    """The time by which it has to be over."""

    @property
    def urgent(self) -> bool:
        """Whether it is a number or a side."""
        return self.level is Level.COUNTS

    @property
    def number(self) -> bool:
        """Whether it is a number that marks a beat."""
        return self.urgent and isinstance(self.event, Beat)

    @property
    def of_a_step(self) -> bool:
        """Whether it belongs to a transition or lead-in."""
        return isinstance(self.event, TransitionStarted | LeadInStarted)

    @property
    def begins(self) -> bool:
        """Whether it tells what to do in a set that begins."""
        return isinstance(self.event, WorkStarted)

    @property
    def needed(self) -> bool:
        """Whether only phrases marked `always` go before it."""
        return self.urgent or self.worth is Weight.NEEDED

    @property
    def turn(self) -> tuple[bool, int]:
        """The sort key for the order of phrases at one moment: the new side first."""
        return not (self.urgent and isinstance(self.event, SwitchSides)), self.order

    @property
    def weight(self) -> tuple[bool, bool, bool, Level, Weight, tuple[bool, int]]:
        """The sort key by importance, for when not all phrases fit."""
        return not self.always, not self.urgent, not self.needed, self.level, self.worth, self.turn

    def at(self, at: float) -> Sound:
        """The sound of the phrase at a time."""
        kind = SoundKind.COUNT if self.urgent else SoundKind.PHRASE
        return Sound(moment(at), self.seconds, None, self.text, kind, self.event.due)


class _Times:
    """The due times of events, to look up how long phrases apply."""

    def __init__(self, events: Sequence[Heard]) -> None:
        self._boundaries = [event.due for event in events if isinstance(event, Boundary)]
        self._closing = [event.due for event in events if isinstance(event, Boundary | Countdown)]
        self._phases = [event.due for event in events if isinstance(event, Boundary | PhaseStarted)]
        self._changes = [event.due for event in events if isinstance(event, TimeChanged)]
        self._resumed = [event.due for event in events if isinstance(event, Resumed)]
        self._sets_done = [event.due for event in events if isinstance(event, SetDone)]

    def truth(self, event: Heard, number: bool) -> float:
        """The latest time at which a phrase of an event still applies."""
        word_of_phase = isinstance(event, PhaseStarted) and not number
        return _next(self._phases if word_of_phase else self._closing, event.due)

    def more(self, event: Heard) -> tuple[float, float] | None:
        """The window opened by `not_ready` after the countdown of an event's step had begun, if any: begin and end."""
        closed, end = self.truth(event, number=False), self.step(event)
        place = bisect_left(self._changes, closed)
        if place == len(self._changes) or self._changes[place] >= end:
            return None
        begin = self._changes[place]
        return begin, self._closing[bisect_left(self._closing, begin)]

    def step(self, event: Heard) -> float:
        """The end of the step of an event."""
        return _next(self._boundaries, event.due)

    def resumed(self, event: Heard) -> float:
        """When the session was resumed in the step of an event; infinity if it was not."""
        place = bisect_right(self._resumed, event.due)
        due = self._resumed[place] if place < len(self._resumed) else inf
        return due if due < self.step(event) else inf

    def step_before(self, event: Heard) -> float:
        """The beginning of the step before the one of an event."""
        place = bisect_left(self._boundaries, event.due)
        return self._boundaries[place - 1] if place else event.due

    def set_after(self, event: Heard) -> float:
        """The end of the set that follows an event."""
        return _next(self._sets_done, event.due)


def _next(dues: Sequence[float], due: float) -> float:
    place = bisect_right(dues, due)
    return min(due + LONGEST_TRUTH, dues[place] if place < len(dues) else inf)


Told = Collection[tuple[float, str]]
"""Phrases that were said before their event was due, each with that due time."""


def add_speech(
    track: Track,
    prompts: Sequence[tuple[Heard, Prompt]],
    level: Level,
    length: Callable[[str], float | None],
    told: Told = (),
) -> None:
    """Add to the tones the phrases of a level; `length` gives seconds, `None` for a phrase that no voice can say."""
    times = _Times([event for event, _ in prompts])
    wishes = _wishes(track, prompts, level, length, times, told)
    for wish in wishes:
        if wish.number:
            _add_number(track, wish)
    for wish in wishes:
        # After a pause, the place in the session comes first, before phrases about getting there.
        if isinstance(wish.event, Resumed) and not _add_what_fits(track, [wish]):
            _add_even_so(track, wish, times)
    others = (wish for wish in wishes if not wish.number and not isinstance(wish.event, Resumed))
    for _, together in groupby(others, key=lambda wish: wish.event.due):
        _add_together(track, list(together), times, length(NEXT))


def _wishes(
    track: Track,
    prompts: Sequence[tuple[Heard, Prompt]],
    level: Level,
    length: Callable[[str], float | None],
    times: _Times,
    told: Told,
) -> list[_Wish]:
    tones = {(sound.due, sound.tone): sound.end for sound in track.sounds}
    wishes: list[_Wish] = []
    said = set(told)
    switches = {event.due for event, _ in prompts if isinstance(event, SwitchSides)}
    for event, prompt in prompts:
        if isinstance(event, RestStarted) and event.due in switches:
            # The whole rest is needed for the change of sides, so nothing is said about resting.
            continue
        for words in prompt.words:
            seconds = length(words.text) if words.level <= level else None
            if seconds is None or (event.due, words.text) in said:
                continue
            said.add((event.due, words.text))
            number = words.level is Level.COUNTS and isinstance(event, Beat)
            within = ON_THE_BEAT if number else patience(event)
            if isinstance(event, TransitionStarted) and words.level is Level.COUNTS:
                # `Resumed` says the side again.
                within = min(within, times.resumed(event) - event.due)
            earliest = max(event.due, tones.get((event.due, prompt.tone), event.due))
            until = times.truth(event, number)
            if isinstance(event, TransitionStarted) and not event.seconds and not words.always:
                until = event.due
            wishes.append(
                _Wish(
                    text=words.text,
                    seconds=seconds,
                    level=words.level,
                    always=words.always,
                    worth=words.weight,
                    ahead=words.ahead and isinstance(event, TransitionStarted),
                    event=event,
                    order=len(wishes),
                    earliest=earliest,
                    latest=event.due + within,
                    until=until,
                )
            )
    return wishes


def _add_number(track: Track, wish: _Wish) -> None:
    """Say a number on its beat, or right after the tone of the beat."""
    at = track.first_place(wish.seconds, Room(wish.earliest, wish.latest, wish.until, TIGHT, TIGHT))
    if at is not None:
        track.add(wish.at(at))


def _add_together(track: Track, wishes: Sequence[_Wish], times: _Times, next_takes: float | None) -> None:
    """Say the phrases of one moment, as many as fit; `next_takes` is how many seconds it takes to say "Next"."""
    always = [wish for wish in wishes if wish.always]
    if always and _in_a_row(track, always) is None:
        # What is to be done afterwards matters more than how to come out of a position that is over.
        for wish in sorted(always, key=lambda wish: wish.worth):
            _add_even_so(track, wish, times)
        wishes = [wish for wish in wishes if not wish.always]
    short = [wish for wish in wishes if wish.ahead and _is_short(wish.event)]
    if short and _in_a_row(track, [wish for wish in wishes if not wish.begins]) is None:
        wishes = _without(wishes, _add_ahead(track, short, times, next_takes))
    chosen: list[_Wish] = []
    what_to_do = [wish for wish in wishes if wish.begins]
    if what_to_do:
        chosen += _add_what_fits(track, [wish for wish in wishes if wish.urgent or wish.always])
        if not _add_what_fits(track, what_to_do):
            _add_what_to_do(track, what_to_do[0], times)
        wishes = [wish for wish in wishes if not wish.begins]
    chosen += _add_what_fits(track, _without(wishes, chosen))
    left = _without(wishes, chosen)
    left = _without(left, _add_ahead(track, [wish for wish in left if wish.ahead], times, next_takes))
    for wish in left:
        if wish.urgent or (wish.needed and wish.ahead):
            _add_even_so(track, wish, times)
        elif isinstance(wish.event, RepetitionDone) and not wish.event.own:
            _took_a_number(track, wish)
    _add_what_fits(track, [later for wish in left if (later := _later(wish, times)) is not None])


def _is_short(event: Heard) -> bool:
    """Whether an event begins a time to get ready that is too short for words."""
    return isinstance(event, PrepareStarted) and event.seconds < SPEECH_NEEDS


def _without(wishes: Sequence[_Wish], others: Collection[_Wish]) -> list[_Wish]:
    return [wish for wish in wishes if wish not in others]


def _add_ahead(track: Track, wishes: Sequence[_Wish], times: _Times, next_takes: float | None) -> Sequence[_Wish]:
    """Say phrases at the end of the set before their event, as many as fit; returns those that do."""
    if not wishes:
        return ()
    end = wishes[0].event.due
    begin = times.step_before(wishes[0].event)
    until = min((sound.at for sound in track.within(begin, end) if sound.tone is Tone.TICK), default=end)
    if next_takes is not None:
        first = replace(wishes[0], text=NEXT, seconds=next_takes, level=Level.BRIEF, worth=Weight.NEEDED, order=-1)
        wishes = [first, *wishes]
    earlier: list[_Wish] = []
    for reach in AHEAD:
        earliest = max(begin, until - reach)
        earlier = [replace(wish, earliest=earliest, latest=until, until=until) for wish in wishes]
        if (placed := _in_a_row(track, earlier)) is not None:
            for sound in placed:
                track.add(sound)
            return wishes
    chosen = list(_add_what_fits(track, earlier))
    for wish in _without(earlier, chosen):
        if wish.needed and wish.order >= 0 and _took_a_number(track, wish):
            chosen.append(wish)
    orders = {wish.order for wish in chosen}
    return [wish for wish in wishes if wish.order in orders]


def _took_a_number(track: Track, wish: _Wish) -> bool:
    """Replace a number by a phrase, since the next number says as much; returns whether the phrase fits there."""
    for number in track.within(wish.earliest, min(wish.latest + wish.seconds, wish.until)):
        if number.kind is SoundKind.COUNT and number.text.isdecimal():
            track.remove(number)
            at = track.first_place(wish.seconds, Room(wish.earliest, wish.latest, wish.until, AFTER_TONE, BEFORE_TONE))
            if at is not None:
                track.add(wish.at(at))
                return True
            track.add(number)
    return False


def _later(wish: _Wish, times: _Times) -> _Wish | None:
    """The wish in the window opened by `not_ready`; `None` if there is no such window for it."""
    more = times.more(wish.event) if wish.of_a_step and not wish.urgent else None
    if more is None:
        return None
    begin, until = more
    return replace(wish, earliest=max(begin, wish.earliest), latest=until, until=until)


def _add_what_fits(track: Track, wishes: Sequence[_Wish]) -> Sequence[_Wish]:
    """Say as many phrases as fit; returns those that do."""
    chosen: list[_Wish] = []
    placed: list[Sound] = []
    cut: list[Heard] = []
    for wish in sorted(wishes, key=lambda wish: wish.weight):
        if wish.event in cut and not wish.needed:
            continue
        more = sorted([*chosen, wish], key=lambda wish: wish.turn)
        in_a_row = _in_a_row(track, more)
        if in_a_row is None:
            # A list may lose its end, but not something in its middle.
            cut.append(wish.event)
        else:
            chosen, placed = more, in_a_row
    for sound in placed:
        track.add(sound)
    return chosen


def _in_a_row(track: Track, wishes: Sequence[_Wish]) -> list[Sound] | None:
    """Place phrases one after another, each as early as possible; `None` if one of them finds no place."""
    placed: list[Sound] = []
    free_from = -inf
    for wish in wishes:
        room = Room(max(wish.earliest, free_from), wish.latest, wish.until, AFTER_TONE, BEFORE_TONE)
        at = track.first_place(wish.seconds, room)
        if at is None:
            return None
        placed.append(wish.at(at))
        free_from = at + wish.seconds + BREATH
    return placed


def _add_even_so(track: Track, wish: _Wish, times: _Times) -> None:
    """Say a phrase anyway: between countdown ticks, before a set in place of some of them, or else as work begins."""
    step = times.step(wish.event)
    between = Room(wish.earliest, wish.latest, step, TIGHT, TIGHT)
    at = track.first_place(wish.seconds, between)
    if at is None and wish.of_a_step:
        ticks = [sound for sound in track.within(wish.event.due, step) if sound.tone is Tone.TICK]
        for tick in ticks:
            track.remove(tick)
        at = track.first_place(wish.seconds, between)
        for tick in ticks:
            if at is None or tick.end + TIGHT <= at or tick.at >= at + wish.seconds + TIGHT:
                track.add(tick)
        if at is None:
            rest = Room(wish.earliest, wish.latest, times.set_after(wish.event), AFTER_TONE, TIGHT)
            at = track.first_place(wish.seconds, rest)
    if at is not None:
        track.add(wish.at(at))


def _add_what_to_do(track: Track, wish: _Wish, times: _Times) -> None:
    """Say the start cue of a set in place of its first number, which is no news, or else before the set begins."""
    due, begin = wish.event.due, times.step_before(wish.event)
    if _took_first_number(track, wish, times.step(wish.event)) or due - begin < SPEECH_NEEDS:
        return
    at = track.first_place(wish.seconds, Room(max(begin, due - BEFOREHAND), due, due, BREATH, BEFORE_TONE))
    if at is not None:
        track.add(wish.at(at))


def _took_first_number(track: Track, wish: _Wish, until: float) -> bool:
    """Replace the first number of a set by a phrase if it fits there; returns whether it does."""
    number = next((sound for sound in track.within(wish.event.due, until) if sound.text.isdecimal()), None)
    # In a self-paced set the number answers a key, so it stays.
    if number is None or (isinstance(wish.event, RepetitionsStarted) and wish.event.own):
        return False
    track.remove(number)
    at = track.first_place(wish.seconds, Room(wish.earliest, wish.latest, wish.until, AFTER_TONE, BEFORE_TONE))
    track.add(number if at is None else wish.at(at))
    return at is not None

"""Places phrases between the tones: each after its event's tone and while it still applies, whole or not at all.

Numbers go first, because they mark a beat. Then come the phrases of each moment, one after another with a breath
between them. If not all of them fit, those marked `always`, the side and those of a lower level win. A list loses its
last phrases first. A phrase that has to be known before a step too short for it is said at the end of the set before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import groupby
from math import inf

from msgspec.structs import replace

from hipcoach.cues.current import Heard
from hipcoach.cues.level import SPEECH_NEEDS
from hipcoach.cues.prompts import NEXT, Level, Prompt, Tone
from hipcoach.cues.track import Room, Sound, SoundKind, Track
from hipcoach.cues.wishes import Times, Told, Wish, wishes_of
from hipcoach.cues.words import Weight
from hipcoach.engine.events import (
    PrepareStarted,
    RepetitionDone,
    RepetitionsStarted,
    Resumed,
)

AFTER_TONE = 0.12
"""Seconds between a tone and the phrase after it."""

BEFORE_TONE = 0.06
"""Seconds between a phrase and the tone after it."""

BREATH = 0.35
"""Seconds between two phrases."""

TIGHT = 0.03
"""Seconds on either side of a number, and of a phrase that is squeezed into the countdown."""

BEFOREHAND = 30.0
"""A start cue that finds no room after work begins is said at most so many seconds before it."""

AHEAD = (8.0, 14.0, 20.0)
"""Seconds before the end of a set in which a next step too short for words is announced; tried in this order."""


def add_speech(
    track: Track,
    prompts: Sequence[tuple[Heard, Prompt]],
    level: Level,
    length: Callable[[str], float | None],
    told: Told = (),
) -> None:
    """Add to the tones the phrases of a level; `length` gives seconds, `None` for a phrase that no voice can say."""
    times = Times([event for event, _ in prompts])
    wishes = wishes_of(track, prompts, level, length, times, told)
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


def _add_number(track: Track, wish: Wish) -> None:
    """Say a number on its beat, or right after the tone of the beat."""
    at = track.first_place(wish.seconds, Room(wish.earliest, wish.latest, wish.until, TIGHT, TIGHT))
    if at is not None:
        track.add(wish.at(at))


def _add_together(track: Track, wishes: Sequence[Wish], times: Times, next_takes: float | None) -> None:
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
    chosen: list[Wish] = []
    what_to_do = [wish for wish in wishes if wish.begins]
    if what_to_do:
        chosen += _add_what_fits(track, [wish for wish in wishes if wish.urgent or wish.always])
        if not _add_what_fits(track, what_to_do):
            _add_what_to_do(track, what_to_do[0], times)
        wishes = [wish for wish in wishes if not wish.begins]
    chosen += _add_what_fits(track, _without(wishes, chosen))
    left = [wish for wish in _without(wishes, chosen) if not (wish.urgent and _added_between_ticks(track, wish, times))]
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


def _without(wishes: Sequence[Wish], others: Collection[Wish]) -> list[Wish]:
    return [wish for wish in wishes if wish not in others]


def _add_ahead(track: Track, wishes: Sequence[Wish], times: Times, next_takes: float | None) -> Sequence[Wish]:
    """Say phrases at the end of the set before their event, as many as fit; returns those that do."""
    if not wishes:
        return ()
    end = wishes[0].event.due
    begin = times.step_before(wishes[0].event)
    until = min((sound.at for sound in track.within(begin, end) if sound.tone is Tone.TICK), default=end)
    if next_takes is not None:
        first = replace(
            wishes[0],
            text=NEXT,
            seconds=next_takes,
            level=min(each.level for each in wishes),
            worth=Weight.NEEDED,
            order=-1,
        )
        wishes = [first, *wishes]
    earlier: list[Wish] = []
    for reach in AHEAD:
        earliest = max(begin, until - reach)
        earlier = [replace(wish, earliest=earliest, latest=until, until=until) for wish in wishes]
        if (placed := _in_a_row(track, earlier)) is not None:
            for sound in placed:
                track.add(sound)
            return wishes
    chosen, placed = _what_fits(track, earlier)
    for sound in placed:
        track.add(sound)
    for wish in _without(earlier, chosen):
        if wish.needed and wish.order >= 0 and _took_a_number(track, wish):
            chosen.append(wish)
    if all(wish.order < 0 for wish in chosen):
        # "Next" by itself tells nothing.
        for sound in placed:
            track.remove(sound)
    orders = {wish.order for wish in chosen}
    return [wish for wish in wishes if wish.order in orders]


def _took_a_number(track: Track, wish: Wish) -> bool:
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


def _later(wish: Wish, times: Times) -> Wish | None:
    """The wish in the window opened by `not_ready`; `None` if there is no such window for it."""
    more = times.more(wish.event) if wish.of_a_step and not wish.urgent else None
    if more is None:
        return None
    begin, until = more
    return replace(wish, earliest=max(begin, wish.earliest), latest=until, until=until)


def _add_what_fits(track: Track, wishes: Sequence[Wish]) -> Sequence[Wish]:
    """Say as many phrases as fit; returns those that do."""
    chosen, placed = _what_fits(track, wishes)
    for sound in placed:
        track.add(sound)
    return chosen


def _what_fits(track: Track, wishes: Sequence[Wish]) -> tuple[list[Wish], list[Sound]]:
    """As many phrases as fit, and their places."""
    chosen: list[Wish] = []
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
    return chosen, placed


def _in_a_row(track: Track, wishes: Sequence[Wish]) -> list[Sound] | None:
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


def _added_between_ticks(track: Track, wish: Wish, times: Times) -> bool:
    """Whether there is room for what has to be said between three, two, one."""
    at = track.first_place(wish.seconds, Room(wish.earliest, wish.latest, times.step(wish.event), TIGHT, TIGHT))
    if at is not None:
        track.add(wish.at(at))
    return at is not None


def _add_even_so(track: Track, wish: Wish, times: Times) -> None:
    """Say a phrase anyway: between countdown ticks, before a set in place of some of them, or else as work begins."""
    if _added_between_ticks(track, wish, times) or not wish.of_a_step:
        return
    step = times.step(wish.event)
    ticks = [sound for sound in track.within(wish.event.due, step) if sound.tone is Tone.TICK]
    for tick in ticks:
        track.remove(tick)
    at = track.first_place(wish.seconds, Room(wish.earliest, wish.latest, step, TIGHT, TIGHT))
    for tick in ticks:
        if at is None or tick.end + TIGHT <= at or tick.at >= at + wish.seconds + TIGHT:
            track.add(tick)
    if at is None and (wish.urgent or wish.always):
        rest = Room(wish.earliest, wish.latest, times.set_after(wish.event), AFTER_TONE, TIGHT)
        at = track.first_place(wish.seconds, rest)
    if at is not None:
        track.add(wish.at(at))


def _add_what_to_do(track: Track, wish: Wish, times: Times) -> None:
    """Say the start cue of a set in place of its first number, which is no news, or else before the set begins."""
    due, begin = wish.event.due, times.step_before(wish.event)
    if _took_first_number(track, wish, times.step(wish.event)) or due - begin < SPEECH_NEEDS:
        return
    at = track.first_place(wish.seconds, Room(max(begin, due - BEFOREHAND), due, due, BREATH, BEFORE_TONE))
    if at is not None:
        track.add(wish.at(at))


def _took_first_number(track: Track, wish: Wish, until: float) -> bool:
    """Replace the first number of a set by a phrase if it fits there; returns whether it does."""
    number = next((sound for sound in track.within(wish.event.due, until) if sound.text.isdecimal()), None)
    # In a self-paced set the number answers a key, so it stays.
    if number is None or (isinstance(wish.event, RepetitionsStarted) and wish.event.own):
        return False
    track.remove(number)
    at = track.first_place(wish.seconds, Room(wish.earliest, wish.latest, wish.until, AFTER_TONE, BEFORE_TONE))
    track.add(number if at is None else wish.at(at))
    return at is not None

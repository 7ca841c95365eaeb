"""The score: which tone and which phrase is heard when.

Pure: events with their due times go in, placed sounds come out. Tones are placed first, at the due times of their
events. Phrases go into the gaps while they apply, whole or not at all. The same events always give the same score, so
that scores can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.cues.current import Heard
from hipcoach.cues.placing import add_speech
from hipcoach.cues.prompts import Level, Prompt, Tone, prompt
from hipcoach.cues.tone_rules import FOLLOWING, LATE, RANKS, TIME_TO_FOLLOW, TONE_RULES
from hipcoach.cues.track import HAIR, Room, Sound, SoundKind, Track
from hipcoach.cues.wishes import Told
from hipcoach.cues.words import Words
from hipcoach.engine.events import SessionEnded, SetDone, TransitionStarted
from hipcoach.engine.plan import Plan
from hipcoach.engine.state import moment

BEFORE = 0.02
"""Seconds between a tone that comes before its event and that event."""

GAP = 0.12
"""Seconds between a tone and the one that follows it."""

LONGEST_CLOSING = 8.0
"""The most seconds that the closing chord waits for phrases about the last set and what to do after it."""

SHORTEST = 0.25
"""A tone that yields is left out if less than so many seconds of it could sound."""


class Lengths(Struct, frozen=True):
    """How long sounds last, in seconds."""

    tone: Callable[[Tone], float]
    phrase: Callable[[str], float | None]
    """`None` for a phrase that no voice can say."""


def score(events: Sequence[Heard], plan: Plan, level: Level, lengths: Lengths, before: Told = ()) -> tuple[Sound, ...]:
    """The sounds for events, which come in the order in which they are due; `before` has been said already."""
    if level is Level.SILENT:
        return ()
    prompts = [(event, prompt(event, plan)) for event in events]
    closing = next((place for place, (event, told) in enumerate(prompts) if _closes(event, told)), None)
    if closing is None or not any(
        words.level <= level and lengths.phrase(words.text) is not None
        for words in _before_chord(prompts, prompts[closing][0].due)
    ):
        return _laid(prompts, level, lengths, before).sounds
    event, told = prompts[closing]
    prompts[closing] = event, Prompt(None, tuple(words for words in told.words if words.always))
    track = _laid(prompts, level, lengths, before)
    _add_closing(track, prompts, event, told, level, lengths)
    return track.sounds


def _laid(prompts: Sequence[tuple[Heard, Prompt]], level: Level, lengths: Lengths, before: Told) -> Track:
    """The track with all tones, and phrases in the gaps."""
    track = _tones(prompts, lengths.tone)
    if level > Level.TONES:
        add_speech(track, prompts, level, lengths.phrase, before)
    return track


def _closes(event: Heard, told: Prompt) -> bool:
    """Whether an event ends the session with a chord."""
    return isinstance(event, SessionEnded) and told.tone is not None


def _before_chord(prompts: Sequence[tuple[Heard, Prompt]], due: float) -> tuple[Words, ...]:
    """The phrases before the closing chord: how to come out of the last set, and what to do afterwards."""
    return tuple(
        words
        for event, told in prompts
        if event.due == due
        for words in told.words
        if words.always or isinstance(event, SetDone)
    )


def _add_closing(
    track: Track,
    prompts: Sequence[tuple[Heard, Prompt]],
    event: Heard,
    told: Prompt,
    level: Level,
    lengths: Lengths,
) -> None:
    """Add the closing chord after the phrases that it waits for, then those that are too late, then the last words."""
    before = _before_chord(prompts, event.due)
    texts = {words.text for words in before}
    said = [sound for sound in track.sounds if sound.due == event.due and sound.text in texts]
    late = [sound.text for sound in said if sound.end + GAP > event.due + LONGEST_CLOSING]
    for sound in said:
        if sound.text in late:
            track.remove(sound)
    assert told.tone is not None
    at = max([event.due, *(sound.end + GAP for sound in track.sounds[-1:])])
    track.add(Sound(moment(at), lengths.tone(told.tone), told.tone, "", _kind(told.tone), event.due))
    last = (*(words for words in before if words.text in late), *(words for words in told.words if not words.always))
    add_speech(track, [(event, Prompt(told.tone, last))], level, lengths.phrase)


class _Waiting(Struct, frozen=True):
    """A tone that may sound a little late."""

    tone: Tone
    due: float
    earliest: float
    latest: float


def _tones(prompts: Iterable[tuple[Heard, Prompt]], length: Callable[[Tone], float]) -> Track:
    """The track with all tones: main cues first, then beats, then the others where they fit."""
    sounding = [(event, told.tone) for event, told in prompts if told.tone is not None]
    leaders: list[Sound] = []
    waiting: list[_Waiting] = []
    for due, together in groupby(sounding, key=lambda one: one[0].due):
        (_, tone), *others = sorted(together, key=lambda one: RANKS[one[1]])
        leader = Sound(moment(due), length(tone), tone, "", _kind(tone), due)
        if leader.kind is SoundKind.TONE:
            waiting.append(_Waiting(tone, due, leader.at, leader.at + LATE))
        else:
            leaders.append(leader)
        waiting += _after(leader, tone, others)
    track = Track()
    _add_cues(track, [sound for sound in leaders if sound.kind is SoundKind.CUE])
    for beat in leaders:
        if beat.kind is SoundKind.BEAT:
            _add_beat(track, beat)
    for event, told in prompts:
        if told.before is not None:
            _add_before(track, told.before, event.due, length(told.before))
    for one in sorted(waiting, key=lambda one: one.earliest):
        _add_where_it_fits(track, one, length(one.tone))
    return track


def _add_before(track: Track, tone: Tone, due: float, seconds: float) -> None:
    """Place a tone so that it is over just before an event; without room there, in place of the beat of that event."""
    at = due - BEFORE - seconds
    fits = track.first_place(seconds, Room(at, at, due)) is not None
    beat = track.before(due)
    if not fits and beat is not None and beat.kind is SoundKind.BEAT and beat.at == moment(due):
        track.remove(beat)
    at = moment(at if fits else due)
    _add_beat(track, Sound(at, seconds, tone, "", SoundKind.BEAT, at))


def _kind(tone: Tone) -> SoundKind:
    manner = TONE_RULES[tone]
    return SoundKind.CUE if manner.main else SoundKind.BEAT if manner.beat else SoundKind.TONE


def _after(leader: Sound, led: Tone, others: Sequence[tuple[Heard, Tone]]) -> Iterable[_Waiting]:
    """Those of a moment's other tones that sound after the leading one."""
    for event, tone in others:
        if leader.kind is SoundKind.CUE:
            if tone in FOLLOWING.get(led, frozenset()) and _has_time(event):
                yield _Waiting(tone, leader.due, leader.end + GAP, leader.end + GAP + LATE)
        elif not TONE_RULES[tone].beat:
            yield _Waiting(tone, leader.due, leader.end, leader.at + LATE)


def _has_time(event: Heard) -> bool:
    """Whether an event begins a transition that is long enough for its tone to follow another."""
    return isinstance(event, TransitionStarted) and event.seconds >= TIME_TO_FOLLOW


def _add_cues(track: Track, cues: Sequence[Sound]) -> None:
    """Place main cues exactly at their due times; each ends when the next one begins."""
    for place, cue in enumerate(cues, 1):
        room = cues[place].at - cue.at if place < len(cues) else cue.seconds
        track.add(replace(cue, seconds=min(cue.seconds, room)))


def _add_beat(track: Track, beat: Sound) -> None:
    """Place a beat exactly at its due time or not at all; a tone that yields ends before it."""
    before, after = track.before(beat.at), track.after(beat.at)
    if after is not None and after.at < beat.end - HAIR:
        return
    if before is not None and before.end > beat.at + HAIR:
        if before.tone is None or not TONE_RULES[before.tone].yields or before.at > beat.at - HAIR:
            return
        track.remove(before)
        track.add(replace(before, seconds=beat.at - before.at))
    track.add(beat)


def _add_where_it_fits(track: Track, one: _Waiting, seconds: float) -> None:
    """Place any other tone at its due time or shortly after, whole; one that yields may be cut short."""
    if TONE_RULES[one.tone].yields:
        at = track.first_place(min(seconds, SHORTEST), Room(one.earliest, one.latest, one.latest + seconds))
        following = None if at is None else track.after(at)
        if at is not None and following is not None:
            seconds = min(seconds, following.at - at)
    else:
        at = track.first_place(seconds, Room(one.earliest, one.latest, one.latest + seconds))
    if at is not None:
        track.add(Sound(moment(at), seconds, one.tone, "", SoundKind.TONE, one.due))

"""Reels: what is timed together is one sound file, in which the spacing is exact whatever else the machine does.

All of it is pure: how much of a score goes on one reel, whether a score is still what a reel was cut from, and where
its sounds come where it can begin only late.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from math import inf

from hipcoach.cues.prompts import Tone
from hipcoach.cues.tone_rules import LATE, LATEST, TONE_RULES
from hipcoach.cues.track import HAIR, Sound, SoundKind
from hipcoach.sound.mixer import WAKING
from hipcoach.sound.tones import HEAD, TAIL

LONGEST = 60.0
"""Seconds of score that go on one reel at most."""

REFRESH = 5.0
"""Seconds for which one look ahead serves for further reels."""

SILENCE = 1.0
"""Seconds of silence in which one reel may end and the next begin."""

LEAD = 0.5
"""Seconds of silence that a reel begins with where there is room: a start that is late by less is not heard to be."""

ASLEEP = 4.0
"""Seconds of silence after which a wireless loudspeaker has to be woken."""

LATE_PHRASE = 3.0
"""Seconds by which a phrase may come late where it disturbs nothing."""

SoundKey = tuple[float, Tone | None, str]
"""By which a sound is known again, wherever it was placed."""


def key(sound: Sound) -> SoundKey:
    """What makes a sound the same as another one."""
    return sound.due, sound.tone, sound.text


@dataclass(frozen=True, slots=True)
class Reel:
    """One sound file's worth of a score; times are seconds on the score's clock."""

    sounds: tuple[Sound, ...]
    """As the score has them."""
    after: float
    """From when on this reel answers for what is heard."""
    laid: tuple[Sound, ...]
    """As they are heard."""
    zero: float
    """When the file's first sample is to be heard."""
    end: float
    """When the last sound is over."""
    apart: bool = False
    """Belongs to no score."""

    @property
    def seconds(self) -> float:
        """The length of the file."""
        return self.end - self.zero + TAIL

    def up_to(self, last: Sound) -> Reel:
        """The part of it that ends with one of its laid sounds."""
        laid = self.laid[: self.laid.index(last) + 1]
        place = next(place for place, sound in enumerate(self.sounds, 1) if key(sound) == key(last))
        return replace(self, sounds=self.sounds[:place], laid=laid, end=last.end)

    def sounding(self, at: float) -> Sound | None:
        """What is heard at a time, as it was laid."""
        return next((sound for sound in self.laid if sound.at <= at < sound.end), None)


def cut(sounds: Sequence[Sound], until: float) -> tuple[Sound, ...]:
    """The sounds from the first on that go on one reel; `until` is when the score ends to be settled."""
    if not sounds:
        return ()
    until = min(until, sounds[0].at + LONGEST)
    most = sum(1 for sound in sounds if sound.end <= until)
    if most == len(sounds):
        return tuple(sounds)
    silences = {
        place: sounds[place].at - sounds[place - 1].end
        for place in range(1, most + 1)
        # Three, two, one and what they lead to belong together.
        if sounds[place - 1].tone is not Tone.TICK
    }
    if not silences:
        return ()
    long = [place for place, seconds in silences.items() if seconds >= SILENCE]
    # Where there is no silence all along, it has to be the longest there is.
    return tuple(sounds[: max(long) if long else max(silences, key=silences.__getitem__)])


def agrees(reel: Reel, sounds: Sequence[Sound], now: float, heard: Container[SoundKey] = frozenset()) -> bool:
    """Whether what a reel has yet to play is what a newer score has in the same place, but for what was heard."""
    since = max(now - LATE, reel.after - HAIR)
    until = reel.sounds[-1].at + HAIR
    left = [sound for sound in reel.sounds if sound.at > since and key(sound) not in heard]
    asked = [sound for sound in sounds if since < sound.at <= until and key(sound) not in heard]
    return left == asked


def lay(sounds: Sequence[Sound], earliest: float, patience: float = LATE) -> tuple[Sound, ...]:
    """Where sounds are heard that cannot begin before a time: late by little, or else left out.

    `patience` is how late, in seconds, what is no beat may be.
    """
    laid: list[Sound] = []
    free = earliest
    for place, sound in enumerate(sounds):
        at = max(sound.at, free)
        if at > sound.at + HAIR and not _bears(sound, at, sounds[place + 1 :], patience):
            continue
        laid.append(sound if at == sound.at else replace(sound, at=at))
        free = laid[-1].end
    return tuple(laid)


def _bears(sound: Sound, at: float, following: Sequence[Sound], patience: float) -> bool:
    """Whether a sound is worth hearing that late."""
    late = at - sound.at
    if sound.tone is not None:
        always = TONE_RULES[sound.tone].always
        return late <= (LATEST if always else LATE if sound.kind is SoundKind.BEAT else patience)
    if late > (patience if sound.kind is SoundKind.COUNT and sound.text.isdecimal() else LATE_PHRASE):
        return False
    # Whatever else is said moves on with it, but a tone and a number have their time.
    next_fixed = (other.at for other in following if other.kind is not SoundKind.PHRASE)
    return at + sound.seconds <= next(next_fixed, at + sound.seconds)


def load(
    sounds: tuple[Sound, ...],
    after: float,
    earliest: float,
    *,
    free: float = -inf,
    quiet_since: float | None,
    patience: float = LATE,
) -> Reel | None:
    """Put sounds on a reel that can begin at `earliest`; None where all of them would be late.

    It begins before `free` only as far as it has to: something else sounds until then. `quiet_since` is when the last
    sound before it ended, where a wireless loudspeaker has to be woken.
    """
    laid = lay(sounds, earliest + HEAD, patience)
    if not laid:
        return None
    first = laid[0].at
    asleep = quiet_since is not None and first - quiet_since >= ASLEEP
    lead = HEAD + WAKING if asleep else LEAD
    zero = max(earliest, min(first - HEAD, max(free, first - lead)))
    return Reel(sounds, after, laid, zero, laid[-1].end)


def silences_to_waken(laid: Sequence[Sound], quiet_since: float) -> tuple[tuple[float, float], ...]:
    """Where noise has to be, as (begin, end): before what comes after a long silence."""
    found = []
    for sound in laid:
        if sound.at - quiet_since >= ASLEEP:
            found.append((sound.at - WAKING, sound.at))
        quiet_since = sound.end
    return tuple(found)

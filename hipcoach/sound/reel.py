"""The pure rules of reels: part of the score as one sound file, in which the spacing of sounds is exact.

How much of the score goes on a reel, whether a reel still agrees with a newer score, and where its sounds move if it
has to begin late.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.cues.prompts import Tone
from hipcoach.cues.tone_rules import LATE, LATEST, TONE_RULES
from hipcoach.cues.track import HAIR, Sound, SoundKind
from hipcoach.sound.mixer import WAKING
from hipcoach.sound.tones import HEAD, TAIL

LONGEST = 60.0
"""The longest reel, in seconds of the score."""

REFRESH = 5.0
"""Seconds after which the score is worked out again before a reel is made."""

SILENCE = 1.0
"""The shortest silence, in seconds, at which one reel may end and the next begin."""

LEAD = 0.5
"""Seconds of silence at the start of a reel, if there is room: a start that is late by less makes no sound late."""

ASLEEP = 4.0
"""Seconds of silence after which a wireless loudspeaker has to be woken."""

LATE_PHRASE = 3.0
"""Seconds by which a phrase may be late if no tone follows too soon."""

SoundKey = tuple[float, Tone | None, str]
"""Identifies a sound wherever it is placed: due time, tone and text."""


def key(sound: Sound) -> SoundKey:
    """The key that identifies a sound."""
    return sound.due, sound.tone, sound.text


class Reel(Struct, frozen=True):
    """Part of the score for one sound file; all times are seconds on the score's clock."""

    sounds: tuple[Sound, ...]
    """The sounds as the score has them."""
    after: float
    """The time from which this reel stands for the score."""
    laid: tuple[Sound, ...]
    """The sounds as they will be heard, some later than in the score or left out."""
    zero: float
    """The time at which the file's first sample is to be heard."""
    end: float
    """The end of the last sound."""
    apart: bool = False
    """Whether it is a test sound that is not in the score."""

    @property
    def seconds(self) -> float:
        """The length of the file in seconds."""
        return self.end - self.zero + TAIL

    def up_to(self, last: Sound) -> Reel:
        """The same reel, cut off after one of its laid sounds."""
        laid = self.laid[: self.laid.index(last) + 1]
        place = next(place for place, sound in enumerate(self.sounds, 1) if key(sound) == key(last))
        return replace(self, sounds=self.sounds[:place], laid=laid, end=last.end)

    def sounding(self, at: float) -> Sound | None:
        """The laid sound that is heard at a time."""
        return next((sound for sound in self.laid if sound.at <= at < sound.end), None)


def cut(sounds: Sequence[Sound], until: float) -> tuple[Sound, ...]:
    """The first sounds that fit on one reel; `until` is the time up to which the score is certain."""
    if not sounds:
        return ()
    until = min(until, sounds[0].at + LONGEST)
    most = sum(1 for sound in sounds if sound.end <= until)
    if most == len(sounds):
        return tuple(sounds)
    silences = {
        place: sounds[place].at - sounds[place - 1].end
        for place in range(1, most + 1)
        # Never cut between three, two, one and the cue that they lead to.
        if sounds[place - 1].tone is not Tone.TICK
    }
    if not silences:
        return ()
    long = [place for place, seconds in silences.items() if seconds >= SILENCE]
    # Without any silence of that length, cut at the longest one.
    return tuple(sounds[: max(long) if long else max(silences, key=silences.__getitem__)])


def agrees(reel: Reel, sounds: Sequence[Sound], now: float, heard: Container[SoundKey] = frozenset()) -> bool:
    """Whether the rest of a reel is the same as that part of a newer score, apart from sounds that were heard."""
    since = max(now - LATE, reel.after - HAIR)
    until = reel.sounds[-1].at + HAIR
    left = [sound for sound in reel.sounds if sound.at > since and key(sound) not in heard]
    asked = [sound for sound in sounds if since < sound.at <= until and key(sound) not in heard]
    return left == asked


def lay(sounds: Sequence[Sound], earliest: float, patience: float = LATE) -> tuple[Sound, ...]:
    """Move sounds that cannot begin before `earliest`: each is a little late, or left out.

    `patience`: the seconds by which a tone that is not a beat may be late.
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
    """Whether a sound is still worth hearing if it begins at `at`."""
    late = at - sound.at
    if sound.tone is not None:
        always = TONE_RULES[sound.tone].always
        return late <= (LATEST if always else LATE if sound.kind is SoundKind.BEAT else patience)
    if late > (patience if sound.kind is SoundKind.COUNT and sound.text.isdecimal() else LATE_PHRASE):
        return False
    # Phrases after it can move too, but tones and numbers cannot.
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
    """Make a reel that can begin at `earliest`; None if all its sounds would be too late.

    `free`: the end of the sound before it; the reel begins earlier only if its first sound requires that.
    `quiet_since`: the end of the sound before it if the loudspeaker may need to be woken, else None.
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
    """The (begin, end) of the noise that wakes the loudspeaker before each sound that follows a long silence."""
    found = []
    for sound in laid:
        if sound.at - quiet_since >= ASLEEP:
            found.append((sound.at - WAKING, sound.at))
        quiet_since = sound.end
    return tuple(found)

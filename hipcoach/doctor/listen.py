"""Plays every cue after its name, so that the person learns what each one means."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from hipcoach.cues.prompts import Tone
from hipcoach.cues.tone_rules import TONE_RULES
from hipcoach.cues.track import Sound, SoundKind
from hipcoach.sound.bells import Bells
from hipcoach.sound.mixer import WAKING, Mixer, tone_seconds
from hipcoach.sound.output import Output
from hipcoach.sound.probe import plays
from hipcoach.sound.temporary_files import TemporaryFiles
from hipcoach.sound.tones import HEAD, TAIL, Clip, clip
from hipcoach.sound.wavs import wav

MEANINGS = {
    Tone.READY: "Get into position, or get ready to go on.",
    Tone.TICK: "Three, two, one: a tick each, just before the next sound.",
    Tone.START: "Work begins.",
    Tone.LIFT: "The way out of a repetition.",
    Tone.LOWER: "The way back.",
    Tone.LEFT: "Sides that alternate: the left one next.",
    Tone.RIGHT: "Sides that alternate: the right one next.",
    Tone.MINIMUM: "The low end of the range is reached; from here on the set counts as done.",
    Tone.HALF_WAY: "Half of a hold is over.",
    Tone.TEN_SECONDS: "Ten seconds of a hold are left.",
    Tone.LAST_THREE: "Three repetitions are left.",
    Tone.LAST_ONE: "One repetition is left.",
    Tone.END: "The set is over.",
    Tone.SWITCH: "Change sides. No other sound goes to and fro like this.",
    Tone.REST: "Rest.",
    Tone.EXERCISE_DONE: "The exercise is done.",
    Tone.SESSION_DONE: "The session is done.",
    Tone.PAUSED: "The session is paused, or a set goes at your own pace.",
    Tone.RESUMED: "The session goes on.",
}
"""The meaning of every tone, in about the order in which a session plays them."""

OFF = " It is off in your settings."

BETWEEN = 0.8
"""Seconds between a cue and the name of the next one."""


class Clips:
    """Makes the sound files of tones at the person's volume; uses the shipped files if none can be written."""

    def __init__(self, mixer: Mixer, shelf: TemporaryFiles, *, wireless: bool) -> None:
        self._mixer = mixer
        self._shelf = shelf
        self._asleep = wireless
        """Whether the loudspeaker has yet to be woken; after the first tone the others follow soon enough."""

    def __call__(self, tone: Tone) -> Clip | None:
        """The file of a tone; None if its volume is 0."""
        if self._mixer.is_off(tone):
            return None
        asleep, self._asleep = self._asleep, False
        at = HEAD + (WAKING if asleep else 0.0)
        end = at + tone_seconds(tone)
        mixed = self._mixer.mix([Sound(at, tone_seconds(tone), tone, "", SoundKind.CUE, at)], 0.0, end + TAIL)
        if asleep:
            self._mixer.waken(mixed, at - WAKING, at)
        path = self._shelf.put(wav(mixed))
        return clip(tone) if path is None else Clip(path, end + TAIL)


def listen(
    outputs: Sequence[Output],
    say: Callable[[str, str], None],
    ring: Callable[[], None] | None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    clips: Callable[[Tone], Clip | None] = clip,
) -> None:
    """Print each cue's name and meaning, then play it on the first output that works, or else ring the bell."""
    left = list(outputs)
    bells = Bells(ring)
    for tone, meaning in MEANINGS.items():
        sound = clips(tone)
        say(tone.value.replace("_", " "), f"{meaning}{OFF if sound is None else ''}")
        if sound is not None and not _played(sound, left, clock, sleep):
            bells.begin(TONE_RULES[tone].bells, clock())
            while (next_ring := bells.step(clock())) is not None:
                sleep(max(0.0, next_ring - clock()))
        sleep(BETWEEN)


def _played(sound: Clip, outputs: list[Output], clock: Callable[[], float], sleep: Callable[[float], None]) -> bool:
    """Whether an output played a tone; outputs that fail are removed from `outputs`."""
    while outputs:
        if plays(outputs[0], sound.path, sound.seconds, clock, sleep) is None:
            return True
        outputs.pop(0)
    return False


def outputs_that_play(names: Sequence[str]) -> Iterator[Output]:
    """The outputs of these names, which have passed the check."""
    from hipcoach.sound.speaker import outputs_here

    return (output for output in outputs_here() if output.name in names)

"""Plays every cue by name, so that a person learns what each one means."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from hipcoach.coach.cueing import Tone
from hipcoach.coach.precedence import MANNERS
from hipcoach.sound.bells import Bells
from hipcoach.sound.output import Output
from hipcoach.sound.probe import plays
from hipcoach.sound.tones import clip

MEANINGS = {
    Tone.READY: "Get into position, or get ready to go on.",
    Tone.TICK: "Three, two, one: a tick each, then the next sound is it.",
    Tone.START: "Work begins.",
    Tone.LIFT: "The way out of a repetition.",
    Tone.LOWER: "The way back.",
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
    Tone.PAUSED: "It stands still, or waits for you.",
    Tone.RESUMED: "It goes on.",
}
"""Every tone, in about the order in which a session has them."""

BETWEEN = 0.8
"""Seconds from one cue to the name of the next."""


def listen(
    outputs: Sequence[Output],
    say: Callable[[str], None],
    ring: Callable[[], None] | None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Say what each cue means, then play it on the first output that can; else ring the bell, where there is one."""
    left = list(outputs)
    bells = Bells(ring)
    for tone, meaning in MEANINGS.items():
        say(f"{tone.value.replace('_', ' '):<14} {meaning}")
        if not _played(tone, left, clock, sleep):
            bells.begin(MANNERS[tone].bells, clock())
            while (next_ring := bells.step(clock())) is not None:
                sleep(max(0.0, next_ring - clock()))
        sleep(BETWEEN)


def _played(tone: Tone, outputs: list[Output], clock: Callable[[], float], sleep: Callable[[float], None]) -> bool:
    """Whether an output played the tone; those that do not are left out from then on."""
    sound = clip(tone)
    while outputs:
        if plays(outputs[0], sound.path, sound.seconds, clock, sleep) is None:
            return True
        outputs.pop(0)
    return False


def outputs_that_play(names: Sequence[str]) -> Iterator[Output]:
    """The outputs of these names, which were seen to play."""
    from hipcoach.sound.players import find_outputs

    return (output for output in find_outputs() if output.name in names)

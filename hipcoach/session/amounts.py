"""Amounts as a session file writes them: whole numbers, times, tempos; and how one that is not understood is refused.

Below what reads the keys of a file and below what proposes something better, since both need it.
"""

# No patterns here: compiling them costs more than reading a session.

from __future__ import annotations

from collections.abc import Iterable

from hipcoach.diagnostics.problems import Code
from hipcoach.session.model import Phase
from hipcoach.session.part import Key
from hipcoach.text.characters import one_line, shown

LONGEST_NUMBER = 9
"""Digits: more is no amount but a slip."""
LONGEST_WORD = 20
"""Letters of a word that names a phase."""

SECONDS = ("s", "sec", "secs", "second", "seconds")
MINUTES = ("min", "mins", "m", "minute", "minutes")

TO = ("–", "—", "\u2010", "\u2011", "..", " to ")


class RefusedError(Exception):
    """A text that is not the value it should be."""

    def __init__(self, code: Code, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


def tidy(text: str) -> str:
    """Small letters and ordinary blanks: what a word processor makes of a number changes nothing."""
    if not text.isascii():
        text = "".join(" " if character.isspace() else character for character in text)
    return one_line(text).lower()


def parts(word: str) -> list[str]:
    """The ends of a range, or the one amount that it is."""
    for mark in TO:
        word = word.replace(mark, "-")
    return [part.strip() for part in word.split("-")]


def counts(word: str) -> tuple[int, int] | None:
    """The ends of a range of whole numbers, whatever their order; `None` where it is none."""
    ends = parts(word)
    if len(ends) > 2 or not all(is_whole(end) and not is_padded(end) for end in ends):
        return None
    return whole(ends[0]), whole(ends[-1])


def times(word: str) -> tuple[int, int] | None:
    """The ends of a range of times in seconds, whatever their order; `None` where it is none."""
    ends = parts(word)
    amounts = [amount(end) for end in ends]
    if len(ends) == 2 and is_whole(ends[0]) and (unit := _unit(ends[1])):
        # `30-60 s`: the first number has the unit of the second.
        amounts[0] = amount(f"{ends[0]} {unit}")
    low, high = amounts[0], amounts[-1]
    return None if len(ends) > 2 or low is None or high is None else (low, high)


def phases(key: Key, word: str) -> tuple[Phase, ...] | None:
    """The phases of a repetition; `None` where it is no tempo, refused where it goes beyond what its key allows."""
    found = [_phase(phase) for phase in word.split(",")]
    known_phases = tuple(phase for phase in found if phase is not None)
    if len(known_phases) < len(found) or not 2 <= len(found) <= 4:
        return None
    for phase in known_phases:
        if len(phase.name) > LONGEST_WORD:
            message = f"`{shown(phase.name)}` is too long to be spoken in time"
            raise RefusedError(Code.LONG, message, f"use a word of at most {LONGEST_WORD} letters")
        if phase.seconds > key.high:
            message = f"a phase lasts at most {key.high} s; not {phase.seconds} s"
            raise RefusedError(Code.RANGE, message, example(key))
    if not any(phase.seconds for phase in known_phases):
        raise RefusedError(Code.RANGE, "the phases of a repetition add up to 0 s", example(key))
    return known_phases


def amount(word: str) -> int | None:
    """The seconds of `45 s`, `1 min 30 s` or `1:30`; `None` where it is no time."""
    minutes, colon, seconds = word.partition(":")
    if colon:
        fits = is_whole(minutes) and is_whole(seconds) and len(seconds) == 2 and seconds < "60"
        return whole(minutes) * 60 + int(seconds) if fits and (not is_padded(minutes) or len(minutes) == 2) else None
    match _tokens(word):
        case [number, unit] if unit in SECONDS and _is_plain(number):
            return whole(number)
        case [number, unit] if unit in MINUTES and _is_plain(number):
            return whole(number) * 60
        case [minutes, unit, seconds, second] if unit in MINUTES and second in SECONDS:
            if _is_plain(minutes) and _is_plain(seconds) and whole(seconds) < 60:
                return whole(minutes) * 60 + int(seconds)
    return None


def in_words(seconds: int) -> str:
    """A time as a file may say it."""
    minutes, rest = divmod(seconds, 60)
    if not minutes or (minutes == 1 and rest):
        return f"{seconds} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def span(low: int, high: int) -> str:
    """A range of times as a file may say it."""
    return f"{low}-{high} s" if high < 120 else f"{in_words(low)} - {in_words(high)}"


def is_whole(number: str) -> bool:
    """Whether a text is nothing but digits."""
    return number.isascii() and number.isdigit()


def is_padded(number: str) -> bool:
    """Whether a number begins with a zero that means something else in other places."""
    return len(number) > 1 and number.startswith("0")


def whole(number: str) -> int:
    """The number in digits, unless there are too many of them."""
    if len(number) > LONGEST_NUMBER:
        raise RefusedError(Code.LONG, f"`{shown(number)}` has too many digits for an amount", "check the number")
    return int(number)


def example(key: Key) -> str:
    """What a key may say, as a help."""
    return f"write for example `{key.name}: {key.example}`"


def known(options: Iterable[str]) -> str:
    """Options as a message lists them."""
    return ", ".join(f"`{option}`" for option in options)


def _tokens(word: str) -> list[str]:
    """The runs of digits and of other characters, without the blanks around them; it has to begin with a digit."""
    if not word[:1].isdigit() or not word.isascii():
        return []
    tokens, digits = [""], True
    for character in word:
        if character != " " and character.isdigit() is not digits:
            tokens.append("")
            digits = not digits
        tokens[-1] += character
    return [token.strip() for token in tokens]


def _is_plain(number: str) -> bool:
    """Whether a run of digits is one number, written without zeros in front; blanks in it make it several."""
    return is_whole(number) and not is_padded(number)


def _unit(word: str) -> str | None:
    """The unit of an amount that has one unit only."""
    tokens = _tokens(word)
    return tokens[1] if len(tokens) == 2 and tokens[1] in SECONDS + MINUTES else None


def _phase(text: str) -> Phase | None:
    """One phase such as `lift 2` or `lift 2 s`."""
    words = text.split()
    if len(words) == 3 and words[2] in SECONDS:
        words.pop()
    elif len(words) == 2 and words[1].endswith("s"):
        words[1] = words[1].removesuffix("s")
    if len(words) != 2 or not is_whole(words[1]):
        return None
    name = words[0]
    spoken = name[0].isalpha() and all(each.isalpha() or each in "-'’" for each in name)
    return Phase(name, whole(words[1])) if spoken else None

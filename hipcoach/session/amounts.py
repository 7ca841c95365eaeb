"""Parses amounts as a session file writes them: whole numbers, times, ranges and tempos.

Both the reader of values and the help for wrong ones are built on this.
"""

# No regular expressions here: compiling them costs more than reading a session.

from __future__ import annotations

from collections.abc import Iterable

from hipcoach.diagnostics.problems import Code
from hipcoach.session.loads import Mass, MassUnit
from hipcoach.session.model import Phase, Tempo
from hipcoach.session.part import Key
from hipcoach.text.characters import one_line, shown

LONGEST_NUMBER = 9
"""The most digits of a number; more must be a typing mistake."""
LONGEST_WORD = 20
"""The most letters in the name of a phase."""

MOST_DECIMALS = 2
"""The most digits of a weight behind its point."""

SECONDS = ("s", "sec", "secs", "second", "seconds")
MINUTES = ("min", "mins", "m", "minute", "minutes")

TO = ("–", "—", "\u2010", "\u2011", "..", " to ")


class RefusedError(Exception):
    """The text is not a value that its key can have; carries the code, message and help of the problem."""

    def __init__(self, code: Code, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


def tidy(text: str) -> str:
    """The text in small letters with ordinary blanks, whatever kind a word processor put there."""
    if not text.isascii():
        text = "".join(" " if character.isspace() else character for character in text)
    return one_line(text).lower()


def parts(word: str) -> list[str]:
    """The two ends of a range, or a single amount."""
    for mark in TO:
        word = word.replace(mark, "-")
    return [part.strip() for part in word.split("-")]


def counts(word: str) -> tuple[int, int] | None:
    """The ends of a range of whole numbers, in whatever order; `None` if it is no such range."""
    ends = parts(word)
    if len(ends) > 2 or not all(is_whole(end) and not is_padded(end) for end in ends):
        return None
    return whole(ends[0]), whole(ends[-1])


def times(word: str) -> tuple[int, int] | None:
    """The ends of a range of times in seconds, in whatever order; `None` if it is no such range."""
    ends = parts(word)
    amounts = [amount(end) for end in ends]
    if len(ends) == 2 and is_whole(ends[0]) and (unit := _unit(ends[1])):
        # In `30-60 s` the first number takes the unit of the second.
        amounts[0] = amount(f"{ends[0]} {unit}")
    low, high = amounts[0], amounts[-1]
    return None if len(ends) > 2 or low is None or high is None else (low, high)


def floor(word: str) -> str | None:
    """The low end of an open end such as `10+` or `20+ s`, as it would be written alone; `None` if it is none."""
    before, plus, after = (part.strip() for part in word.partition("+"))
    if not plus or not before or (after and not (is_whole(before) and after in SECONDS + MINUTES)):
        return None
    return f"{before} {after}".strip()


def tempo(key: Key, word: str) -> Tempo | None:
    """The phases of a tempo; `None` if it is no tempo, RefusedError if it is beyond the bounds of its key."""
    texts = [text.strip() for text in word.split(",")]
    # One that takes the hold has no number of its own.
    held = [index for index, text in enumerate(texts) if _is_spoken(text)]
    found = [_phase(f"{text} 0" if index in held else text) for index, text in enumerate(texts)]
    known_phases = tuple(phase for phase in found if phase is not None)
    if len(known_phases) < len(found) or not 2 <= len(found) <= 4 or len(held) == len(found):
        return None
    if len(held) > 1:
        message = f"only one word can be without its seconds, which takes the hold; here are {len(held)}"
        raise RefusedError(Code.TEMPO, message, f"write for example `{key.name}: lift 2, hold, lower 2`")
    if held and held[0] == len(found) - 1:
        message = f"`{shown(texts[-1])}` is the last word, the way back, and takes as long as its seconds say"
        raise RefusedError(Code.TEMPO, message, f"give it its seconds: `{shown(texts[-1])} 2`")
    for phase in known_phases:
        if len(phase.name) > LONGEST_WORD:
            message = f"`{shown(phase.name)}` is too long to be spoken in time"
            raise RefusedError(Code.LONG, message, f"use a word of at most {LONGEST_WORD} letters")
        if phase.seconds > key.high:
            message = f"a phase lasts at most {key.high} s; not {phase.seconds} s"
            raise RefusedError(Code.RANGE, message, example(key))
    if not held and not any(phase.seconds for phase in known_phases):
        raise RefusedError(Code.RANGE, "the phases of a repetition add up to 0 s", example(key))
    return Tempo(known_phases, held[0] if held else None)


def amount(word: str) -> int | None:
    """The seconds of a time such as `45 s`, `1 min 30 s` or `1:30`; `None` if it is no time."""
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


def mass(word: str) -> Mass | None:
    """The weight in a text such as `2 kg` or `2.5lb`, within its bounds or not; `None` if it is none."""
    for unit in MassUnit:
        number = word.removesuffix(unit).rstrip()
        whole, point, decimals = number.partition(".")
        if number == word or not is_whole(whole) or is_padded(whole) or len(whole) > LONGEST_NUMBER:
            continue
        if not point or (is_whole(decimals) and len(decimals) <= MOST_DECIMALS):
            return Mass(float(number), unit)
    return None


def in_words(seconds: int) -> str:
    """A time as a session file writes it."""
    minutes, rest = divmod(seconds, 60)
    if not minutes or (minutes == 1 and rest):
        return f"{seconds} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def span(low: int, high: int) -> str:
    """A range of times as a session file writes it."""
    return f"{low}-{high} s" if high < 120 else f"{in_words(low)} - {in_words(high)}"


def is_whole(number: str) -> bool:
    """Whether a text consists of ASCII digits."""
    return number.isascii() and number.isdigit()


def is_padded(number: str) -> bool:
    """Whether a number has leading zeros, which could mean an octal number."""
    return len(number) > 1 and number.startswith("0")


def whole(number: str) -> int:
    """The value of some digits; RefusedError if there are too many of them."""
    if len(number) > LONGEST_NUMBER:
        raise RefusedError(Code.LONG, f"`{shown(number)}` has too many digits for an amount", "check the number")
    return int(number)


def example(key: Key) -> str:
    """A help with an example for a key."""
    return f"write for example `{key.name}: {key.example}`"


def known(options: Iterable[str]) -> str:
    """Options listed for a message."""
    return ", ".join(f"`{option}`" for option in options)


def _tokens(word: str) -> list[str]:
    """The runs of digits and of other characters, without blanks around them; empty unless a digit comes first."""
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
    """Whether a run of digits is a single number without leading zeros."""
    return is_whole(number) and not is_padded(number)


def _unit(word: str) -> str | None:
    """The unit of an amount with exactly one unit."""
    tokens = _tokens(word)
    return tokens[1] if len(tokens) == 2 and tokens[1] in SECONDS + MINUTES else None


def _phase(text: str) -> Phase | None:
    """A phase such as `lift 2` or `lift 2 s`; `None` if it is none."""
    words = text.split()
    if len(words) == 3 and words[2] in SECONDS:
        words.pop()
    elif len(words) == 2 and words[1].endswith("s"):
        words[1] = words[1].removesuffix("s")
    if len(words) != 2 or not is_whole(words[1]):
        return None
    name = words[0]
    return Phase(name, whole(words[1])) if _is_spoken(name) else None


def _is_spoken(name: str) -> bool:
    """Whether a text can be the name of a phase: one word, all letters."""
    return name[:1].isalpha() and all(each.isalpha() or each in "-'’" for each in name)

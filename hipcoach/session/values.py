"""Reads one text of a session file into a value, or says what is wrong with it."""

# No patterns here: compiling them costs more than reading a session. What to write instead of a wrong text may cost
# what it likes, and stands in `fixes`, which is imported when the first one is met.

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from hipcoach.session.characters import one_line, shown
from hipcoach.session.keys import FORMAT, Key
from hipcoach.session.model import Phase, Range, Tempo
from hipcoach.session.problems import Code
from hipcoach.session.words import Guess

LONGEST_NUMBER = 9
"""Digits: more is no amount but a slip."""
LONGEST_ID = 60
LONGEST_WORD = 20
LONGEST_URL = 2000

SECONDS = ("s", "sec", "secs", "second", "seconds")
MINUTES = ("min", "mins", "m", "minute", "minutes")

TO = ("–", "—", "\u2010", "\u2011", "..", " to ")
_NOT_IN_A_LINK = frozenset(' "<>\\^`{|}')


class RefusedError(Exception):
    """A text that is not the value it should be."""

    def __init__(self, code: Code, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


def read_version(key: Key, text: str) -> int:
    """The number of the format; anything but the one we know is refused."""
    fix = f"write `{key.name}: {FORMAT}`"
    word = text.strip()
    if not is_whole(word) or is_padded(word):
        message = f"`{key.name}` is the number of the format, a whole number; not `{shown(text)}`"
        raise RefusedError(Code.NUMBER, message, fix)
    if word != str(FORMAT):
        message = f"this file is written in format {shown(word)}; this hipcoach reads format {FORMAT}"
        raise RefusedError(Code.VERSION, message, f"get a newer hipcoach, or {fix} if the file follows format {FORMAT}")
    return FORMAT


def read_counts(key: Key, text: str) -> Range:
    """A whole number or a range of them."""
    ends = counts(tidy(text))
    if ends is None:
        from hipcoach.session.fixes import no_count

        raise no_count(key, text)
    low, high = ends
    if low > high:
        from hipcoach.session.fixes import backwards

        raise backwards(key, text, f"{high}-{low}")
    if low < key.low or high > key.high:
        raise _out_of_bounds(key, text, str(key.low), str(key.high))
    return Range(low, high)


def read_time(key: Key, text: str) -> int:
    """One time, in seconds."""
    amount = read_times(key, text)
    if len(parts(tidy(text))) > 1:
        message = f"`{key.name}` is one time, not a range; not `{shown(text)}`"
        options = f"`{key.name}: {in_words(amount.low)}` or `{key.name}: {in_words(amount.high)}`"
        raise RefusedError(Code.TIME, message, f"write {options}")
    return amount.low


def read_times(key: Key, text: str) -> Range:
    """A time or a range of times, in seconds."""
    ends = times(tidy(text))
    if ends is None:
        from hipcoach.session.fixes import no_time

        raise no_time(key, text)
    low, high = ends
    if low > high:
        from hipcoach.session.fixes import backwards, span

        raise backwards(key, text, span(high, low))
    if low < key.low or high > key.high:
        raise _out_of_bounds(key, text, in_words(key.low), in_words(key.high))
    return Range(low, high)


def read_tempo(key: Key, text: str) -> Tempo:
    """The phases of a repetition, or none of them for `own`."""
    word = tidy(text)
    if word == "own":
        return Tempo(())
    known_phases = phases(word)
    if known_phases is None:
        from hipcoach.session.fixes import no_tempo

        raise no_tempo(key, text)
    for phase in known_phases:
        if len(phase.name) > LONGEST_WORD:
            message = f"`{shown(phase.name)}` is too long to be spoken in time"
            raise RefusedError(Code.LONG, message, f"use a word of at most {LONGEST_WORD} letters")
        if phase.seconds > key.high:
            message = f"a phase lasts at most {key.high} s; not {phase.seconds} s"
            raise RefusedError(Code.RANGE, message, example(key))
    if not any(phase.seconds for phase in known_phases):
        raise RefusedError(Code.RANGE, "the phases of a repetition add up to 0 s", example(key))
    return Tempo(known_phases)


def read_choice(key: Key, text: str, guess: Guess) -> StrEnum:
    """One of the words that the key knows."""
    assert key.choices is not None
    word = text.strip()
    for choice in key.choices:
        if word == choice.value:
            return choice
    from hipcoach.session.fixes import no_choice

    raise no_choice(key, word, guess)


def read_id(key: Key, text: str) -> str:
    """A short name of small letters, digits and single hyphens."""
    word = text.strip()
    letters = word.replace("-", "")
    if not (letters.isascii() and letters.isalnum() and letters == letters.lower()) or "" in word.split("-"):
        from hipcoach.session.words import slug

        better = slug(word[: LONGEST_ID * 2].removesuffix(".yaml")) or key.example.strip("[]")
        message = f"`{shown(text)}` cannot be an id: small letters a-z, digits and hyphens between them"
        raise RefusedError(Code.ID, message, f"write for example `{better}`")
    if len(word) > LONGEST_ID:
        message = f"an id has at most {LONGEST_ID} characters; this one has {len(word)}"
        raise RefusedError(Code.LONG, message, "shorten it")
    return word


def read_url(key: Key, text: str) -> str:
    """A link to the web."""
    word = text.strip()
    if len(word) > LONGEST_URL:
        message = f"a link has at most {LONGEST_URL} characters; this one has {len(word)}"
        raise RefusedError(Code.LONG, message, "shorten it")
    scheme, mark, rest = word.partition("://")
    if scheme.lower() not in ("http", "https") or not mark or rest[:1] in ("", "/", "?", "#", ":"):
        raise RefusedError(Code.URL, f"`{shown(text)}` is not a link to the web", example(key))
    if any(character in _NOT_IN_A_LINK or character.isspace() for character in rest):
        raise RefusedError(Code.URL, f"`{shown(text)}` has a character that links do not have", example(key))
    return word


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


def phases(word: str) -> tuple[Phase, ...] | None:
    """The phases of a repetition, however long; `None` where it is no tempo."""
    found = [_phase(phase) for phase in word.split(",")]
    known_phases = tuple(phase for phase in found if phase is not None)
    return known_phases if len(known_phases) == len(found) and 2 <= len(found) <= 4 else None


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


def _out_of_bounds(key: Key, text: str, low: str, high: str) -> RefusedError:
    return RefusedError(Code.RANGE, f"`{key.name}` goes from {low} to {high}; not `{shown(text)}`", example(key))

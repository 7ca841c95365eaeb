"""Reads a text of a session file into a value; RefusedError if it is wrong."""

# No regular expressions here: compiling them costs more than reading a session. The help for wrong texts may be slow;
# it is in `errors`, which is imported only when it is needed.

from __future__ import annotations

from enum import StrEnum

from hipcoach.diagnostics.problems import Code
from hipcoach.session.amounts import (
    RefusedError,
    counts,
    example,
    floor,
    in_words,
    is_padded,
    is_whole,
    mass,
    parts,
    span,
    tempo,
    tidy,
    times,
)
from hipcoach.session.keys import FORMAT
from hipcoach.session.loads import HEAVIEST, LIGHTEST, Mass
from hipcoach.session.model import AtLeast, Range, Tempo
from hipcoach.session.part import Key, KeyKind
from hipcoach.text.characters import one_line, shown
from hipcoach.text.languages import CODES
from hipcoach.text.words import Guess

LONGEST_ID = 60
LONGEST_NAME = 250
"""The most characters of the name of a session: no file can have a longer one."""
LONGEST_URL = 2000
LONGEST_LOAD = 40
"""The most characters of a load in words."""

_NOT_IN_A_LINK = frozenset(' "<>\\^`{|}')


def read_version(key: Key, text: str) -> int:
    """The version of the format; any but the known one is refused."""
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
        from hipcoach.session.errors.values import no_count

        raise no_count(key, text)
    low, high = ends
    if low > high:
        from hipcoach.session.errors.values import backwards

        raise backwards(key, text, f"{high}-{low}")
    if low < key.low or high > key.high:
        if key.name == "effort":
            from hipcoach.session.errors.loads import beyond_effort

            raise beyond_effort(key, text, low, high)
        raise _out_of_bounds(key, text, str(key.low), str(key.high))
    return Range(low, high)


def read_count(key: Key, text: str) -> int:
    """One whole number."""
    amount = read_counts(key, text)
    if len(parts(tidy(text))) > 1:
        message = f"`{key.name}` is one number, not a range; not `{shown(text)}`"
        raise RefusedError(Code.NUMBER, message, f"write `{key.name}: {amount.low}` or `{key.name}: {amount.high}`")
    return amount.low


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
        from hipcoach.session.errors.values import no_time

        raise no_time(key, text)
    low, high = ends
    if low > high:
        from hipcoach.session.errors.values import backwards

        raise backwards(key, text, span(high, low))
    if low < key.low or high > key.high:
        raise _out_of_bounds(key, text, in_words(key.low), in_words(key.high))
    return Range(low, high)


def read_set(key: Key, text: str) -> Range:
    """How much of a set is to be done, as counts or times; an open end reaches up to the bound of its key."""
    read = read_counts if key.kind is KeyKind.SET_COUNTS else read_times
    low = floor(tidy(text))
    if low is None or len(parts(low)) > 1:
        return read(key, text)
    try:
        return AtLeast(read(key, low).low, key.high)
    except RefusedError as wrong:
        from hipcoach.session.errors.values import no_floor

        raise no_floor(key, text, low, wrong) from None


def read_tempo(key: Key, text: str) -> Tempo:
    """The phases of a repetition; `own` has none."""
    word = tidy(text)
    if word == "own":
        return Tempo(())
    found = tempo(key, word)
    if found is None:
        from hipcoach.session.errors.values import no_tempo

        raise no_tempo(key, text)
    return found


def read_load(key: Key, text: str) -> str:
    """A load as plans and logs have it: the text of a weight, or words."""
    words = one_line(text)
    if words[:1].isdigit():
        return str(read_weight(key, text))
    if len(words) > LONGEST_LOAD:
        message = f"a load in words has at most {LONGEST_LOAD} characters; this one has {len(words)}"
        raise RefusedError(Code.LONG, message, "shorten it, or put the rest into `setup`")
    if mass(words.lstrip("+-.~ ")) is not None:
        from hipcoach.session.errors.loads import no_weight

        raise no_weight(key, text)
    return words


def read_weight(key: Key, text: str) -> Mass:
    """A number of kilograms or pounds, with at most two decimals."""
    weight = mass(tidy(text))
    if weight is None:
        from hipcoach.session.errors.loads import no_weight

        raise no_weight(key, text)
    if not weight.possible:
        raise _out_of_bounds(key, text, *(str(Mass(bound, weight.unit)) for bound in (LIGHTEST, HEAVIEST)))
    return weight


def read_language(key: Key, text: str) -> str:
    """The code of a language such as `de` or `pt-br`, in small letters."""
    word = text.strip()
    language, _, region = word.partition("-")
    letters = (part.isascii() and part.isalpha() for part in (language, region or "x"))
    if all(letters) and 2 <= len(language) <= 3 and (not region or len(region) in (2, 4)) and not word.endswith("-"):
        return word.lower()
    code = CODES.get(word.casefold())
    message = f"`{key.name}` is the code of a language, such as `de`; not `{shown(text)}`"
    raise RefusedError(Code.CHOICE, message, f"write `{key.name}: {code}`" if code else example(key))


def read_choice(key: Key, text: str, guess: Guess) -> StrEnum:
    """One of the choices of the key."""
    assert key.choices is not None
    word = text.strip()
    for choice in key.choices:
        if word == choice.value:
            return choice
    from hipcoach.session.errors.values import no_choice

    raise no_choice(key, word, guess)


def is_id(word: str) -> bool:
    """Whether a word has small letters, digits and single hyphens only."""
    letters = word.replace("-", "")
    return letters.isascii() and letters.isalnum() and letters == letters.lower() and "" not in word.split("-")


def read_id(key: Key, text: str) -> str:
    """An id: small letters, digits and single hyphens."""
    word = text.strip()
    if not is_id(word):
        from hipcoach.text.words import slug

        better = slug(word[: LONGEST_ID * 2].removesuffix(".yaml")) or key.example.strip("[]")
        message = f"`{shown(text)}` cannot be an id: small letters a-z, digits and hyphens between them"
        raise RefusedError(Code.ID, message, f"write for example `{better}`")
    if len(word) > LONGEST_ID:
        message = f"an id has at most {LONGEST_ID} characters; this one has {len(word)}"
        raise RefusedError(Code.LONG, message, "shorten it")
    return word


def read_session_name(key: Key, text: str) -> str:
    """The name of a session, as it is listed; a path or a file name is refused."""
    name = one_line(text)
    # The end of a path, of whatever system.
    stem = name.replace("\\", "/").rstrip("/").rpartition("/")[2].removesuffix(".yaml").removesuffix(".yml")
    if stem != name:
        message = f"a session is named, not its file: `{shown(text)}`"
        raise RefusedError(Code.ID, message, f"write `{key.name}: {shown(stem)}`" if stem else example(key))
    if len(name) > LONGEST_NAME:
        message = f"the name of a session has at most {LONGEST_NAME} characters; this one has {len(name)}"
        raise RefusedError(Code.LONG, message, "write the name that `hipcoach list` shows")
    return name


def read_change(key: Key, text: str) -> tuple[str, str]:
    """The ids of an exercise and of a modification of it, with a colon between them."""
    exercise, colon, modification = text.strip().partition(":")
    if not colon or not exercise.strip() or not modification.strip():
        message = f"`{key.name}` names an exercise and a form of it; not `{shown(text)}`"
        raise RefusedError(Code.ID, message, example(key))
    return read_id(key, exercise), read_id(key, modification)


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


def _out_of_bounds(key: Key, text: str, low: str, high: str) -> RefusedError:
    return RefusedError(Code.RANGE, f"`{key.name}` goes from {low} to {high}; not `{shown(text)}`", example(key))

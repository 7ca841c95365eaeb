"""What to write instead of a text that is not the value it should be. Imported only when there is one."""

from __future__ import annotations

import re

from hipcoach.session.characters import shown
from hipcoach.session.keys import Key
from hipcoach.session.model import BUILT_IN_TEMPO
from hipcoach.session.problems import Code
from hipcoach.session.values import (
    LONGEST_NUMBER,
    MINUTES,
    SECONDS,
    RefusedError,
    amount,
    example,
    in_words,
    is_whole,
    known,
    parts,
)
from hipcoach.session.words import Guess

_UNIT = "|".join(sorted(MINUTES + SECONDS, key=len, reverse=True))
_SETS_OF = r"([0-9]{1,4})\s*(?:x|×|\*|sets?\s+of)\s*([0-9].*)"
_COUNTED = r"\s*(?:x|reps?|repetitions?|times(?:\s+a\s+week)?|sets?|per\s+week)"
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_STEP = r"[-–—/: .x,]+"
_GYM = rf"([0-9]{{1,2}}){_STEP}([0-9]{{1,2}}){_STEP}([0-9]{{1,2}})(?:{_STEP}[0-9]{{1,2}})?"

_SIDES = (
    (("no", "off", "false", "n", "null", "-"), "write `side: none` for both legs together"),
    (
        ("yes", "on", "true", "y", "all", "alternate", "alternating"),
        "write `side: each` for the whole dose on each side",
    ),
)


def no_time(key: Key, text: str, word: str) -> RefusedError:
    """Why a text is no time; `word` is the text made tidy."""
    if all(is_whole(end) for end in parts(word)) and len(parts(word)) <= 2:
        if any(len(end) > LONGEST_NUMBER for end in parts(word)):
            return _too_long(text)
        message = f"{shown(text)} what? a time needs a unit"
        return RefusedError(Code.UNIT, message, f"write `{key.name}: {'-'.join(parts(word))} s`")
    if any(len(number) > LONGEST_NUMBER for number in re.findall("[0-9]+", word)):
        return _too_long(text)
    message, help = f"`{shown(text)}` is not a time", example(key)
    if of := re.fullmatch(_SETS_OF, word):
        help = f"write `sets: {of[1]}` and `{key.name}: {shown(of[2])}{' s' if is_whole(of[2]) else ''}`"
    elif word.startswith(("-", "−", "–")):
        message = f"a time cannot be negative: `{shown(text)}`"
    elif decimal := re.fullmatch(rf"([0-9]+)[.,]([0-9]+)\s*({_UNIT})?", word):
        message = f"times have no fractions: `{shown(text)}`"
        if unit := decimal[3]:
            seconds = float(f"{decimal[1]}.{decimal[2]}") * (60 if unit in MINUTES else 1)
            help = _as(key, max(1, round(seconds)))
    elif re.search("[½⅓⅔¼¾/]", word):
        message = f"times have no fractions: `{shown(text)}`"
    elif re.search(r"[0-9]\s*h|hour|[0-9]:[0-9]+:", word):
        message, help = f"times have minutes and seconds, no hours: `{shown(text)}`", f"{example(key)}, or `20 min`"
    elif clock := re.fullmatch(r"0*([0-9]{1,4}):([0-9]{1,2})", word):
        seconds = int(clock[1]) * 60 + int(clock[2])
        help = f"write `{key.name}: {clock[1]}:{clock[2]:0>2}`" if seconds % 60 == int(clock[2]) else _as(key, seconds)
    elif mixed := re.fullmatch(rf"([0-9]+)\s*({_UNIT})(?:\s*(?:and\s*)?([0-9]+)\s*({_UNIT})?)?", word):
        help = _as(key, int(mixed[1]) * (60 if mixed[2] in MINUTES else 1) + int(mixed[3] or 0))
    elif re.search("[“”„‘’«»]", word):
        message, help = f"curly quotes belong to the text: `{shown(text)}`", f"{example(key)}, without quotes"
    return RefusedError(Code.TIME, message, help)


def count_fix(key: Key, word: str) -> str:
    """What to write instead of a text that is no whole number."""
    ends = parts(word)
    if of := re.fullmatch(_SETS_OF, word):
        rest = re.sub(_COUNTED + "$", "", of[2])
        if all(is_whole(end) for end in parts(rest)):
            return f"write `sets: {of[1]}` and `reps: {shown(rest)}`"
        return f"write `sets: {of[1]}` and `hold: {shown(rest)}`" if _is_time(rest) else example(key)
    if len(ends) <= 2 and all(is_whole(end) for end in ends):
        return f"write `{key.name}: {shown('-'.join(end.lstrip('0') or '0' for end in ends))}`"
    if counted := re.fullmatch(rf"([0-9]+(?:-[0-9]+)?){_COUNTED}", "-".join(ends)):
        return f"write `{key.name}: {shown(counted[1])}`"
    if word in _NUMBERS:
        return f"write `{key.name}: {_NUMBERS.index(word)}`"
    if key.name == "reps" and _is_time(word):
        return f"for a time write `hold: {shown(word)}`"
    return example(key)


def tempo_fix(key: Key, word: str) -> str:
    """What to write instead of a text that is no tempo."""
    if match := re.fullmatch(_GYM, word):
        first, pause, last = (int(number) for number in match.groups())
        up, down = (f"lift {out}, pause {pause}, lower {back}" for out, back in ((first, last), (last, first)))
        if up == down:
            return f"say which is which: `{key.name}: {up}`"
        return f"say which is which: `{up}`; or, as gyms begin with the lowering, `{down}`"
    if word.startswith(("self", "free", "your", "any", "my", "no")):
        return f"for your own pace write `{key.name}: own`"
    if word.startswith(("slow", "normal", "fast", "quick", "controlled", "steady")):
        usual = ", ".join(f"{phase.name} {phase.seconds}" for phase in BUILT_IN_TEMPO.phases)
        return f"say how many seconds each part takes: `{key.name}: {usual}`"
    return example(key)


def no_choice(key: Key, word: str, guess: Guess) -> RefusedError:
    """Why a word is none of those that the key knows."""
    assert key.choices is not None
    options = tuple(choice.value for choice in key.choices)
    message = f"`{key.name}` is one of {known(options)}; not `{shown(word)}`"
    plain = word.casefold()
    if key.name == "side" and plain == "both":
        message = "`both` could mean two things: half the dose on each side, or both legs together"
        help = "write `side: each` for the whole dose on each side, or `side: none` for both legs together"
        return RefusedError(Code.CHOICE, message, help)
    for words, help in _SIDES if key.name == "side" else ():
        if plain in words:
            return RefusedError(Code.CHOICE, message, help)
    near = guess(word, options)
    help = (
        f"did you mean `{key.name}: {near}`?" if near else f"write for example `{key.name}: {key.example.strip('[]')}`"
    )
    return RefusedError(Code.CHOICE, message, help)


def span(low: int, high: int) -> str:
    """A range of times as a file may say it."""
    return f"{low}-{high} s" if high < 120 else f"{in_words(low)} - {in_words(high)}"


def _as(key: Key, seconds: int) -> str:
    return f"write `{key.name}: {in_words(seconds)}`"


def _is_time(word: str) -> bool:
    ends = parts(word)
    return len(ends) <= 2 and amount(ends[-1]) is not None and (is_whole(ends[0]) or amount(ends[0]) is not None)


def _too_long(text: str) -> RefusedError:
    return RefusedError(Code.LONG, f"`{shown(text)}` has too many digits for an amount", "check the number")

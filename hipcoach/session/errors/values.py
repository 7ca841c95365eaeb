"""Help for a text that is not a valid value of its key. Imported only when there is one.

Every proposal for a key is itself a valid value of that key, so that no fix leads to the next error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import decimal

from hipcoach.diagnostics.problems import Code
from hipcoach.session.amounts import (
    LONGEST_NUMBER,
    MINUTES,
    SECONDS,
    RefusedError,
    counts,
    example,
    in_words,
    is_whole,
    known,
    parts,
    span,
    tempo,
    tidy,
    times,
)
from hipcoach.session.keys import EXERCISE
from hipcoach.session.model import BUILT_IN_TEMPO
from hipcoach.session.part import Key, KeyKind
from hipcoach.text.characters import shown
from hipcoach.text.words import Guess

LONGEST_AMOUNT = 80
"""The most characters of an amount for which a fix is sought."""

_COUNTS = (KeyKind.COUNT, KeyKind.COUNTS, KeyKind.SET_COUNTS)
_TIMES = (KeyKind.TIME, KeyKind.SET_TIMES)

_UNIT = "|".join(sorted(MINUTES + SECONDS, key=len, reverse=True))
_SETS_OF = r"([1-9][0-9]?)\s*(?:x|×|\*|sets?\s+of)\s*([0-9].*)"
_OF_SETS = rf"([0-9].*(?:[0-9]|{_UNIT}))\s*(?:x|×|\*)\s*([1-9][0-9]?)"
_COUNTED = r"\s*(?:x|reps?|repetitions?|(?:times|days?)(?:\s+(?:a|per)\s+week)?|sets?|per\s+week|weeks?)"
_EACH_SIDE = r",?\s*\(?(?:(?:per|each|/|on each|a)\s*(?:side|leg|hip)|each|both sides|/\s*(?:side|leg|hip))\)?"
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_OFTEN = ("once", "twice")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OR_MORE = r"(?:at\s+least|min\.|minimum|≥|>=?)\s*([0-9].*)|([0-9].*?)\s*(?:\+|(?:or|and)\s+more|plus|minimum)"
_STEP = r"[-–—/: .,]+"
_GYM = rf"([0-9]{{1,2}}){_STEP}([0-9]{{1,2}}){_STEP}([0-9]{{1,2}})(?:{_STEP}0)?"
_PHASE = r"(?:([^\W\d]+)\s*[:=]?\s*([0-9]+)\s*(?:s|secs?|seconds?)?|([0-9]+)\s*(?:s|secs?|seconds?)?\s+([^\W\d]+))"

_SLIPS = (
    (r"^[“”„‟‘’‚«»´`]+|(?<=[a-z0-9])[“”„‟‘’«»´`]+$", ""),
    (r"^(?:~|≈|ca\.?|about|around|approx\.?|\+)\s*", ""),
    (rf"(?<=[0-9a-z]){_EACH_SIDE}$", ""),
    (r"[.,;!]+$", ""),
    (r"(?<=[0-9])\s*(?:″|''|\")", " s"),
    (r"(?<=[0-9])\s*[′']", " min "),
    (r"(?<=[0-9a-z])\s*(?:−|‒|―|~|…|\.\.\.|\bor\b|, )\s*(?=[0-9])", "-"),
    (r"(?<![:.,0-9])0+(?=[0-9])", ""),
    (r"(?<=[0-9])\.0+(?![0-9])", ""),
)
"""Patterns for what keyboards, word processors and habits do to an amount, and their replacements."""

_SORE = (
    "operated",
    "injured",
    "surgical",
    "surgery",
    "involved",
    "painful",
    "sore",
    "bad",
    "weak",
    "weaker",
    "worse",
    "operated side",
    "affected side",
    "injured side",
    "painful side",
    "affected leg",
    "operated leg",
)
"""Words for the side that a person exercises for."""

_MEANT: dict[str, dict[str, tuple[str, ...]]] = {
    "side": {
        "none": ("no", "off", "false", "n", "together", "both legs together", "both together"),
        "each": ("yes", "on", "true", "y", "all", "alternate", "alternating", "each side", "per side", "each leg",
                 "unilateral", "left and right", "right and left", "left, right", "left/right", "l/r"),
        "left": ("l",),
        "right": ("r",),
        "affected": _SORE,
    },
    "first": {"affected": _SORE, "alternate": ("alternating", "in turn", "swap", "both", "either")},
    "position": {
        "supine": ("back", "on back", "on the back", "on your back", "lying", "lying on back", "lying down"),
        "side-lying": ("side", "on the side", "on your side", "lateral"),
        "half-kneeling": ("kneeling", "lunge"),
        "standing": ("stand", "upright"),
        "seated": ("sitting", "sit", "chair", "on a chair"),
        "prone": ("stomach", "on the stomach", "on your stomach", "belly", "face down"),
    },
    "order": {"alternate": ("alternating", "in turn", "left right", "l-r"), "swap_each_set": ("swap", "each set"),
              "one_side_then_other": ("one side", "blocked")},
    "dose": {"low": ("easy", "light", "gentle", "small", "least", "minimum"),
             "middle": ("medium", "moderate", "mid", "normal", "half", "average"),
             "high": ("hard", "full", "strong", "heavy", "most", "maximum", "max", "whole")},
    "advance": {"wait": ("manual", "off", "no", "false", "key"), "auto": ("automatic", "on", "yes", "true")},
    "level": {"gentle": ("easy", "light", "beginner", "low"), "moderate": ("medium", "middle", "normal"),
              "strong": ("hard", "difficult", "advanced", "high", "heavy")},
    "at": {"middle": ("half-way", "halfway", "half"), "start": ("begin", "beginning"), "end": ("finish", "last")},
}  # fmt: skip
"""Words for a choice that resemble it in meaning rather than in spelling."""
_EVERY_DAY = ("daily", "every day", "each day", "everyday", "all days")
_COUNTED_AS: dict[str, dict[str, tuple[str, ...]]] = {
    "times": {"7": _EVERY_DAY, "3-4": ("every other day", "every second day", "alternate days")},
    "per_week": {"7": _EVERY_DAY},
    "weeks": {"4": ("month", "a month", "1 month", "one month"), "8": ("2 months", "two months")},
    "apart": {"0": ("none", "no", "never", "false"), "1": ("yes", "true", "every other day", "48 h", "48 hours")},
}
"""Words for an amount that stand in place of its number."""
_SIDES = {"none": " for both legs together", "each": " for the whole dose on each side"}
_BOTH = ("both", "both sides", "bilateral", "both legs")


def no_count(key: Key, text: str) -> RefusedError:
    """The error for a text that is neither a whole number nor a range of them."""
    wanted = "a whole number" if key.kind is KeyKind.COUNT else "a whole number or a range"
    message = f"`{key.name}` is {wanted}; not `{shown(text)}`"
    word = tidy(text)
    if len(word) > LONGEST_AMOUNT:
        return RefusedError(Code.NUMBER, message, example(key))
    ends = parts(word)
    fixes = [_open_end(key, word), _sets_of(key, word), _set(key, plain(word))]
    if counted := re.fullmatch(rf"(?:x\s*)?([0-9]+(?:-[0-9]+)?)(?:{_COUNTED})?", "-".join(parts(plain(word)))):
        fixes.append(_set(key, counted[1]))
    if word in _NUMBERS:
        fixes.append(_set(key, str(_NUMBERS.index(word))))
    if word.partition(" ")[0] in _OFTEN:
        fixes.append(_set(key, str(_OFTEN.index(word.partition(" ")[0]) + 1)))
    fixes += [_set(key, number) for number, words in _COUNTED_AS.get(key.name, {}).items() if word in words]
    if key.name == "reps" and len(ends) <= 2 and _fits(_key("hold"), word):
        fixes.append(f"for a time write `hold: {shown(word)}`")
    return RefusedError(Code.NUMBER, message, _first(fixes, key))


def no_time(key: Key, text: str) -> RefusedError:
    """The error for a text that is not a time."""
    word = tidy(text)
    ends = parts(word)
    if any(len(number) > LONGEST_NUMBER for number in re.findall("[0-9]+", word)):
        return RefusedError(Code.LONG, f"`{shown(text)}` has too many digits for an amount", "check the number")
    if all(is_whole(end) for end in ends) and len(ends) <= 2:
        message = f"{shown(text)} what? a time needs a unit"
        return RefusedError(Code.UNIT, message, _set(key, f"{'-'.join(map(_unpadded, ends))} s") or example(key))
    if len(word) > LONGEST_AMOUNT:
        return RefusedError(Code.TIME, f"`{shown(text)}` is not a time", example(key))
    message, fixes = f"`{shown(text)}` is not a time", [_open_end(key, word), _sets_of(key, word)]
    if word.startswith(("-", "−", "–")):
        message = f"a time cannot be negative: `{shown(text)}`"
    elif fraction := re.fullmatch(rf"([0-9]*)[.,]([0-9]+)\s*({_UNIT})?", word):
        message = f"times have no fractions: `{shown(text)}`"
        if unit := fraction[3]:
            seconds = float(f"{fraction[1] or 0}.{fraction[2]}") * (60 if unit in MINUTES else 1)
            fixes.append(_set(key, in_words(max(1, round(seconds)))))
    elif re.search("[½⅓⅔¼¾]|[0-9]/[0-9]", word):
        message = f"times have no fractions: `{shown(text)}`"
    elif re.search(r"[0-9]\s*h\b|hour|[0-9]:[0-9]+:", word):
        message = f"times have minutes and seconds, no hours: `{shown(text)}`"
        return RefusedError(Code.TIME, message, f"{example(key)}, or `20 min`" if key.high >= 1200 else example(key))
    elif clock := re.fullmatch(r"0*([0-9]{1,4}):([0-9]{1,2})", word):
        seconds = int(clock[1]) * 60 + int(clock[2])
        fixes += [_set(key, f"{clock[1]}:{clock[2]:0>2}"), _set(key, in_words(seconds))]
    elif re.search("[“”„‘’«»]", word):
        message = f"curly quotes belong to the text: `{shown(text)}`"
    fixes.append(_set(key, plain(word)))
    if mixed := re.fullmatch(rf"([0-9]+)\s*({_UNIT})(?:\s*(?:and\s*)?([0-9]+)\s*({_UNIT})?)?", plain(word)):
        first, second = (60 if unit in MINUTES else 1 for unit in (mixed[2], mixed[4] or "s"))
        fixes.append(_set(key, in_words(int(mixed[1]) * first + int(mixed[3] or 0) * second)))
    if worded := re.fullmatch(rf"(a|an|half an?|{'|'.join(_NUMBERS)})\s+({_UNIT})", word):
        half, number = worded[1].startswith("half"), _NUMBERS.index(worded[1]) if worded[1] in _NUMBERS else 1
        fixes.append(_set(key, in_words(number * (60 if worded[2] in MINUTES else 1) // (2 if half else 1))))
    if behind := re.fullmatch(rf"([0-9]+)\s*({_UNIT})\s*-\s*([0-9]+)", "-".join(parts(word))):
        fixes.append(_set(key, f"{behind[1]}-{behind[3]} {behind[2]}"))
    return RefusedError(Code.TIME, message, _first(fixes, key))


def no_floor(key: Key, text: str, low: str, wrong: RefusedError) -> RefusedError:
    """The error for an open end such as `20+ s` whose low end is wrong."""
    message = wrong.message.replace(f"`{low}`", f"`{shown(text)}`")
    unit = f"write `{key.name}: {low}+ s`" if wrong.code is Code.UNIT else None
    return RefusedError(wrong.code, message, unit or _set(key, low) or wrong.help)


def backwards(key: Key, text: str, better: str) -> RefusedError:
    """The error for a range whose high end comes first."""
    message = f"the range `{shown(text)}` runs backwards"
    return RefusedError(Code.RANGE, message, _set(key, better) or example(key))


def no_tempo(key: Key, text: str) -> RefusedError:
    """The error for a text that is not a tempo."""
    message = f"`{key.name}` is two to four words with their seconds, or `own`; not `{shown(text)}`"
    return RefusedError(Code.TEMPO, message, _tempo(key, tidy(text)) or example(key))


_OF_NO_HIP = {
    "trains": "these words are about the hip; for another part of the body take `trains` out",
    "aim": "these words are about the hip; for another part of the body write `aim: general`",
    "side": "write `side: left`, `side: right`, or `side: each` for the whole dose on each",
}
"""The help for an unknown word behind keys for which a random example could mislead."""


def no_choice(key: Key, word: str, guess: Guess) -> RefusedError:
    """The error for a word that is not among the choices of a key."""
    assert key.choices is not None
    options = tuple(choice.value for choice in key.choices)
    message = f"`{key.name}` is one of {known(options)}; not `{shown(word)}`"
    plain = " ".join(re.findall(r"[^\W_][\w'/-]*", word[:LONGEST_AMOUNT].casefold())) or word
    if key.name == "side" and plain in _BOTH:
        message = "`both` could mean two things: half the dose on each side, or both legs together"
        help = "write `side: each` for the whole dose on each side, or `side: none` for both legs together"
        return RefusedError(Code.CHOICE, message, help)
    for option, words in _MEANT.get(key.name, {}).items():
        if plain in words or word.casefold() in words:
            meant = f"`{key.name}: {option}`"
            help = f"write {meant}{_SIDES.get(option, '')}" if key.name == "side" else f"did you mean {meant}?"
            return RefusedError(Code.CHOICE, message, help)
    near = guess(word, options)
    if near:
        help = f"did you mean `{key.name}: {near}`?"
    else:
        help = _OF_NO_HIP.get(key.name) or f"write for example `{key.name}: {key.example.strip('[]')}`"
    return RefusedError(Code.CHOICE, message, help)


def joined(key: Key, words: Iterable[str], pairs: Iterable[tuple[str, str]]) -> str | None:
    """The help for an amount that was written as a list or as a mapping."""
    if key.kind is KeyKind.TEMPO:
        return _tempo(key, ", ".join(words) or ", ".join(f"{name} {value}" for name, value in pairs))
    if key.name == "side" and set(words) == {"left", "right"}:
        return "write `side: each` for the whole dose on each side"
    if key.kind not in (*_COUNTS, *_TIMES):
        return None
    days = [word.strip().lower()[:3] for word in (*words, *(name for name, _ in pairs))]
    if key.name == "times" and days and set(days) <= set(_DAYS):
        return f"write `times: {len(days)}`, on how many days; it may be done on any"
    amounts = tuple(words) or tuple(value or name for name, value in pairs)
    word = "-".join(map(tidy, amounts))
    if not 1 <= len(amounts) <= 2 or not _fits(key, word):
        return None
    ends = times(word) if key.kind is KeyKind.SET_TIMES else None
    return f"write `{key.name}: {span(*ends) if ends and len(amounts) == 2 else word}`"


def plain(word: str) -> str:
    """An amount without what keyboards, word processors and habits did to it."""
    word = "".join(_ascii(character) for character in word)
    for pattern, better in _SLIPS:
        word = re.sub(pattern, better, word)
    return tidy(word)


def _first(fixes: Iterable[str | None], key: Key) -> str:
    """The first fix that works, otherwise an example."""
    return next((fix for fix in fixes if fix), example(key))


def _set(key: Key, word: str) -> str | None:
    """The help to write a word behind a key; `None` if it is not a valid value there."""
    return f"write `{key.name}: {word}`" if _fits(key, word) else None


def _fits(key: Key, word: str) -> bool:
    """Whether an amount can be read and is within the bounds of its key."""
    try:
        ends = counts(word) if key.kind in _COUNTS else times(word)
    except RefusedError:
        return False
    single = key.kind not in (KeyKind.COUNT, KeyKind.TIME) or len(parts(word)) == 1
    return ends is not None and single and key.low <= ends[0] <= ends[1] <= key.high


def _open_end(key: Key, word: str) -> str | None:
    """The help to write an open end for `at least 10`, `20 s or more` or `10-15+`; `None` for other texts."""
    if not (found := re.fullmatch(_OR_MORE, word)) or not _fits(key, low := plain(found[1] or found[2])):
        return None
    if key.name == "times":
        return f"write `{key.name}: {parts(low)[0]}-{key.high}`"
    if key.kind not in (KeyKind.SET_COUNTS, KeyKind.SET_TIMES):
        return f"write `{key.name}: {low}`; only `reps`, `hold` and `time` have open ends"
    if len(ends := parts(low)) == 1:
        return f"write `{key.name}: {low}+`"
    unit = " s" if key.kind is KeyKind.SET_TIMES else ""
    first = (times(low) or (0, 0))[0] if unit else ends[0]
    return f"write `{key.name}: {low}`, or without a high end `{key.name}: {first}+{unit}`"


def _sets_of(key: Key, word: str) -> str | None:
    """The help to write two keys for `3 x 15` or `30 s x 2`; `None` for other texts."""
    if of := re.fullmatch(_SETS_OF, word):
        sets, rest = of[1], of[2]
    elif of := re.fullmatch(_OF_SETS, word):
        sets, rest = of[2], of[1]
    else:
        return None
    rest = plain(rest)
    counted = re.sub(_COUNTED + "$", "", rest)
    if key.kind not in _COUNTS:
        options = ((key, rest), (key, f"{rest} s"))
    else:
        options = ((_key("reps"), counted), (_key("hold"), rest))
    for second, amount in options:
        if _fits(_key("sets"), sets) and _fits(second, amount):
            return f"write `sets: {sets}` and `{second.name}: {amount}`"
    return None


def _tempo(key: Key, word: str) -> str | None:
    if len(word) > LONGEST_AMOUNT * 2:
        return None
    if match := re.fullmatch(_GYM, word):
        first, pause, last = (int(number) for number in match.groups())
        up, down = (f"lift {out}, pause {pause}, lower {back}" for out, back in ((first, last), (last, first)))
        if not (_is_tempo(key, up) and _is_tempo(key, down)):
            return None
        if up == down:
            return f"say which is which: write `{key.name}: {up}`"
        return (
            f"say which is which: write `{key.name}: {up}`; or, as gyms begin with the lowering, `{key.name}: {down}`"
        )
    if word.startswith(("self", "free", "your", "any", "my", "no", "own")):
        return f"for your own pace write `{key.name}: own`"
    if word.startswith(("slow", "normal", "fast", "quick", "controlled", "steady")):
        usual = ", ".join(f"{phase.name} {phase.seconds}" for phase in BUILT_IN_TEMPO.phases)
        return f"say how many seconds each part takes: write `{key.name}: {usual}`"
    found = [
        re.fullmatch(_PHASE, phase) for phase in re.split(r"\s*(?:[,;/+]|\bthen\b|\band\b)\s*", word.rstrip(",;. "))
    ]
    better = ", ".join(f"{match[1] or match[4]} {int(match[2] or match[3])}" for match in found if match)
    return f"write `{key.name}: {better}`" if all(found) and _is_tempo(key, better) else None


def _is_tempo(key: Key, word: str) -> bool:
    try:
        return tempo(key, word) is not None
    except RefusedError:
        return False


def _key(name: str) -> Key:
    key = EXERCISE.find(name)
    assert key is not None
    return key


def _ascii(character: str) -> str:
    """The ASCII form of a digit of any script, or of a full-width sign."""
    if character.isdecimal():
        return str(decimal(character))
    return chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character


def _unpadded(number: str) -> str:
    return number.lstrip("0") or "0"

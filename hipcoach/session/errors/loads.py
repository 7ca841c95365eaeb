"""Help for a text that is not a load, and for an effort beyond its scale. Imported only when there is one."""

from __future__ import annotations

import re

from hipcoach.diagnostics.problems import Code
from hipcoach.session.amounts import RefusedError, example, mass, tidy
from hipcoach.session.errors.values import plain
from hipcoach.session.part import Key, KeyKind
from hipcoach.text.characters import shown

_LONGEST = 80
"""The most characters of a load for which a fix is sought."""
_UNITS = {
    "kg": r"kgs?|kilos?|kilogram(?:me)?s?|kilogramm",
    "lb": r"lbs?|pounds?|pfund|#",
}
_WEIGHT = {unit: rf"([0-9]+(?:[.,][0-9]+)?)\s*-?\s*(?:{words})\b\.?" for unit, words in _UNITS.items()}
_BORG = (0, 0, 1, 1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10)
"""What each step of Borg's scale from 6 to 20 roughly is from 0 to 10."""


def no_weight(key: Key, text: str) -> RefusedError:
    """The error for a text that is no weight, where one is needed or meant."""
    word = plain(tidy(text)[:_LONGEST])
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", word):
        number = word.replace(",", ".")
        fixes = [f"`{key.name}: {number} {unit}`" for unit in _UNITS if mass(f"{number} {unit}")]
        return RefusedError(
            Code.UNIT,
            f"{shown(text)} what? a load needs a unit",
            f"write {' or '.join(fixes)}" if fixes else example(key),
        )
    wanted = "a number with `kg` or `lb`"
    if key.kind is KeyKind.LOAD:
        wanted += ", or words that do not begin with a number"
    message = f"`{key.name}` is {wanted}; not `{shown(text)}`"
    return RefusedError(Code.NUMBER, message, _fix(key, word) or example(key))


def _fix(key: Key, word: str) -> str | None:
    """The help for a weight that is written in another way, or has more beside it."""
    span = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*(?:kg|lb)?\s*-\s*[0-9]+(?:\.[0-9]+)?\s*(kg|lb)s?", word)
    if span:
        return f"a load is one number: write `{key.name}: {span[1]} {span[2]}`"
    for unit, pattern in _WEIGHT.items():
        if (found := re.search(pattern, word)) is None:
            continue
        weight = mass(f"{found[1].replace(',', '.')} {unit}")
        if weight is None or not weight.possible:
            continue
        beside = found[0] != word.lstrip("+-") and key.kind is KeyKind.LOAD
        return f"write `{key.name}: {weight}`" + (", and the rest into `setup`" if beside else "")
    return None


def beyond_effort(key: Key, text: str, low: int, high: int) -> RefusedError:
    """The error for an effort above 10, which is mostly one of Borg's scale."""
    message = f"`{key.name}` goes from {key.low} to {key.high}; not `{shown(text)}`"
    if not 6 <= low <= high <= 20:
        return RefusedError(Code.RANGE, message, example(key))
    ends = sorted({_BORG[low - 6], _BORG[high - 6]})
    about = "-".join(map(str, ends))
    return RefusedError(Code.RANGE, message, f"on Borg's scale from 6 to 20? that is about `{key.name}: {about}` here")

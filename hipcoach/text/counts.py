"""Numbers with their nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def counted(number: int, thing: str) -> str:
    """A number with its noun, such as `1 set` or `1,204 sets`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def in_a_row(texts: Sequence[str], last_but_one: str = " and ") -> str:
    """Texts as a list in a sentence: `6, 4 and 2`; the same last word is said once, as in `30, 20 and 10 seconds`."""
    *others, last = texts
    end = last[last.find(" ") :] if " " in last else ""
    if end and all(text.endswith(end) for text in others):
        others = [text.removesuffix(end) for text in others]
    return f"{', '.join(others)}{last_but_one}{last}" if others else last


def spelled(number: int) -> str:
    """A whole number in words, such as `forty-two`; figures from a thousand on."""
    if number >= 1000:
        return str(number)
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_SMALL[hundreds]} hundred{f' and {spelled(rest)}' if rest else ''}"
    if number >= 20:
        tens, rest = divmod(number, 10)
        return f"{_TENS[tens - 2]}{f'-{_SMALL[rest]}' if rest else ''}"
    return _SMALL[number]


def ranges_in_words(text: str) -> str:
    """A text whose ranges are said: `3 to 4` for `3-4`."""
    return re.sub(r"(?<![-\d])(\d+)-(\d+)(?![-\d])", r"\1 to \2", text)

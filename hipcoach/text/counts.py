"""Numbers with their nouns."""

from __future__ import annotations

from collections.abc import Sequence


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

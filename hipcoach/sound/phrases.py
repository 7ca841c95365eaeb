"""The phrases that come with hipcoach: what their files are called, and how others are put together from them.

A phrase is one recording, or a row of `PIECES`. What has the same words has the same recording, whatever its capitals
and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import combinations_with_replacement
from pathlib import Path

NUMBERS = tuple(str(number) for number in range(61))
"""Repetitions are counted, and targets of holds told, by these."""

SETS = range(2, 6)
"""The sets that can be told to come next; and of so many, or of one, doses can be told."""

PIECES = (
    *NUMBERS,
    "Next",
    "Left side",
    "Right side",
    *(f"Set {number} of {of}" for number, of in combinations_with_replacement(SETS, 2)),
    "1 set of",
    *(f"{number} sets of" for number in SETS),
    "seconds",
    "1 minute",
    "minutes",
    "Ache",
    "Then 0 to 10",
    "Sharp",
    "Radiating",
    "Numb or tingling",
    "Gives way",
    "No pain",
    "Session ends in",
)
"""What phrases with numbers in them are put together from."""

PLAIN = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|[0-9]+")
"""A word, or a number, of which there is only one way to say it."""

BREAK = re.compile(r"([,;:.])? ")
"""What may stand between them; at punctuation the voice pauses."""


def words(text: str) -> tuple[tuple[str, bool], ...] | None:
    """The words of a text, each with whether a pause follows; None where anything else is in it, such as 1.5 or é."""
    found: list[tuple[str, bool]] = []
    at, end = 0, len(text.rstrip(".!?"))
    while word := PLAIN.match(text, at, end):
        *first, last = word[0].lower().split("-")
        found += [(part, False) for part in first]
        if word.end() == end:
            return (*found, (last, False))
        gap = BREAK.match(text, word.end(), end)
        if gap is None:
            return None
        found.append((last, gap[1] is not None))
        at = gap.end()
    return None


def name_of(text: str) -> str | None:
    """What the recording of a text is called; None for a text that none can be of."""
    found = words(text)
    return "-".join(word for word, _ in found) if found else None


_PIECES = frozenset(name for name in map(name_of, PIECES) if name)


def pieces(text: str, there: Collection[str]) -> tuple[tuple[str, bool], ...] | None:
    """The recordings that a phrase is put together from, each with whether a pause follows, the longest ones first.

    `there` are the names of the recordings that there are; None where they do not suffice.
    """
    found = words(text)
    if found is None:
        return None
    whole = "-".join(word for word, _ in found)
    if whole in there:
        return ((whole, False),)
    row: list[tuple[str, bool]] = []
    at = 0
    while at < len(found):
        for end in range(len(found), at, -1):
            name = "-".join(word for word, _ in found[at:end])
            if name in _PIECES and name in there:
                row.append((name, found[end - 1][1]))
                at = end
                break
        else:
            return None
    return tuple(row)


def folder() -> Path:
    """Where the recordings are."""
    return Path(__file__).with_name("phrases")

"""The recorded phrases that come with hipcoach: their file names, and how other phrases are composed of them.

A phrase is one recording, or a sequence of `PIECES`. Texts with the same words share a recording, whatever their
capitals and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import combinations_with_replacement
from pathlib import Path

NUMBERS = tuple(str(number) for number in range(61))
"""The numbers that are recorded, to count repetitions and to say the seconds of holds."""

SETS = range(2, 6)
"""The numbers of sets for which announcements of the next set, and doses, are recorded."""

ROUNDS = range(1, 11)
"""The numbers of rounds that are recorded."""

PIECES = (
    *NUMBERS,
    "Next",
    *(f"Round {number}" for number in ROUNDS),
    *(f"of {number}" for number in ROUNDS[1:]),
    "Left side",
    "Right side",
    *(f"Set {number} of {of}" for number, of in combinations_with_replacement(SETS, 2)),
    "1 set of",
    *(f"{number} sets of" for number in SETS),
    "seconds",
    "1 minute",
    "minutes",
    "Left",
    "Right",
    "1 kilogram",
    "kilograms",
    "1 pound",
    "pounds",
    "point",
    "On each side in turn",
    "1 repetition",
    "repetitions",
    "At least",
    "Then as many as are good",
    "Then as long as it is good",
    "Next ends the set",
    "Go",
    "Ache",
    "Then 0 to 10",
    "Sharp",
    "Radiating",
    "Numb or tingling",
    "Gives way",
    "No pain",
    "Session ends in",
)
"""The recordings that phrases with numbers are composed of."""

WEIGHT = re.compile(r"\b([0-9]+)\.([0-9]+)(?= (?:kilograms|pounds)\b)")
"""The number of a weight with decimals."""

PLAIN = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|[0-9]+")
"""A word or number that can be said in only one way."""

BREAK = re.compile(r"([,;:.])? ")
"""The separator between two of them; the voice pauses at punctuation."""


def words(text: str) -> tuple[tuple[str, bool], ...] | None:
    """The words of a text, each with whether a pause follows; None if it contains anything else, such as 1.5 or é."""
    found: list[tuple[str, bool]] = []
    text = WEIGHT.sub(r"\1 point \2", text)
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
    """The file name of a text's recording, without its ending; None if no recording can exist."""
    found = words(text)
    return "-".join(word for word, _ in found) if found else None


_PIECES = frozenset(name for name in map(name_of, PIECES) if name)


def pieces(text: str, there: Collection[str]) -> tuple[tuple[str, bool], ...] | None:
    """The recordings that a phrase is composed of, each with whether a pause follows; prefers the longest.

    `there`: the names of all recordings. Returns None if they cannot make up the phrase.
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
    """The folder of the recordings."""
    return Path(__file__).with_name("phrases")

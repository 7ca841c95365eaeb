"""Ids made from names, and guesses at what a misspelt word was meant to be."""

from __future__ import annotations

import re
from collections.abc import Collection

_GUESSES = 100
_LONGEST = 40


def slug(text: str) -> str:
    """An id made from a text: small letters, digits and hyphens; empty if the text has no letters or digits."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].rstrip("-")


def bare(word: str) -> str:
    """The word without capitals, blanks, hyphens and underscores, which people write in different ways."""
    return re.sub(r"[\W_]+", "", word).casefold()


class Guess:
    """Finds the known word nearest to a misspelt one; gives up after 100 of them, since no person wrote such a file."""

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = _GUESSES

    def __call__(self, word: str, known: Collection[str]) -> str | None:
        """The nearest of the known words, or `None` if none is near."""
        if not word or len(word) > _LONGEST or self._left <= 0:
            return None
        self._left -= 1
        same = {bare(option): option for option in known}
        if (found := same.get(bare(word))) is not None:
            return found
        from difflib import get_close_matches

        near = get_close_matches(bare(word), same, n=1, cutoff=0.7)
        return same[near[0]] if near else None

"""Numbers with their nouns."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """A number with its noun, such as `1 set` or `1,204 sets`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"

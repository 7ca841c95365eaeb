"""Keeps the memory of a long session flat."""

from __future__ import annotations

import gc

USUAL = (700, 10, 10)
"""How many objects are made between two collections of garbage, unless a command has put that off to start sooner."""


def keep_flat() -> None:
    """Collect all garbage now, then as usual, but look no more through what is left, which the whole session needs.

    A later collection, in which nothing can be painted or begin to sound, then takes a millisecond instead of fifty.
    """
    # What an earlier session needed may be garbage by now.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*USUAL)

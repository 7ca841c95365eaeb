"""Keeps the memory of a long session flat."""

from __future__ import annotations

import gc

USUAL = 700
"""How many objects are made between two collections of garbage, unless a command has put that off to start sooner."""


def keep_flat() -> None:
    """Collect garbage as usual again, where that was put off; what is there by now is not looked through any more."""
    if gc.get_threshold()[0] > USUAL:
        gc.collect()
        gc.freeze()
        gc.set_threshold(USUAL)

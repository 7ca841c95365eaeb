"""Keeps the memory of a long session flat."""

from __future__ import annotations

import gc

OFTEN = (700, 4, 4)
"""The objects between two collections, and the collections between two longer ones.

Usually ten are, but lines that have been painted refer to themselves, and only the longest collection finds them; here
it has little to look through.
"""


def keep_flat() -> None:
    """Collect all garbage now, then often, but look no more through what is left, which the whole session needs.

    A later one, in which nothing can be painted or begin to sound, then takes three milliseconds instead of fifty.
    """
    # What an earlier session needed may be garbage by now.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    # Python puts off looking through all until there is a quarter more than it has just looked through: nothing now.
    gc.collect()
    gc.set_threshold(*OFTEN)

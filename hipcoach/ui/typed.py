"""Translates keys, so that they mean the same on any keyboard."""

from __future__ import annotations

from textual._keyboard_protocol import MODIFIER_FUNCTIONAL_KEYS
from textual.events import Key
from textual.keys import Keys, _character_to_key

from hipcoach.settings.layouts import meant

BESIDE = frozenset({*MODIFIER_FUNCTIONAL_KEYS, "caps_lock", "num_lock", "scroll_lock", Keys.Ignore.value})
"""Keys that some terminals report but that have no meaning alone, such as Shift."""


def as_meant(event: Key) -> None:
    """Change a key to the one at the same position on a keyboard with Latin letters."""
    held, plus, key = event.key.rpartition("+")
    sign = event.character or (key[-1:].upper() if key.startswith("upper_") else key)
    means = meant(sign) if len(sign) == 1 else sign
    if len(means) == 1 and means != sign:
        event.key = f"{held}{plus}{_character_to_key(means)}"
        event.character = None if held else means

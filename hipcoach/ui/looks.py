"""How what a person is doing looks: its colour, texture and mark, so that no two are alike without colour either."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from hipcoach.cues.doing import Doing


class PhaseLook(Struct, frozen=True):
    """How one of them looks."""

    style: str
    """The name of its style class, and of its colour's variable: `$phase-` and this."""
    texture: str
    """What the band at the edge of the terminal is filled with; empty for none."""
    mark: str
    """The sign in front of words."""


RAILS, FRAME = "║", "┃"
"""Textures that are lines at the rim of the band: two of them, or all around."""

LOOKS: Mapping[Doing, PhaseLook] = MappingProxyType(
    {
        Doing.READY: PhaseLook("ready", "░", "▷"),
        Doing.HOLD: PhaseLook("work", "█", "■"),
        Doing.LIFT: PhaseLook("work", "█", "▲"),
        Doing.TOP: PhaseLook("work", "█", "━"),
        Doing.LOWER: PhaseLook("work", "█", "▼"),
        Doing.GO: PhaseLook("work", "█", "►"),
        Doing.COUNT: PhaseLook("work", "█", "●"),
        Doing.SWITCH: PhaseLook("switch", "▒", "⇆"),
        Doing.REST: PhaseLook("rest", "", "○"),
        Doing.PAUSED: PhaseLook("paused", RAILS, "❚❚"),
        Doing.WAITING: PhaseLook("waiting", FRAME, "␣"),
        Doing.PAIN: PhaseLook("pain", "", "✕"),
        Doing.DONE: PhaseLook("done", "", "✓"),
    }
)

STYLES = tuple(dict.fromkeys(look.style for look in LOOKS.values()))
"""The names of all style classes."""

"""How what a person is doing looks: its colour, texture and mark, so that no two are alike without colour either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hipcoach.cues.doing import Doing


@dataclass(frozen=True, slots=True)
class Look:
    """How one of them looks."""

    style: str
    """The name of its style class, and of its colour's variable: `$phase-` and this."""
    texture: str
    """What the band at the edge of the terminal is filled with; empty for none."""
    mark: str
    """The sign in front of words."""


RAILS, FRAME = "║", "┃"
"""Textures that are lines at the rim of the band, and a frame around everything."""

LOOKS: Mapping[Doing, Look] = MappingProxyType(
    {
        Doing.READY: Look("ready", "░", "▷"),
        Doing.HOLD: Look("work", "█", "■"),
        Doing.LIFT: Look("work", "█", "▲"),
        Doing.TOP: Look("work", "█", "━"),
        Doing.LOWER: Look("work", "█", "▼"),
        Doing.COUNT: Look("work", "█", "●"),
        Doing.SWITCH: Look("switch", "▒", "⇆"),
        Doing.REST: Look("rest", "", "○"),
        Doing.PAUSED: Look("paused", RAILS, "❚❚"),
        Doing.WAITING: Look("waiting", FRAME, "␣"),
        Doing.PAIN: Look("pain", "", "✕"),
        Doing.DONE: Look("done", "", "✓"),
    }
)

STYLES = tuple(dict.fromkeys(look.style for look in LOOKS.values()))
"""The names of all style classes."""

"""What a sound is played with, as the rest of the room sees it: a name, and a way to start a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

USUAL_LATENCY = 0.03
"""Seconds that a player takes from the call to the first sample that is heard."""


class Playing(Protocol):
    """A sound under way. It has to be asked until it is gone, or it stays in the process table."""

    def alive(self) -> bool:
        """Whether it is still there."""

    def stop(self) -> None:
        """Ask it to end."""

    def kill(self) -> None:
        """End it, as far as the system can."""


@dataclass(frozen=True, slots=True)
class Output:
    """Something that plays sound files."""

    name: str
    play: Callable[[Path], Playing]
    """Start a file; any exception means that it cannot."""
    latency: float = USUAL_LATENCY
    """Seconds from that call to the first sample that is heard."""

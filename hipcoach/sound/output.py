"""An output: something that plays sound files, with a name and a function that starts one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from msgspec import Struct

USUAL_LATENCY = 0.03
"""Seconds from starting a file to its first audible sample, for most players."""


class Playing(Protocol):
    """A sound being played. Ask `alive` until it is false, or its process stays in the process table."""

    def alive(self) -> bool:
        """Whether its process is still there."""

    def stop(self) -> None:
        """Ask it to stop."""

    def kill(self) -> None:
        """Kill it, on systems that can."""


class Output(Struct, frozen=True):
    """A way to play sound files."""

    name: str
    play: Callable[[Path], Playing]
    """Start playing a file; any exception means that this output does not work."""
    latency: float = USUAL_LATENCY
    """Seconds from starting a file to its first audible sample."""

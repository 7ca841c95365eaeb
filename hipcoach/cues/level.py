"""The levels of talkativeness."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """How much the coach says."""

    SILENT = 0
    TONES = 1
    COUNTS = 2
    """Numbers, switch and side too."""
    BRIEF = 3
    """Names, set-up, the next exercise and start cues too."""
    FULL = 4
    """Everything."""


SPEECH_NEEDS = 8.0
"""The shortest step, in seconds, in which more than sides and counts is said."""

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

LONG_PREPARE = 45.0
"""Getting ready for so many seconds, one puts on a band or gets up first: what comes then is told a second time."""

TOLD_AGAIN = 22.0
"""The seconds before work at which it is told a second time."""

LONG_SWITCH = 20.0
"""Changing sides for so many seconds, one does more than turn over, and there is time to tell what."""

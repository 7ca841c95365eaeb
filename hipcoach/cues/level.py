"""How talkative the coach is."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """How much the coach says."""

    SILENT = 0
    TONES = 1
    COUNTS = 2
    """Numbers, switch and side too."""
    BRIEF = 3
    """Names, set-up, what comes next and start cues too."""
    FULL = 4
    """Everything."""


SPEECH_NEEDS = 8.0
"""Seconds that a step has to last for anything but sides and counts to be said in it."""

"""The machine's clocks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], float]
"""Returns seconds that never go back."""


def awake_and_asleep() -> Clock:
    """A clock that goes on while the machine sleeps, if the system has one."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return lambda: time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return lambda: time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic


def local_time() -> datetime:
    """The local time with its offset from UTC."""
    return datetime.now().astimezone()

"""Keeps the machine awake while a session runs, on systems that allow it."""

from __future__ import annotations

import os
import sys
from threading import Event, Thread

BUS = "DBUS_SESSION_BUS_ADDRESS"
"""What says where the programs of a desktop can be asked; on Linux nothing else keeps the machine awake."""


class Awake:
    """Keeps the machine awake; asks the system from a thread, since some are slow to answer, and ignores a refusal."""

    def __init__(self) -> None:
        self._done = Event()
        if _can_ask():
            Thread(target=self._keep, name="awake", daemon=True).start()

    def end(self) -> None:
        """Let the machine sleep again."""
        self._done.set()

    def _keep(self) -> None:
        try:
            from wakepy import keep

            with keep.presenting(on_fail="pass"):
                self._done.wait()
        except Exception:
            # The session goes on without it, and the person cannot do anything about it.
            return


def _can_ask() -> bool:
    """Whether there is anything to ask, as there is not on a server: what asks takes memory and time to load."""
    return sys.platform != "linux" or bool(os.environ.get(BUS))

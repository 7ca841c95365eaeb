"""Keeps the machine awake while a session runs, on systems that allow it."""

from __future__ import annotations

from threading import Event, Thread


class Awake:
    """Keeps the machine awake; asks the system from a thread, since some are slow to answer, and ignores a refusal."""

    def __init__(self) -> None:
        self._done = Event()
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

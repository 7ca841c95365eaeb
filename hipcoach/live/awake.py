"""Keeps the machine awake while a session runs, where it lets itself be kept."""

from __future__ import annotations

from threading import Event, Thread


class Awake:
    """Asks in a thread of its own, because some systems take their time to answer; a refusal never matters."""

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
            # Nothing depends on it, and there is nobody to tell: the session goes on either way.
            return

"""Flashes the terminal for whoever cannot hear: its colours are inverted for a moment, as its visual bell does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from queue import SimpleQueue
from threading import Event as Flag
from threading import Thread

from hipcoach.cues.prompts import prompt
from hipcoach.cues.tone_rules import TONE_RULES
from hipcoach.engine.events import Event
from hipcoach.engine.player import Player
from hipcoach.text.inverting import INVERTED, NORMAL

LIT = 0.15
"""Seconds for which the colours are inverted."""

APART = 0.5
"""Seconds from one flash to the next; more than three in a second can cause seizures."""

PATIENCE = 1.0
"""Seconds that closing waits for the thread."""


class Flashes:
    """A listener that flashes for the main cues, as often as the terminal's bell would ring for them."""

    def __init__(self, write: Callable[[str], None]) -> None:
        """`write` writes to the terminal, from a thread; an exception means that it is gone."""
        self._write = write
        self._counts: SimpleQueue[int] = SimpleQueue()
        self._over = Flag()
        self._thread = Thread(target=self._run, name="flashes", daemon=True)
        self._thread.start()

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Flash for the most important of some events, in place of any flashes that are left."""
        tones = (prompt(event, player.plan).tone for event in events)
        if count := max((TONE_RULES[tone].bells for tone in tones if tone is not None), default=0):
            self._counts.put(count)

    def close(self) -> None:
        """Show the usual colours again, and end the thread."""
        self._over.set()
        self._counts.put(0)
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        while not self._over.is_set():
            left = self._counts.get()
            while left and self._counts.empty() and not self._over.is_set():
                left -= 1
                try:
                    self._write(INVERTED)
                    self._over.wait(LIT)
                    self._write(NORMAL)
                except Exception:
                    # The terminal is gone, and with it whoever could see this.
                    return
                self._over.wait(APART - LIT)

"""A note of one line, into which more can be pasted."""

from __future__ import annotations

from textual.events import Paste
from textual.widgets import Input

from hipcoach.text.characters import on_one_line

LONGEST = 4000
"""Characters of a note."""


class Note(Input):
    """Takes all lines of what is pasted, one after the other; of what is too long, as much as there is room for."""

    def __init__(self, id: str) -> None:
        super().__init__(placeholder="A note", id=id, max_length=LONGEST, compact=True)

    def on_paste(self, event: Paste) -> None:
        """Put it in place of what is selected, or where the cursor is."""
        # An Input by itself takes the first line, and nothing at all of what is too long.
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        text = on_one_line(event.text)
        room = LONGEST - len(self.value) + (end - start)
        self.replace(text[:room], start, end)
        if len(text) > room:
            self.notify(f"A note has {LONGEST} characters at most: the end is left out.", severity="warning")

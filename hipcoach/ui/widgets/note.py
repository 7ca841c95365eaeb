"""A text field for a note of one line, which joins several pasted lines."""

from __future__ import annotations

from textual.events import Paste
from textual.widgets import Input

from hipcoach.text.characters import on_one_line

LONGEST = 4000
"""The longest note in characters."""


class Note(Input):
    """An input that joins all pasted lines, and cuts a text that is too long."""

    def __init__(self, id: str) -> None:
        super().__init__(placeholder="A note", id=id, max_length=LONGEST, compact=True)

    def on_paste(self, event: Paste) -> None:
        """Insert a pasted text at the cursor, or replace the selection with it."""
        # An Input itself takes only the first line, and nothing of a text that is too long.
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        text = on_one_line(event.text)
        room = LONGEST - len(self.value) + (end - start)
        self.replace(text[:room], start, end)
        if len(text) > room:
            self.notify(f"A note has {LONGEST} characters at most: the end is left out.", severity="warning")

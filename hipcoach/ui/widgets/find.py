"""A line to type a part of a name into, above a list."""

from __future__ import annotations

from textual.widgets import Input


class Find(Input):
    """Finds by name; Enter takes what is marked, Escape shows everything again."""

    DEFAULT_CSS = """
    Find { width: 100%; height: 1; border: none; padding: 0 1; }
    Find:focus { border: none; }
    """

    def __init__(self, part: str = "") -> None:
        super().__init__(part, placeholder="Name of a session or an exercise", compact=True, id="find")

    def on_mount(self) -> None:
        """Take the keys at once."""
        self.focus()

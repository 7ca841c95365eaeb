"""The command palette, which Textual has work before it can be seen."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette
from textual.events import Mount


class Palette(CommandPalette):
    """Stands keys, and being taken off, at any moment."""

    def on_mount(self, event: Mount) -> None:
        """Look for commands, unless it has been taken off already."""
        if self not in self.app.screen_stack:
            event.prevent_default()

    def _action_command_list(self, action: str) -> None:
        # A list that has no room yet has no pages either.
        if self.query_one(CommandList).scrollable_content_region or not action.startswith("page"):
            super()._action_command_list(action)

"""The command palette, which Textual has work before it can be seen."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette
from textual.events import Click, Mount
from textual.widgets import Input

from hipcoach.ui.widgets.options import ignore_stale


class Commands(CommandList, can_focus=False):
    """The commands found, which change while they are clicked on."""

    def on_click(self, click: Click) -> None:
        """Take a click only on a command that is still there."""
        ignore_stale(click, self)


class Palette(CommandPalette):
    """Stands keys, and being taken off, at any moment."""

    def compose(self) -> ComposeResult:
        """Textual's own, with a list that stands any click."""
        for widget in super().compose():
            yield Commands() if isinstance(widget, CommandList) else widget

    def on_mount(self, event: Mount) -> None:
        """Look for commands, unless it has been taken off already."""
        if self not in self.app.screen_stack:
            event.prevent_default()

    @on(Input.Changed)
    def _only_while_it_is_there(self, event: Input.Changed) -> None:
        """Look for nothing once it has been taken off."""
        if self not in self.app.screen_stack:
            event.prevent_default()

    def leave(self) -> None:
        """Be taken off; a search that ends after that would look for the list that it was for."""
        self._cancel_gather_commands()
        self.app.pop_screen()

    def _action_command_list(self, action: str) -> None:
        # A list that has no room yet has no pages either.
        if self.query_one(CommandList).scrollable_content_region or not action.startswith("page"):
            super()._action_command_list(action)

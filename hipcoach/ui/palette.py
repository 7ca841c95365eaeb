"""The command palette, made safe for keys and clicks before it is shown or after it is closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette
from textual.events import Click, Mount
from textual.theme import ThemeProvider
from textual.widgets import Input

from hipcoach.ui.screens.while_open import WhileOpen
from hipcoach.ui.shared import SharedApp
from hipcoach.ui.widgets.options import ignore_stale


class Commands(CommandList, can_focus=False):
    """The list of commands found, which may change under a click."""

    def on_click(self, click: Click) -> None:
        """Ignore a click on a command that is no longer in the list."""
        ignore_stale(click, self)


class Themes(ThemeProvider):
    """Searches the themes; the one that is chosen is kept."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """The name of each theme, and what chooses it."""
        app = self.app
        assert isinstance(app, SharedApp)
        return [(name, partial(app.choose_theme, name)) for name in sorted(app.available_themes)]


class Palette(CommandPalette, WhileOpen[None]):
    """A palette that can take keys, and be closed, at any moment."""

    def compose(self) -> ComposeResult:
        """Textual's widgets, with a list that is safe for any click."""
        for widget in super().compose():
            yield Commands() if isinstance(widget, CommandList) else widget

    def on_mount(self, event: Mount) -> None:
        """Begin the search for commands, unless it has been closed already."""
        if self not in self.app.screen_stack:
            event.prevent_default()

    @on(Input.Changed)
    def _only_while_it_is_there(self, event: Input.Changed) -> None:
        """Ignore changes of the text after it has been closed."""
        if self not in self.app.screen_stack:
            event.prevent_default()

    def leave(self) -> None:
        """Close it and cancel its search, which would fail on the missing list."""
        self._cancel_gather_commands()
        self.app.pop_screen()

    def _watch__list_visible(self) -> None:
        # A search may end while the palette is being closed, when its list is gone already.
        if self.query(CommandList):
            super()._watch__list_visible()

    def _action_command_list(self, action: str) -> None:
        # Before its first layout the list has no height, and paging fails.
        if self.query_one(CommandList).scrollable_content_region or not action.startswith("page"):
            super()._action_command_list(action)

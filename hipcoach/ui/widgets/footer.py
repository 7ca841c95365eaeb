"""The keys along the lower edge."""

from __future__ import annotations

from textual.screen import Screen
from textual.widgets import Footer


class KeyFooter(Footer):
    """Is made anew only where keys have changed: after each move of a mark, that would take longer than the move."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._shown: list[tuple[str, str, bool, str]] | None = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Show the keys that there are now, where they are others than before."""
        keys = [
            (one.binding.key, one.binding.description, one.enabled, one.tooltip)
            for one in screen.active_bindings.values()
            if one.binding.show
        ]
        if keys != self._shown:
            super().bindings_changed(screen)
            self._shown = keys if screen.app.app_focus else None

"""Rows to go through, of which the one that is marked is always in sight."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll


class Form(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls by whole screens only: up and down are for going from row to row, whatever the room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "Page up", id="form.page_up", tooltip="A screen up", show=False),
        Binding("pagedown", "page_down", "Page down", id="form.page_down", tooltip="A screen down", show=False),
    ]

    def on_resize(self) -> None:
        """What is marked stays in sight when there is less room."""
        self.call_after_refresh(self._show_marked)

    def watch_virtual_size(self) -> None:
        """What is marked stays in sight when something comes in above it."""
        self.call_after_refresh(self._show_marked)

    def _show_marked(self) -> None:
        marked = self.screen.focused
        if marked is not None and self in marked.ancestors:
            self.scroll_to_widget(marked, animate=False)

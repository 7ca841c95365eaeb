"""Rows to go through, of which the one that is marked is always in sight."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widget import Widget

from hipcoach.ui.widgets.scroll import Scroll


class Form(Scroll):
    """Scrolls by whole screens only: up and down are for going from row to row, whatever the room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "Page up", id="form.page_up", tooltip="A screen up", show=False),
        Binding("pagedown", "page_down", "Page down", id="form.page_down", tooltip="A screen down", show=False),
    ]

    unread: reactive[bool] = reactive(False)
    """Whether there is something to read before the first row."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._first: Widget | None = None
        """The row that is marked once it is in sight."""

    def read_before(self, row: Widget) -> None:
        """Have what stands above a row be read before that is marked."""
        self._first = row
        self.unread = True
        self.call_after_refresh(self._show_marked)

    def on_descendant_focus(self) -> None:
        """Whoever has gone to a row has read what there was to read."""
        self._first = None
        self.unread = False

    def on_resize(self) -> None:
        """What is marked stays in sight when there is less room."""
        self.call_after_refresh(self._show_marked)

    def watch_virtual_size(self) -> None:
        """What is marked stays in sight when something comes in above it."""
        self.call_after_refresh(self._show_marked)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """A row that is awaited may be in sight now."""
        super().watch_scroll_y(old_value, new_value)
        self._mark_first()

    def _show_marked(self) -> None:
        if not self.is_attached:
            return
        marked = self.screen.focused
        if marked is not None and self in marked.ancestors:
            self.scroll_to_widget(marked, animate=False)
        self._mark_first()

    def _mark_first(self) -> None:
        """Mark the row that is awaited, where all of it is in sight."""
        row, height = self._first, self.scrollable_content_region.height
        if row is not None and 0 < row.virtual_region.bottom <= round(self.scroll_y) + height:
            row.focus(scroll_visible=False)

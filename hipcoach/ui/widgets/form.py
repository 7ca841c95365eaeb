"""A form with rows, of which the marked one is always in view."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widget import Widget

from hipcoach.ui.widgets.scroll import Scroll


class Form(Scroll):
    """Scrolls only by pages, since up and down go from row to row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "Page up", id="form.page_up", tooltip="A screen up", show=False),
        Binding("pagedown", "page_down", "Page down", id="form.page_down", tooltip="A screen down", show=False),
    ]

    unread: reactive[bool] = reactive(False)
    """Whether the text above the first row has yet to be read."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._first: Widget | None = None
        """The row to mark once it is in view."""

    def read_before(self, row: Widget) -> None:
        """Mark a row only after the text above it has been read."""
        self._first = row
        self.unread = True
        self.call_after_refresh(self._show_marked)

    def on_descendant_focus(self) -> None:
        """Count the text as read, because the person has moved to a row, and have all of that row in view.

        Textual brings into view only what lies outside of the screen, not what this has scrolled away in part.
        """
        self._first = None
        self.unread = False
        self.call_after_refresh(self._show_marked)

    def on_resize(self) -> None:
        """Keep the marked row in view at the new size."""
        self.call_after_refresh(self._show_marked)

    def watch_virtual_size(self) -> None:
        """Keep the marked row in view when rows are added above it."""
        self.call_after_refresh(self._show_marked)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Mark the awaited row, if scrolling has brought it into view."""
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
        """Mark the awaited row, if all of it is in view."""
        row, height = self._first, self.scrollable_content_region.height
        if row is not None and 0 < row.virtual_region.bottom <= round(self.scroll_y) + height:
            row.focus(scroll_visible=False)

"""A list of any length, of which only the visible rows are painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Rows(ScrollView, can_focus=True):
    """Shows rows of text, one of them marked; Enter or a click chooses."""

    DEFAULT_CSS = """
    Rows { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: auto; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", id="rows.choose", tooltip="Open the row that is marked", show=False),
        Binding("up,k", "move(-1)", "Up", id="rows.up", tooltip="One row up", show=False),
        Binding("down,j", "move(1)", "Down", id="rows.down", tooltip="One row down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="rows.page_up", tooltip="A screen up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="rows.page_down", tooltip="A screen down", show=False),
        Binding("home", "move(-1000000)", "First", id="rows.first", tooltip="To the first row", show=False),
        Binding("end", "move(1000000)", "Last", id="rows.last", tooltip="To the last row", show=False),
    ]

    class Chosen(Message):
        """A row was chosen."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, row: Callable[[int], str], id: str | None = None) -> None:
        """`row` returns the text of a row by its number."""
        super().__init__(id=id)
        self._row = row
        self._count = 0
        self.marked = 0
        """The number of the marked row."""

    def show(self, count: int) -> None:
        """Set the number of rows; earlier rows must be unchanged."""
        self._count = count
        self.virtual_size = Size(self.scrollable_content_region.width, count)
        self.refresh()

    def on_resize(self) -> None:
        """Fit the rows to the width, and keep the marked one in view."""
        self.virtual_size = Size(self.scrollable_content_region.width, self._count)
        self.call_after_refresh(self._show_marked)

    def _show_marked(self) -> None:
        self.scroll_to_region(Region(0, self.marked, 1, 1), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, number = self.scrollable_content_region.width, y + self.scroll_offset.y
        if number >= self._count:
            return Strip.blank(width, self.rich_style)
        marked = number == self.marked
        text = f"{'›' if marked else ' '} {self._row(number)}"
        text = set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"
        style = self.rich_style + Style(reverse=True, bold=True) if marked and self.has_focus else self.rich_style
        return Strip([Segment(text, style)], width)

    def action_move(self, by: int) -> None:
        """Move the mark by so many rows."""
        number = max(0, min(self._count - 1, self.marked + by))
        if number != self.marked:
            self.marked = number
            self._show_marked()
            self.refresh()

    def action_page(self, pages: int) -> None:
        """Move the mark by so many pages."""
        self.action_move(pages * max(1, self.size.height - 1))

    def action_choose(self) -> None:
        """Choose the marked row."""
        if self._count:
            self.post_message(self.Chosen(self.marked))

    def on_click(self, event: Click) -> None:
        """Mark and choose the row under a click."""
        number = event.y + self.scroll_offset.y
        if number < self._count:
            self.action_move(number - self.marked)
            self.action_choose()

"""A text to be read, over whatever is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button, Static

from hipcoach.text.characters import harmless
from hipcoach.ui.screens.overlay import ACCEPTED, Overlay

WIDEST = 76
"""Columns of a panel at most, as the style sheet has it."""


def room_for_text(columns: int) -> int:
    """How wide a line in a panel may be in a terminal of so many columns, beside its border and a scroll bar."""
    return max(1, min(WIDEST, columns * 96 // 100) - 6)


class TextScreen(Overlay):
    """Shows lines of text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave_with('accepted')", "Go on", id="text.accept", tooltip="Close this and go on"),
        Binding("down,j,pagedown,space", "scroll(1)", "Down", id="text.down", tooltip="Further down", show=False),
        Binding("up,k,pageup", "scroll(-1)", "Up", id="text.up", tooltip="Further up", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str], accept: str = "Close") -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._accept = accept

    def compose(self) -> ComposeResult:
        """A title, the text, and a button."""
        with Vertical(classes="panel"):
            yield Static(harmless(self._title), classes="panel-title", markup=False)
            with VerticalScroll(classes="panel-text", can_focus=False):
                yield Static(harmless("\n".join(self._lines)), markup=False)
            accept = Button(f"{self._accept} (Enter)", id="accept", compact=True)
            # The style sheet pads it, where there is room: no style sheet may take this padding away.
            accept.styles.line_pad = 0
            yield accept

    def on_button_pressed(self) -> None:
        """The button does what Enter does."""
        self.dismiss(ACCEPTED)

    def action_scroll(self, pages: int) -> None:
        """Read on, or back."""
        text = self.query_one(".panel-text")
        text.scroll_relative(y=pages * max(1, text.size.height - 2), animate=False)

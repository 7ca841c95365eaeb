"""A text to be read, over whatever is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from hipcoach.live.presses import Repeats
from hipcoach.text.characters import harmless
from hipcoach.ui.screens.overlay import ACCEPTED, Overlay
from hipcoach.ui.widgets.scroll import WHOLE, Scroll

WIDEST = 76
"""Columns of a panel at most, as the style sheet has it."""

READ_ON = "Read on"
"""What Enter does while there is more of what has to be accepted."""


def room_for_text(columns: int) -> int:
    """How wide a line in a panel may be in a terminal of so many columns, beside its border and a scroll bar."""
    return max(1, min(WIDEST, columns * 96 // 100) - 6)


class TextScreen(Overlay):
    """Shows lines of text; one that has to be accepted is read to its end before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="text.accept", tooltip="Read on, then close this and go on"),
        Binding("down,j,pagedown,space", "scroll(1)", "Down", id="text.down", tooltip="Further down", show=False),
        Binding("up,k,pageup", "scroll(-1)", "Up", id="text.up", tooltip="Further up", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str], accept: str | None = None) -> None:
        """`accept` is what Enter says of a text that has to be accepted."""
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._accept = accept or "Close"
        self._unread = accept is not None
        """Whether its end has to be seen before it can be accepted."""
        self._repeats = Repeats()
        self._text = Scroll(classes="panel-text")
        self._more = Static(classes="more", markup=False)
        self._button = Button(self._label, id="accept", compact=True)
        # The style sheet pads it, where there is room: no style sheet may take this padding away.
        self._button.styles.line_pad = 0
        # While it looks pressed, it would not be pressed again.
        self._button.active_effect_duration = 0

    def compose(self) -> ComposeResult:
        """A title, the text, a button, and how much there is to come."""
        with Vertical(classes="panel"):
            yield Static(harmless(self._title), classes="panel-title", markup=False)
            with self._text:
                yield Static(harmless("\n".join(self._lines)), markup=False)
            with Horizontal(classes="panel-below"):
                yield self._button
                yield self._more

    def on_mount(self) -> None:
        """Follow how much has been seen."""
        self.watch(self._text, "share", self._show_share)

    def on_resize(self) -> None:
        """Say it in as many words as there is room for."""
        self._show_share()

    def _show_share(self) -> None:
        share = self._text.share
        if share == WHOLE:
            self._unread = False
        little = self.has_class("-least")
        part = f"▼{'' if little else ' '}{share}%" if 0 < share < WHOLE else ""
        self._button.label = f"{self._label} {part}".rstrip() if little else self._label
        # Its label may be longer than it has been.
        self._button.refresh(layout=True)
        self._more.display = bool(part) and not little
        self._more.update(f"more below {part}" if self._unread else f"space: more {part}")

    @property
    def _label(self) -> str:
        return f"{READ_ON if self._unread else self._accept} (Enter)"

    def on_button_pressed(self) -> None:
        """The button does what Enter does."""
        self.action_go_on()

    def action_go_on(self) -> None:
        """Read on, where that has to come first; then accept."""
        if self._repeats.held("enter", self.app.desk.clock()):
            return
        if self._unread:
            self.action_scroll(1)
        else:
            self.dismiss(ACCEPTED)

    def action_scroll(self, pages: int) -> None:
        """Read on, or back."""
        self._text.page(pages)

"""A screen with a text to read, over another screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from hipcoach.live.presses import Repeats
from hipcoach.text.characters import cells, harmless
from hipcoach.ui.screens.overlay import ACCEPTED, Overlay
from hipcoach.ui.widgets.flat_button import FlatButton
from hipcoach.ui.widgets.scroll import WHOLE, Scroll

WIDEST = 76
"""The widest panel in columns, as in the style sheet."""

READ_ON = "Read on"
"""The button's label while there is more of a text that has to be accepted."""


def room_for_text(columns: int) -> int:
    """The width of a line in a panel in a terminal of so many columns, without border and scroll bar."""
    return max(1, min(WIDEST, columns * 96 // 100) - 6)


class TextScreen(Overlay):
    """Shows lines of text; one that has to be accepted must be scrolled to its end first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f5,shift+f5", "go_on", "Go on", id="text.accept", tooltip="Read on, then close this and go on"),
        Binding("space", "read_or_go_on", "On", id="text.on", tooltip="Further down, then as Enter", show=False),
        Binding("down,j,pagedown", "scroll(1)", "Down", id="text.down", tooltip="Further down", show=False),
        Binding("up,k,pageup", "scroll(-1)", "Up", id="text.up", tooltip="Further up", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str], accept: str | None = None) -> None:
        """`accept`: the button's label for a text that has to be accepted; `None` for other texts."""
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._accept = accept or "Close"
        self._unread = accept is not None
        """Whether the end of the text has yet to be seen."""
        self.set_class(self._unread, "-must")
        self._repeats = Repeats()
        self._text = Scroll(classes="panel-text")
        self._more = Static(classes="more", markup=False)
        self._button = FlatButton(self._label, "accept")
        # The style sheet pads it, where there is room: no style sheet may take this padding away.
        self._button.styles.line_pad = 0
        # While it looks pressed, it would not be pressed again.
        self._button.active_effect_duration = 0

    def compose(self) -> ComposeResult:
        """Lay out a title, the text, a button, and how much of the text is left."""
        with Vertical(classes="panel"):
            yield Static(harmless(self._title), classes="panel-title", markup=False)
            with self._text:
                yield Static(harmless("\n".join(self._lines)), markup=False)
            with Horizontal(classes="panel-below"):
                yield self._button
                yield self._more

    def on_mount(self) -> None:
        """Watch how far the text is scrolled."""
        self.watch(self._text, "share", self._show_share)

    def on_resize(self) -> None:
        """Show how much is left in a wording that fits the width."""
        self._show_share()

    def _show_share(self) -> None:
        share = self._text.share
        if share == WHOLE:
            self._unread = False
        little = self.has_class("-least")
        part = f"▼{'' if little else ' '}{share}%" if 0 < share < WHOLE else ""
        both = f"{self._label} {part}".rstrip()
        # A second line of the button would be one of three that the text has left.
        self._button.label = both if little and cells(both) <= self.app.size.width else self._label
        # Its label may be longer than it has been.
        self._button.refresh(layout=True)
        self._more.display = bool(part) and not little
        self._more.update(f"more below {part}" if self._unread else f"space: more {part}")

    @property
    def _label(self) -> str:
        return f"{READ_ON if self._unread else self._accept} (Enter)"

    def on_button_pressed(self) -> None:
        """Do the same as Enter."""
        self.action_go_on()

    def action_go_on(self) -> None:
        """Scroll on while there is more that has to be read; then accept."""
        if self._repeats.held("enter", self.app.desk.clock()):
            return
        if self._unread:
            self.action_scroll(1)
        else:
            self.dismiss(ACCEPTED)

    def action_read_or_go_on(self) -> None:
        """Scroll on while there is more, then do what Enter does."""
        if self._text.share < WHOLE:
            self.action_scroll(1)
        else:
            self.action_go_on()

    def action_scroll(self, pages: int) -> None:
        """Scroll by pages, forwards or back."""
        self._text.page(pages)

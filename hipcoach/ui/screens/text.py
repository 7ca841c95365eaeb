"""A screen with a text to read, over another screen."""

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
"""The widest panel in columns, as in the style sheet."""

READ_ON = "Read on"
"""The button's label while there is more of a text that has to be accepted."""


def room_for_text(columns: int) -> int:
    """The width of a line in a panel in a terminal of so many columns, without border and scroll bar."""
    return max(1, min(WIDEST, columns * 96 // 100) - 6)


class TextScreen(Overlay):
    """Shows lines of text; one that has to be accepted must be scrolled to its end first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="text.accept", tooltip="Read on, then close this and go on"),
        Binding("down,j,pagedown,space", "scroll(1)", "Down", id="text.down", tooltip="Further down", show=False),
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
        self._repeats = Repeats()

    def compose(self) -> ComposeResult:
        """Lay out a title, the text, a button, and how much of the text is left."""
        with Vertical(classes="panel"):
            yield Static(harmless(self._title), classes="panel-title", markup=False)
            with Scroll(classes="panel-text"):
                yield Static(harmless("\n".join(self._lines)), markup=False)
            with Horizontal(classes="panel-below"):
                accept = Button(self._label, id="accept", compact=True)
                # Our style sheet pads the button where there is room; a style sheet cannot remove this padding.
                accept.styles.line_pad = 0
                # While a button looks pressed, it ignores another press.
                accept.active_effect_duration = 0
                yield accept
                yield Static(classes="more", markup=False)

    def on_mount(self) -> None:
        """Watch how far the text is scrolled."""
        self.watch(self.query_one(Scroll), "share", self._show_share)

    def on_resize(self) -> None:
        """Show how much is left in a wording that fits the width."""
        self._show_share()

    def _show_share(self) -> None:
        share = self.query_one(Scroll).share
        if share == WHOLE:
            self._unread = False
        little = self.has_class("-least")
        part = f"▼{'' if little else ' '}{share}%" if 0 < share < WHOLE else ""
        button, more = self.query_one(Button), self.query_one(".more", Static)
        button.label = f"{self._label} {part}".rstrip() if little else self._label
        # The new label may be longer.
        button.refresh(layout=True)
        more.display = bool(part) and not little
        more.update(f"more below {part}" if self._unread else f"space: more {part}")

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

    def action_scroll(self, pages: int) -> None:
        """Scroll by pages, forwards or back."""
        self.query_one(Scroll).page(pages)

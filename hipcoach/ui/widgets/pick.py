"""A row with a label and a value picked from a few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hipcoach.live.presses import ONE_OR_TEN
from hipcoach.text.characters import wrapped
from hipcoach.ui.shared import SharedApp
from hipcoach.ui.widgets.options import MARK

UNSAID = "-"
"""The value of an unanswered question, and the key that clears an answer."""

NARROWEST = 10
"""The narrowest label in cells; with less room the value goes below it."""

MOST_LINES = 4
"""The number of lines after which a label is cut."""

HOW = "a digit, or ← → · - no answer · ↑ ↓ row"
"""The hint on the keys for rows and values."""


class Pick(Widget, can_focus=True):
    """A label and a value that the left and right keys, a digit, `-` or a click on the value change.

    The value is beside the label's first line, or below the label if there is no room side by side.
    """

    DEFAULT_CSS = """
    Pick { height: auto; width: 1fr; max-width: 72; padding: 0 1; }
    Pick:focus { background: $primary 30%; text-style: bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "change(-1)", "Less", id="pick.less", tooltip="The value before", show=False),
        Binding("right", "change(1)", "More", id="pick.more", tooltip="The next value", show=False),
    ]

    app: SharedApp

    class Changed(Message):
        """The person has picked another value."""

        def __init__(self, pick: Pick) -> None:
            super().__init__()
            self.pick = pick

        @property
        def control(self) -> Pick:
            """The row."""
            return self.pick

    def __init__(
        self,
        label: str,
        values: Sequence[str],
        picked: int = 0,
        id: str | None = None,
        about: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(id=id)
        self.about = about
        """The ids of the exercise and the modification that the row is for."""
        self.label = label
        self.values = tuple(values)
        self.picked = picked
        self._typed = ""
        """The last key, if it may be the first of two digits."""
        self._typed_at = 0.0
        """The time at which it was typed."""

    @property
    def value(self) -> str:
        """The picked value."""
        return self.values[self.picked]

    def pick(self, number: int) -> None:
        """Pick a value by its number."""
        if number != self.picked and 0 <= number < len(self.values):
            self.picked = number
            self.refresh()
            self.post_message(self.Changed(self))

    def show(self, number: int) -> None:
        """Set the value by its number, without a `Changed` message."""
        if number != self.picked:
            self.picked = number
            self.refresh()

    def render(self) -> RenderResult:
        """Draw the label, and the value between arrows."""
        value = f"‹ {self.value:^{self._value_width}} ›"
        width, lines = self._label_in(self.size.width)
        if width is None:
            return Content("\n".join([*lines, f" {value}"]))
        first, *rest = lines
        return Content("\n".join([f"{first}{' ' * (width - cell_len(first))} {value}", *rest]))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; a sign in the first column tells that the row is marked, without colour."""
        strips = super().render_lines(crop)
        if self.has_focus and strips and not (crop.x or crop.y) and strips[0].cell_length:
            first = strips[0]
            strips[0] = Strip.join([Strip([Segment(MARK, next(iter(first)).style)]), first.crop(1)])
        return strips

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines: those of the label, and one for a value below it."""
        beside, lines = self._label_in(width)
        return len(lines) + (beside is None)

    @property
    def _value_width(self) -> int:
        return max(len(value) for value in self.values)

    def _label_in(self, width: int) -> tuple[int | None, list[str]]:
        """The width of the label's column, `None` if the value goes below it, and the label's lines."""
        beside = width - self._value_width - len(" ‹  › ")
        column = beside if beside >= min(cell_len(self.label), NARROWEST) else None
        text = self.label.lstrip(" ")
        before = " " * (len(self.label) - len(text))
        room = max(1, (column or width) - len(before))
        # A row with its value must fit on the smallest screen.
        most = max(1, min(MOST_LINES, self.app.size.height - 2))
        return column, [before + line for line in wrapped(text, room, most)]

    def action_change(self, by: int) -> None:
        """Change to the value before or after; wraps around only if there are two values."""
        number = self.picked + by
        self.pick(number % len(self.values) if len(self.values) == 2 else number)

    def on_click(self, event: Click) -> None:
        """Change the value by a click: back on the left arrow, forwards on the value or the right arrow."""
        place = event.get_content_offset(self)
        column, lines = self._label_in(self.size.width)
        row = len(lines) if column is None else 0
        into = -1 if place is None or place.y != row else place.x - (column or 0)
        if 0 <= into < len(" ‹ ") and len(self.values) > 2:
            self.action_change(-1)
        elif into >= 0:
            self.pick((self.picked + 1) % len(self.values))

    def on_blur(self) -> None:
        """Forget the first digit, so that a later one does not complete it."""
        self._typed = ""

    def on_key(self, event: Key) -> None:
        """Pick the value that equals one typed digit, or two in quick succession; `-` clears the answer."""
        now = self.app.desk.clock()
        before = self._typed if now - self._typed_at < ONE_OR_TEN else ""
        self._typed, self._typed_at = event.character or "", now
        if self._typed != UNSAID and not self._typed.isdecimal():
            return
        for text in (before + self._typed, self._typed):
            if text in self.values:
                event.stop()
                self.pick(self.values.index(text))
                return

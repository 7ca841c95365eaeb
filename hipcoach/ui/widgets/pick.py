"""A row in which one of a few values is picked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from hipcoach.text.characters import wrapped

UNSAID = "-"
"""The value of a question that was not answered, and the key that takes an answer back."""

NARROWEST = 10
"""Cells of a label below which the value does not stand beside it."""

MOST_LINES = 4
"""Lines that a label takes at most."""

HOW = "↑ ↓ row · ← → or a digit · - no answer"
"""How rows are gone through and values changed."""


class Pick(Widget, can_focus=True):
    """A label and a value that the left and right keys, a digit, `-` or a click on the value change.

    The value stands beside the label's first line, or below the label where the two have no room side by side.
    """

    DEFAULT_CSS = """
    Pick { height: auto; width: 1fr; padding: 0 1; }
    Pick:focus { background: $primary 30%; text-style: bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "change(-1)", "Less", id="pick.less", tooltip="The value before", show=False),
        Binding("right", "change(1)", "More", id="pick.more", tooltip="The next value", show=False),
    ]

    class Changed(Message):
        """Another value was picked."""

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
        """What the row is about: an exercise, and a modification of it."""
        self.label = label
        self.values = tuple(values)
        self.picked = picked
        self._typed = ""

    @property
    def value(self) -> str:
        """The value that is picked."""
        return self.values[self.picked]

    def pick(self, number: int) -> None:
        """Pick a value by its number."""
        if number != self.picked and 0 <= number < len(self.values):
            self.picked = number
            self.refresh()
            self.post_message(self.Changed(self))

    def show(self, number: int) -> None:
        """Have a value picked that was settled elsewhere; nobody is told."""
        if number != self.picked:
            self.picked = number
            self.refresh()

    def render(self) -> RenderResult:
        """The label, and the value between arrows."""
        value = f"‹ {self.value:^{self._value_width}} ›"
        width, lines = self._label_in(self.size.width)
        if width is None:
            return Content("\n".join([*lines, f" {value}"]))
        first, *rest = lines
        return Content("\n".join([f"{first}{' ' * (width - cell_len(first))} {value}", *rest]))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the label has, and one for a value that stands below it."""
        beside, lines = self._label_in(width)
        return len(lines) + (beside is None)

    @property
    def _value_width(self) -> int:
        return max(len(value) for value in self.values)

    def _label_in(self, width: int) -> tuple[int | None, list[str]]:
        """The cells of the label's column, `None` where the value stands below it; and the label's lines."""
        beside = width - self._value_width - len(" ‹  › ")
        column = beside if beside >= min(cell_len(self.label), NARROWEST) else None
        text = self.label.lstrip(" ")
        before = " " * (len(self.label) - len(text))
        room = max(1, (column or width) - len(before))
        # With its value, a row is never higher than the least of screens.
        most = max(1, min(MOST_LINES, self.app.size.height - 2))
        return column, [before + line for line in wrapped(text, room, most)]

    def action_change(self, by: int) -> None:
        """Go to the value before or after; past the end it begins again where there are only two."""
        number = self.picked + by
        self.pick(number % len(self.values) if len(self.values) == 2 else number)

    def on_click(self, event: Click) -> None:
        """A click on the left arrow goes back, one on the value or the right arrow on, one on the label nowhere."""
        place = event.get_content_offset(self)
        column, lines = self._label_in(self.size.width)
        row = len(lines) if column is None else 0
        into = -1 if place is None or place.y != row else place.x - (column or 0)
        if 0 <= into < len(" ‹ ") and len(self.values) > 2:
            self.action_change(-1)
        elif into >= 0:
            self.pick((self.picked + 1) % len(self.values))

    def on_blur(self) -> None:
        """What is typed next is no second digit of what was typed here."""
        self._typed = ""

    def on_key(self, event: Key) -> None:
        """A digit picks the value that reads the same, and so do two of them; `-` the one that is no answer."""
        before, self._typed = self._typed, event.character or ""
        if self._typed != UNSAID and not self._typed.isdecimal():
            return
        for text in (before + self._typed, self._typed):
            if text in self.values:
                event.stop()
                self.pick(self.values.index(text))
                return

"""A row in which one of a few values is picked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.widget import Widget

UNSAID = "-"
"""The value of a question that was not answered, and the key that takes an answer back."""

HOW = "↑ ↓ row · ← → or a digit · - no answer"
"""How rows are gone through and values changed."""


class Pick(Widget, can_focus=True):
    """A label and a value that the left and right keys, a digit, `-` or a click on the value change."""

    DEFAULT_CSS = """
    Pick { height: 1; width: 1fr; padding: 0 1; }
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
        width = self._label_width
        return Content(f"{self.label[:width]:<{width}} ‹ {self.value:^{self._value_width}} ›")

    @property
    def _value_width(self) -> int:
        return max(len(value) for value in self.values)

    @property
    def _label_width(self) -> int:
        return max(8, self.size.width - self._value_width - 6)

    def action_change(self, by: int) -> None:
        """Go to the value before or after; past the end it begins again where there are only two."""
        number = self.picked + by
        self.pick(number % len(self.values) if len(self.values) == 2 else number)

    def on_click(self, event: Click) -> None:
        """A click on the left arrow goes back, one on the value or the right arrow on, one on the label nowhere."""
        place = event.get_content_offset(self)
        into = -1 if place is None else place.x - self._label_width
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

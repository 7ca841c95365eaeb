"""A row with a scale from 0 to 10, all of which is in sight, and its zones in words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.events import Click
from textual.geometry import Size

from hipcoach.text.characters import wrapped
from hipcoach.ui.widgets.pick import UNSAID, Pick

SCORES = tuple(str(score) for score in range(11))

STEPS = (5, 3, 2)
"""The columns from one number to the next, the widest first."""

FIRST = 2
"""The column of the first number; the one before it has room for a bracket."""

LEAST_LABEL = 20
"""The narrowest label in cells; with less room the numbers go below it."""


def width_of(step: int) -> int:
    """The columns of a scale with this step, with a bracket after its last number."""
    return FIRST + 10 * step + len("10]")


class Scale(Pick):
    """A label and the numbers 0 to 10, one of which can be picked by its digits, the arrow keys or a click."""

    def __init__(
        self,
        label: str,
        id: str | None = None,
        about: tuple[str, str] = ("", ""),
        zones: Sequence[tuple[int, str]] = (),
        picked: int | None = None,
        column: int = 0,
    ) -> None:
        """`zones`: the last number of each zone with its name; with zones it takes lines of its own.

        `column`: the fewest cells of the label where numbers stand beside it, so that those of several rows align.
        """
        super().__init__(label, (UNSAID, *SCORES), 0 if picked is None else picked + 1, id=id, about=about)
        self._column = column
        self._zones = tuple((last, name) for last, name in zones)

    @property
    def score(self) -> int | None:
        """The picked number; `None` if there is none."""
        return self.picked - 1 if self.picked else None

    def render(self) -> RenderResult:
        """Draw the label, the numbers with the picked one in brackets, and the zones."""
        if self._cramped(self.size.width):
            return super().render()
        column, lines = self._label_in(self.size.width)
        step = self._step(self.size.width - (column or 0))
        numbers = self._numbers(step)
        if column is not None:
            rest = "".join(f"\n{line}" for line in lines[1:])
            return Content(lines[0].ljust(column)).append(numbers).append(rest)
        below = Content(f"\n{self._bounds(step)}") if self._zones else Content("")
        return Content("".join(f"{line}\n" for line in lines)).append(numbers).append(below)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines: those of the label, one for numbers below it, and one for the zones."""
        if self._cramped(width):
            return super().get_content_height(container, viewport, width)
        column, lines = self._label_in(width)
        return len(lines) + (column is None) + bool(self._zones)

    def _cramped(self, width: int) -> bool:
        """Whether there is no room for all numbers, so that only the picked one is shown, between arrows."""
        return width < width_of(STEPS[-1])

    def _step(self, width: int) -> int:
        widest = STEPS if self._zones else STEPS[1:]
        return next((step for step in widest if width_of(step) <= width), STEPS[-1])

    def _numbers(self, step: int) -> Content:
        text = [" "] * width_of(step)
        for number, score in enumerate(SCORES):
            at = FIRST + number * step
            text[at : at + len(score)] = score
        if self.score is None:
            return Content("".join(text))
        at = FIRST + self.score * step
        end = at + len(SCORES[self.score])
        text[at - 1], text[end] = "[", "]"
        return Content("".join(text)).stylize("bold reverse", at - 1, end + 1)

    def _bounds(self, step: int) -> str:
        """The line below the numbers with the names of the zones, as far as there is room for them."""
        text, begin = "", 0
        for last, name in self._zones:
            if last < begin:
                continue
            left, right = FIRST + begin * step - 1, FIRST + last * step + 1
            room = right - left - 1
            middle = f" {name} " if len(name) + 2 <= room else name[:room]
            text = text.ljust(left) + f"└{middle.center(room, '─')}┘"
            begin = last + 1
        return text

    def _label_in(self, width: int) -> tuple[int | None, list[str]]:
        """The width of the label's column, `None` if the numbers go below it, and the label's lines."""
        if self._cramped(width):
            return super()._label_in(width)
        column = width - width_of(self._step(width) if not self._zones else STEPS[-1])
        if self._zones or column < min(cell_len(self.label), LEAST_LABEL):
            return None, list(wrapped(self.label, max(1, width), max(1, min(4, self.app.size.height - 3))))
        lines = list(wrapped(self.label, column - 1, 3))
        return min(column, max(self._column, *map(cell_len, lines)) + 1), lines

    def on_click(self, event: Click) -> None:
        """Pick the number under a click; a click elsewhere changes nothing."""
        if self._cramped(self.size.width):
            return
        # The base class would take it for a click on its arrows.
        event.prevent_default()
        place = event.get_content_offset(self)
        column, lines = self._label_in(self.size.width)
        if place is None or place.y != (len(lines) if column is None else 0):
            return
        step = self._step(self.size.width - (column or 0))
        number = round((place.x - (column or 0) - FIRST) / step)
        if 0 <= number < len(SCORES) and abs(place.x - (column or 0) - FIRST - number * step) <= 1:
            self.pick(number + 1)

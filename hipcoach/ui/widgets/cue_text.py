"""A text that is shortened to the lines available."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from hipcoach.text.characters import cut, wrapped

ELLIPSIS = "…"


def in_lines(text: str, width: int, most: int, rest: str) -> list[str]:
    """Wrap a text into at most `most` lines; if it is longer, the last line ends with `rest`."""
    lines = list(wrapped(text, width, most))
    last = lines[-1]
    if rest and last.endswith(ELLIPSIS) and not text.endswith(last):
        lines[-1] = f"{cut(last, width - len(rest) - 1).rstrip(ELLIPSIS)}{ELLIPSIS} {rest}"
    return lines


class CueText(Widget):
    """Shows a text in as many lines as there are, and a hint where to find the rest."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._text = self._rest = ""

    def show(self, text: str, rest: str = "") -> None:
        """Change the text; `rest` is the hint where to find the part that is cut off."""
        if (text, rest) != (self._text, self._rest):
            self._text, self._rest = text, rest
            self.refresh()

    def render(self) -> RenderResult:
        """The lines of the text."""
        width, height = self.size
        return Content("\n".join(in_lines(self._text, max(1, width), max(1, height), self._rest)))

"""A text that is shortened to the lines available."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
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
    """Shows a text in at most as many lines as the style sheet allows, and a hint where to find the rest."""

    DEFAULT_CSS = """
    CueText { width: 1fr; height: auto; max-height: 4; }
    """

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._text = self._rest = ""

    def show(self, text: str, rest: str = "") -> None:
        """Change the text; `rest` is the hint where to find the part that is cut off."""
        if (text, rest) != (self._text, self._rest):
            before = self._lines(self.size.width)
            self._text, self._rest = text, rest
            # A new layout costs more than everything else, and is not needed if the text has as many lines as before.
            self.refresh(layout=len(before) != len(self._lines(self.size.width)))

    def _lines(self, width: int) -> list[str]:
        most = self.styles.max_height
        return in_lines(self._text, max(1, width), int(most.value) if most is not None else 1, self._rest)

    def render(self) -> RenderResult:
        """The lines of the text."""
        return Content("\n".join(self._lines(self.size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines of the text."""
        return len(self._lines(width))

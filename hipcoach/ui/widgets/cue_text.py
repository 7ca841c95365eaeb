"""One thing to be told, in the lines that there are for it."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from hipcoach.text.characters import cut, wrapped

ELLIPSIS = "…"


def in_lines(text: str, width: int, most: int, rest: str) -> list[str]:
    """A clean text in at most so many lines; where it has no room, the last one ends with `rest`."""
    lines = list(wrapped(text, width, most))
    last = lines[-1]
    if rest and last.endswith(ELLIPSIS) and not text.endswith(last):
        lines[-1] = f"{cut(last, width - len(rest) - 1).rstrip(ELLIPSIS)}{ELLIPSIS} {rest}"
    return lines


class CueText(Widget):
    """Shows a text in as many lines as the style sheet gives it at most, and where the rest of it is to be found."""

    DEFAULT_CSS = """
    CueText { width: 1fr; height: auto; max-height: 4; }
    """

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._text = self._rest = ""

    def show(self, text: str, rest: str = "") -> None:
        """Show another text; `rest` says where to find what has no room."""
        if (text, rest) != (self._text, self._rest):
            # Laying the screen out anew costs more than all the rest, and a text as long as before moves nothing.
            longer = len(text) != len(self._text)
            self._text, self._rest = text, rest
            self.refresh(layout=longer)

    def _lines(self, width: int) -> list[str]:
        most = self.styles.max_height
        return in_lines(self._text, max(1, width), int(most.value) if most is not None else 1, self._rest)

    def render(self) -> RenderResult:
        """Its lines."""
        return Content("\n".join(self._lines(self.size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes."""
        return len(self._lines(width))

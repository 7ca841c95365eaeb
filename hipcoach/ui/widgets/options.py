"""A list to choose from, whose mark can be told without colour."""

from __future__ import annotations

from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip
from textual.widgets import OptionList

MARK = "›"


class Options(OptionList):
    """Options; a sign stands before the one that is marked, in a column that the style keeps free for it."""

    def on_resize(self) -> None:
        """What is marked stays in sight."""
        self.call_after_refresh(self.scroll_to_highlight)

    def on_click(self, click: Click) -> None:
        """Take a click only on an option that is still there."""
        ignore_stale(click, self)

    def action_page_up(self) -> None:
        """Mark an option a page further up; a list that has no room has no pages either."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Mark an option a page further down."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def render_line(self, y: int) -> Strip:
        """One line, its first cell being that of the mark."""
        strip = super().render_line(y)
        option = _option(strip)
        first = y == 0 or _option(super().render_line(y - 1)) != option
        if option is None or option != self.highlighted or not first:
            return strip
        style = next(iter(strip)).style
        return Strip.join([Strip([Segment(MARK, style)]), strip.crop(1)])


def ignore_stale(click: Click, options: OptionList) -> None:
    """Keep a click from a list whose options changed since, and which has fewer now than the one clicked on."""
    number = click.style.meta.get("option")
    if number is not None and number >= options.option_count:
        click.prevent_default().stop()


def _option(strip: Strip) -> int | None:
    """The number of the option that a line belongs to."""
    for segment in strip:
        if segment.style is not None and "option" in segment.style.meta:
            number = segment.style.meta["option"]
            return number if isinstance(number, int) else None
    return None

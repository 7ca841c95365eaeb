"""A list of options whose marked one can be recognised without colour."""

from __future__ import annotations

from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip
from textual.widgets import OptionList

MARK = "›"


class Options(OptionList):
    """A list with a sign before the marked option, in a column that the style sheet keeps free."""

    def on_resize(self) -> None:
        """Keep the marked option in view at the new size."""
        self.call_after_refresh(self.scroll_to_highlight)

    def on_click(self, click: Click) -> None:
        """Ignore a click on an option that is no longer in the list."""
        ignore_stale(click, self)

    def action_page_up(self) -> None:
        """Mark an option one page up; does nothing if the list has no height."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Mark an option one page down; does nothing if the list has no height."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def render_line(self, y: int) -> Strip:
        """Draw one line, with the sign in its first cell."""
        strip = super().render_line(y)
        option = _option(strip)
        if option is None or option != self.highlighted:
            return strip
        if y > 0 and _option(super().render_line(y - 1)) == option:
            # Only its first line has the sign.
            return strip
        style = next(iter(strip)).style
        return Strip.join([Strip([Segment(MARK, style)]), strip.crop(1)])


def ignore_stale(click: Click, options: OptionList) -> None:
    """Stop a click on an option whose number no longer exists, because the list has become shorter."""
    number = click.style.meta.get("option")
    if number is not None and number >= options.option_count:
        click.prevent_default().stop()


def _option(strip: Strip) -> int | None:
    """The number of the option that a line belongs to; `None` if there is none."""
    for segment in strip:
        if segment.style is not None and "option" in segment.style.meta:
            number = segment.style.meta["option"]
            return number if isinstance(number, int) else None
    return None

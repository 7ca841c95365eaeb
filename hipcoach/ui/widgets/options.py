"""A list of options whose marked one can be recognised without colour."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.strip import Strip
from textual.widgets import OptionList

MARK = "›"

LONG = 40
"""The number of options above which page up and down go by pages."""


class Options(OptionList):
    """A list with a sign before the marked option, in a column that the style sheet keeps free.

    Space chooses the marked option, and so does the button of a clicker that sends F5.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,shift+f5", "select", "Choose", id="options.clicked", tooltip="What is marked", show=False),
        Binding("space", "choose", "Choose", id="options.choose", tooltip="What is marked", show=False),
    ]

    def __init__(self, *options: Any, space: bool = True, **more: Any) -> None:
        """`space`: whether the space bar chooses; where there is much to read beside the list it reads on."""
        super().__init__(*options, **more)
        self._space = space
        self.clicked = False
        """Whether the option was marked by page up or down, as the buttons of a clicker send."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the space bar to the screen where it is for something else."""
        return self._space if action == "choose" else super().check_action(action, parameters)

    def action_choose(self) -> None:
        """Choose the marked option."""
        self.action_select()

    @property
    def _one_by_one(self) -> bool:
        """Whether page up and down go from one option to the next: a clicker has no other keys to reach each."""
        return self.option_count <= LONG

    def action_cursor_up(self) -> None:
        """Mark the option above."""
        self.clicked = False
        super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Mark the option below."""
        self.clicked = False
        super().action_cursor_down()

    def on_resize(self) -> None:
        """Keep the marked option in view at the new size."""
        self.call_after_refresh(self.scroll_to_highlight)

    def on_click(self, click: Click) -> None:
        """Ignore a click on an option that is no longer in the list."""
        ignore_stale(click, self)

    def action_page_up(self) -> None:
        """Mark an option one page up, in a short list the one above; does nothing if the list has no height."""
        if self._one_by_one:
            self.action_cursor_up()
            self.clicked = True
        elif self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Mark an option one page down, in a short list the one below; does nothing if the list has no height."""
        if self._one_by_one:
            self.action_cursor_down()
            self.clicked = True
        elif self.scrollable_content_region:
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


class AnswerList(Options):
    """Answers to choose from: the buttons of a clicker go from one to the next, then choose it.

    One of its buttons sends F5 and Escape in turn, and Escape leaves what a keyboard is asked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "choose_clicked", "Choose", id="answers.clicked", tooltip="What is marked", show=False)
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Escape choose only what a clicker has marked."""
        return self.clicked if action == "choose_clicked" else super().check_action(action, parameters)

    def action_choose_clicked(self) -> None:
        """Choose the option that a clicker has marked."""
        self.action_select()


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

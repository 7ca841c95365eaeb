"""The base class of screens with rows, above which there may be a text to read first."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget

from hipcoach.live.presses import Repeats
from hipcoach.ui.screens.while_open import WhileOpen
from hipcoach.ui.shared import SharedApp
from hipcoach.ui.widgets.form import Form


def reading_keys(screen: str) -> tuple[Binding, ...]:
    """The key bindings for reading the text above the first row; the row is marked once it is in view."""
    return (
        Binding("enter", "read_on", "Read on", id=f"{screen}.read_on", tooltip="There is more to read"),
        Binding("pagedown", "page(1)", "Page down", id=f"{screen}.page_down", tooltip="A screen down", show=False),
        Binding("pageup", "page(-1)", "Page up", id=f"{screen}.page_up", tooltip="A screen up", show=False),
    )


class FormScreen(WhileOpen[None]):
    """A screen on which Enter scrolls through the text above the rows first, then does the screen's main action."""

    AUTO_FOCUS = ""

    ENTER: ClassVar[str]
    """The screen's main action, which Enter does once everything has been read."""

    app: SharedApp

    def __init__(self, form: str) -> None:
        """`form` is the id of the form widget."""
        super().__init__()
        self.form = Form(id=form)
        self._repeats = Repeats()

    def on_mount(self) -> None:
        """Update the footer's word for Enter whenever there is less to read."""
        self.watch(self.form, "unread", self.refresh_bindings, init=False)

    def begin(self, row: Widget, *, read_first: bool) -> None:
        """Mark the first row; with `read_first` only once the text above it has been read."""
        if read_first:
            self.form.read_before(row)
        else:
            self.set_focus(row)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable either reading on or the main action for Enter."""
        if action in ("read_on", self.ENTER):
            return self.form.unread is (action == "read_on")
        return True

    def action_read_on(self) -> None:
        """Scroll on, unless Enter is being held down."""
        if not self.held():
            self.form.page(1)

    async def action_enter(self) -> None:
        """Do what Enter does now."""
        await self.run_action("read_on" if self.form.unread else self.ENTER)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, forwards or back."""
        self.form.page(pages)

    def held(self) -> bool:
        """Whether Enter is being held down."""
        return self._repeats.held("enter", self.app.desk.clock())

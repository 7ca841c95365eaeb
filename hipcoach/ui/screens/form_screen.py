"""A screen with rows to go through, before which something may have to be read."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from hipcoach.live.presses import Repeats
from hipcoach.ui.shared import SharedApp
from hipcoach.ui.widgets.form import Form


def reading_keys(screen: str) -> tuple[Binding, ...]:
    """Keys of a screen for what is to be read before its first row, which is marked once it is in sight."""
    return (
        Binding("enter", "read_on", "Read on", id=f"{screen}.read_on", tooltip="There is more to read"),
        Binding("pagedown", "page(1)", "Page down", id=f"{screen}.page_down", tooltip="A screen down", show=False),
        Binding("pageup", "page(-1)", "Page up", id=f"{screen}.page_up", tooltip="A screen up", show=False),
    )


class FormScreen(Screen[None]):
    """Enter reads on where there is something to read before the first row, and then does what the screen is for."""

    AUTO_FOCUS = ""

    ENTER: ClassVar[str]
    """The action of Enter that waits until everything has been read."""

    app: SharedApp

    def __init__(self, form: str) -> None:
        """`form` is the form's id."""
        super().__init__()
        self.form = Form(id=form)
        self._repeats = Repeats()

    def on_mount(self) -> None:
        """Have Enter say what it does now."""
        self.watch(self.form, "unread", self.refresh_bindings, init=False)

    def begin(self, row: Widget, *, read_first: bool) -> None:
        """Mark the first row; where what stands above it is to be read first, once it is in sight."""
        if read_first:
            self.form.read_before(row)
        else:
            self.set_focus(row)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is to be read comes first."""
        if action in ("read_on", self.ENTER):
            return self.form.unread is (action == "read_on")
        return True

    def action_read_on(self) -> None:
        """Read on, unless Enter is only being held down."""
        if not self.held():
            self.form.page(1)

    def action_page(self, pages: int) -> None:
        """Go a page on or back."""
        self.form.page(pages)

    def held(self) -> bool:
        """Whether Enter is only being held down."""
        return self._repeats.held("enter", self.app.desk.clock())

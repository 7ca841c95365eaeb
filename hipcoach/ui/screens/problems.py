"""The problems in a session file, from which it can be opened in the person's editor."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Button

from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.widgets.flat_button import FlatButton

EDIT = "edit"
"""The result if the person wants to edit the file."""


class ProblemsScreen(TextScreen):
    """Shows problems; its result may also be EDIT."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", f"leave_with('{EDIT}')", "Edit", id="problems.edit", tooltip="Open the file in your editor"),
    ]

    def on_mount(self) -> None:
        """Offer to edit beside the button that closes it."""
        self.query_one(".panel-below").mount(FlatButton("Edit (e)", "edit"), after="#accept")

    @on(Button.Pressed, "#edit")
    def _edit(self, event: Button.Pressed) -> None:
        """Do the same as its key."""
        # The base class would close it.
        event.prevent_default()
        self.dismiss(EDIT)

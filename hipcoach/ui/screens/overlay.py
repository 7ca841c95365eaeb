"""What lies over another screen and may be left with something to be done."""

from __future__ import annotations

from typing import ClassVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, ScreenResultType

from hipcoach.ui.shared import SharedApp

ACCEPTED = "accepted"
LEFT = "left"


class Panel(ModalScreen[ScreenResultType]):
    """Lies over another screen and can be left once."""

    app: SharedApp

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave it, and what lies over it; where it has been left already, nothing is left in its place."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        self.app.uncover(self)
        return super().dismiss(result)


class Overlay(Panel[str]):
    """Is left with ACCEPTED, LEFT, or the name of an action; pain can be told from it as from anywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "o,full_stop,exclamation_mark",
            "leave_with('pain')",
            "PAIN",
            id="overlay.pain",
            tooltip="Stop at once",
        ),
        Binding("escape,q", "leave_with('left')", "Close", id="overlay.leave", tooltip="Close this"),
    ]

    def action_leave_with(self, result: str) -> None:
        """Close this."""
        self.dismiss(result)

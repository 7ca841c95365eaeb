"""What lies over another screen and may be left with something to be done."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

ACCEPTED = "accepted"
LEFT = "left"


class Overlay(ModalScreen[str]):
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

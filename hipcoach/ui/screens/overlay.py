"""Base classes of screens that cover another one and return a result to it."""

from __future__ import annotations

from typing import ClassVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, ScreenResultType

from hipcoach.settings.keymap import Action, Keymap
from hipcoach.ui.moved import moved, textual_keys, without_arrows
from hipcoach.ui.screens.while_open import WhileOpen
from hipcoach.ui.shared import SharedApp

ACCEPTED = "accepted"
LEFT = "left"


PAIN = ",".join(textual_keys(without_arrows(Keymap().of(Action.PAIN))))
"""The keys for pain where no session runs, unless the settings move them."""


class Panel(ModalScreen[ScreenResultType], WhileOpen[ScreenResultType]):
    """A modal screen that can be closed only once."""

    app: SharedApp

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close it and any screens over it; does nothing if it was closed before."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        self.app.uncover(self)
        return super().dismiss(result)


class Overlay(Panel[str]):
    """A panel whose result is ACCEPTED, LEFT or the name of an action; pain can be reported from it too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            PAIN,
            "leave_with('pain')",
            "PAIN",
            id="overlay.pain",
            tooltip="Stop at once",
        ),
        Binding("escape,q", "leave_with('left')", "Close", id="overlay.leave", tooltip="Close this"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._bindings = moved(self._bindings, self.app.desk.settings.keys)

    def action_leave_with(self, result: str) -> None:
        """Close it with a result."""
        self.dismiss(result)

"""The keys of a session, each of which can be chosen here as well, and when to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.guide import Action, Key


class KeysScreen(ModalScreen[None]):
    """Lists what can be pressed; choosing a row presses it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "leave", "Close", id="keys.leave", tooltip="Close this"),
    ]

    AUTO_FOCUS = "OptionList"

    def __init__(self, keys: Sequence[Key], texts: Sequence[str], press: Callable[[str], None] | None) -> None:
        super().__init__()
        self._keys = tuple(key for key in keys if key.action is not Action.HELP)
        self._texts = tuple(texts)
        self._press = press

    def compose(self) -> ComposeResult:
        """The keys, then the safety text."""
        with Vertical(classes="panel"):
            yield Static("Keys while a session runs", classes="panel-title", markup=False)
            yield OptionList(
                *(Option(f"{key.shown:<10} {key.label}", id=key.action) for key in self._keys),
                markup=False,
                compact=True,
            )
            with VerticalScroll(classes="panel-text"):
                yield Static("\n".join(self._texts), markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Press the key that was chosen."""
        self.dismiss()
        if self._press is not None and event.option_id is not None:
            self.call_later(self._press, event.option_id)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()

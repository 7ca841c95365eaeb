"""Asks for another folder for a log that cannot be written in its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.diagnostics.files import path_shown
from hipcoach.ui.screens.overlay import Panel
from hipcoach.ui.widgets.options import Options


class ElsewhereScreen(Panel[Path]):
    """Offers folders and a text field; its result is a folder or file, or `None`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", id="elsewhere.leave", tooltip="Save nothing"),
    ]

    AUTO_FOCUS = "OptionList"

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self._folders = tuple(folders)

    def compose(self) -> ComposeResult:
        """Lay out the folders that can be used, and a text field for any other."""
        with Vertical(classes="panel question"):
            yield Static("Where should the log be saved?", classes="panel-title", markup=False)
            yield Options(*(Option(f"in {path_shown(folder)}") for folder in self._folders), markup=False, compact=True)
            yield Input(placeholder="Tab: another folder, or a new file", compact=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the chosen folder."""
        self.dismiss(self._folders[event.option_index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the typed folder or file."""
        if typed := event.value.strip():
            # A ~ that names no user's home is part of an ordinary file name.
            with suppress(RuntimeError):
                typed = str(Path(typed).expanduser())
            self.dismiss(Path(typed))

    def action_leave(self) -> None:
        """Return without saving."""
        self.dismiss()

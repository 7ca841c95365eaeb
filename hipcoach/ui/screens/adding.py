"""Asks which session file to put into one's own list, and what to do where its name is taken."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.ui.screens.overlay import Panel
from hipcoach.ui.widgets.options import Options


class InItsPlace(Enum):
    """The decision to have a session in place of the one that has its name."""

    OF_IT = auto()


def path_typed(text: str) -> Path:
    """The path in a text: typed, or dropped on the terminal, which puts quotes, backslashes or `file://` into it."""
    text = text.strip()
    if text.startswith("file://"):
        text = unquote(text.removeprefix("file://"))
    elif len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif sys.platform != "win32":
        text = re.sub(r"\\(.)", r"\1", text)
    # A ~ that names no user's home is part of an ordinary file name.
    with suppress(RuntimeError):
        return Path(text).expanduser()
    return Path(text)


class WhichFile(Panel[Path]):
    """Asks for the path of a file; its result is the path, or `None`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", id="which_file.leave", tooltip="Add nothing"),
    ]

    AUTO_FOCUS = "Input"

    def compose(self) -> ComposeResult:
        """Lay out the question and a text field."""
        with Vertical(classes="panel question"):
            yield Static(
                "Which session file? It is checked, then put into your list.", classes="panel-title", markup=False
            )
            yield Input(placeholder="its path, such as ~/Downloads/ankle.yaml", compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the typed path."""
        if event.value.strip():
            self.dismiss(path_typed(event.value))

    def action_leave(self) -> None:
        """Return without a path."""
        self.dismiss()


class NameTaken(Panel[InItsPlace | str]):
    """Asks about a name that is taken; its result is to replace what has it, another name, or `None`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "replace", "Yes", id="name_taken.replace", tooltip="Have this one instead"),
        Binding("n,escape", "leave", "No", id="name_taken.leave", tooltip="Leave everything as it is"),
    ]

    AUTO_FOCUS = "OptionList"

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay out the question, its answers, and a text field for another name."""
        with Vertical(classes="panel question"):
            yield Static(self._question, classes="panel-title", markup=False)
            answers = Option("n  no, leave it as it is  (Esc)", id="n"), Option("y  yes, have this one instead", id="y")
            yield Options(*answers, markup=False, compact=True)
            yield Input(placeholder="Tab: another name", compact=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the answer chosen by Enter or a click."""
        self.dismiss(InItsPlace.OF_IT if event.option_id == "y" else None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the other name."""
        if name := event.value.strip():
            self.dismiss(name)

    def action_replace(self) -> None:
        """Return that it is to be replaced."""
        self.dismiss(InItsPlace.OF_IT)

    def action_leave(self) -> None:
        """Return that nothing is to change."""
        self.dismiss()

"""A question with a few answers, each with its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.live.presses import Repeats
from hipcoach.ui.screens.overlay import Panel
from hipcoach.ui.widgets.options import AnswerList

NO = "n"


class Choice(Panel[str]):
    """Its result is the key of the answer; `None` if it was left without one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="choice.leave", tooltip="Change nothing"),
    ]

    AUTO_FOCUS = "OptionList"

    def __init__(self, question: str, answers: Mapping[str, str]) -> None:
        """`answers`: a text for the key of each answer."""
        super().__init__()
        self._question = question
        self._answers = answers
        self._repeats = Repeats()

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        with Vertical(classes="panel question"):
            yield Static(self._question, classes="panel-title", markup=False)
            yield AnswerList(
                *(Option(f"{key}  {text}", id=key) for key, text in self._answers.items()), markup=False, compact=True
            )
            yield Static(" ".join(self._answers), classes="keys", markup=False)

    def on_mount(self) -> None:
        """Know the Enter that has led here."""
        self._repeats.held("enter", self.app.desk.clock())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the answer chosen by Enter or a click; ignores an Enter that is held down since before."""
        if not self._repeats.held("enter", self.app.desk.clock()):
            self.dismiss(event.option_id)

    def on_key(self, event: Key) -> None:
        """Return the answer of a key."""
        if event.character is not None and event.character in self._answers:
            event.stop()
            self.dismiss(event.character)

    def action_leave(self) -> None:
        """Return without an answer."""
        self.dismiss()

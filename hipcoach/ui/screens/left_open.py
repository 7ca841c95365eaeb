"""Asks what is to become of a session that was left open."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.engine.events import Outcome
from hipcoach.engine.wording import OUTCOMES
from hipcoach.journal.resume import Resumable
from hipcoach.ui.screens.overlay import Panel
from hipcoach.ui.widgets.options import Options


class Left(StrEnum):
    """What becomes of it."""

    GO_ON = "go_on"
    CLOSE = "close"
    DROP = "drop"
    LATER = "later"


LABELS = {
    Left.GO_ON: "g    go on: it waits, paused, until you are ready",
    Left.CLOSE: f"c    close it: the log keeps what was done, as {OUTCOMES[Outcome.PARTIAL]}",
    Left.DROP: f"x    drop it: the log keeps the sets that were finished, as {OUTCOMES[Outcome.ABANDONED]}",
    Left.LATER: "esc  decide later",
}


DECIDED = {
    Left.CLOSE: f"Closed. The log has it as {OUTCOMES[Outcome.PARTIAL]}, with the set under way as far as it went.",
    Left.DROP: f"Dropped. The log has it as {OUTCOMES[Outcome.ABANDONED]}, without the set under way.",
}
"""What has become of the log."""


class LeftOpenScreen(Panel[Left]):
    """Is left with what was decided; Escape leaves it open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "decide('go_on')", "Go on", id="left_open.go_on", tooltip="Where it stood"),
        Binding("c", "decide('close')", "Close", id="left_open.close", tooltip="End it where it stood"),
        Binding("x", "decide('drop')", "Drop", id="left_open.drop", tooltip="It cannot be resumed afterwards"),
        Binding("escape,l,q", "decide('later')", "Later", id="left_open.later", tooltip="Leave it open"),
    ]

    AUTO_FOCUS = "OptionList"

    def __init__(self, left: Resumable) -> None:
        super().__init__()
        self._left = left

    def compose(self) -> ComposeResult:
        """Where it stood, and what can be done about it."""
        with Vertical(classes="panel question"):
            yield Static(f"Go on with {self._left.place}?", classes="panel-title", markup=False)
            yield Options(*(Option(label, id=left.value) for left, label in LABELS.items()), markup=False, compact=True)
            yield Static(" ".join(label.split()[0] for label in LABELS.values()), classes="keys", markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click decides."""
        self.dismiss(Left(event.option_id or Left.LATER))

    def action_decide(self, left: str) -> None:
        """A key decides."""
        self.dismiss(Left(left))

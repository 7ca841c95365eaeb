"""Asks what to do with an interrupted session."""

from __future__ import annotations

from math import ceil
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.engine.state import TAKE_BACK
from hipcoach.journal.resume import Resumable
from hipcoach.live.left_open import WORDS, Left, asks, ending, meaning
from hipcoach.ui.screens.overlay import Panel
from hipcoach.ui.widgets.options import AnswerList

KEYS = {Left.GO_ON: "g", Left.CLOSE: "c", Left.DROP: "x", Left.LATER: "esc"}


def labels(session: Resumable) -> dict[Left, str]:
    """The label of each decision, with its key."""
    told = meaning(session)
    return {left: f"{KEYS[left]:<4} {word}{f': {told[left]}' if told[left] else ''}" for left, word in WORDS.items()}


class EndsSoonScreen(Panel[bool]):
    """Ends an interrupted session after a moment; its result is whether to, and False if that was taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u,escape", "answer(False)", "Take back", id="ends_soon.take_back", tooltip="Back to the question"),
        Binding("enter", "answer(True)", "Now", id="ends_soon.now", tooltip="Do not wait"),
    ]

    def __init__(self, left: Resumable, answer: Left) -> None:
        super().__init__()
        self._words = ending(left, answer)
        self._until = 0.0

    def compose(self) -> ComposeResult:
        """Lay out what is about to happen, and what can be done about it."""
        with Vertical(classes="panel question"):
            yield Static(classes="panel-title", markup=False)
            yield Static("u      take it back  (Esc)\nenter  do it now", classes="answers", markup=False)

    def on_mount(self) -> None:
        """Begin to count."""
        self._until = self.app.desk.clock() + TAKE_BACK
        self.set_interval(1.0, self.count)
        self.count()

    def count(self) -> None:
        """Show the seconds that are left, and answer when there are none."""
        left = ceil(self._until - self.app.desk.clock())
        if left <= 0:
            self.dismiss(result=True)
            return
        told = f"The log will have it as {self._words} in {left} second{'' if left == 1 else 's'}."
        self.query_one(".panel-title", Static).update(told)

    def action_answer(self, end: bool) -> None:
        """Return the answer of a key."""
        self.dismiss(end)


class LeftOpenScreen(Panel[Left]):
    """Its result is the decision; Escape keeps the session for later."""

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
        """Lay out where the session stood, and the possible decisions."""
        with Vertical(classes="panel question"):
            yield Static(asks(self._left), classes="panel-title", markup=False)
            told = labels(self._left)
            rows = (Option(label, id=left.value) for left, label in told.items())
            yield AnswerList(*rows, markup=False, compact=True)
            yield Static(" ".join(label.split()[0] for label in told.values()), classes="keys", markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the decision chosen by Enter or a click."""
        self.dismiss(Left(event.option_id or Left.LATER))

    def action_decide(self, left: str) -> None:
        """Return the decision of a key."""
        self.dismiss(Left(left))

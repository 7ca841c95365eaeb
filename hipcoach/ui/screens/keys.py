"""The help: the keys, which can also be chosen from the list, and the safety text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.advice.safety import DISCLAIMER, safety_of
from hipcoach.session.model import Session
from hipcoach.settings.keymap import Action
from hipcoach.ui.screens.about_page import OPENS, about_key, show_about
from hipcoach.ui.screens.overlay import LEFT, Overlay
from hipcoach.ui.widgets.options import Options


class KeysScreen(Overlay):
    """Lists the keys; its result is the name of the chosen action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "leave_with('left')", "Close", id="keys.leave", tooltip="Close this"),
        about_key("keys"),
    ]

    AUTO_FOCUS = "OptionList"

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = tuple(texts)

    def compose(self) -> ComposeResult:
        """Lay out the keys, then the safety text."""
        keys = self.app.desk.settings.keys.lines(self.app.size.width)
        with Vertical(classes="panel"):
            yield Static("Keys in a session · Esc closes this", classes="panel-title", markup=False)
            yield Options(
                *(Option(line, id=action) for action, line in keys.items() if action is not Action.HELP),
                markup=False,
                compact=True,
            )
            with VerticalScroll(classes="panel-text"):
                yield Static("\n".join(self._texts), markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the action of the chosen key."""
        self.dismiss(event.option_id or LEFT)

    def action_about(self) -> None:
        """Show the page about turned-out hips."""
        show_about(self.app)


def help_screen(session: Session | None = None) -> KeysScreen:
    """The help with a session's own safety text, if it has one; during a session the keys can be chosen."""
    safety = safety_of(session)
    stop = (f"· {text}" for text in safety.stop_if)
    texts = (f"{OPENS}.", "", *DISCLAIMER, "", "Stop if:", *stop, "", *safety.help_lines(), "", *safety.before)
    return KeysScreen(texts)

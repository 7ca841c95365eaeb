"""The help: the keys of a screen or a session, which can also be chosen from the list, and the safety text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from hipcoach.advice.safety import DISCLAIMER, safety_of
from hipcoach.session.model import Session
from hipcoach.settings.keymap import Action
from hipcoach.text.characters import cells
from hipcoach.ui.screens.about_page import OPENS, about_key, show_about
from hipcoach.ui.screens.overlay import LEFT, Overlay
from hipcoach.ui.shared import SharedApp
from hipcoach.ui.widgets.options import AnswerList, Options

IN_A_SESSION = "Keys in a session"


CLOSES = "Close this (Esc or ←)"
"""The first row, for whoever has come here by mistake, or has only a mouse."""


class KeysScreen(Overlay):
    """Lists keys; its result is the chosen action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,left", "leave_with('left')", "Close", id="keys.leave", tooltip="Close this"),
        about_key("keys"),
    ]

    AUTO_FOCUS = "OptionList"

    def __init__(self, title: str, keys: Mapping[str, str], texts: Sequence[str], *, by_clicker: bool = False) -> None:
        """`keys`: a line for each action; `texts`: what is read below them; `by_clicker`: one has opened it."""
        super().__init__()
        self._title = title
        self._keys = keys
        self._texts = tuple(texts)
        self._by_clicker = by_clicker

    def compose(self) -> ComposeResult:
        """Lay out the keys, then the texts."""
        with Vertical(classes="panel"):
            yield Static(f"{self._title} · Esc closes this", classes="panel-title", markup=False)
            rows = (Option(line, id=action) for action, line in self._keys.items())
            # With a keyboard, Escape closes it wherever one has read.
            rows_shown = AnswerList if self._by_clicker else Options
            yield rows_shown(Option(CLOSES, id=LEFT), *rows, markup=False, compact=True)
            with VerticalScroll(classes="panel-text"):
                yield Static("\n".join(self._texts), markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the action of the chosen key."""
        self.dismiss(event.option_id or LEFT)

    def action_about(self) -> None:
        """Show the page about turned-out hips."""
        show_about(self.app)


def help_screen(app: SharedApp, session: Session | None = None, *, by_clicker: bool = False) -> KeysScreen:
    """The help in a session: its keys, which can be chosen, and its own safety text, if it has one."""
    keys = app.desk.settings.keys.lines(app.size.width)
    lines = {action.value: line for action, line in keys.items() if action is not Action.HELP}
    return KeysScreen(IN_A_SESSION, lines, (f"{OPENS}.", "", *_safety(session)), by_clicker=by_clicker)


def show_keys_of(screen: Screen[Any], title: str, told: Sequence[str] = (), session: Session | None = None) -> None:
    """Show the help of a screen: its own keys, which can be chosen, what is `told`, and the keys of a session."""
    app = screen.app
    assert isinstance(app, SharedApp)
    ours = [one for one in screen.active_bindings.values() if one.node is screen and one.enabled and one.tooltip]
    # The first of several keys for the same is the one to tell.
    own = {one.binding.action: one for one in reversed(ours) if one.binding.action != "help"}
    shown = {action: app.get_key_display(one.binding) for action, one in reversed(own.items())}
    column = max(map(cells, shown.values()))
    keys = {action: f"{key}{' ' * (column - cells(key))} {own[action].tooltip}" for action, key in shown.items()}

    async def chosen(action: str | None) -> None:
        if action in own:
            await screen.run_action(action)

    in_a_session = (f"{IN_A_SESSION}:", *app.desk.settings.keys.lines(app.size.width).values(), "")
    app.push_screen(KeysScreen(title, keys, (f"{OPENS}.", "", *told, *in_a_session, *_safety(session))), chosen)


def _safety(session: Session | None) -> list[str]:
    safety = safety_of(session)
    stop = (f"· {text}" for text in safety.stop_if)
    return [*DISCLAIMER, "", "Stop if:", *stop, "", *safety.help_lines(), "", *safety.before]

"""The page about turned-out hips, over whatever is there."""

from __future__ import annotations

from textual.binding import Binding

from hipcoach.advice.turned_out import TITLE, page
from hipcoach.settings.keymap import Action
from hipcoach.ui.screens.overlay import Overlay
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.shared import SharedApp

KEY = "a"
OPENS = f"{KEY} opens the page: {TITLE}"
"""What stands where the key can be pressed."""


def about_key(screen: str) -> Binding:
    """The key that opens the page, on a screen."""
    return Binding(KEY, "about", "About hips", id=f"{screen}.about", tooltip=TITLE)


def show_about(app: SharedApp) -> None:
    """Show the page; what it is left with for the session below goes through what it lay over."""
    below = app.screen

    def left(result: str | None) -> None:
        if isinstance(below, Overlay) and result in tuple(Action):
            below.dismiss(result)

    app.push_screen(TextScreen(TITLE, page(app.desk.settings.thresholds)), left)

"""The keys along the lower edge."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Static
from textual.widgets._footer import FooterKey

from hipcoach.ui.widgets.scroll import WHOLE, Scroll

ALWAYS = 3
"""How many keys come before all others: their words go before other keys."""

MORE, JUST_MORE = " ▼ more ", " ▼ "
"""Stands at the right where there is more below what is in sight, with a word and where there is no room for one."""

NARROWEST = 30
"""Columns below which there is no room for that word."""


def fitting(keys: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """The keys, each with its word, that have room in so many cells, the most important first; a word may be left out.

    The first key and its word, then the other first keys, then their words, then all other keys, then theirs.
    """
    shown: dict[int, str] = {}
    left = width
    numbers = range(len(keys))
    for some in (numbers[:1], numbers[1:ALWAYS], numbers[ALWAYS:]):
        for number in some:
            if (room := cell_len(keys[number][0]) + 2) > left:
                break
            shown[number], left = "", left - room
        for number in some:
            room = cell_len(keys[number][1]) + 1
            if number not in shown or room > left:
                break
            shown[number], left = keys[number][1], left - room
        if any(number not in shown for number in some):
            break
    return [(keys[number][0], shown[number]) for number in sorted(shown)]


class KeyFooter(Footer):
    """Shows the keys of a screen in the order of its bindings, as many as there is room for.

    It is made anew only where keys have changed: after each move of a mark, that would take longer than the move.
    """

    def __init__(self, form: Scroll | None = None) -> None:
        """`form` is what may have more below what is in sight."""
        super().__init__(show_command_palette=False)
        self._form = form
        self._shown: list[tuple[str, str, bool, str]] | None = None

    def compose(self) -> ComposeResult:
        """As many keys as there is room for, and whether there is more to see."""
        if not (self._bindings_ready and self.is_attached):
            return
        by_action = {
            one.binding.action: one for one in reversed(self.screen.active_bindings.values()) if one.binding.show
        }
        keys = [
            (self.app.get_key_display(one.binding), one.binding.description) for one in reversed(by_action.values())
        ]
        width = self.app.size.width
        told = "" if self._form is None else MORE if width >= NARROWEST else JUST_MORE
        for one, (key, word) in zip(reversed(by_action.values()), fitting(keys, width - len(told)), strict=False):
            yield FooterKey(
                one.binding.key,
                key if word else f" {key} ",
                word,
                one.binding.action,
                disabled=not one.enabled,
                tooltip=one.tooltip or one.binding.description,
            ).data_bind(compact=Footer.compact)
        if self._form is not None:
            more = Static(told, id="more", markup=False)
            more.display = self._form.share < WHOLE
            yield more

    def on_mount(self) -> None:
        """Follow how much is in sight."""
        if self._form is not None:
            self.watch(self._form, "share", self._show_more, init=False)

    def on_resize(self) -> None:
        """There is room for more keys, or for fewer."""
        if self._bindings_ready:
            self.call_after_refresh(self.recompose)

    def _show_more(self, share: int) -> None:
        for more in self.query("#more"):
            more.display = share < WHOLE

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Show the keys that there are now, where they are others than before."""
        keys = [
            (one.binding.key, one.binding.description, one.enabled, one.tooltip)
            for one in screen.active_bindings.values()
            if one.binding.show
        ]
        if keys != self._shown:
            super().bindings_changed(screen)
            self._shown = keys if screen.app.app_focus else None

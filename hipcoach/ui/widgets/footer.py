"""The footer with the keys of a screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Static
from textual.widgets._footer import FooterKey

from hipcoach.ui.widgets.scroll import WHOLE, Scroll

ALWAYS = 3
"""The number of most important keys, whose labels outrank all other keys."""

MORE, JUST_MORE = " ▼ more ", " ▼ "
"""The mark at the right if a form has more below, with a word and without."""

NARROWEST = 30
"""The width in columns below which the mark has no word."""


def fitting(keys: Sequence[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    """The keys that fit into `width` cells, some without their label; `keys` has the most important first.

    In order of importance: the first key with its label, the other keys of the first `ALWAYS`, their labels, the
    remaining keys, their labels.
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
    """Shows the keys of a screen in the order of its bindings, as many as fit.

    It is composed again only if the keys have changed: doing so after each move of a mark would take longer than the
    move.
    """

    def __init__(self, form: Scroll | None = None) -> None:
        """`form`: a scrolling widget that may have more below."""
        super().__init__(show_command_palette=False)
        self._form = form
        self._shown: list[tuple[str, str, bool, str]] | None = None

    def compose(self) -> ComposeResult:
        """Lay out as many keys as fit, and the mark for more below."""
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
        """Watch how far the form is scrolled."""
        if self._form is not None:
            self.watch(self._form, "share", self._show_more, init=False)

    def on_resize(self) -> None:
        """Compose the keys again for the new width."""
        if self._bindings_ready:
            self.call_after_refresh(self.recompose)

    def _show_more(self, share: int) -> None:
        for more in self.query("#more"):
            more.display = share < WHOLE

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Compose the keys again, if they have changed."""
        keys = [
            (one.binding.key, one.binding.description, one.enabled, one.tooltip)
            for one in screen.active_bindings.values()
            if one.binding.show
        ]
        if keys != self._shown:
            super().bindings_changed(screen)
            self._shown = keys if screen.app.app_focus else None

"""The footer with the keys of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import ActiveBinding
from textual.events import MouseDown, MouseMove
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from hipcoach.ui.widgets.scroll import WHOLE, Scroll

ALWAYS = 3
"""The number of most important keys, whose labels outrank all other keys."""

MORE, JUST_MORE = " ▼ more ", " ▼ "
"""The mark at the right if a form has more below, with a word and without."""

NARROWEST = 30
"""The width in columns below which the mark has no word."""


def fitting(keys: Sequence[tuple[str, str]], width: int, *, bare: bool = True) -> list[tuple[str, str]]:
    """The keys that fit into `width` cells, some without their label; `keys` has the most important first.

    In order of importance: the first key with its label, the other keys of the first `ALWAYS`, their labels, the
    remaining keys, their labels. Unless `bare`, the remaining keys are shown with their labels or not at all.
    """
    shown: dict[int, str] = {}
    left = width
    numbers = range(len(keys))
    rest = [numbers[ALWAYS:]] if bare else [numbers[one : one + 1] for one in numbers[ALWAYS:]]
    for some in (numbers[:1], numbers[1:ALWAYS], *rest):
        for number in some:
            if (room := cell_len(keys[number][0]) + 2) > left:
                break
            shown[number], left = "", left - room
        for number in some:
            room = cell_len(keys[number][1]) + 1
            if number not in shown or room > left:
                break
            shown[number], left = keys[number][1], left - room
        if any(number not in shown or not (bare or shown[number]) for number in some):
            break
    return [(keys[number][0], shown[number]) for number in sorted(shown) if bare or number < ALWAYS or shown[number]]


class Shown(NamedTuple):
    """A key as it is shown, and the columns that it takes."""

    key: str
    sign: str
    word: str
    enabled: bool
    tooltip: str
    start: int
    end: int


class KeyFooter(Widget, can_focus=False):
    """Shows the keys of a screen in the order of its bindings, as many as fit.

    It is one widget, unlike Textual's, because a widget for each key takes a third of the time to the first frame.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer--key", "footer--word", "footer--under-mouse", "footer--more"}

    def __init__(self, form: Scroll | None = None, *, bare: bool = True) -> None:
        """`form`: a scrolling widget that may have more below; `bare`: whether keys may stand there without a word."""
        super().__init__()
        self._form = form
        self._bare = bare
        self._keys: list[ActiveBinding] = []
        self.shown: list[Shown] = []
        """The keys that fit."""
        self._under_mouse: str | None = None
        """The key under the mouse."""
        self._named: dict[str, str] = {}
        """Other words than those of the bindings, by action."""

    def call(self, action: str, word: str) -> None:
        """Give the key of an action another word than its binding has, as long as it does something else."""
        if self._named.get(action) != word:
            self._named[action] = word
            self._lay_out()

    def on_mount(self) -> None:
        """Watch the keys, and how far the form is scrolled."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)
        if self._form is not None:
            self.watch(self._form, "share", self._scrolled, init=False)

    def on_unmount(self) -> None:
        """Stop watching the keys."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        """Lay the keys out again, if they have changed."""
        if screen is not self.screen or not screen.app.app_focus:
            return
        keys = {one.binding.action: one for one in reversed(screen.active_bindings.values()) if one.binding.show}
        now = [*reversed(keys.values())]
        if now != self._keys:
            self._keys = now
            self._lay_out()

    def on_resize(self) -> None:
        """Lay the keys out for the new width."""
        self._lay_out()

    def _scrolled(self, share: int) -> None:
        self.refresh()

    @property
    def _more(self) -> str:
        """The mark for more below, also where there is nothing more: the keys stay where they are."""
        return "" if self._form is None else MORE if self.size.width >= NARROWEST else JUST_MORE

    def _lay_out(self) -> None:
        keys = [
            (self.app.get_key_display(one.binding), self._named.get(one.binding.action, one.binding.description))
            for one in self._keys
        ]
        self.shown, start = [], 0
        fit = fitting(keys, self.size.width - len(self._more), bare=self._bare)
        for one, (sign, word) in zip(self._keys, fit, strict=False):
            end = start + cell_len(sign) + 2 + (cell_len(word) + 1 if word else 0)
            tooltip = one.tooltip or one.binding.description
            self.shown.append(Shown(one.binding.key, sign, word, one.enabled, tooltip, start, end))
            start = end
        self.refresh()

    def at(self, x: int) -> Shown | None:
        """The key that is shown in a column."""
        return next((one for one in self.shown if one.start <= x < one.end), None)

    def render_line(self, y: int) -> Strip:
        """Draw the keys, and the mark at the right."""
        plain = self.rich_style
        key, word = self.get_component_rich_style("footer--key"), self.get_component_rich_style("footer--word")
        segments: list[Segment] = []
        for one in self.shown:
            here = Style()
            if one.key == self._under_mouse:
                here += Style(bgcolor=self.get_component_rich_style("footer--under-mouse").bgcolor)
            if not one.enabled:
                here += Style(dim=True)
            segments.append(Segment(f" {one.sign} ", key + here))
            if one.word:
                segments.append(Segment(f"{one.word} ", word + here))
        width = self.size.width
        if self._form is None or self._form.share >= WHOLE:
            return Strip(segments).adjust_cell_length(width, plain)
        more = Segment(self._more, self.get_component_rich_style("footer--more"))
        keys = Strip(segments).adjust_cell_length(max(0, width - len(self._more)), plain)
        return Strip.join([keys, Strip([more])])

    def on_mouse_move(self, event: MouseMove) -> None:
        """Mark the key under the mouse."""
        self._point_at(self.at(event.x))

    def on_leave(self) -> None:
        """Mark no key."""
        self._point_at(None)

    def _point_at(self, one: Shown | None) -> None:
        key = one.key if one is not None else None
        if key != self._under_mouse:
            self._under_mouse = key
            self.tooltip = one.tooltip if one is not None else None
            self.refresh()

    def on_mouse_down(self, event: MouseDown) -> None:
        """Press the key that was clicked, or ring the bell if it is disabled."""
        one = self.at(event.x)
        if one is not None and one.enabled:
            self.app.simulate_key(one.key)
        elif one is not None:
            self.app.bell()

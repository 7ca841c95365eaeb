"""What holds everything of a guided moment, each in its place."""

from __future__ import annotations

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.widget import Widget

from hipcoach.session.model import Side
from hipcoach.ui.places import Needs, Places, places

KEYS = 1
"""The rows of the keys at the foot of a screen."""


class _InPlaces(Layout):
    """Lays out the children of a board by their ids."""

    name = "places"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Place every child that has a place; the others get none of the room."""
        assert isinstance(parent, Board)
        regions = parent.places(size).regions
        return [
            WidgetPlacement(regions.get(child.id or "", Region()), NULL_OFFSET, Spacing(), child, order)
            for order, child in enumerate(children)
        ]


class Board(Widget):
    """Has places for its children; what they depend on is told by `need`."""

    class Fitted(Message):
        """The board has another size, so that what is shown may have to be said in another way."""

    def __init__(self, *children: Widget, id: str) -> None:
        super().__init__(*children, id=id)
        self._needs = Needs(Side.NONE, "8")
        self._known: tuple[tuple[Size, Needs], Places] | None = None
        self._in_places = _InPlaces()

    @property
    def layout(self) -> Layout:
        """The layout by places."""
        return self._in_places

    def need(self, needs: Needs) -> Places:
        """Change what has to be shown; returns where it stands."""
        if needs != self._needs:
            self._needs = needs
            # A child's wish for another layout makes Textual forget the old one.
            for child in self.children[:1]:
                child.refresh(layout=True)
        return self.standing

    @property
    def standing(self) -> Places:
        """Where everything stands; before the first layout as on the whole screen but for its keys."""
        width, height = self.app.size
        return self.places(self.size or Size(width, max(1, height - KEYS)))

    def places(self, size: Size) -> Places:
        """Where everything stands on so many columns and rows."""
        key = (size, self._needs)
        if self._known is None or self._known[0] != key:
            self._known = (key, places(size.width, size.height, self._needs))
        return self._known[1]

    def on_resize(self) -> None:
        """Tell that there is more room, or less."""
        self.post_message(self.Fitted())

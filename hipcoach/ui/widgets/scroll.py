"""A scrolling container that knows how much of its content has been in view."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.dom import NoScreen
from textual.errors import NoWidget
from textual.reactive import reactive

WHOLE = 100
"""Per cent of the whole content."""


class Scroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Keeps track of the position of its lower edge, so that a footer can show that there is more."""

    share: reactive[int] = reactive(0)
    """Per cent of the content above its lower edge; 100 only if its end is in view."""

    def on_mount(self) -> None:
        """Look again whenever the screen has been laid out: what it lies in may cut off more of it, or less."""
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._look(), immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Update the share after scrolling."""
        super().watch_scroll_y(old_value, new_value)
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        try:
            place = self.screen.find_widget(self)
        except (NoScreen, NoWidget):
            # It has been taken off meanwhile, or is still to be laid out.
            return
        # A panel cuts off the part of this that does not fit.
        height = self.size.height - (place.region.height - place.visible_region.height)
        whole = self.virtual_size.height
        below = whole - round(self.scroll_y) - height
        if height > 0 and whole:
            self.share = min(WHOLE - 1, WHOLE * (whole - below) // whole) if below > 0 else WHOLE

    def page(self, pages: int) -> None:
        """Scroll by pages, forwards or back; keeps two lines in view if there is room."""
        height = self.scrollable_content_region.height
        self.scroll_relative(y=pages * max(1, height - min(2, height // 4)), animate=False)

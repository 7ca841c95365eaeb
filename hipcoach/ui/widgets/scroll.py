"""What scrolls, and how much of it has come into sight."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.dom import NoScreen
from textual.errors import NoWidget
from textual.reactive import reactive

WHOLE = 100
"""Percent of all there is."""


class Scroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Knows how far down its lower edge is, so that others can say that there is more."""

    share: reactive[int] = reactive(0)
    """Percent of it that lies above its lower edge; 100 only where its end is in sight."""

    def on_mount(self) -> None:
        """Look again whenever the screen has been laid out: what it lies in may cut off more of it, or less."""
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._look(), immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Another part of it is in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        try:
            place = self.screen.find_widget(self)
        except (NoScreen, NoWidget):
            # It has been taken off meanwhile, or is still to be laid out.
            return
        # What has no room in a panel is cut off by it.
        height = self.size.height - (place.region.height - place.visible_region.height)
        whole = self.virtual_size.height
        below = whole - round(self.scroll_y) - height
        if height > 0 and whole:
            self.share = min(WHOLE - 1, WHOLE * (whole - below) // whole) if below > 0 else WHOLE

    def page(self, pages: int) -> None:
        """Go so many pages on or back; where there is room, two lines stay in sight."""
        height = self.scrollable_content_region.height
        self.scroll_relative(y=pages * max(1, height - min(2, height // 4)), animate=False)

"""Where sound comes from, for those whose screen is not that of the machine."""

from __future__ import annotations

from platform import node

from textual.widgets import Static


class SoundFrom(Static):
    """Says that the sound comes from the computer that hipcoach runs on."""

    def __init__(self) -> None:
        super().__init__(f"Sound comes from {node()}, the computer that hipcoach runs on.", markup=False)

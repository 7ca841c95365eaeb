"""The offer to measure, in a line below the list; it is there only while it is due."""

from __future__ import annotations

from textual import work
from textual.message import Message
from textual.widgets import Static

from hipcoach.ui.shared import SharedApp

KEY = "m"
"""The key that opens it."""


class MeasureOffer(Static):
    """Looks in a thread whether measuring is due, and offers it; a click does the same as its key."""

    app: SharedApp

    class Found(Message):
        """It is known whether measuring is due."""

        def __init__(self, offer: str | None) -> None:
            super().__init__()
            self.offer = offer

    def __init__(self) -> None:
        super().__init__(id="measure-offer", markup=False)

    @work(thread=True, exit_on_error=False, exclusive=True, group="measures")
    def look(self) -> None:
        """Read what was measured, and find out whether it is due again."""
        # Imported here, so that the list is shown first.
        from hipcoach.advice.measuring import due, offer
        from hipcoach.journal.measures import measured

        now = self.app.desk.wall()
        known = measured(self.app.desk.places.log, now)
        self.post_message(self.Found(offer(known) if due(known, now.date()) else None))

    def on_measure_offer_found(self, message: Found) -> None:
        """Show the offer, or nothing."""
        if message.offer is not None:
            self.update(f"{KEY}  {message.offer}")
        self.set_class(message.offer is not None, "-due")

    async def on_click(self) -> None:
        """Do the same as the key."""
        await self.run_action("screen.measure")

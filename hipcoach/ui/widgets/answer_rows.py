"""Rows of the check-in for which it matters what they ask."""

from __future__ import annotations

from hipcoach.ui.widgets.pick import Pick


class BackgroundRow(Pick):
    """A row with one question about the background."""


class NoticeRow(Pick):
    """A row with a notice, to be marked as read."""


class OfferRow(Pick):
    """A row with an offer to step up or back."""


class DoseRow(Pick):
    """A row with the offer of another dose by the programme."""

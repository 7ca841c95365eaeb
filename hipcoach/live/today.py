"""What is proposed for today, by the log and the settings of this person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hipcoach.advice.proposal import Proposal
from hipcoach.journal.to_today import proposal
from hipcoach.paths import Paths
from hipcoach.session.library import Library
from hipcoach.settings.model import Settings


def proposed(
    places: Paths,
    library: Library,
    settings: Settings,
    now: datetime,
    refused: Callable[[str], None] = lambda text: None,
) -> Proposal:
    """Read from the log what to do today; `refused` is called with a line about each file of it that cannot be read."""
    begins, pain = settings.week_begins.number, settings.thresholds.pain
    return proposal(places.log, now, library, week_begins=begins, pain=pain, refused=refused)

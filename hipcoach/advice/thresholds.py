"""The numbers behind all advice, as values, so that settings can change them.

They come from published pain-monitoring models and are set conservatively.
"""

from __future__ import annotations

from msgspec import Struct


class PainThresholds(Struct, frozen=True):
    """The upper ends of the green and amber zones, on the numeric rating scale from 0 to 10; above amber is red."""

    green_at_most: int = 3
    green_rise_at_most: int = 1
    """Points above the score at the check-in."""
    amber_at_most: int = 5
    amber_rise_at_most: int = 2


class ProgressThresholds(Struct, frozen=True):
    """When a step up or back is offered."""

    effort_at_most: int = 7
    """Effort up to which a step up is offered, 0 to 10."""
    pain_at_most: int = 2
    """Pain up to which a step up is offered, 0 to 10."""
    sessions: int = 2
    """How many sessions in a row every set has to reach its target."""
    step_back_above: int = 8
    """Effort above which a step back is offered, 0 to 10."""


class AdviceThresholds(Struct, frozen=True):
    """When to advise asking a professional because nothing has improved."""

    weeks: int = 6
    weeks_sooner: int = 4
    """Weeks for someone with any of the facts in `Background`."""
    sessions: int = 12
    """With fewer sessions it is too early to tell."""
    per_week: int = 2
    """Sessions a week, on average; with fewer it is too early to tell."""


class Thresholds(Struct, frozen=True):
    """All thresholds."""

    pain: PainThresholds = PainThresholds()
    progress: ProgressThresholds = ProgressThresholds()
    advice: AdviceThresholds = AdviceThresholds()

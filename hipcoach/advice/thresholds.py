"""The figures that advice goes by, as values, so that settings can change them.

Borrowed from published pain-monitoring models and set conservatively.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PainThresholds:
    """Where the zones of pain end, on the numeric rating scale from 0 to 10; above amber is red."""

    green_at_most: int = 3
    green_rise_at_most: int = 1
    """Above the score at the check-in."""
    amber_at_most: int = 5
    amber_rise_at_most: int = 2


@dataclass(frozen=True, slots=True)
class ProgressThresholds:
    """When the next dose is offered, and when one step back."""

    effort_at_most: int = 7
    """0 to 10; up to here it may go on."""
    pain_at_most: int = 2
    """0 to 10; up to here it may go on."""
    sessions: int = 2
    """Sessions running in which every set reached its target."""
    step_back_above: int = 8
    """Effort, 0 to 10."""


@dataclass(frozen=True, slots=True)
class AdviceThresholds:
    """When no improvement is reason to ask a professional."""

    weeks: int = 6
    weeks_sooner: int = 4
    """The same with pain over three months, a pronounced turn, one side only, or since childhood."""
    sessions: int = 12
    """With fewer it is too early to tell."""
    per_week: int = 2
    """Sessions a week, on average."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """All of them."""

    pain: PainThresholds = PainThresholds()
    progress: ProgressThresholds = ProgressThresholds()
    advice: AdviceThresholds = AdviceThresholds()

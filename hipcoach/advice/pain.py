"""What follows from pain, effort and progress: rules and offers, never orders."""

from __future__ import annotations

from enum import StrEnum

from hipcoach.advice.thresholds import PainThresholds


class Zone(StrEnum):
    """How a pain score is taken."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class WayOn(StrEnum):
    """A way to go on, or not, after pain."""

    GO_ON = "go_on"
    EASIER = "easier"
    SHORTER = "shorter"
    SKIP_EXERCISE = "skip_exercise"
    FINISH = "finish"


def zone(score: int, before: int | None, thresholds: PainThresholds) -> Zone:
    """The zone of a score, given the one at the check-in where there was one."""
    rise = 0 if before is None else score - before
    if score > thresholds.amber_at_most or rise > thresholds.amber_rise_at_most:
        return Zone.RED
    if score > thresholds.green_at_most or rise > thresholds.green_rise_at_most:
        return Zone.AMBER
    return Zone.GREEN


WAYS: dict[Zone, tuple[WayOn, ...]] = {
    Zone.GREEN: (WayOn.GO_ON, WayOn.EASIER, WayOn.SHORTER, WayOn.SKIP_EXERCISE, WayOn.FINISH),
    Zone.AMBER: (WayOn.EASIER, WayOn.SHORTER, WayOn.SKIP_EXERCISE, WayOn.FINISH),
    Zone.RED: (WayOn.FINISH, WayOn.SKIP_EXERCISE),
}
"""What is offered after an ache, the first one recommended. Red ends the exercise."""

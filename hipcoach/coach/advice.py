"""What follows from pain, effort and progress: rules and offers, never orders."""

from __future__ import annotations

from enum import StrEnum

from hipcoach.coach.events import PainKind
from hipcoach.coach.thresholds import PainThresholds


class Zone(StrEnum):
    """How a pain score is taken."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Way(StrEnum):
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


def ends_session(kind: PainKind) -> bool:
    """Whether a kind of pain ends the session and calls for advice on getting help."""
    return kind is not PainKind.ACHE


WAYS: dict[Zone, tuple[Way, ...]] = {
    Zone.GREEN: (Way.GO_ON, Way.EASIER, Way.SHORTER, Way.SKIP_EXERCISE, Way.FINISH),
    Zone.AMBER: (Way.EASIER, Way.SHORTER, Way.SKIP_EXERCISE, Way.FINISH),
    Zone.RED: (Way.FINISH, Way.SKIP_EXERCISE),
}
"""What is offered after an ache, the first one recommended. Red ends the exercise."""

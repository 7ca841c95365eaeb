"""What follows from pain, effort and progress: rules and offers, never orders.

Thresholds are borrowed from published pain-monitoring models and set conservatively; they are values, so that
settings can change them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.coach.events import PainKind


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


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where amber and red begin, on the numeric rating scale from 0 to 10."""

    amber: int = 4
    amber_rise: int = 2
    """Above the score at the check-in."""
    red: int = 6
    red_rise: int = 3


def zone(score: int, before: int | None, thresholds: Thresholds) -> Zone:
    """The zone of a score, given the one at the check-in where there was one."""
    rise = 0 if before is None else score - before
    if score >= thresholds.red or rise >= thresholds.red_rise:
        return Zone.RED
    if score >= thresholds.amber or rise >= thresholds.amber_rise:
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

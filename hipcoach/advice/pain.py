"""Zones of pain, and the ways to go on that each of them offers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from hipcoach.advice.thresholds import PainThresholds
from hipcoach.engine.events import PainKind


class Zone(StrEnum):
    """How serious a pain score is."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class WayOn(StrEnum):
    """A way to go on after pain, or to stop."""

    GO_ON = "go_on"
    EASIER = "easier"
    SHORTER = "shorter"
    SKIP_EXERCISE = "skip_exercise"
    FINISH = "finish"


def zone(score: int, before: int | None, thresholds: PainThresholds) -> Zone:
    """The zone of a score from 0 to 10; `before` is the score at the check-in, if known."""
    rise = 0 if before is None else score - before
    if score > thresholds.amber_at_most or rise > thresholds.amber_rise_at_most:
        return Zone.RED
    if score > thresholds.green_at_most or rise > thresholds.green_rise_at_most:
        return Zone.AMBER
    return Zone.GREEN


def in_words(score: int, before: int | None) -> str:
    """A score, and the one that it rose from, if it did; the words do not judge it."""
    risen = before is not None and score > before
    return f"{score} of 10, up from {before}" if risen else f"{score} of 10"


ENDING: Mapping[PainKind, str] = MappingProxyType(
    {
        PainKind.SHARP: "sharp pain",
        PainKind.RADIATING: "radiating pain",
        PainKind.NUMB: "numbness or tingling",
        PainKind.GIVING_WAY: "a leg that gave way",
    }
)
"""The kinds of pain that end a session, by name."""

ASKED = "Pain now, 0 to 10: the hip, not sore muscles"
"""The question before a session and after it."""

WAYS: dict[Zone, tuple[WayOn, ...]] = {
    Zone.GREEN: (WayOn.GO_ON, WayOn.EASIER, WayOn.SHORTER, WayOn.SKIP_EXERCISE, WayOn.FINISH),
    Zone.AMBER: (WayOn.EASIER, WayOn.SHORTER, WayOn.SKIP_EXERCISE, WayOn.FINISH),
    Zone.RED: (WayOn.FINISH, WayOn.SKIP_EXERCISE),
}
"""The ways that are offered after an ache; the first one is recommended. Red ends the exercise."""


def after_red(score: int, before: int | None, thresholds: PainThresholds) -> tuple[str, ...]:
    """The advice after a red score at the check-out; empty for others. `before` is the score at the check-in."""
    if zone(score, before, thresholds) is not Zone.RED:
        return ()
    return (
        f"Pain {in_words(score, before)}: rest today. No more exercise for the hip; move as far as that is easy.",
        "Watch how it goes. It should be easing within hours, and as usual again by the morning.",
        "If it is not, leave out the next session too. See a doctor or physical therapist if it lasts more than two or "
        "three days, or comes back with the next session.",
    )

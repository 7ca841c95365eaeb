"""The figures that come with hipcoach, and where their joints are."""

from __future__ import annotations

import math
from functools import cache

from hipcoach.figures.model import JOINTS, Figure, Pose, Spot
from hipcoach.figures.shelf import FigureShelf
from hipcoach.session.library import shipped_sessions

SHELF = FigureShelf(shipped_sessions())
NAMES = SHELF.names()


@cache
def figure(name: str) -> Figure:
    """A figure that is there."""
    found = SHELF.read(name)
    assert found is not None, name
    return found


def joint(pose: Pose, place: str) -> Spot:
    """A joint such as `working knee` or `head`."""
    whose, _, name = place.rpartition(" ")
    for part, names in JOINTS.items():
        if name in names and part.startswith(whose or "trunk"):
            return pose.limbs[part][names.index(name)]
    raise AssertionError(place)


def apart(pose: Pose, one: str, other: str) -> float:
    """How far two joints are from each other in the picture, in radii of a head of 0.06."""
    return math.dist(joint(pose, one), joint(pose, other)) / 0.06


def moved(before: Pose, after: Pose, place: str) -> float:
    """How far a joint goes from one pose to another, in the same measure."""
    return math.dist(joint(before, place), joint(after, place)) / 0.06

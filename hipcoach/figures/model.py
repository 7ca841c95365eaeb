"""A figure: a body in a series of poses, with the things beside it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct


class Spot(NamedTuple):
    """A point in the box from 0 to 1 in which a figure is drawn; x goes right, y goes down."""

    x: float
    y: float


class BodyPart(StrEnum):
    """A part of the body that is drawn as one. The working side is that of the target hip."""

    TRUNK = "trunk"
    WORKING_LEG = "working-leg"
    OTHER_LEG = "other-leg"
    WORKING_ARM = "working-arm"
    OTHER_ARM = "other-arm"


LEG = ("hip", "knee", "ankle", "toe")
ARM = ("shoulder", "elbow", "hand")
JOINTS: Mapping[BodyPart, tuple[str, ...]] = MappingProxyType(
    {
        BodyPart.TRUNK: ("hip", "waist", "shoulder", "neck", "head", "nose"),
        BodyPart.WORKING_LEG: LEG,
        BodyPart.OTHER_LEG: LEG,
        BodyPart.WORKING_ARM: ARM,
        BodyPart.OTHER_ARM: ARM,
    }
)
"""The joints of each part, beginning at its root; those of the trunk lie on its middle line."""


class Anchor(StrEnum):
    """A place on the body where a band or towel is attached."""

    WORKING_ANKLE = "working-ankle"
    OTHER_ANKLE = "other-ankle"
    WORKING_THIGH = "working-thigh"
    OTHER_THIGH = "other-thigh"
    WORKING_HAND = "working-hand"
    OTHER_HAND = "other-hand"


class What(StrEnum):
    """The kind of a thing beside or beneath a body."""

    MAT = "mat"
    PAD = "pad"
    CHAIR = "chair"
    CHAIR_BACK = "chair-back"
    GUIDE = "guide"
    """A line that an angle is counted from."""


Line = tuple[Spot, ...]


class Pose(Struct, frozen=True):
    """A body at one moment."""

    name: str
    limbs: Mapping[BodyPart, Line]
    """The joints of every part."""
    order: tuple[BodyPart, ...]
    """The parts that are drawn, the farthest first."""
    belt: Line = ()
    """The belt from back to front, for a pelvis that tilts."""


class Prop(Struct, frozen=True):
    """A thing that does not move, drawn as lines."""

    what: What
    lines: tuple[Line, ...]


class Band(Struct, frozen=True):
    """A band or towel between two places on the body, or between the body and a fixed point."""

    ends: tuple[Anchor | Spot, Anchor | Spot]


class Figure(Struct, frozen=True):
    """Poses in the order in which a body takes them; the last one is held."""

    name: str
    head: float
    """The radius of the head; the thickness of the limbs follows from it."""
    poses: tuple[Pose, ...]
    start: int
    """The index of the pose in which a repetition begins; those before it lead there."""
    props: tuple[Prop, ...] = ()
    bands: tuple[Band, ...] = ()

    @property
    def held(self) -> Pose:
        """The pose of a hold, or the top of a repetition."""
        return self.poses[-1]

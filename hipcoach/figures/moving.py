"""The pose at a moment of a motion, and the poses between two others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum, auto

from hipcoach.figures.model import BodyPart, Figure, Line, Pose, Spot

SECONDS_A_POSE = 2.5
"""Seconds from one pose to the next in a rehearsal, with time to look at each."""
MOVING = 0.6
"""The share of that time in which the figure moves; in the rest it stays in the pose."""

ROOTS = {BodyPart.WORKING_LEG: 0, BodyPart.OTHER_LEG: 0, BodyPart.WORKING_ARM: 2, BodyPart.OTHER_ARM: 2}
"""The joint of the trunk that the root of a limb moves with."""


class Motion(Enum):
    """What a body does."""

    PREPARING = auto()
    """Getting into position, one repetition, and back, over and over."""
    RESTING = auto()
    """Staying in the first pose."""
    GOING = auto()
    """From the start of a repetition to its top."""
    HOLDING = auto()
    """Staying in the held pose."""
    RETURNING = auto()
    """From the top of a repetition to its start."""

    @property
    def moves(self) -> bool:
        """Whether the pose changes with time."""
        return self not in (Motion.RESTING, Motion.HOLDING)


def rehearsal_seconds(figure: Figure) -> float:
    """How many seconds it takes to show the way into the position, one repetition and the way back."""
    return 2 * (len(figure.poses) - 1) * SECONDS_A_POSE


def pose_at(figure: Figure, motion: Motion, progress: float) -> Pose:
    """The pose at a moment of a motion; `progress` goes from 0 to 1, and beyond if the motion repeats."""
    poses = figure.poses
    match motion:
        case Motion.RESTING:
            return poses[0]
        case Motion.HOLDING:
            return figure.held
        case Motion.GOING:
            return _along(poses[figure.start :], eased(progress))
        case Motion.RETURNING:
            return _along(poses[: figure.start - 1 if figure.start else None : -1], eased(progress))
        case Motion.PREPARING:
            return _shown((*poses, *poses[-2::-1]), progress % 1.0)


def eased(progress: float) -> float:
    """Progress that is slow at both ends, as a body moves."""
    t = min(1.0, max(0.0, progress))
    return t * t * (3 - 2 * t)


def _along(poses: Sequence[Pose], progress: float) -> Pose:
    """The pose on the way through these poses without stops."""
    place = progress * (len(poses) - 1)
    before = min(int(place), len(poses) - 2)
    return poses[0] if before < 0 else between(poses[before], poses[before + 1], place - before)


def _shown(poses: Sequence[Pose], progress: float) -> Pose:
    """The pose on the way through these poses with a stop at each."""
    place = progress * (len(poses) - 1)
    before = min(int(place), len(poses) - 2)
    if before < 0:
        return poses[0]
    still = (1 - MOVING) / 2
    return between(poses[before], poses[before + 1], eased((place - before - still) / MOVING))


def between(before: Pose, after: Pose, part: float) -> Pose:
    """The pose between two others; bones turn about their joints, so that no limb shrinks on the way."""
    if part <= 0 or before is after:
        return before
    if part >= 1:
        return after
    trunk = _turned(before.limbs[BodyPart.TRUNK], after.limbs[BodyPart.TRUNK], part)
    limbs = {BodyPart.TRUNK: trunk}
    for limb, joint in ROOTS.items():
        first, last = (_offset(pose, limb, joint) for pose in (before, after))
        root = Spot(trunk[joint].x + _mix(first.x, last.x, part), trunk[joint].y + _mix(first.y, last.y, part))
        limbs[limb] = _turned(before.limbs[limb], after.limbs[limb], part, root)
    nearer = before if part < 0.5 else after
    belt = _turned(before.belt, after.belt, part) if before.belt and after.belt else nearer.belt
    return Pose(after.name, limbs, nearer.order, belt)


def _offset(pose: Pose, limb: BodyPart, joint: int) -> Spot:
    """The place of a limb's root relative to a joint of the trunk."""
    root, middle = pose.limbs[limb][0], pose.limbs[BodyPart.TRUNK][joint]
    return Spot(root.x - middle.x, root.y - middle.y)


def _turned(before: Line, after: Line, part: float, root: Spot | None = None) -> Line:
    """A chain of bones between two others, each bone turned the shorter way round."""
    if root is None:
        root = Spot(_mix(before[0].x, after[0].x, part), _mix(before[0].y, after[0].y, part))
    points = [root]
    for bone in range(1, len(before)):
        (angle, length), (angle_after, length_after) = (_bone(line, bone) for line in (before, after))
        # A bone that points at the viewer has no direction in the picture.
        if length < 1e-6:
            angle = angle_after
        elif length_after < 1e-6:
            angle_after = angle
        turn = (angle_after - angle + math.pi) % math.tau - math.pi
        angle, length = angle + turn * part, _mix(length, length_after, part)
        points.append(Spot(points[-1].x + length * math.cos(angle), points[-1].y + length * math.sin(angle)))
    return tuple(points)


def _bone(line: Line, bone: int) -> tuple[float, float]:
    """The direction and the length of a bone."""
    x, y = line[bone].x - line[bone - 1].x, line[bone].y - line[bone - 1].y
    return math.atan2(y, x), math.hypot(x, y)


def _mix(before: float, after: float, part: float) -> float:
    return before + (after - before) * part

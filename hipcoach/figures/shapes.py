"""The rounded limbs of a pose, as hulls in the box from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from hipcoach.figures.model import Anchor, Band, BodyPart, Figure, Line, Pose, Spot


class Disc(NamedTuple):
    """A disc: its centre and radius."""

    x: float
    y: float
    r: float


Hull = tuple[Disc, ...]
"""The area that a ribbon around some discs encloses; two discs make a limb."""

LEG = (0.74, 0.5, 0.33, 0.22)
ARM = (0.38, 0.31, 0.26)
GIRTHS: Mapping[BodyPart, tuple[float, ...]] = {
    BodyPart.WORKING_LEG: LEG,
    BodyPart.OTHER_LEG: LEG,
    BodyPart.WORKING_ARM: ARM,
    BodyPart.OTHER_ARM: ARM,
}
"""The radius of a limb at each joint, in radii of the head."""

HIP, WAIST, SHOULDER, NECK, NOSE = 0.62, 0.6, 0.46, 0.4, 0.16
"""The radii of the trunk and the nose, in radii of the head."""

ANCHORS: Mapping[Anchor, tuple[BodyPart, int, float]] = {
    Anchor.WORKING_ANKLE: (BodyPart.WORKING_LEG, 1, 0.93),
    Anchor.OTHER_ANKLE: (BodyPart.OTHER_LEG, 1, 0.93),
    Anchor.WORKING_THIGH: (BodyPart.WORKING_LEG, 0, 0.78),
    Anchor.OTHER_THIGH: (BodyPart.OTHER_LEG, 0, 0.78),
    Anchor.WORKING_HAND: (BodyPart.WORKING_ARM, 1, 1.0),
    Anchor.OTHER_HAND: (BodyPart.OTHER_ARM, 1, 1.0),
}
"""Where each anchor lies: the limb, the bone counted from its root, and how far along the bone, 0 to 1."""


def head(figure: Figure, pose: Pose) -> tuple[Hull, ...]:
    """The head, with a nose if it looks to one side."""
    middle, nose = pose.limbs[BodyPart.TRUNK][4:6]
    r = figure.head
    return (Disc(*middle, r),), (Disc(*middle, r / 2), Disc(*nose, r * NOSE))


def limb(figure: Figure, pose: Pose, part: BodyPart) -> tuple[Hull, ...]:
    """A part of the body without its head."""
    line = pose.limbs[part]
    if part is BodyPart.TRUNK:
        return _trunk(figure, pose, line)
    discs = [Disc(*point, girth * figure.head) for point, girth in zip(line, GIRTHS[part], strict=True)]
    return tuple(pairwise(discs))


def thickness(figure: Figure, part: BodyPart) -> float:
    """The radius of a limb at its ankle or elbow."""
    return figure.head * GIRTHS[part][-2]


def _trunk(figure: Figure, pose: Pose, line: Line) -> tuple[Hull, ...]:
    r = figure.head
    hip, waist, shoulder, neck, middle = line[:5]
    hips = [Disc(*pose.limbs[leg][0], HIP * r) for leg in (BodyPart.WORKING_LEG, BodyPart.OTHER_LEG)]
    arms = [Disc(*pose.limbs[arm][0], SHOULDER * r) for arm in (BodyPart.WORKING_ARM, BodyPart.OTHER_ARM)]
    # The trunk is as wide as hips and shoulders appear: a body seen from its side is narrow.
    x, y = ((arms[0].x - arms[1].x) * 0.28, (arms[0].y - arms[1].y) * 0.28)
    belly = [Disc(waist.x + x, waist.y + y, WAIST * r), Disc(waist.x - x, waist.y - y, WAIST * r)]
    top = Disc(*shoulder, SHOULDER * r)
    throat = Disc(*neck, NECK * r)
    return (
        (*hips, Disc(*hip, HIP * r), *belly),
        (*belly, *arms, top),
        (top, throat),
        (throat, Disc(*middle, NECK * r)),
    )


def band(figure: Figure, pose: Pose, one: Band) -> tuple[Spot, Spot]:
    """The two ends of a band; at a limb it ends at the limb's edge."""
    ends = [spot_of(pose, end) for end in one.ends]
    (x, y), (to_x, to_y) = ends
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5 or 1.0
    reached = []
    for (px, py), end, sign in zip(ends, one.ends, (-1, 1), strict=True):
        reach = sign * _girth(end) * figure.head / length
        reached.append(Spot(px + (to_x - x) * reach, py + (to_y - y) * reach))
    return reached[0], reached[1]


def extent(figure: Figure) -> tuple[float, float, float, float]:
    """The least and greatest x and y of a figure over all its poses: left, top, right, bottom."""
    xs: list[float] = []
    ys: list[float] = []
    for pose in figure.poses:
        for hull in (*head(figure, pose), *(one for part in pose.order for one in limb(figure, pose, part))):
            for x, y, r in hull:
                xs += (x - r, x + r)
                ys += (y - r, y + r)
    for line in _lines(figure):
        for x, y in line:
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


def _lines(figure: Figure) -> Iterable[Line]:
    for prop in figure.props:
        yield from prop.lines
    for band in figure.bands:
        yield tuple(end for end in band.ends if isinstance(end, Spot))


def spot_of(pose: Pose, end: Anchor | Spot) -> Spot:
    """The point of an anchor in a pose; a fixed point is itself."""
    if isinstance(end, Spot):
        return end
    part, bone, along = ANCHORS[end]
    a, b = pose.limbs[part][bone : bone + 2]
    return Spot(a.x + (b.x - a.x) * along, a.y + (b.y - a.y) * along)


def _girth(end: Anchor | Spot) -> float:
    if isinstance(end, Spot):
        return 0.0
    part, bone, _ = ANCHORS[end]
    return 0.0 if part in (BodyPart.WORKING_ARM, BodyPart.OTHER_ARM) else GIRTHS[part][bone + 1]

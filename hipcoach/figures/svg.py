"""Draws a pose as SVG, for paper: black on white, the working leg filled, a band dotted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from hipcoach.figures import shapes
from hipcoach.figures.model import BodyPart, Figure, Pose, Spot
from hipcoach.figures.shapes import Hull

UNITS = 1000
"""The units of a picture to the side of the box in which figures are drawn."""
LINE, SEAM, MARGIN = 7, 9, 12
"""The width of a line, the white gap around a part, and the margin of a picture, in units."""
INK, WORKING, PROP, PAPER = "#111", "#111", "#777", "#fff"
CORNERS = 24
"""The corners of the polygon that stands for a disc."""
MOST_POSES = 4
"""The most poses of a figure that are shown side by side."""


class Picture(Struct, frozen=True):
    """A pose as SVG, in units; all poses of a figure have the same box."""

    left: int
    top: int
    width: int
    height: int
    shapes: str
    """The elements within, made of numbers and names of ours alone."""

    @property
    def box(self) -> str:
        """The `viewBox`."""
        return f"{self.left} {self.top} {self.width} {self.height}"


def key_poses(figure: Figure) -> tuple[Pose, ...]:
    """The poses that show how an exercise goes: all of them, or the most telling ones of a figure with many."""
    poses = figure.poses
    if len(poses) <= MOST_POSES:
        return poses
    middle = (figure.start + len(poses) - 1) // 2
    return tuple(poses[index] for index in sorted({0, figure.start, middle, len(poses) - 1}))


def picture(figure: Figure, pose: Pose, *, mirrored: bool = False) -> Picture:
    """Draw a pose; `mirrored` shows a left target hip."""
    left, top, right, bottom = shapes.extent(figure)
    place = _Place(_units(left) + _units(right) if mirrored else 0, -1 if mirrored else 1)
    drawn = [_line(place, line, PROP) for prop in figure.props for line in prop.lines]
    for part in pose.order:
        drawn += _part(place, shapes.limb(figure, pose, part), WORKING if part is BodyPart.WORKING_LEG else PAPER)
        if part is BodyPart.TRUNK:
            drawn += _part(place, shapes.head(figure, pose), PAPER)
    if pose.belt:
        drawn.append(_line(place, pose.belt, INK))
    drawn += [_line(place, shapes.band(figure, pose, band), INK, dotted=True) for band in figure.bands]
    x, y = _units(left) - MARGIN, _units(top) - MARGIN
    wide, high = _units(right) - _units(left) + 2 * MARGIN, _units(bottom) - _units(top) + 2 * MARGIN
    return Picture(x, y, wide, high, "".join(drawn))


class _Place(Struct, frozen=True):
    """Where a point of the box comes to lie, mirrored or not."""

    shift: int
    sign: int

    def of(self, x: float, y: float) -> tuple[int, int]:
        """The point in units, mirrored after rounding, so that a figure and its mirror image agree in every corner."""
        return self.shift + self.sign * _units(x), _units(y)


def _units(length: float) -> int:
    return round(length * UNITS)


def _part(place: _Place, hulls: Iterable[Hull], fill: str) -> list[str]:
    """A part of the body in front of everything drawn so far, with a gap around it.

    Its hulls are one path, whose outline is drawn before its inside: so only the outline around all of them is seen.
    """
    path = "".join(_outline(place, hull) for hull in hulls)
    around = f'<path d="{path}" fill="{PAPER}" stroke="{PAPER}" stroke-width="{2 * (LINE + SEAM)}"/>'
    return [around, f'<path d="{path}" fill="{fill}" stroke="{INK}" stroke-width="{2 * LINE}" paint-order="stroke"/>']


def _outline(place: _Place, discs: Hull) -> str:
    """The area that a ribbon around some discs encloses, as a path."""
    turns = [math.tau * corner / CORNERS for corner in range(CORNERS)]
    corners = _around({place.of(x + r * math.cos(t), y + r * math.sin(t)) for x, y, r in discs for t in turns})
    return f"M{'L'.join(f'{x} {y}' for x, y in corners)}Z"


def _around(points: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The corners of the polygon that a ribbon around some points makes, all in the same direction of turning."""
    there = sorted(points)
    return [*_half(there), *_half(there[::-1])]


def _half(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """One side of that polygon, without its last corner."""
    side: list[tuple[int, int]] = []
    for x, y in points:
        while len(side) > 1 and _bend(side[-2], side[-1], (x, y)) <= 0:
            side.pop()
        side.append((x, y))
    return side[:-1]


def _bend(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
    """Above 0 if the way from `a` over `b` to `c` turns one way, below 0 if it turns the other."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _line(place: _Place, points: Iterable[Spot], ink: str, *, dotted: bool = False) -> str:
    along = "L".join(f"{x} {y}" for x, y in (place.of(*point) for point in points))
    dots = f' stroke-dasharray="0 {3 * LINE}"' if dotted else ""
    width = 2 * LINE if dotted else LINE
    return f'<path d="M{along}" fill="none" stroke="{ink}" stroke-width="{width}" stroke-linecap="round"{dots}/>'

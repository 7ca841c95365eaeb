"""Rows of dots, each a number whose bits are the dots: filled hulls and drawn lines."""

from __future__ import annotations

import math
from collections.abc import Iterable

from hipcoach.figures.shapes import Disc, Hull

Mask = list[int]
"""A number for each row of dots; bit 0 is the leftmost dot."""


def covered(hulls: Iterable[Hull], width: int, height: int, tall: float, grow: float = 0.0, least: float = 0.0) -> Mask:
    """The dots whose centre lies in a hull.

    Places and radii are in widths of a dot; a dot is `tall` times as high as wide. `grow` is added to every radius,
    which is then at least `least`; if a radius is not positive, its hull is left out.
    """
    mask = [0] * height
    for hull in hulls:
        discs = [Disc(x, y, max(least, r + grow)) for x, y, r in hull]
        if min(disc.r for disc in discs) <= 0:
            continue
        rows: dict[int, tuple[float, float]] = {}
        for index, one in enumerate(discs):
            _cover_disc(rows, one, height, tall)
            for other in discs[:index]:
                _cover_sides(rows, one, other, height, tall)
        for row, (left, right) in rows.items():
            first, last = max(0, math.ceil(left - 0.5)), min(width - 1, math.floor(right - 0.5))
            if first <= last:
                mask[row] |= ((1 << (last - first + 1)) - 1) << first
    return mask


def without(mask: Mask, taken: Mask) -> Mask:
    """The dots of a mask that are not in `taken`."""
    return [one & ~other for one, other in zip(mask, taken, strict=True)]


def flipped(mask: Mask, width: int) -> Mask:
    """The mask mirrored from left to right."""
    return [int(f"{row:0{width}b}"[::-1], 2) if row else 0 for row in mask]


def _cover_disc(rows: dict[int, tuple[float, float]], disc: Disc, height: int, tall: float) -> None:
    x, y, r = disc
    for row in range(max(0, math.ceil((y - r) / tall - 0.5)), min(height - 1, math.floor((y + r) / tall - 0.5)) + 1):
        half = math.sqrt(max(0.0, r * r - ((row + 0.5) * tall - y) ** 2))
        _widen(rows, row, x - half, x + half)


def _cover_sides(rows: dict[int, tuple[float, float]], one: Disc, other: Disc, height: int, tall: float) -> None:
    """Cover what lies between the two lines that touch both discs; with the discs, that is their hull."""
    x, y = other.x - one.x, other.y - one.y
    distance = math.hypot(x, y)
    if distance <= abs(one.r - other.r):
        return
    along = (one.r - other.r) / distance
    across = math.sqrt(1 - along * along)
    x, y = x / distance, y / distance
    for side in (across, -across):
        to_x, to_y = x * along - y * side, y * along + x * side
        _cover_edge(
            rows,
            (one.x + to_x * one.r, one.y + to_y * one.r),
            (other.x + to_x * other.r, other.y + to_y * other.r),
            height,
            tall,
        )


def _cover_edge(
    rows: dict[int, tuple[float, float]], one: tuple[float, float], other: tuple[float, float], height: int, tall: float
) -> None:
    (x, y), (to_x, to_y) = sorted((one, other), key=lambda point: point[1])
    if to_y == y:
        return
    slope = (to_x - x) / (to_y - y)
    for row in range(max(0, math.ceil(y / tall - 0.5)), min(height - 1, math.floor(to_y / tall - 0.5)) + 1):
        at = x + ((row + 0.5) * tall - y) * slope
        _widen(rows, row, at, at)


def _widen(rows: dict[int, tuple[float, float]], row: int, left: float, right: float) -> None:
    known = rows.get(row)
    rows[row] = (left, right) if known is None else (min(known[0], left), max(known[1], right))


def traced(points: Iterable[tuple[float, float]], width: int, height: int, tall: float, dash: int = 0) -> Mask:
    """The dots of a line, one dot wide; `dash` is the number of dots that are drawn and left out in turn."""
    mask = [0] * height
    before: tuple[float, float] | None = None
    for x, y in points:
        if before is not None:
            from_x, from_y = before
            steps = max(1, math.ceil(max(abs(x - from_x), abs(y - from_y) / tall)))
            for step in range(steps + 1):
                if dash and step // dash % 2:
                    continue
                column = math.floor(from_x + (x - from_x) * step / steps)
                row = math.floor((from_y + (y - from_y) * step / steps) / tall)
                if 0 <= column < width and 0 <= row < height:
                    mask[row] |= 1 << column
        before = (x, y)
    return mask

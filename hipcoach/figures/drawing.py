"""Draws a pose in the cells of a terminal, as braille or blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, StrEnum, auto
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from hipcoach.figures import shapes
from hipcoach.figures.canvas import Mask, covered, flipped, traced, without
from hipcoach.figures.model import BodyPart, Figure, Pose, Spot, What
from hipcoach.figures.shapes import Disc, Hull
from hipcoach.figures.style import Style


class Ink(StrEnum):
    """What a cell shows a part of; if there are several, the first one here."""

    WORKING = "working"
    BAND = "band"
    BODY = "body"
    PROP = "prop"


class Run(NamedTuple):
    """Characters side by side with the same ink; blanks have none."""

    text: str
    ink: Ink | None


Drawing = tuple[tuple[Run, ...], ...]
"""Lines of runs; all lines are as wide as the drawing."""

SMALLEST = (10, 4)
"""The smallest drawing in which a body can be recognised, in columns and rows."""

_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
"""The bit of each dot in the code of a braille character, row by row."""
BRAILLE = (" ", *(chr(0x2800 + sum(bit for n, bit in enumerate(_BITS) if dots >> n & 1)) for dots in range(1, 256)))
"""The character for the dots of a cell, by a number with two bits a row, the upper row first."""
BLOCKS = tuple(" ▀▀▀▄▌█▀▄█▐▀▄▄▄█")
"""The same for a cell of two by two dots; the Linux console has no quarter blocks, so halves stand in for them."""


class Grain(Struct, frozen=True):
    """The grid of dots in a cell."""

    down: int
    tall: float
    """The height of a dot, in widths of a dot."""
    hollow: float
    """The radius, in heights of a dot, from which on a part is drawn as an outline rather than a line."""
    glyphs: tuple[str, ...]


ACROSS = 2
"""Dots side by side in a cell."""
CELL = 2.0
"""The height of a cell, in widths of a cell."""

GRAINS: Mapping[Style, Grain] = MappingProxyType(
    {
        Style.BRAILLE: Grain(4, CELL * ACROSS / 4, 1.45, BRAILLE),
        Style.BLOCKS: Grain(2, CELL * ACROSS / 2, 1.9, BLOCKS),
    }
)


THIN, THICK, SEAM = 0.5, 1.3, 1.0
"""The smallest radius of a line, that of the working leg, and the gap around a part; in heights of a dot."""
ROOMY = 2.1
"""The radius of the head, in heights of a dot, from which on head and trunk have outlines and a chair has a back."""


class Stroke(Enum):
    """How a part of the body is drawn; the working leg can be told from the rest even without colour."""

    LINE = auto()
    OUTLINE = auto()
    SOLID = auto()


class Drawer:
    """Draws the poses of a figure at one size; they share one scale, so that a part at rest does not jump."""

    def __init__(self, figure: Figure, width: int, height: int, style: Style, *, mirrored: bool = False) -> None:
        """`width` and `height` are in cells; `style` is braille or blocks; `mirrored` shows a left target hip."""
        self._figure = figure
        self._grain = GRAINS[style]
        self._width, self._height = width * ACROSS, height * self._grain.down
        self._mirrored = mirrored
        left, top, right, bottom = shapes.extent(figure)
        high = self._height * self._grain.tall
        # The centres of the dots at the edge are half a dot away from it.
        self._scale = min((self._width - 1) / (right - left), (high - self._grain.tall) / (bottom - top))
        self._left = (self._width - self._scale * (right - left)) / 2 - self._scale * left
        self._top = (high - self._scale * (bottom - top)) / 2 - self._scale * top
        self._roomy = figure.head * self._scale >= ROOMY * self._grain.tall
        self._props = self._drawn_props()

    def draw(self, pose: Pose) -> Drawing:
        """Draw a pose."""
        planes: dict[Ink, Mask] = {ink: [0] * self._height for ink in Ink}
        planes[Ink.PROP] = self._props
        for part in pose.order:
            ink = Ink.WORKING if part is BodyPart.WORKING_LEG else Ink.BODY
            self._lay(planes, ink, shapes.limb(self._figure, pose, part), self._stroke(part))
            if part is BodyPart.TRUNK:
                head = Stroke.OUTLINE if self._roomy else Stroke.SOLID
                self._lay(planes, Ink.BODY, shapes.head(self._figure, pose), head)
        if pose.belt:
            self._add(planes[Ink.BAND], self._traced(pose.belt))
        for band in self._figure.bands:
            self._add(planes[Ink.BAND], self._traced(shapes.band(self._figure, pose, band), dash=2))
        return self._cells({ink: self._sided(plane) for ink, plane in planes.items()})

    def _stroke(self, part: BodyPart) -> Stroke:
        if part is BodyPart.WORKING_LEG:
            return Stroke.SOLID
        if part is BodyPart.TRUNK:
            return Stroke.OUTLINE if self._roomy else Stroke.LINE
        wide = shapes.thickness(self._figure, part) * self._scale >= self._grain.hollow * self._grain.tall
        return Stroke.OUTLINE if wide else Stroke.LINE

    def _lay(self, planes: dict[Ink, Mask], ink: Ink, hulls: Iterable[Hull], stroke: Stroke) -> None:
        """Draw hulls in front of everything drawn so far, with a gap around them."""
        tall = self._grain.tall
        placed = [tuple(self._disc(disc) for disc in hull) for hull in hulls]
        if stroke is Stroke.LINE:
            placed = [tuple(Disc(x, y, 0.0) for x, y, _ in hull) for hull in placed]
        least = (THICK if stroke is Stroke.SOLID else THIN) * tall
        seam = self._covered(placed, SEAM * tall, least + SEAM * tall)
        shape = self._covered(placed, 0.0, least)
        if stroke is Stroke.OUTLINE:
            shape = without(shape, self._covered(placed, -tall))
        for plane, mask in planes.items():
            planes[plane] = without(mask, seam)
        self._add(planes[ink], shape)

    def _covered(self, hulls: list[Hull], grow: float = 0.0, least: float = 0.0) -> Mask:
        return covered(hulls, self._width, self._height, self._grain.tall, grow, least)

    def _traced(self, line: Iterable[Spot], dash: int = 0) -> Mask:
        return traced(map(self._point, line), self._width, self._height, self._grain.tall, dash)

    @staticmethod
    def _add(plane: Mask, more: Mask) -> None:
        for row, dots in enumerate(more):
            plane[row] |= dots

    def _point(self, point: Spot) -> tuple[float, float]:
        x = self._left + self._scale * point.x
        return x, self._top + self._scale * point.y

    def _disc(self, disc: Disc) -> Disc:
        return Disc(*self._point(Spot(disc.x, disc.y)), disc.r * self._scale)

    def _drawn_props(self) -> Mask:
        plane = [0] * self._height
        for prop in self._figure.props:
            if self._roomy or prop.what is not What.CHAIR_BACK:
                for line in prop.lines:
                    self._add(plane, self._traced(line))
        return plane

    def _sided(self, plane: Mask) -> Mask:
        # The dots are mirrored rather than the points, so that a figure and its mirror image agree in every dot.
        return flipped(plane, self._width) if self._mirrored else plane

    def _cells(self, planes: Mapping[Ink, Mask]) -> Drawing:
        down, glyphs = self._grain.down, self._grain.glyphs
        columns = range(0, self._width, ACROSS)
        lines = []
        for row in range(0, self._height, down):
            inked = [(ink, planes[ink][row : row + down]) for ink in Ink if any(planes[ink][row : row + down])]
            runs: list[Run] = []
            text, before = "", None
            for column in columns:
                dots, ink = 0, None
                for one, rows in inked:
                    own = 0
                    for place, bits in enumerate(rows):
                        own |= (bits >> column & 3) << ACROSS * place
                    if own and ink is None:
                        ink = one
                    dots |= own
                if ink is not before and text:
                    runs.append(Run(text, before))
                    text = ""
                before = ink
                text += glyphs[dots]
            runs.append(Run(text, before))
            lines.append(tuple(runs))
        return tuple(lines)


def plain(drawing: Drawing) -> list[str]:
    """A drawing as lines of text."""
    return ["".join(run.text for run in line) for line in drawing]

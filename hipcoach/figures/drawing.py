"""A pose in the cells of a terminal, as braille or as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from types import MappingProxyType
from typing import NamedTuple

from hipcoach.figures import shapes
from hipcoach.figures.canvas import Mask, covered, flipped, traced, without
from hipcoach.figures.model import BodyPart, Figure, Line, Pose, Spot, What
from hipcoach.figures.shapes import Disc, Hull


class Style(StrEnum):
    """What a figure is drawn with."""

    AUTO = "auto"
    BRAILLE = "braille"
    BLOCKS = "blocks"
    OFF = "off"

    def on(self, term: str) -> Style:
        """What it comes to on a terminal of this kind: the console of Linux has no braille."""
        return (Style.BLOCKS if term == "linux" else Style.BRAILLE) if self is Style.AUTO else self


class Ink(StrEnum):
    """What a cell shows something of; of several the first."""

    WORKING = "working"
    BAND = "band"
    BODY = "body"
    PROP = "prop"


class Run(NamedTuple):
    """Characters side by side in one ink; blanks have none."""

    text: str
    ink: Ink | None


Drawing = tuple[tuple[Run, ...], ...]
"""Lines of runs; every line is as wide as the drawing."""

SMALLEST = (10, 4)
"""The columns and rows below which a body cannot be made out."""

_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
"""What each dot of a cell adds to the number of a braille character, row by row."""
BRAILLE = (" ", *(chr(0x2800 + sum(bit for n, bit in enumerate(_BITS) if dots >> n & 1)) for dots in range(1, 256)))
"""The character for the dots of a cell: two bits a row, the upper row first."""
BLOCKS = tuple(" ▀▀▀▄▌█▀▄█▐▀▄▄▄█")
"""The same for a cell of two by two. Without the quarters, which the console of Linux has not."""


@dataclass(frozen=True, slots=True)
class Grain:
    """How many dots a cell has, and how tall one is compared with its width."""

    down: int
    tall: float
    """How many times as high as wide a dot is."""
    hollow: float
    """From which radius on, in heights of a dot, a part is an outline rather than a line."""
    glyphs: tuple[str, ...]


ACROSS = 2
"""How many dots a cell has side by side."""
CELL = 2.0
"""How many times as high as wide a cell is."""

GRAINS: Mapping[Style, Grain] = MappingProxyType(
    {
        Style.BRAILLE: Grain(4, CELL * ACROSS / 4, 1.45, BRAILLE),
        Style.BLOCKS: Grain(2, CELL * ACROSS / 2, 1.9, BLOCKS),
    }
)


THIN, THICK, SEAM = 0.5, 1.3, 1.0
"""The least radius of a line, that of the working leg, and how far what lies behind keeps away; in heights of a dot."""
ROOMY = 2.1
"""From which radius of the head on, in heights of a dot, there is room for outlines of head and trunk, and for the back
of a chair."""


class Stroke(Enum):
    """How a part of the body is drawn: the working leg is told from the rest without colour too."""

    LINE = auto()
    OUTLINE = auto()
    SOLID = auto()


class Drawer:
    """Draws the poses of a figure at one size. All of them share one scale, so that only what moves moves."""

    def __init__(self, figure: Figure, width: int, height: int, style: Style, *, mirrored: bool = False) -> None:
        """`width` and `height` are in cells; `style` is braille or blocks; `mirrored` shows a left target hip."""
        self._figure = figure
        self._grain = GRAINS[style]
        self._width, self._height = width * ACROSS, height * self._grain.down
        self._mirrored = mirrored
        left, top, right, bottom = _extent(figure)
        high = self._height * self._grain.tall
        # Half a dot on every side belongs to the dots at the edge.
        self._scale = min((self._width - 1) / (right - left), (high - self._grain.tall) / (bottom - top))
        self._left = (self._width - self._scale * (right - left)) / 2 - self._scale * left
        self._top = (high - self._scale * (bottom - top)) / 2 - self._scale * top
        self._roomy = figure.head * self._scale >= ROOMY * self._grain.tall
        self._props = self._drawn_props()

    def draw(self, pose: Pose) -> Drawing:
        """A pose in the cells."""
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
        """Draw something before all that is there already, with a seam around it."""
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
        # Dots are turned, not points: a figure and its mirror image then agree in every dot.
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


def _extent(figure: Figure) -> tuple[float, float, float, float]:
    """The least and greatest x and y that anything of a figure reaches, in any of its poses."""
    xs: list[float] = []
    ys: list[float] = []
    for pose in figure.poses:
        for hull in (
            *shapes.head(figure, pose),
            *(one for part in pose.order for one in shapes.limb(figure, pose, part)),
        ):
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

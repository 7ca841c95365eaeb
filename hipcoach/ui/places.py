"""Where everything of a guided moment stands on a screen of a given size.

Three slots: A is the one word to know, B the number, C the figure. Places depend only on what stays the same in a step,
so that nothing moves within one.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from textual.geometry import Region

from hipcoach.session.model import Side
from hipcoach.ui.glyphs import dots, lines_of
from hipcoach.ui.widgets.repetition_track import WIDTH as TRACK

FIGURE = (14, 6)
"""The columns and rows below which a figure tells nothing."""

FIGURE_SHARE = 0.3
"""The share of the width that a figure gets at least, where there is one."""

LONGEST_SIDE = "RIGHT"
PHASE = 11
"""Columns for the mark and the word of a phase in ordinary letters."""

TROUBLE = len("the log could not be written") + 2
"""Columns for what is wrong, without the reason behind it."""


class Roominess(StrEnum):
    """How much there is room for."""

    FULL = "full"
    LITTLE = "little"
    LEAST = "least"


class Needs(Struct, frozen=True):
    """What has to be shown, as far as places depend on it."""

    side: Side
    widest: str
    """The widest number of the step."""
    of: str = ""
    """What is counted towards, if repetitions are."""
    track: bool = False
    figure: bool = False
    stopped: bool = False
    """Whether the one word to know is that it stands still, and not the side."""
    trouble: int = 0
    """The columns of what is wrong; 0 if nothing is."""


class Places(Struct, frozen=True):
    """Where everything stands: what has no region is not shown."""

    room: Roominess
    regions: Mapping[str, Region]
    """By the id of what stands there."""
    head: int
    """The most half rows of a dot in slot A."""
    second: int
    """The same of the word beside or above it."""
    number: int
    """The same in slot B."""
    band: int
    """The columns of the band at the edge."""


class _Margins(Struct, frozen=True):
    band: int
    left: int
    right: int
    width: int
    """Columns between the margins."""


def places(width: int, height: int, needs: Needs) -> Places:
    """The places on a screen of so many columns and rows, the keys at its foot not counted."""
    if height < 8:
        return _least(width, height, needs)
    if (width >= 60 and height >= 19) or (width >= 40 and height >= 29):
        return _full(width, height, needs)
    return _little(width, height, needs)


def _margins(width: int, side: Side) -> _Margins:
    band = 8 if width >= 110 else 4 if width >= 70 else 3 if width >= 60 else 2
    margin = 4 if width >= 110 else 2 if width >= 70 else 1
    at_left = side is not Side.RIGHT
    at_right = side is not Side.LEFT
    # On a tiny screen every column counts.
    left = band + margin if at_left else margin if width >= 30 else 0
    right = (band + margin) if at_right else (margin if width >= 70 else 0)
    return _Margins(band, left, right, width - left - right)


def _bands(at: _Margins, width: int, top: int, bottom: int, side: Side) -> dict[str, Region]:
    """The band on the edge of the side that works, or on both edges."""
    left, right = (Region(x, top, at.band, bottom - top) for x in (0, width - at.band))
    match side:
        case Side.LEFT:
            return {"left": left}
        case Side.RIGHT:
            return {"right": right}
        case Side.NONE:
            return {"left": left, "right": right}


def _full(width: int, height: int, needs: Needs) -> Places:
    at = _margins(width, needs.side)
    named = width >= 110 and height >= 29
    numbers = 40 if width >= 70 else 24
    told = width // 3 if width >= 60 else 0
    told = max(told, TROUBLE) if needs.trouble else told
    regions = {
        "name": Region(1, 0, width - 2 - told, 1),
        "strip": Region(1, 1, width - 3 - numbers, 2 if named else 1),
        "times": Region(width - 1 - numbers, 1, numbers, 1),
    }
    if told:
        regions["title"] = Region(width - 1 - told, 0, told, 1)
    edges = 3 if named else 2
    top = edges + (1 if height >= 23 else 0)
    cue = 1 if height < 23 else 2 if height < 45 else 3
    foot = height - 1 - cue - 1
    bottom = foot - (1 if height >= 29 else 0)
    regions |= _bands(at, width, edges, height, needs.side)
    regions["progress"] = Region(at.left, foot, at.width, 1)
    regions["cue"] = Region(at.left, foot + 1, at.width, cue)
    regions["next"] = Region(at.left, height - 1, at.width, 1)

    head, second, number, stacked = _scales(at.width, bottom - top, needs)
    side_wide = dots(LONGEST_SIDE) * head
    if stacked:
        # The word stands above the side; the one to know of the two is slot A.
        above = Region(at.left, top, at.width, lines_of(second))
        below = Region(at.left, above.bottom + 1, side_wide, lines_of(head))
        regions |= {"head": above, "second": below} if needs.stopped else {"second": above, "head": below}
        if needs.stopped:
            head, second = second, head
        numbers, figures = below.bottom + 1, below.y
    else:
        paused = min(dots("PAUSED") * head, at.width - 3 - len(LONGEST_SIDE))
        taken = at.width if needs.side is Side.NONE else paused if needs.stopped else side_wide
        regions["head"] = Region(at.left, top, taken, lines_of(head))
        if needs.side is not Side.NONE:
            left = at.left + taken + (3 if width >= 70 else 2)
            regions["second"] = Region(left, top, at.left + at.width - left, lines_of(second))
        numbers = top + lines_of(head) + 1
        figures = numbers - 1
    regions["arrows"] = Region(at.left, numbers - 1, at.width, 1)
    _place_number(regions, at, needs, number, numbers, bottom)
    if needs.figure:
        _place_figure(regions, at, side_wide if stacked else 0, figures, bottom)
    return Places(Roominess.FULL, regions, head, second, number, at.band)


def _scales(width: int, rows: int, needs: Needs) -> tuple[int, int, int, bool]:
    """Half rows of a dot in slot A, of the word beside or above it, in slot B; and whether the word is above.

    As large a number as there is room for.
    """
    beside = above = (2, 1, 1)
    sided = needs.side is not Side.NONE
    for number in range(1, 20):
        if dots(needs.widest) * number + _beside_number(needs, number) > _for_number(width, needs):
            break
        head = max(2, number // 2)
        if dots(LONGEST_SIDE) * head > width:
            head = max(1, width // dots(LONGEST_SIDE))
        # The word needs room beside the side, at least in ordinary letters.
        near = min(head, max(1, (width - 3 - PHASE) // dots(LONGEST_SIDE))) if sided else head
        if lines_of(near) + 1 + lines_of(number) <= rows:
            beside = (near, max(1, near - 1), number)
        for second in range(max(1, head - 1), max(0, head - 3), -1):
            if lines_of(second) + 1 + (lines_of(head) + 1 if sided else 0) + lines_of(number) <= rows:
                above = (head, second, number)
                break
    if not sided:
        return (*beside, False)
    narrow = width < 50
    return (*above, True) if narrow or above[2] >= min(6, beside[2]) else (*beside, False)


def _for_number(width: int, needs: Needs) -> int:
    return width - int(width * FIGURE_SHARE) if needs.figure and width >= 50 else width


def _beside_number(needs: Needs, number: int) -> int:
    """The columns of what stands to the right of a number."""
    of = _of_columns(needs, number) + 2 if needs.of else 0
    return of + (TRACK + 2 if needs.track else 0)


def of_scale(number: int) -> int:
    """Half rows of a dot of what is counted towards; 0 for ordinary letters."""
    return 2 if number >= 8 else 1 if number >= 4 else 0


def _of_columns(needs: Needs, number: int) -> int:
    scale = of_scale(number)
    return dots(f"/{needs.of}") * scale if scale else len(f"of {needs.of}")


def _place_number(regions: dict[str, Region], at: _Margins, needs: Needs, number: int, top: int, bottom: int) -> None:
    wide, high = dots(needs.widest) * number, lines_of(number)
    regions["number"] = Region(at.left, top, wide, high)
    if needs.of:
        of_high = lines_of(of_scale(number)) or 1
        low = top + lines_of(number) - of_high - (number % 2 if number > 1 else 0)
        regions["of"] = Region(at.left + wide + 2, low, _of_columns(needs, number), of_high)
        wide += 2 + _of_columns(needs, number)
    if needs.track:
        regions["track"] = Region(at.left + wide + 2, top, TRACK, min(high, bottom - top))


def _place_figure(
    regions: dict[str, Region], at: _Margins, least: int, top: int, bottom: int, end: int | None = None
) -> None:
    """Place the figure to the right of all numbers, or below them where the terminal is narrow and tall.

    `end`: the column before which it ends, if that is not the margin.
    """
    numbers = [region for name, region in regions.items() if name in ("number", "of", "track")]
    left = max(at.left + least, *(region.right for region in numbers)) + 2
    below = max(region.bottom for region in numbers) + 1
    end = at.left + at.width if end is None else end
    if end - left >= FIGURE[0] and bottom - top >= FIGURE[1]:
        regions["figure"] = Region(left, top, end - left, bottom - top)
    elif bottom - below >= FIGURE[1]:
        regions["figure"] = Region(at.left, below, at.width, bottom - below)


def _little(width: int, height: int, needs: Needs) -> Places:
    at = _margins(width, needs.side)
    cue, then = height >= 8, height >= 12
    foot = height - 1 - cue - then
    room = width - PHASE - 8
    regions = {
        "phase": Region(0, 0, PHASE, 1),
        "title" if needs.trouble else "strip": Region(PHASE + 1, 0, room if needs.trouble <= room else room + 7, 1),
        **_bands(at, width, 1, height, needs.side),
        "progress": Region(at.left, foot, at.width, 1),
        "cue": Region(at.left, foot + 1, at.width, 1),
    }
    if needs.trouble <= room:
        regions["times"] = Region(width - 6, 0, 6, 1)
    if then:
        regions["next"] = Region(at.left, foot + 2, at.width, 1)
    number = _beside_letter(at.width, foot - 1, needs)
    _place_letter(regions, at, needs, number, 1)
    if needs.figure and width >= 60:
        letter = regions["head"].x - 1 if needs.side is Side.RIGHT else at.left + at.width
        _place_figure(regions, at, 0, 1, foot, letter)
    return Places(Roominess.LITTLE, regions, number, 1, number, at.band)


def _least(width: int, height: int, needs: Needs) -> Places:
    at = _margins(width, needs.side)
    regions = {"phase": Region(0, 0, width, 1), **_bands(at, width, 1, height, needs.side)}
    number = _beside_letter(at.width, height - 1, needs)
    _place_letter(regions, at, needs, number, 1)
    return Places(Roominess.LEAST, regions, number, 1, number, at.band)


def _beside_letter(width: int, rows: int, needs: Needs) -> int:
    """Half rows of a dot of a number with the letter of the side beside it."""
    taken = dots(needs.widest) + (dots("L") + 1 if needs.side is not Side.NONE else 0)
    number = 1
    while taken * (number + 1) <= width and lines_of(number + 1) <= rows:
        number += 1
    return number


def _place_letter(regions: dict[str, Region], at: _Margins, needs: Needs, number: int, top: int) -> None:
    """Place the letter of the side on its own edge, and the number beside it."""
    letter, high = dots("L") * number, lines_of(number)
    wide = dots(needs.widest) * number
    left, end = at.left, at.left + at.width
    if needs.side is Side.LEFT:
        regions["head"] = Region(left, top, letter, high)
        left += letter + number
    elif needs.side is Side.RIGHT:
        regions["head"] = Region(end - letter, top, letter, high)
        end -= letter + number
    regions["number"] = Region(left, top, end - left if needs.stopped else wide, high)
    of = len(f"of {needs.of}")
    if needs.of and not needs.stopped and end - left - wide >= of + 1:
        regions["of"] = Region(left + wide + 1, top + high // 2, of, 1)

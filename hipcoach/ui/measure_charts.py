"""What was measured over the weeks, left against right, beside pain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hipcoach.advice.measures import MEASURES, Measure, Quantity
from hipcoach.advice.measuring import Measured, Measuring, told
from hipcoach.journal.figures import PainPoint, spread
from hipcoach.session.model import Side
from hipcoach.ui.charts import SCALE, SIGNS, WIDEST, ChartRoom, Line, dates, level, prose

NOTHING_YET = "Nothing was measured yet. m in the list leads through it."
NOTHING_SHOWN = "Nothing was measured in this time."

LEAST_SPAN = 20
"""Degrees that a chart shows at least, so that what is within the usual error does not look like much."""

BEFORE, AFTER = len("    L  28° "), len(" 36°")
"""The columns before a chart and after it."""

SHORT = {
    Quantity.INWARD: "inward",
    Quantity.OUTWARD: "outward",
    Quantity.STANDING: "standing",
    Quantity.SOCKS: "socks",
}
"""The names where there is little room."""
NAME = 9
"""The columns of such a name."""


def measures_in_lines(
    known: Measured, points: Sequence[PainPoint], first: date, today: date, room: ChartRoom
) -> list[Line]:
    """A chart for each side of each measure, then the pain before sessions on the same days, then what it tells."""
    if not known.taken:
        return prose(NOTHING_YET, room)
    columns = max(8, min(room.width, WIDEST) - BEFORE - AFTER)
    lines: list[Line] = []
    for measure in MEASURES.values():
        rows = list(_rows(measure, known.taken, first, today, columns))
        if rows:
            lines += [*prose(f"{measure.name} ({measure.says})", room, strong=True), *map(Line, rows)]
    if not lines:
        lines = prose(NOTHING_SHOWN, room)
    scores = [(one.day, one.before) for one in points if one.before is not None]
    if scores:
        chart = "".join(level(value, 0, SCALE) for value in spread(scores, first, today, columns, max))
        lines += [*prose("Pain before sessions", room, strong=True)]
        lines.append(Line(f"{scores[0][1]:>{BEFORE - 2}}  {chart} {scores[-1][1]}"))
    lines += [*dates(first, today, columns, BEFORE), Line("")]
    for text in told(known):
        lines += prose(text, room)
    return lines


def measures_beside(taken: Sequence[Measuring], first: date, today: date, width: int) -> Iterator[str]:
    """A line for each measure with both sides, where there is little room."""
    one_side = len(" L  28  36 ")
    columns = (width - NAME - 2 * one_side) // 2
    for measure in MEASURES.values():
        sides = [
            f"{SIGNS[side] if measure.sided else ' '} {values[0]:>3} {chart} {values[-1]:>3}"
            for side, values, chart in _charts(measure, taken, first, today, columns)
        ]
        if sides:
            yield f"{SHORT[measure.quantity]:<{NAME}}{'  '.join(sides)}"


def _rows(measure: Measure, taken: Sequence[Measuring], first: date, today: date, columns: int) -> Iterator[str]:
    """A row for each side: its first value, its chart, its last value."""
    for side, values, chart in _charts(measure, taken, first, today, columns):
        sign = SIGNS[side] if measure.sided else " "
        ends = [f"{value}{measure.unit.sign}" for value in (values[0], values[-1])]
        yield f"    {sign} {ends[0]:>{BEFORE - 7}} {chart} {ends[1]}"


def _charts(
    measure: Measure, taken: Sequence[Measuring], first: date, today: date, columns: int
) -> Iterator[tuple[Side, list[int], str]]:
    """For each side that has values in this time: the side, its values, and its chart; both on one scale."""
    sides = (Side.LEFT, Side.RIGHT) if measure.sided else (Side.NONE,)
    found = {
        side: [
            (one.day, one.values[measure.quantity, side])
            for one in taken
            if first <= one.day <= today and (measure.quantity, side) in one.values
        ]
        for side in sides
    }
    low, high = _scale(measure, [value for points in found.values() for _, value in points])
    for side, points in found.items():
        if points:
            chart = "".join(level(value, low, high) for value in spread(points, first, today, columns))
            yield side, [value for _, value in points], chart


def _scale(measure: Measure, values: Sequence[int]) -> tuple[float, float]:
    """The least and the greatest value of a chart."""
    if measure.high - measure.low <= LEAST_SPAN or not values:
        return measure.low, measure.high
    more = max(0.0, LEAST_SPAN - (max(values) - min(values))) / 2
    return min(values) - more, max(values) + more

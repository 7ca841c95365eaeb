"""All of the history on one screen: weeks beside pain, left against right for each exercise, the newest sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hipcoach.advice.measuring import Measuring
from hipcoach.journal.figures import PainPoint, Point, Series, Sitting, Week, spread
from hipcoach.journal.report import times
from hipcoach.session.model import Side
from hipcoach.text.characters import cells, clean, cut
from hipcoach.ui.charts import NUMBER, SCALE, SIGNS, ChartRoom, Line, is_numbered, level, row_of, weeks_in_lines
from hipcoach.ui.measure_charts import measures_beside

ROOM = ChartRoom(106, 31)
"""The smallest size that has room for all of it."""

LEFT, BETWEEN = 47, "  │ "
"""The columns of the weeks, and what stands between them and the pain."""

MOST_WEEKS = 12
NAME, SPARK = 24, 12
"""The columns of an exercise's name, and of the small chart of one side."""

LEAST_DIFFERENCE = 0.1
"""The share of the better side from which on the other one is said to be behind."""


def fits(room: ChartRoom) -> bool:
    """Whether there is room for all of it."""
    return room.width >= ROOM.width and room.height >= ROOM.height


def dashboard(
    weeks: Sequence[Week],
    points: Sequence[PainPoint],
    series: Iterable[Series],
    newest: Sequence[Sitting],
    first: date,
    today: date,
    room: ChartRoom,
    taken: Sequence[Measuring] = (),
) -> list[Line]:
    """All of it in lines.

    `newest`: the sessions, the newest first, of which as many are shown as there is room for; `taken`: all measurings.
    """
    width = min(room.width, 120)
    shown = weeks[:MOST_WEEKS]
    column = LEFT + NUMBER * is_numbered(shown)
    beside = width - column - len(BETWEEN)
    left = weeks_in_lines(shown, today, ChartRoom(column, room.height))
    right = [Line("pain", strong=True), *map(Line, _pain(points, first, today, beside))]
    if measures := [*measures_beside(taken, first, today, beside)]:
        right += [Line(""), Line("measures (5 says what they tell)", strong=True), *map(Line, measures)]
    lines = [*_beside(left, right, column), Line("")]
    exercises = [Line(text) for text in _exercises(series, first, today)]
    if exercises:
        lines += [Line("exercises", strong=True), *exercises, Line("")]
    lines.append(Line("sessions (4 shows all of them)", strong=True))
    lines += [Line(row_of(one)) for one in newest[: max(1, room.height - len(lines))]]
    return lines


def _beside(left: Sequence[Line], right: Sequence[Line], column: int) -> Iterator[Line]:
    for at in range(max(len(left), len(right))):
        one = left[at] if at < len(left) else Line("")
        other = right[at] if at < len(right) else Line("")
        gap = " " * (column - cells(one.text))
        yield Line(f"{one.text}{gap}{BETWEEN}{other.text}".rstrip(), one.strong)


def _pain(points: Sequence[PainPoint], first: date, today: date, width: int) -> Iterator[str]:
    """A small chart each of pain before, after and on the next morning, with the first and the last answer."""
    if not any(value is not None for point in points for value in (point.before, point.after, point.morning)):
        yield "no answers in this time"
        return
    for label, values in (
        ("before", [(point.day, point.before) for point in points]),
        ("after", [(point.day, point.after) for point in points]),
        ("next morning", [(point.day, point.morning) for point in points]),
    ):
        told = [value for _, value in values if value is not None]
        if told:
            columns = spread(values, first, today, max(8, width - 24))
            chart = "".join(level(value, 0, SCALE) for value in columns)
            yield f"{label:<13}{chart} {told[0]} → {told[-1]}"


def _exercises(series: Iterable[Series], first: date, today: date) -> Iterator[str]:
    for one in series:
        values = [point.value for points in one.sides.values() for point in points]
        low, high = min([one.band.low, *values]), max([one.band.high, *values])
        sides = "".join(_side(side, points, first, today, low, high) for side, points in one.sides.items())
        unit = " s" if one.timed else ""
        name = cut(clean(one.name), NAME - 1)
        gap = " " * (NAME - cells(name))
        load = f", {clean(one.loads[-1])}" if one.loads else ""
        yield f"{name}{gap}{sides}range {times(one.band)}{unit}{load}  {_behind(one)}".rstrip()


def _side(side: Side, points: Sequence[Point], first: date, today: date, low: float, high: float) -> str:
    columns = spread([(point.day, point.value) for point in points], first, today, SPARK)
    chart = "".join(level(value, low, high) for value in columns)
    return f"{SIGNS[side]} {points[0].value:>3.0f} {chart} {points[-1].value:>3.0f}  "


def _behind(one: Series) -> str:
    """Which side is behind the other by how much, if that is more than a little."""
    last = {side: points[-1].value for side, points in one.sides.items() if side is not Side.NONE}
    if len(last) < 2:
        return ""
    less, more = sorted(last, key=lambda side: last[side])
    gap = last[more] - last[less]
    if gap < LEAST_DIFFERENCE * last[more]:
        return ""
    return f"{less.value} is {gap:.0f}{' s' if one.timed else ''} behind"

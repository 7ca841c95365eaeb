"""Draws figures as lines of text; signs and words carry the meaning, so that none depends on colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from hipcoach.engine.events import Outcome
from hipcoach.journal.figures import PainPoint, Point, Series, Sitting, Week, spread
from hipcoach.journal.report import AHEAD, ending, times
from hipcoach.session.model import Range, Side
from hipcoach.text.characters import clean, wrapped
from hipcoach.text.columns import indented, words
from hipcoach.text.days import day_in_words

WIDEST = 120
"""The widest chart in columns."""
NAME_LINES = 2
"""The number of lines after which an exercise's name is cut."""

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
BESIDE_THE_BAR = 47
"""The columns of a week's row before its bar."""
NUMBER = 6
"""Those of the week's number in its programme, where one is followed and there is room."""
NARROWEST_BAR = 8
EIGHTHS = " ▁▂▃▄▅▆▇█"
SCALE = 10
"""The top of the pain scale."""

SIGNS = {Side.LEFT: "L", Side.RIGHT: "R", Side.NONE: "o"}


class ChartRoom(Struct, frozen=True):
    """The size available for charts."""

    width: int
    height: int

    @property
    def columns(self) -> int:
        """The columns of a chart, without the figures to its left."""
        return max(8, min(self.width, WIDEST) - 6)


class Line(Struct, frozen=True):
    """A line of text."""

    text: str
    strong: bool = False
    """Whether it is shown as a heading."""


# -- weeks ----------------------------------------------------------------------------------------------------------


def weeks_in_lines(weeks: Sequence[Week], today: date, room: ChartRoom) -> list[Line]:
    """A row for each week: its days, its sessions and its minutes against the plan."""
    most = max((_shown_plan(week) for week in weeks), default=0.0)
    numbered = room.width >= BESIDE_THE_BAR + NUMBER and is_numbered(weeks)
    bar = min(room.width, WIDEST) - BESIDE_THE_BAR - numbered * NUMBER
    # On a narrow screen drop the bars first, then the gaps between days, then the figures.
    begins = weeks[0].first.weekday() if weeks else 0
    whole, initials = day_names(begins), "".join(name[0] for name in day_names(begins).split())
    names = whole if room.width >= BESIDE_THE_BAR else initials
    has_facts = room.width >= BESIDE_THE_BAR - (len(whole) - len(initials))
    head = f"{'week of':<8}{names}{'  done meant  min' if has_facts else ''}{'week':>{NUMBER}}"
    lines = [Line(head if numbered else head[:-NUMBER], strong=True)]
    for week in weeks:
        days = [_day(week, at, today) for at in range(7)]
        row = f"{week.first:%d %b}  {' '.join(days) if names == whole else ''.join(day[0] for day in days)}"
        if has_facts:
            plan = times(week.goal) if week.goal else ""
            row += f"  {week.count:>4}{plan:>6}{round(week.seconds / 60):>5}"
        if numbered:
            row += f"{number_of(week) or '':>{NUMBER}}"
        if bar >= NARROWEST_BAR:
            row += f"  {_bar(week, most, bar)}"
        lines.append(Line(row.rstrip()))
    return lines


def is_numbered(weeks: Iterable[Week]) -> bool:
    """Whether any of some weeks has a number in a programme."""
    return any(number_of(week) is not None for week in weeks)


def number_of(week: Week) -> int | None:
    """The number of a week in the programme that was followed in it."""
    return week.programme.number if week.programme is not None else None


def day_names(begins: int) -> str:
    """The names of the days of a week that begins on Monday (0) to Sunday (6)."""
    return " ".join((*DAYS[begins:], *DAYS[:begins]))


WEEKS_LEGEND = (
    "● every set done",
    "◐ in part",
    "! stopped for pain",
    "2 two sessions",
    "▆ minutes of work",
    "┃ as much as is meant",
    "░ and at most",
)


def _shown_plan(week: Week) -> float:
    """The seconds that a week's bar has to show: the work done, and the plan, whose high end is limited."""
    plan = week.planned
    return max(week.seconds, min(plan.high, 2 * plan.low) if plan else 0)


def _day(week: Week, at: int, today: date) -> str:
    sittings = week.days[at]
    if week.first + timedelta(days=at) > today:
        return "  "
    # If one of two sessions was stopped for pain, show that rather than their number.
    if any(one.outcome is Outcome.STOPPED_FOR_PAIN for one in sittings):
        return f"{sign(Outcome.STOPPED_FOR_PAIN)} "
    if len(sittings) > 1:
        return f"{min(len(sittings), 9)} "
    return f"{sign(sittings[0].outcome)} " if sittings else "· "


def sign(outcome: Outcome | None, *, anything: bool = True) -> str:
    """The sign for a session's ending; `anything`: whether at least part of a set was done."""
    match outcome:
        case Outcome.COMPLETED:
            return "●"
        case Outcome.STOPPED_FOR_PAIN:
            return "!"
        case Outcome.PARTIAL | Outcome.ABANDONED | None:
            return "◐" if anything else "○"


def _bar(week: Week, most: float, width: int) -> str:
    """A bar of the minutes done, with a mark at the plan's low end, and the rest up to its high end."""
    if not most:
        return ""
    plan = week.planned or Range(0, 0)
    done, low, high = (round(seconds / most * width) for seconds in (week.seconds, plan.low, plan.high))
    mark = min(low, width - 1) if week.planned else -1
    return "".join("┃" if at == mark else "▆" if at < done else "░" if low <= at < high else " " for at in range(width))


# -- pain -----------------------------------------------------------------------------------------------------------


def pain_in_lines(points: Sequence[PainPoint], first: date, last: date, room: ChartRoom) -> list[Line]:
    """Three charts of pain: before, after, and on the next morning."""
    if not points:
        return prose("No pain was told in this time. The check-in and the check-out ask for it.", room)
    height = max(2, min(8, (room.height - 1) // 3 - 2))
    lines: list[Line] = []
    for label, values in (
        ("Before", [(point.day, point.before) for point in points]),
        ("After", [(point.day, point.after) for point in points]),
        ("Next morning", [(point.day, point.morning) for point in points]),
    ):
        told = [value for _, value in values if value is not None]
        head = f"{label}: {_said(told)}" if told else f"{label}: not told"
        lines += prose(head, room, strong=True)
        if told:
            # A high score must not be averaged away: where several share a column, it shows the worst.
            columns = spread(values, first, last, room.columns, max)
            lines += [Line(line) for line in _columns(columns, height)]
    return [*lines, *dates(first, last, room.columns)]


def _said(told: Sequence[int]) -> str:
    """The latest of some scores, their average and the highest, in words."""
    if len(told) == 1:
        return f"{told[0]} of {SCALE}"
    average = sum(told) / len(told)
    return f"{told[-1]} of {SCALE} last, {average:.1f} on average, {max(told)} at most"


def _columns(values: Sequence[float | None], height: int) -> list[str]:
    """Draw values from 0 to 10 as columns with the figures below; `·` means no answer."""
    rows = []
    for row in reversed(range(height)):
        label = f"{SCALE:>3} ┤" if row == height - 1 else "    │"
        cells = "".join(_eighths(value, row, height) for value in values)
        rows.append(f"{label}{cells}".rstrip())
    rows.append("     " + "".join("·" if value is None else _digit(value) for value in values))
    return rows


def _eighths(value: float | None, row: int, height: int) -> str:
    """The block character for the part of a column that falls into a row."""
    if value is None:
        return " "
    filled = value / SCALE * height - row
    return EIGHTHS[max(0, min(8, round(filled * 8)))]


def _digit(value: float) -> str:
    whole = round(value)
    return "X" if whole >= SCALE else str(whole)


# -- exercises ------------------------------------------------------------------------------------------------------


def exercises_in_lines(series: Iterable[Series], first: date, last: date, room: ChartRoom) -> list[Line]:
    """A chart for each exercise with both sides, and the prescribed range in the background."""
    lines: list[Line] = []
    for one in series:
        unit = "s" if one.timed else "repetitions"
        lines += [Line(text, strong=True) for text in wrapped(clean(one.name), room.width, NAME_LINES)]
        lines += prose(f"range {times(one.band)} {unit}", room)
        if one.loads:
            lines += prose(f"load {clean(' → '.join(one.loads[-MOST_LOADS:]))}", room)
        lines += [Line(text) for text in _lanes(one, first, last, room)]
        lines += dates(first, last, room.columns)
        for side, points in one.sides.items():
            lines += prose(f"     {_change(side, points)}", room)
        lines.append(Line(""))
    return lines or prose("Nothing was done in this time.", room)


MOST_LOADS = 5
"""How many of the latest loads of an exercise are shown."""

EXERCISES_LEGEND = (
    "L left",
    "R right",
    "B both alike",
    "o no side",
    "░ the range",
    "each the average of a session's sets",
)


def _lanes(series: Series, first: date, last: date, room: ChartRoom) -> list[str]:
    height = 5 if room.height < 20 else 7 if room.height < 32 else 9
    values = {
        side: spread([(point.day, point.value) for point in points], first, last, room.columns)
        for side, points in series.sides.items()
    }
    told = [value for row in values.values() for value in row if value is not None]
    lowest, highest = min([series.band.low, *told]), max([series.band.high, *told])
    base = int(max(0, lowest - max(1, (highest - lowest) / 2)))
    cell = (highest - base) / (height - 0.5)
    low, high = int((series.band.low - base) / cell), int((series.band.high - base) / cell)
    labels = {0: base, low: series.band.low, high: series.band.high}
    rows = []
    for row in reversed(range(height)):
        cells = "".join(_mark(values, at, row, base, cell, low <= row <= high) for at in range(room.columns))
        label = f"{labels[row]:>3} ┤" if row in labels else "    │"
        rows.append(f"{label}{cells}".rstrip())
    return rows


def _mark(values: dict[Side, tuple[float | None, ...]], at: int, row: int, base: int, cell: float, within: bool) -> str:
    here = [
        side for side, line in values.items() if (value := line[at]) is not None and int((value - base) / cell) == row
    ]
    match here:
        case []:
            return "░" if within else " "
        case [side]:
            return SIGNS[side]
        case _:
            return "B"


def _change(side: Side, points: Sequence[Point]) -> str:
    """The change from the first to the last point, in words."""
    name = {Side.LEFT: "left", Side.RIGHT: "right", Side.NONE: "done"}[side]
    first, last = points[0], points[-1]
    if len(points) == 1:
        return f"{name:<6} {last.value:g} on {day_in_words(last.day)}"
    return f"{name:<6} {first.value:g} on {day_in_words(first.day)}, {last.value:g} on {day_in_words(last.day)}"


def prose(text: str, room: ChartRoom, *, strong: bool = False) -> list[Line]:
    """Wrap a text into lines."""
    return [Line(line, strong) for line in indented(text, room.width)]


def legend(pieces: Iterable[str], width: int) -> list[Line]:
    """Wrap the explanations of signs into lines, without breaking one."""
    rows: list[str] = []
    for piece in pieces:
        if rows and len(rows[-1]) + 3 + len(piece) <= width:
            rows[-1] += f"   {piece}"
        else:
            rows += words(piece, width, "  ")
    return [*(Line(row) for row in rows), Line("")]


# -- shared ---------------------------------------------------------------------------------------------------------


def dates(first: date, last: date, columns: int, before: int = 5) -> list[Line]:
    """The line below a chart of so many columns, with `before` columns before it: its first and last day."""
    begins, ends = day_in_words(first), day_in_words(last)
    gap = " " * (before - 1)
    if len(begins) + 1 + len(ends) > columns:
        return [Line(f"{gap}└{begins}"), Line(f"{gap} {ends.rjust(columns)}")]
    return [Line(f"{gap}└{begins}{ends.rjust(columns - len(begins))}")]


def level(value: float | None, low: float, high: float) -> str:
    """The block character for a value between two others; blank without one."""
    if value is None:
        return " "
    return EIGHTHS[1 + round((value - low) / (high - low) * 7) if high > low else 4]


def row_of(one: Sitting) -> str:
    """The row of a session in the list."""
    when = f"{one.began:%Y-%m-%d %a %H:%M}" if one.began else "unknown date        "
    torn = f", {one.unreadable} unreadable" if one.unreadable else ""
    anything = bool(one.done)
    ended = ending(one.outcome, anything=anything, running=one.running)
    ended = f"{AHEAD}, {ended}" if one.ahead else ended
    how = sign(one.outcome, anything=anything)
    return f"{how} {when} {round(one.seconds / 60):>4} min  {ended}{torn} · {clean(one.title)}"

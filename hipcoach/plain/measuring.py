"""Measuring in lines: one question a line, and what was measured as a table."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from hipcoach.advice.measures import INTRODUCTION, MEASURES, ORDER, TITLE, Asked, OutOfBounds, Quantity
from hipcoach.advice.measuring import BACK, Measured, Measuring, MeasuringSheet, due, offer, told
from hipcoach.figures.drawing import Drawer, plain
from hipcoach.figures.model import Figure
from hipcoach.figures.style import Style
from hipcoach.journal.figures import PainPoint
from hipcoach.journal.measure_keeper import MeasureKeeper
from hipcoach.session.model import Side
from hipcoach.text.characters import cells
from hipcoach.text.days import day_in_words

HOW = f"Enter passes a question over, {BACK} takes back the number before, Ctrl+D ends it."

ITEM = "· "
"""What stands before each step of how it is done."""

FIGURE = (40, 13)
"""The columns and lines of a figure."""

NOTHING_YET = "Nothing was measured yet. 'hipcoach measure' at a terminal leads through it."

PAIN = "Pain is the average before the sessions since the time before, 0 to 10."

Say = Callable[[str], None]


def ask(
    sheet: MeasuringSheet,
    keeper: MeasureKeeper,
    read: Callable[[str], str],
    say: Say,
    picture: Callable[[Asked], list[str]] = lambda asked: [],
) -> None:
    """Ask for every measure; each number is kept before the next question.

    `read` shows a prompt and returns the line typed, and raises `EOFError` at the end of input; `picture` draws how it
    is done. The offer counts as passed over if every question was.
    """
    for text in (*INTRODUCTION, HOW):
        say(text)
    explained: Asked | None = None
    while (asked := sheet.asked) is not None:
        if asked is not explained:
            _explain(asked, say, picture)
            explained = asked
        try:
            given = sheet.answer(read(f"{asked.asks} "))
        except EOFError:
            say("")
            return
        except OutOfBounds as wrong:
            say(str(wrong))
            continue
        if given is not None:
            keeper.take(given)
            if (trouble := keeper.write()) is not None:
                say(trouble)
    if not sheet.given:
        keeper.pass_over()
        if (trouble := keeper.write()) is not None:
            say(trouble)


def _explain(asked: Asked, say: Say, picture: Callable[[Asked], list[str]]) -> None:
    say("")
    say(f"{TITLE} {ORDER.index(asked) + 1} of {len(ORDER)}: {asked.title}")
    for line in picture(asked):
        say(line)
    for text in asked.how:
        say(f"{ITEM}{text}")


def drawn(figure: Figure | None, side: Side, style: Style, width: int) -> list[str]:
    """The held pose of a figure in lines; none where it has no room or no figures are wanted."""
    columns, lines = FIGURE
    style = style.on(os.environ.get("TERM", ""))
    if figure is None or style is Style.OFF or width < columns:
        return []
    drawer = Drawer(figure, columns, lines, style, mirrored=side is Side.LEFT)
    return [line.rstrip() for line in plain(drawer.draw(figure.held))]


# -- what was measured ------------------------------------------------------------------------------------------------

Pains = Callable[[date | None, date], float | None]
"""The average of the pain before the sessions after one day up to another; `None` where none was told."""


def average_pain(points: Sequence[PainPoint]) -> Pains:
    """The average pain of any time, of these answers."""

    def average(after: date | None, until: date) -> float | None:
        scores = [
            one.before
            for one in points
            if one.before is not None and (after is None or after < one.day) and one.day <= until
        ]
        return sum(scores) / len(scores) if scores else None

    return average


def over_time(known: Measured, pains: Pains, today: date, width: int | None) -> Iterator[str]:
    """All measurings, the oldest first, beside the pain in the time up to each; then what they tell, and the offer."""
    if not known.taken:
        yield NOTHING_YET
        return
    rows = list(_table(known, pains))
    if width is not None and max(map(cells, rows)) > width:
        rows = [line for one in known.taken for line in _in_lines(one)]
    yield from rows
    yield ""
    if any(pains(None, one.day) is not None for one in known.taken):
        yield PAIN
    yield from told(known)
    if due(known, today):
        yield ""
        yield f"{offer(known)} 'hipcoach measure'"


WIDE, NARROW, DAY = 11, 6, 13
"""The columns of a measure with two sides, of one without, and of the day."""


def _table(known: Measured, pains: Pains) -> Iterator[str]:
    """A row for each measuring, with left and right side by side."""
    names = {
        Quantity.INWARD: "inward",
        Quantity.OUTWARD: "outward",
        Quantity.STANDING: "standing",
        Quantity.SOCKS: "socks",
    }
    widths = {what: WIDE if MEASURES[what].sided else NARROW + 1 for what in names}
    heads = "".join(f"{name:<{widths[what]}}" for what, name in names.items())
    sides = "".join(f"{'left right' if MEASURES[what].sided else '':<{widths[what]}}" for what in names)
    yield f"{'':<{DAY}}{heads}pain".rstrip()
    yield f"{'':<{DAY}}{sides}average".rstrip()
    before: date | None = None
    for one in known.taken:
        values = "".join(f"{_sides(one, what):<{widths[what]}}" for what in names)
        pain = pains(before, one.day)
        yield f"{day_in_words(one.day):<{DAY}}{values}{'' if pain is None else f'{pain:.1f}'}".rstrip()
        before = one.day


def _sides(one: Measuring, what: Quantity) -> str:
    measure = MEASURES[what]
    if not measure.sided:
        value = one.values.get((what, Side.NONE))
        return "" if value is None else str(value)
    texts = []
    for side in (Side.LEFT, Side.RIGHT):
        value = one.values.get((what, side))
        texts.append(f"{'·' if value is None else measure.shown(value):>4}")
    return " ".join(texts)


def _in_lines(one: Measuring) -> Iterator[str]:
    """A measuring where there is no room for a table."""
    yield day_in_words(one.day)
    for what, measure in MEASURES.items():
        if text := _sides(one, what).strip():
            yield f"  {measure.name}: {' '.join(text.split())}"


def as_json(known: Measured) -> list[Mapping[str, Any]]:
    """All measurings as JSON, the oldest first."""
    return [
        {
            "day": one.day.isoformat(),
            "values": [
                {"what": what.value, "side": side.value, "value": value, "unit": MEASURES[what].unit.value}
                for (what, side), value in sorted(one.values.items())
            ],
        }
        for one in known.taken
    ]

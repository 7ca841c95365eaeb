"""Boxes to tick by week and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from hipcoach.paper.html import Html, element
from hipcoach.session.model import EVERY_DAY

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_A_DAY = 4
"""The most boxes in one day."""


class Goal(Struct, frozen=True):
    """What is ticked in each week."""

    session: str
    often: str
    """How often, in words."""
    a_day: int = 1


def boxes(caption: str, weeks: Iterable[str], goals: Sequence[Goal], first_day: int = 0) -> Html:
    """A table with a row for each goal of each week; `first_day`: that of a week, 0 for Monday.

    No page breaks within a week.
    """
    days = [DAYS[(first_day + day) % EVERY_DAY] for day in range(EVERY_DAY)]
    named = ("Week", "What") if len(goals) > 1 else ("Week",)
    return element(
        "table",
        element("caption", caption, dir="auto"),
        element(
            "thead",
            element(
                "tr",
                *(element("th", one, scope="col") for one in named),
                *(element("th", day, scope="col", class_="day") for day in days),
            ),
        ),
        *(_week(week, goals) for week in weeks),
        class_="boxes",
    )


def _week(week: str, goals: Sequence[Goal]) -> Html:
    rows = []
    for number, goal in enumerate(goals):
        name = element("th", week, scope="rowgroup", rowspan=len(goals)) if number == 0 else None
        often = element("span", f", {goal.often}", class_="often")
        what = element("th", element("span", goal.session, dir="auto"), often, scope="row")
        day = element("td", *[element("span", "", class_="box")] * min(goal.a_day, MOST_A_DAY))
        rows.append(element("tr", name, what if len(goals) > 1 else None, *[day] * EVERY_DAY))
    return element("tbody", *rows)

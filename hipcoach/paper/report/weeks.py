"""The table of the weeks: sessions against the plan, and pain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from hipcoach.journal.report import times
from hipcoach.paper.html import Html, element, row, section
from hipcoach.paper.report.figures import ReportWeek, pain_answers
from hipcoach.paper.report.pain import scores
from hipcoach.text.days import short_day
from hipcoach.text.durations import MINUTE

HEAD = ("Week", "Sessions", "Done of what was planned", "Work", "Pain before", "after", "next morning", "Stops")


def part(weeks: Sequence[ReportWeek], today: date) -> Html:
    """A table with a row for each week, under the phases of the programme if one was followed."""
    bodies = [
        element("tbody", _phase(phase), *(_week(week, today) for week in together))
        for phase, together in groupby(weeks, key=_phase_of)
    ]
    head = element("thead", element("tr", *(element("th", each, scope="col") for each in HEAD)))
    explained = (
        "Work: minutes. Pain: median (lowest to highest), and for how many sessions it was answered. What was planned: "
        "counted once a day."
    )
    numbers = [week.number for week in weeks if week.number is not None]
    if len(set(numbers)) < len(numbers):
        explained += " A week in which less than two thirds was done of what was planned comes again, with its number."
    return section(
        "Sessions against the plan, by week",
        element("table", head, *bodies, class_="weeks"),
        element("p", explained, class_="small"),
    )


def _phase_of(week: ReportWeek) -> str | None:
    return week.phase


def _phase(name: str | None) -> Html | None:
    """The row above the weeks of a phase; none above weeks without a programme."""
    if name is None:
        return None
    return element("tr", element("th", name, scope="rowgroup", colspan=len(HEAD), dir="auto", class_="phase"))


def _week(week: ReportWeek, today: date) -> Html:
    pain = pain_answers(week.sessions, today)
    stopped = sum(len(one.folded.pains) for one in week.sessions)
    begins = f"{short_day(week.first, today)}{', in part' if week.in_part else ''}"
    return row(
        begins if week.number is None else f"{week.number} ({begins})",
        str(week.count),
        element("span", _done_of_plan(week), dir="auto"),
        str(round(week.seconds / MINUTE)) if week.count else "",
        *(scores(answers) for answers in (pain.before, pain.after, pain.morning)),
        str(stopped) if stopped else "",
    )


def _done_of_plan(week: ReportWeek) -> str:
    parts = [
        f"{each.title} {each.done}" + (f" of {times(each.times)}" if each.times is not None and week.has_goal else "")
        for each in week.planned
        if week.has_goal or each.done
    ]
    if week.planned and not week.has_goal:
        parts.append("nothing was planned")
    parts += [f"{title} {number} besides" for title, number in week.others.items()]
    return ", ".join(parts) or "no plan is known"

"""The table of the weeks: sessions against the plan, and pain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hipcoach.journal.report import times
from hipcoach.paper.html import Html, element, row, section, table
from hipcoach.paper.report.figures import ReportWeek, pain_answers
from hipcoach.paper.report.pain import scores
from hipcoach.text.durations import in_hours


def part(weeks: Sequence[ReportWeek], today: date) -> Html:
    """A table with a row for each week."""
    programme = any(week.number is not None for week in weeks)
    head = ["Week of", *(["Phase"] if programme else []), "Sessions", "Done of what was planned", "Work"]
    head += ["Pain before", "after", "next morning", "Stops"]
    rows = [_week(week, programme, today) for week in weeks]
    return section(
        "Sessions against the plan, by week",
        table(None, head, rows, class_="weeks"),
        element(
            "p",
            "Pain: median (lowest to highest), and of how many sessions it was answered. "
            "A session counts once a day for what was planned.",
            class_="small",
        ),
    )


def _week(week: ReportWeek, programme: bool, today: date) -> Html:
    place = [f"{week.number}: {week.phase}" if week.number is not None else "-"] if programme else []
    pain = pain_answers(week.sessions, today)
    stopped = sum(len(one.folded.pains) for one in week.sessions)
    return row(
        f"{week.first.day} {week.first:%b}",
        *(element("span", each, dir="auto") for each in place),
        str(week.count),
        element("span", _done_of_plan(week), dir="auto"),
        in_hours(week.seconds) if week.count else "",
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
    parts += [f"besides, {title} {number}" for title, number in week.others.items()]
    return ", ".join(parts) or "no plan is known"

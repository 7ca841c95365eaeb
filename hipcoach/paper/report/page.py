"""The whole report: its head, and its parts in their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from hipcoach.advice.measuring import Measured
from hipcoach.engine.events import Outcome
from hipcoach.journal.report import times
from hipcoach.paper.html import Content, Html, element, page, together
from hipcoach.paper.report import dose, missing, pain, said, weeks
from hipcoach.paper.report.figures import (
    ReportPlan,
    ReportWeek,
    ToldSession,
    exercises_done,
    pain_answers,
    report_weeks,
    shown,
)
from hipcoach.session.model import Affected
from hipcoach.text.counts import counted
from hipcoach.text.days import day_in_words
from hipcoach.text.durations import in_hours

STYLE = """
body { font-size: 9.5pt; line-height: 1.25; }
main { max-width: 60rem; }
h1 { font-size: 17pt; }
h2 { font-size: 11.5pt; margin: .65em 0 .15em; }
dl { margin: 0; line-height: 1.35; }
dl div { display: flex; gap: .5em; }
dt { flex: 0 0 7.5em; font-weight: bold; }
dd { margin: 0; }
.line { display: inline-block; width: 70mm; border-bottom: 1px solid #111; height: 1.1em; }
.small { font-size: 8.5pt; }
table { font-size: 8.5pt; margin: .2em 0; }
th, td { border: 0; border-bottom: 1px solid #999; padding: .1em .35em; }
thead th { vertical-align: bottom; }
.weeks tbody th, .weeks td:nth-last-child(-n+5) { white-space: nowrap; }
.stops th, .stops td:nth-last-child(-n+1) { white-space: nowrap; }
.weeks .phase { background: none; white-space: normal; font-style: italic; }
.notes ul { columns: 2; column-gap: 6mm; font-size: 8.5pt; }
.pain { display: flex; gap: 5mm; align-items: center; }
.pain > div:first-child { flex: 8; }
.pain > div:last-child { flex: 5; }
.pain ul { font-size: 8.5pt; padding-left: 1.1em; }
.chart { width: 100%; }
.small h2 { font-size: 11.5pt; }
"""
"""A report is read at a desk, and is short only in small type."""

HOW_TO_READ = (
    "What the person answered, and what a program that guides exercises timed. It does not see how an exercise is "
    "done, and examines nobody. Pain and effort are scales from 0 to 10; pain means the hip, not sore muscles. A "
    "session counts once what was done in it comes to one set."
)


class Reported(Struct, frozen=True):
    """Everything that a report is made of."""

    now: datetime
    since: date
    sessions: tuple[ToldSession, ...]
    """All of the period, oldest first."""
    plan: ReportPlan
    measured: Measured
    affected: Affected | None
    missing: missing.Missing


def report_page(of: Reported) -> str:
    """The report as a page of HTML."""
    today = of.now.date()
    sessions = shown(of.sessions)
    by_week = report_weeks(sessions, of.plan, of.since, today)
    answers = pain_answers(sessions, today)
    return page(
        "Hip exercise report",
        _facts(of, sessions, by_week),
        weeks.part(by_week, today),
        pain.part(answers, by_week, of.sessions, of.since, today),
        said.stops_part(of.sessions, today),
        dose.part(exercises_done(sessions)),
        said.measures_part(of.measured, of.since, today),
        said.daily_life_part(of.sessions, today),
        said.notes_part(of.sessions, today),
        missing.part(of.missing, of.sessions, answers),
        style=STYLE,
    )


def _facts(of: Reported, sessions: Sequence[ToldSession], by_week: Sequence[ReportWeek]) -> Html:
    today = of.now.date()
    facts: list[tuple[str, Content]] = [
        ("Name", element("span", class_="line")),
        ("Period", f"{day_in_words(of.since)} to {day_in_words(today)}"),
        ("Affected side", of.affected.value if of.affected else "not said"),
        ("Programme", _programme(of.plan, by_week[-1])),
        ("Sessions", _sessions(sessions)),
    ]
    rows = [element("div", element("dt", name), element("dd", fact, dir="auto")) for name, fact in facts]
    return together(element("dl", *rows), element("p", HOW_TO_READ, class_="small"))


def _programme(plan: ReportPlan, week: ReportWeek) -> str:
    if not plan.programmes:
        return "none is followed; sessions are held against how often their files suggest them"
    last = plan.programmes[-1]
    said = f"{last.latest.title}, begun on {day_in_words(last.on)}"
    if last.ended is not None:
        return f"{said}, ended on {day_in_words(last.ended)}"
    place = "" if week.number is None or week.of is None else f", now in week {week.number} of {times(week.of)}"
    rests = f", resting since {day_in_words(last.paused)}" if last.paused else ""
    return f"{said}{place}{rests}"


def _sessions(sessions: Sequence[ToldSession]) -> str:
    count = [one for one in sessions if one.figures.counts]
    if not sessions:
        return "none in this period"
    endings = (
        (Outcome.COMPLETED, "completed"),
        (Outcome.PARTIAL, "done in part"),
        (Outcome.ABANDONED, "left open"),
        (None, "interrupted"),
    )
    parts = [
        f"{number} {word}"
        for outcome, word in endings
        if (number := sum(one.figures.outcome is outcome for one in count))
    ]
    stopped = [one for one in sessions if one.figures.outcome is Outcome.STOPPED_FOR_PAIN]
    if stopped:
        less = sum(not one.figures.counts for one in stopped)
        parts.append(
            f"{len(stopped)} ended for pain"
            + (f", {less} of them before a whole set was done, not counted" if less else "")
        )
    days, seconds = counted(len({one.day for one in count}), "day"), sum(one.figures.seconds for one in count)
    return f"{len(count)} that count, on {days}, {in_hours(seconds)} of work: {', '.join(parts)}"

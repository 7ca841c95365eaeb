"""Pain over the weeks: as a chart and in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from hipcoach.advice.weeks import A_DAY, A_WEEK
from hipcoach.paper.html import Html, element, listed, section
from hipcoach.paper.report.chart import pain_chart
from hipcoach.paper.report.figures import (
    ROSE,
    PainAnswers,
    ReportWeek,
    ScaleAnswers,
    ToldSession,
    middle,
    rises,
    shown,
    stops,
)
from hipcoach.text.counts import counted

TWO_WEEKS = 2 * A_WEEK


def part(
    pain: PainAnswers, weeks: Sequence[ReportWeek], sessions: Sequence[ToldSession], since: date, today: date
) -> Html | None:
    """The chart of pain, with the same in words; nothing for a period of no weeks."""
    if not weeks:
        return None
    begins, ends = since + TWO_WEEKS - A_DAY, today - TWO_WEEKS + A_DAY
    told_all = [
        f"{name}: {_summary(answers, begins, ends)}"
        for name, answers in (
            ("Before the session", pain.before),
            ("After it", pain.after),
            ("On the next morning", pain.morning),
        )
    ]
    told_all[1] += _rose(shown(sessions), "after")
    told_all[2] += _rose(shown(sessions), "morning")
    days = [one.session.day for one in stops(sessions)]
    chart = pain_chart(pain, weeks, days, f"Pain by day. {' '.join(told_all)}")
    explained = element(
        "p", "A dot is an answer, a grey line the median of its week, a cross a stop for pain.", class_="small"
    )
    beside = element("div", listed(told_all), explained)
    return section("Pain, 0 to 10", element("div", element("div", chart), beside, class_="pain"), class_="whole")


def _summary(answers: ScaleAnswers, begins: date, ends: date) -> str:
    sessions = counted(answers.asked, "session")
    if not answers.given:
        return f"never answered ({sessions})."
    given = answers.scores
    words = f"median {median(given)}, from {min(given)} to {max(given)}; answered for {len(given)} of {sessions}."
    if begins >= ends:
        return words
    first, latest = median(answers.until(begins)), median(answers.since(ends))
    return f"{words} Median of the first two weeks {first}, of the last two {latest}."


def scores(answers: ScaleAnswers) -> str:
    """The median with the lowest and the highest score, and how many of how many."""
    if not answers.asked:
        return ""
    if not answers.given:
        return f"- 0/{answers.asked}"
    low, high = min(answers.scores), max(answers.scores)
    return f"{median(answers.scores)} ({f'{low}-{high}' if low < high else low}) {len(answers.given)}/{answers.asked}"


def _rose(sessions: Sequence[ToldSession], since: Literal["after", "morning"]) -> str:
    rose, known = rises(sessions, since)
    return f" Higher than before the session by {ROSE} or more: {rose} of {known}." if known else ""


def median(scores: Sequence[int]) -> str:
    """The median in figures; a hyphen of none."""
    found = middle(scores)
    return "-" if found is None else f"{found:g}"

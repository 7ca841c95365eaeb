"""Draws pain over weeks as SVG: a strip for each question, a dot for each answer, a line at each week's median."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hipcoach.advice.weeks import A_WEEK
from hipcoach.paper.html import Html, element
from hipcoach.paper.report.figures import PainAnswers, ReportWeek, ScaleAnswers, middle
from hipcoach.text.days import short_day

WIDTH, LEFT, RIGHT = 520, 86, 4
"""The width of the chart and of its margins, in units of about a third of a millimetre."""
STRIP, GAP, TOP, BOTTOM = 46, 20, 8, 16
"""The height of a strip, of what is between two, and of the margins above and below all."""
DOT = 2.3
SCALE = (0, 5, 10)
"""The scores at which there is a line."""
MOST_DATES = 6
"""How many days are written below."""
INK, GREY, PALE = "#111", "#999", "#ccc"


def pain_chart(pain: PainAnswers, weeks: Sequence[ReportWeek], stops: Sequence[date], words: str) -> Html:
    """The chart of all weeks; `words` say the same for whoever cannot see it. There is at least one week."""
    first, last = weeks[0].first, weeks[-1].first + A_WEEK
    strips = (("Before", pain.before), ("After", pain.after), ("Next morning", pain.morning))
    drawn: list[Html] = []
    for at, (name, answers) in enumerate(strips):
        top = TOP + at * (STRIP + GAP)
        drawn += _strip(name, answers, weeks, top, first, last)
    end = TOP + len(strips) * (STRIP + GAP)
    drawn.append(_text("Stops for pain", 0, end + 4))
    for day in stops:
        x = _x(day, first, last)
        drawn.append(
            element("path", d=f"M{x - 3:.1f} {end - 3}l6 6m0 -6l-6 6", stroke=INK, stroke_width="1.6", fill="none")
        )
    drawn += _dates(weeks, end + BOTTOM, first, last)
    return element(
        "svg",
        *drawn,
        viewBox=f"0 0 {WIDTH} {end + BOTTOM + 4}",
        role="img",
        aria_label=words,
        font_size="11",
        class_="chart",
    )


def _strip(
    name: str, answers: ScaleAnswers, weeks: Sequence[ReportWeek], top: int, first: date, last: date
) -> list[Html]:
    drawn = [_text(name, 0, top + STRIP / 2 + 4)]
    for score in SCALE:
        y = _y(score, top)
        drawn.append(_line(LEFT, y, WIDTH - RIGHT, y, PALE, 0.6))
        drawn.append(_text(str(score), LEFT - 5, y + 3, anchor="end", size=8))
    for week in weeks:
        until = week.first + A_WEEK
        score_of_week = middle([score for day, score in answers.given if week.first <= day < until])
        if score_of_week is not None:
            y = _y(score_of_week, top)
            drawn.append(_line(_x(week.first, first, last), y, _x(until, first, last) - 2, y, GREY, 3))
    for day, score in answers.given:
        drawn.append(
            element("circle", cx=f"{_x(day, first, last):.1f}", cy=f"{_y(score, top):.1f}", r=str(DOT), fill=INK)
        )
    return drawn


def _dates(weeks: Sequence[ReportWeek], y: float, first: date, last: date) -> list[Html]:
    step = -(-len(weeks) // MOST_DATES)
    return [_text(short_day(week.first, last), _x(week.first, first, last) - 3, y) for week in weeks[::step]]


def _x(day: date, first: date, last: date) -> float:
    # A day is drawn in its middle, a week from its beginning.
    days = (last - first) // timedelta(days=1)
    return LEFT + (WIDTH - LEFT - RIGHT) * ((day - first).days + 0.5) / (days + 0.5)


def _y(score: float, top: int) -> float:
    return top + STRIP * (1 - score / SCALE[-1])


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, width: float) -> Html:
    return element(
        "path", d=f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}", stroke=colour, stroke_width=f"{width:g}", fill="none"
    )


def _text(text: str, x: float, y: float, *, anchor: str = "start", size: int | None = None) -> Html:
    return element("text", text, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, font_size=size)

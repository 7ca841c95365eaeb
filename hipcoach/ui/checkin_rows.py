"""The rows of the check-in that ask what is due, and what can be answered at any time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from textual.widget import Widget
from textual.widgets import Static

from hipcoach.advice import outer_hip
from hipcoach.advice.checkin import Sheet
from hipcoach.advice.history import Background, DailyLife, OuterHip
from hipcoach.advice.notices import BACKGROUND_QUESTIONS
from hipcoach.ui.widgets.answer_rows import BackgroundRow
from hipcoach.ui.widgets.pick import UNSAID, Pick
from hipcoach.ui.widgets.scale import Scale

YES = "yes"
ANSWERS = (UNSAID, YES, "no")

MOST_DUE = 2
"""The most questions below those about pain now and the outer hip."""


def due_rows(sheet: Sheet) -> Iterator[Widget]:
    """A row for each question that comes again or after some sessions, the most urgent first, and not too many."""
    return islice(_due(sheet), MOST_DUE)


def _due(sheet: Sheet) -> Iterator[Widget]:
    due = sheet.due
    if due.next_morning:
        yield Scale("Hip pain on the morning after last time", id="next_morning")
    if due.daily_life:
        yield Pick("Daily life, compared with the beginning", (UNSAID, *DailyLife), id="daily_life")
    if due.turned_out:
        yield Scale("How turned out the legs feel", id="turned_out")
    if due.background is not None:
        yield _background_row(sheet, due.background)


def questions_again(sheet: Sheet) -> Iterator[Widget]:
    """What is not asked now can be answered all the same."""
    yield Static("About your hip, whenever you like", classes="heading", markup=False)
    for background in BACKGROUND_QUESTIONS:
        if background is not sheet.due.background:
            yield _background_row(sheet, background)
    if sheet.asks_outer_hip_again:
        known = sheet.outer_hip
        picked = ANSWERS.index(known.value) if known in (OuterHip.HURTS, OuterHip.CALM) else 0
        yield Pick(outer_hip.QUESTION, ANSWERS, picked, id="outer_hip")


def _background_row(sheet: Sheet, of: Background) -> BackgroundRow:
    known = int(of in sheet.background)
    return BackgroundRow(BACKGROUND_QUESTIONS[of], ANSWERS, known, about=(of.value, ""))

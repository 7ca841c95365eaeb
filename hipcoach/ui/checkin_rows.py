"""The rows of the check-in that ask what is due, and what can be answered at any time."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Static

from hipcoach.advice.checkin import Sheet
from hipcoach.live.check_in import Due, at_any_time, due
from hipcoach.live.interview import NO, YES, OfferQuestion, PickQuestion, ScaleQuestion
from hipcoach.ui.widgets.answer_rows import BackgroundRow
from hipcoach.ui.widgets.pick import UNSAID, Pick
from hipcoach.ui.widgets.scale import Scale

ANSWERS = (UNSAID, YES, NO)


def due_rows(sheet: Sheet) -> Iterator[Widget]:
    """A row for each question that is due."""
    return map(_row, due(sheet))


def questions_again(sheet: Sheet) -> Iterator[Widget]:
    """What is not asked now can be answered all the same."""
    yield Static("About your hip, whenever you like", classes="heading", markup=False)
    yield from map(_row, at_any_time(sheet))


def _row(question: Due) -> Pick:
    match question:
        case ScaleQuestion():
            return Scale(question.text, id=question.key)
        case PickQuestion(answers=answers, picked=picked):
            values = (UNSAID, *answers)
            return Pick(question.text, values, 0 if picked is None else values.index(picked), id=question.key)
        case OfferQuestion():
            return BackgroundRow(question.text, ANSWERS, int(question.taken), about=(question.key, ""))

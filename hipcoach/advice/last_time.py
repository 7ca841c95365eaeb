"""Beginning as last time: each exercise with the dose and modifications that it had when it was last in a session."""

from __future__ import annotations

from hipcoach.advice.history import History
from hipcoach.engine.choices import Choices, as_in, fitting
from hipcoach.session.model import Session


def as_last_time(session: Session, choices: Choices, history: History) -> Choices:
    """The choices, with each exercise's dose and modifications from the latest session that had it.

    There may have been sessions without it since; accepted offers are included.
    """
    for exercise in session.exercises:
        for past in reversed(history):
            if past.chosen is not None and any(id_ == exercise.id for id_, _ in past.planned):
                choices = as_in(choices, past.chosen, exercise.id)
                break
    return fitting(session, choices)

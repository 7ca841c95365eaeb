"""Beginning as it was done last: doses and modifications that each exercise had when it was there last."""

from __future__ import annotations

from hipcoach.advice.history import History
from hipcoach.engine.choices import Choices, as_in, fitting
from hipcoach.session.model import Session


def as_last_time(session: Session, choices: Choices, history: History) -> Choices:
    """The choices, each exercise with the dose and modifications that were chosen for it when it was there last.

    In between there may have been sessions without it; what was accepted for it stays.
    """
    for exercise in session.exercises:
        for past in reversed(history):
            if past.chosen is not None and any(id_ == exercise.id for id_, _ in past.planned):
                choices = as_in(choices, past.chosen, exercise.id)
                break
    return fitting(session, choices)

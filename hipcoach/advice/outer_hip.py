"""Pain on the outer, bony side of the hip: one question, and the offer to leave out exercises that provoke it."""

from __future__ import annotations

from hipcoach.advice.history import History, OuterHip
from hipcoach.session.model import Exercise, Position, Session

QUESTION = "Does the outer, bony side of the hip hurt, worse when you lie on it?"
"""The question of the first check-in; every later one allows a new answer."""

OFFER = "outer-hip leave-out"
"""The key of the answer to the offer in the log."""

FIGURE_FOUR = "figure-four"
"""The id of the exercise that provokes this pain in any position; all others that do are done lying on the side."""

ASK = "Figure-four and lying on the side can provoke this pain: ask a doctor or physical therapist before you do them."
"""The answer to a yes."""

NOTHING_ELSE = "This session has nothing else: pick another one until you have asked."
"""The answer to a yes if every exercise of the session provokes this pain."""


def due(history: History) -> bool:
    """Whether the question has never been asked."""
    return all(past.outer_hip is None for past in history)


def known(history: History) -> OuterHip | None:
    """The latest answer; `None` if there is none."""
    return next((past.outer_hip for past in reversed(history) if past.outer_hip is not None), None)


def left_out_last(history: History) -> bool:
    """Whether the latest offer was accepted."""
    answers = (past.accepted for past in reversed(history) if OFFER in (*past.accepted, *past.declined))
    return OFFER in next(answers, ())


def provoking(session: Session) -> tuple[Exercise, ...]:
    """The exercises of a session that provoke this pain."""
    return tuple(exercise for exercise in session.exercises if _provokes(exercise))


def _provokes(exercise: Exercise) -> bool:
    return FIGURE_FOUR in (exercise.library, exercise.id) or exercise.position is Position.SIDE_LYING

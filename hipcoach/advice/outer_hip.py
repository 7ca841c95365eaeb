"""Pain on the outer, bony side of the hip: asked about once, with the offer to leave out what provokes it."""

from __future__ import annotations

from hipcoach.advice.history import History, OuterHip
from hipcoach.session.model import Exercise, Position, Session

QUESTION = "Does the outer, bony side of the hip hurt, worse when you lie on it?"
"""Asked at the first check-in, and there to be answered anew at every later one."""

OFFER = "outer-hip leave-out"
"""What an answer to the offer is kept under."""

FIGURE_FOUR = "figure-four"
"""The id of the exercise that provokes such pain in any position; the others do by lying on the side."""

ASK = "Figure-four and lying on the side can provoke this pain: ask a doctor or physical therapist before you do them."
"""What is said to a yes."""

NOTHING_ELSE = "This session has nothing else: pick another one until you have asked."
"""What is said where nothing would be left of the session."""


def due(history: History) -> bool:
    """Whether it is still to be asked, which it is once."""
    return all(past.outer_hip is None for past in history)


def known(history: History) -> OuterHip | None:
    """What was answered last."""
    return next((past.outer_hip for past in reversed(history) if past.outer_hip is not None), None)


def left_out_last(history: History) -> bool:
    """Whether the offer was accepted when it was made last."""
    answers = (past.accepted for past in reversed(history) if OFFER in (*past.accepted, *past.declined))
    return OFFER in next(answers, ())


def provoking(session: Session) -> tuple[Exercise, ...]:
    """The exercises of a session that provoke such pain."""
    return tuple(exercise for exercise in session.exercises if _provokes(exercise))


def _provokes(exercise: Exercise) -> bool:
    return FIGURE_FOUR in (exercise.library, exercise.id) or exercise.position is Position.SIDE_LYING

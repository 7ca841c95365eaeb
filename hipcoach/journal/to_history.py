"""Converts sessions of the log to the history that the advice room works with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from hipcoach.advice.history import Felt, History, PastSession, answer_next_morning
from hipcoach.journal.fold import Folded

NO_EFFORT: Mapping[str, int] = MappingProxyType({})


def history(sessions: Iterable[Folded]) -> History:
    """Convert sessions given in any order, oldest first, each with the next-morning answer of the session after it."""
    dated = [(folded.began, folded) for folded in sessions if folded.began is not None]
    told: list[PastSession] = []
    for began, folded in sorted(dated, key=lambda each: each[0]):
        day = began.date()
        if folded.checkin is not None:
            answer_next_morning(told, day, folded.checkin.next_morning)
        told.append(_past(folded, day))
    return tuple(told)


def _past(folded: Folded, day: date) -> PastSession:
    before, after = folded.checkin, folded.checkout
    return PastSession(
        day=day,
        records=folded.records,
        planned=folded.planned,
        chosen=folded.chosen,
        pain_before=before.pain if before else None,
        pain_after=after.pain if after else None,
        effort=after.effort if after else NO_EFFORT,
        felt=tuple(Felt(pain.exercise, pain.kind, pain.score) for pain in folded.pains),
        daily_life=before.daily_life if before else None,
        turned_out=before.turned_out if before else None,
        background=before.background if before else None,
        outer_hip=before.outer_hip if before else None,
        accepted=before.accepted if before else (),
        declined=before.declined if before else (),
        dismissed=before.dismissed if before else (),
    )

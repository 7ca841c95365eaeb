"""Finds the answer about the morning after each session, which stands in the log of a later one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from hipcoach.advice.history import PastSession, answer_next_morning
from hipcoach.journal.figures import began
from hipcoach.journal.fold import Folded

OPEN_DAYS = 2
"""The days with something done whose sessions may yet be answered for: a second session of today answers, too."""


def with_next_morning(sessions: Iterable[Folded], later: Iterable[Folded] = ()) -> Iterator[tuple[Folded, int | None]]:
    """Each session, given oldest first, with the pain on the morning after it (0 to 10); `None` if not answered.

    `later` ones only answer, and no more of them are taken than it needs. A few days' sessions are held at once.
    """
    waiting: list[tuple[Folded, bool]] = []
    told: list[PastSession] = []
    for folded, asked in chain(((one, True) for one in sessions), ((one, False) for one in later)):
        at = began(folded)
        counts = at is not None and not folded.ahead
        past = PastSession(day=at.date() if at else date.min, records=folded.records if counts else ())
        if counts and folded.checkin is not None:
            answer_next_morning(told, past.day, folded.checkin.next_morning)
        waiting.append((folded, asked))
        told.append(past)
        while len({one.day for one in told if one.done}) > OPEN_DAYS:
            (first, wanted), answered = waiting.pop(0), told.pop(0)
            if wanted:
                yield first, answered.next_morning
        if not any(wanted for _, wanted in waiting):
            return
    for (folded, wanted), past in zip(waiting, told, strict=True):
        if wanted:
            yield folded, past.next_morning

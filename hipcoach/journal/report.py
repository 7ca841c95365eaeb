"""The log as `hipcoach log` tells it: few sessions at a time, and how to see more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from hipcoach.journal.figures import DAYS, Sitting, monday, sitting, weeks
from hipcoach.journal.fold import Folded
from hipcoach.journal.words import count, in_full, in_words, this_week
from hipcoach.session.library import PerWeek

NEWEST = 10
"""How many sessions are shown unasked."""

ENOUGH = 30
"""How many are read at most to say what this week was like."""


def newest(
    sessions: Iterable[Folded],
    number: int,
    today: date,
    per_week: Callable[[str], PerWeek | None],
    all_read: Callable[[], bool],
) -> Iterator[str]:
    """What this week was like, the newest of so many sessions, and how to see the others; asked newest first.

    `all_read` says whether everything that was asked for so far could be read.
    """
    shown: list[Folded] = []
    sittings: list[Sitting] = []
    for folded in sessions:
        one = sitting(folded)
        sittings.append(one)
        if len(shown) < NEWEST:
            shown.append(folded)
        elif len(sittings) >= ENOUGH or one.day is None or one.day < monday(today):
            break
    if not shown:
        yield (
            "Nothing is logged yet. 'hipcoach play release' is a good beginning."
            if all_read()
            else "No session can be read; 'hipcoach doctor' says what to do."
        )
        return
    files = {one.file for one in sittings if one.file and one.day and one.day >= monday(today) - timedelta(days=DAYS)}
    files |= {one.file for one in [one for one in sittings if not one.ahead][:1] if one.file}
    plans = {file: plan for file in files if (plan := per_week(file)) is not None}
    (week,) = weeks(sittings, today, 1, {file: plan.times for file, plan in plans.items()})
    yield this_week(week, planned=week.file in plans and plans[week.file].planned)
    yield ""
    yield from those(shown)
    if number > len(shown):
        yield f"These are the newest {len(shown)} of {count(number, 'session')}. 'hipcoach log --since 6w' shows more,"
        yield "'hipcoach log --session ID' one in full."
    else:
        yield "'hipcoach log --session ID' shows one in full; its id stands in brackets."


def those(sessions: Iterable[Folded], all_read: Callable[[], bool] = lambda: True) -> Iterator[str]:
    """Each in a few lines."""
    none = True
    for folded in sessions:
        none = False
        yield from in_words(folded)
        yield ""
    if none:
        yield "No session is logged in this time." if all_read() else "No session of this time can be read."


def one(sessions: Iterable[Folded]) -> Iterator[str]:
    """Each in full."""
    for folded in sessions:
        yield from in_full(folded)

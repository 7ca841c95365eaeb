"""What is missing: counted, not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from hipcoach.paper.html import Html, listed, section
from hipcoach.paper.report.figures import PainAnswers, ToldSession, exercises_done, never_done, shown
from hipcoach.text.counts import counted


class Missing(Struct, frozen=True):
    """What could not be read, or belongs to no figure."""

    unread: int = 0
    """Files and folders that cannot be read."""
    lines: int = 0
    """Lines that cannot be read."""
    ahead: int = 0
    """Sessions in the future."""
    undated: int = 0
    """Sessions whose day is not known."""


def part(missing: Missing, every: Sequence[ToldSession], pain: PainAnswers) -> Html:
    """What was not answered, not done and not read, of all sessions of the period."""
    sessions = shown(every)
    said = [*_not_answered(sessions, pain), *_not_done(every, sessions), *_not_read(missing)]
    said.append("What was done without this program is not known.")
    return section("What is missing", listed(said), class_="small")


def _not_answered(sessions: Sequence[ToldSession], pain: PainAnswers) -> Iterator[str]:
    missing = [
        f"{name} {answers.missing} of {answers.asked}"
        for name, answers in (("before", pain.before), ("after", pain.after), ("on the next morning", pain.morning))
        if answers.missing
    ]
    if missing:
        asked = " (asked at the next check-in)" if pain.morning.missing else ""
        yield f"Pain was not answered: {', '.join(missing)}{asked}."
    efforts = [one.effort for one in exercises_done(sessions)]
    if missing_efforts := sum(each.missing for each in efforts):
        yield f"Effort was not answered for {missing_efforts} of {sum(each.asked for each in efforts)} exercises done."


def _not_done(every: Sequence[ToldSession], sessions: Sequence[ToldSession]) -> Iterator[str]:
    if less := len(every) - len(sessions):
        yield f"{counted(less, 'session')} begun, with less than one set done: in no figure."
    for name, sets in never_done(sessions).items():
        yield f"Planned and never done: {name}, {counted(sets, 'set')}."


def _not_read(missing: Missing) -> Iterator[str]:
    if missing.unread:
        yield f"{counted(missing.unread, 'file')} of the log cannot be read."
    if missing.lines:
        yield f"{counted(missing.lines, 'line')} of the log cannot be read."
    if missing.undated:
        yield f"{counted(missing.undated, 'session')} of an unknown day: in no figure."
    if missing.ahead:
        yield f"{counted(missing.ahead, 'session')} in the future by this machine's clock: in no figure."

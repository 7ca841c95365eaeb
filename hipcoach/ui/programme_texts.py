"""A programme on its screen: its row in the list, and its page with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from hipcoach.advice.programmes import BegunProgramme
from hipcoach.advice.proposal import Proposal
from hipcoach.advice.today_words import day_in_words
from hipcoach.cues.programme_page import PageLine, programme_page
from hipcoach.session.programme import Programme
from hipcoach.ui.programmes import ProgrammeOnList
from hipcoach.ui.today_texts import week_by_session, week_number, week_of

UNDER_WAY, PAUSED = "▶", "❚❚"
"""The signs for a programme that is followed, and for one that is paused."""


def row(one: ProgrammeOnList, followed: BegunProgramme | None, proposal: Proposal | None) -> str:
    """The row of a programme in the list."""
    mine = "" if one.shipped else " (yours)"
    if one.reading.programme is None:
        return f" ! {one.name}{mine}: cannot be used"
    if followed is None or followed.name != one.name:
        return f"   {one.title}{mine}"
    sign = UNDER_WAY if followed.paused is None else PAUSED
    place = week_number(proposal) if proposal is not None and proposal.programme == one.name else ""
    return f"{sign:>2} {one.title}{mine}{f' · {place}' if place else ''}"


def page(
    programme: Programme, followed: BegunProgramme | None, proposal: Proposal | None, titles: Mapping[str, str]
) -> Iterator[PageLine]:
    """All of a programme; `followed` and `proposal` if it is the one that the person follows, as it was begun."""
    if followed is None or proposal is None:
        yield from programme_page(programme, titles)
        return
    now = followed.latest
    as_begun = replace(programme, title=now.title, phases=now.phases)
    lines = iter(programme_page(as_begun, titles, proposal.phase_number, proposal.week))
    for line in lines:
        yield line
        if not line.text:
            # What it is for stands above, its phases below.
            yield from map(PageLine, _standing(followed, proposal))
            if programme != as_begun:
                yield PageLine("Its file has changed since, and is followed as it was.")
            yield line
            break
    yield from lines


def _standing(followed: BegunProgramme, proposal: Proposal) -> Iterator[str]:
    since = day_in_words(followed.on, proposal.day)
    yield f"Begun {since if since == 'today' else f'on {since}'}: {week_of(proposal)}"
    yield proposal.reason
    if proposal.goal is not None:
        yield from week_by_session(proposal.sessions)

"""`programme`: show the programmes, and begin, pause, resume or end one, or accept what is offered of it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.advice.programmes import BegunProgramme
from hipcoach.advice.proposal import OfferKind, Proposal
from hipcoach.advice.today_words import day_in_words, so_far
from hipcoach.cli.output import Refused, say, show, tell
from hipcoach.cli.sources import library_in
from hipcoach.cues.programme_page import programme_page
from hipcoach.diagnostics.files import path_shown, why
from hipcoach.exits import Exit
from hipcoach.journal.files import PERSON
from hipcoach.journal.install import install_id
from hipcoach.journal.programmes import (
    ProgrammeLine,
    begins,
    begun,
    counts,
    ends,
    enters,
    follows,
    keep_programme,
    pauses,
    resumes,
)
from hipcoach.journal.to_weeks import goals_so_far, known_sessions
from hipcoach.live.clocks import local_time
from hipcoach.live.today import proposed
from hipcoach.paths import Paths
from hipcoach.plain.today_lines import today_as_text
from hipcoach.session.library import Library, NoSuchProgramme, ProgrammeReading
from hipcoach.session.programme import Programme
from hipcoach.settings.file import read as read_settings
from hipcoach.settings.model import Settings
from hipcoach.text.characters import clean, shown
from hipcoach.text.counts import in_a_row
from hipcoach.text.words import Guess

ACCEPTED = {"phase": OfferKind.NEXT_PHASE, "week": OfferKind.COUNT_WEEK, "file": OfferKind.CHANGED_FILE}
"""What may be accepted, by the word for it."""


class _About(Struct, frozen=True):
    """What a command works with."""

    name: str | None
    places: Paths
    library: Library
    settings: Settings
    now: datetime

    @property
    def begun(self) -> BegunProgramme | None:
        """The programme that the person follows."""
        return begun(self.places.log, self.now)

    @property
    def followed(self) -> BegunProgramme:
        """The same; Refused without one."""
        if (programme := self.begun) is None:
            raise Refused("you follow no programme; 'hipcoach programme' shows those that there are")
        if self.name is not None and self.name != programme.name:
            raise Refused(f"you follow {programme.name}, and not {self.name}")
        return programme

    def proposal(self) -> Proposal:
        """What is proposed for today."""
        return proposed(self.places, self.library, self.settings, self.now)

    def read(self, name: str) -> tuple[ProgrammeReading, Programme]:
        """A programme that can be followed; prints its problems on standard error."""
        try:
            reading = self.library.read_programme(self.library.find_programme(name))
        except NoSuchProgramme as missing:
            raise Refused(str(missing)) from missing
        if reading.programme is None:
            show(reading.problems, sys.stderr)
            raise Refused(f"{reading.path} cannot be used as it is")
        return reading, reading.programme

    def keep(self, line: ProgrammeLine) -> None:
        """Keep what was said of a programme; Refused if it cannot be written."""
        try:
            keep_programme(self.places.log, install_id(self.places.install), line)
        except (OSError, ValueError) as error:
            where = path_shown(self.places.log / PERSON)
            raise Refused(f"nothing has changed, because {where} cannot be written: {why(error)}") from error


def programme(asked: Namespace) -> int:
    """Do what was asked for with programmes, and print what comes of it."""
    places = Paths.find(os.environ)
    found = read_settings(places.config)
    tell(found)
    action, name = asked.action or LIST, asked.name
    if action not in ACTIONS:
        if name is not None:
            near = Guess()(action, tuple(ACTIONS))
            meant = f": did you mean {near}?" if near else f"; there is {in_a_row(list(ACTIONS))}"
            raise Refused(f"'{shown(action)}' is nothing that is done with a programme{meant}")
        action, name = SHOW, action
    for text in ACTIONS[action](_About(name, places, library_in(places), found.settings, local_time())):
        say(clean(text), "  ")
    return Exit.OK


def _list(asked: _About) -> Iterator[str]:
    """The programmes by name and title, the one that is followed with the week that it is in."""
    followed, names = asked.begun, []
    for entry in asked.library.programmes():
        reading = asked.library.read_programme(entry.path)
        title = reading.programme.title if reading.programme else "cannot be used; 'hipcoach check' says why"
        mark = "▶" if followed is not None and followed.name == entry.name else " "
        names.append(entry.name)
        yield f"{mark} {entry.name}: {title}"
    if followed is None:
        yield "'hipcoach programme show NAME' shows all weeks of one, 'hipcoach programme begin NAME' begins it."
        return
    if followed.name not in names:
        yield f"▶ {followed.name}: {followed.latest.title}"
    yield ""
    yield from _standing(asked, followed)


def _standing(asked: _About, followed: BegunProgramme) -> Iterator[str]:
    """Where a programme stands: what its weeks needed and what was done, and what is proposed for today."""
    proposal = asked.proposal()
    since = day_in_words(followed.on, proposal.day)
    yield f"{followed.latest.title}, begun {since if since == 'today' else f'on {since}'}"
    begins = asked.settings.week_begins.number
    weeks = goals_so_far(asked.places.log, asked.now, asked.library, begins, followed)
    for first, goal in sorted(weeks.items()):
        done = " ✓" if goal.done >= goal.times.low else ""
        yield f"  {first:%d %b}  week {goal.number}: {so_far(goal.done, goal.times)}{done}"
    yield ""
    yield from today_as_text(proposal)


def _show(asked: _About) -> Iterator[str]:
    """Every week of a programme; of the one that is followed also where it stands."""
    followed = asked.begun
    if asked.name is None and followed is None:
        raise Refused("which one? 'hipcoach programme' shows those that there are")
    ours = followed is not None and asked.name in (None, followed.name)
    if followed is not None and ours:
        # It goes on as it was begun, whatever became of its file.
        now = followed.latest
        path = next((one.path for one in asked.library.programmes() if one.name == followed.name), None)
        file = asked.library.read_programme(path).programme if path is not None else None
        programme = replace(file or Programme(now.title, now.phases), title=now.title, phases=now.phases)
    else:
        _, programme = asked.read(asked.name or "")
    names = [entry.session for phase in programme.phases for entry in phase.each_week]
    titles = {name: known.title for name, known in known_sessions(asked.library, names).items()}
    if followed is None or not ours:
        yield from (line.text for line in programme_page(programme, titles))
        return
    proposal = asked.proposal()
    yield from (line.text for line in programme_page(programme, titles, proposal.phase_number, proposal.week))
    yield ""
    yield from _standing(asked, followed)


def _begin(asked: _About) -> Iterator[str]:
    """Begin a programme, if none is followed."""
    if asked.name is None:
        raise Refused("begin which one? 'hipcoach programme' shows those that there are")
    reading, programme = asked.read(asked.name)
    before = asked.begun
    if before is not None:
        already = f"you follow {before.name}{' already' if before.name == reading.path.stem else ''}"
        raise Refused(f"{already}; 'hipcoach programme end' ends it, and then {asked.name} can be begun")
    asked.keep(begins(asked.now, reading.path.stem, reading.sha256, programme))
    yield f"Begun: {programme.title}."
    yield from today_as_text(asked.proposal())


def _pause(asked: _About) -> Iterator[str]:
    """Let a programme rest."""
    followed = asked.followed
    if followed.paused is not None:
        raise Refused(f"{followed.name} is paused already; 'hipcoach programme resume' goes on with it")
    asked.keep(pauses(asked.now, followed.name))
    yield f"Paused: {followed.latest.title}. 'hipcoach programme resume' goes on with it."


def _resume(asked: _About) -> Iterator[str]:
    """Go on with one that rests."""
    followed = asked.followed
    if followed.paused is None:
        raise Refused(f"{followed.name} is not paused")
    asked.keep(resumes(asked.now, followed.name))
    yield f"On again: {followed.latest.title}."
    yield from today_as_text(asked.proposal())


def _end(asked: _About) -> Iterator[str]:
    """End a programme."""
    followed = asked.followed
    asked.keep(ends(asked.now, followed.name))
    yield f"Ended: {followed.latest.title}. What was done stays in the log."


def _accept(asked: _About) -> Iterator[str]:
    """Say yes to what is offered: the next phase, a week that counts, or a changed file."""
    followed = replace(asked, name=None).followed
    if asked.name is not None and asked.name not in ACCEPTED:
        raise Refused(f"accept what? {in_a_row(list(ACCEPTED), ' or ')}")
    offered = {offer.kind: offer for offer in asked.proposal().offered}
    possible = [word for word, kind in ACCEPTED.items() if kind in offered]
    if not possible or (asked.name is not None and asked.name not in possible):
        raise Refused("nothing of that is offered today; 'hipcoach today' shows what is")
    if asked.name is None and len(possible) > 1:
        raise Refused(f"accept which: {in_a_row(possible, ' or ')}? 'hipcoach today' says more")
    offer = offered[ACCEPTED[asked.name or possible[0]]]
    if offer.phase is not None:
        asked.keep(enters(asked.now, followed.name, offer.phase))
    elif offer.week is not None:
        asked.keep(counts(asked.now, followed.name, offer.week))
    else:
        reading, programme = asked.read(followed.name)
        asked.keep(follows(asked.now, followed.name, reading.sha256, programme))
    yield from today_as_text(asked.proposal())


LIST, SHOW = "list", "show"
ACTIONS: dict[str, Callable[[_About], Iterator[str]]] = {
    LIST: _list,
    SHOW: _show,
    "begin": _begin,
    "pause": _pause,
    "resume": _resume,
    "end": _end,
    "accept": _accept,
}
"""What can be done with programmes."""

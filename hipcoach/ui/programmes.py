"""Begins, pauses and ends programmes, and takes what is offered of one; threads wait for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from hipcoach.advice.programmes import BegunProgramme
from hipcoach.advice.proposal import OfferKind, ProgrammeOffer
from hipcoach.diagnostics.files import path_shown, why
from hipcoach.journal.files import PERSON
from hipcoach.journal.install import install_id
from hipcoach.journal.programmes import (
    ProgrammeLine,
    begins,
    counts,
    ends,
    enters,
    follows,
    keep_programme,
    pauses,
    resumes,
)
from hipcoach.session.library import Entry, Library, ProgrammeReading
from hipcoach.session.programme import Programme
from hipcoach.ui.screens.choice import NO, Choice
from hipcoach.ui.shared import WAITING, SharedApp

BEGIN, PAUSE, RESUME, END, ACCEPT = "b", "p", "r", "e", "a"
"""The keys of what can be done with a programme."""

YES = "y"

IN_ORDER = ("twelve-weeks", "six-weeks", "short-days")
"""The programmes that came with hipcoach, in the order in which a newcomer can use them."""

Line = Callable[[datetime], ProgrammeLine]
"""Makes what is kept of a decision, for the moment at which it was made."""

Done = Callable[[], object]


class ProgrammeOnList(Struct, frozen=True):
    """A programme that can be begun."""

    name: str
    reading: ProgrammeReading
    shipped: bool

    @property
    def title(self) -> str:
        """Its title, or the name of a file that cannot be used."""
        return self.reading.programme.title if self.reading.programme is not None else self.name


def on_list(library: Library, followed: BegunProgramme | None) -> list[ProgrammeOnList]:
    """The programmes that can be begun, and the one that is followed, as it was begun if its file cannot be used."""
    found = [
        ProgrammeOnList(entry.name, library.read_programme(entry.path), entry.shipped)
        for entry in in_order(library.programmes(), followed)
    ]
    if followed is None or any(one.name == followed.name and one.reading.programme is not None for one in found):
        return found
    as_begun = Programme(followed.latest.title, followed.latest.phases)
    lost = ProgrammeReading(as_begun, (), Path(followed.name))
    return [ProgrammeOnList(followed.name, lost, shipped=True), *(one for one in found if one.name != followed.name)]


def in_order(entries: Iterable[Entry], followed: BegunProgramme | None) -> list[Entry]:
    """The programme that is followed first, then the person's own, then those that came with hipcoach."""
    known = {name: number for number, name in enumerate(IN_ORDER)}

    def place(entry: Entry) -> tuple[bool, bool, int]:
        is_followed = followed is not None and followed.name == entry.name
        return not is_followed, entry.shipped, known.get(entry.name, len(known))

    return sorted(entries, key=place)


def possible(one: ProgrammeOnList, followed: BegunProgramme | None) -> dict[str, str]:
    """What can be done with a programme now, in words, by the key for it."""
    return dict(_possible(one, followed))


def _possible(one: ProgrammeOnList, followed: BegunProgramme | None) -> Iterator[tuple[str, str]]:
    programme = one.reading.programme
    if followed is None or followed.name != one.name:
        if programme is not None:
            yield BEGIN, "begin it today"
        return
    as_followed = followed.latest.title, followed.latest.phases
    if programme is not None and (programme.title, programme.phases) != as_followed:
        yield ACCEPT, "follow its file as it is now"
    if followed.paused is None:
        yield PAUSE, "pause it: nothing is due, and no week counts"
    else:
        yield RESUME, "go on with it"
    yield END, "end it"


def do(app: SharedApp, one: ProgrammeOnList, key: str, followed: BegunProgramme | None, done: Done) -> None:
    """Do one of what is possible; ask first where something else ends with it. `done` is called once it is kept."""
    name, title, file, programme = one.name, one.title, one.reading.sha256, one.reading.programme
    match key:
        case _ if key not in possible(one, followed):
            pass
        case "b" if programme is not None and followed is None:
            _keep(app, lambda at: begins(at, name, file, programme), f"Begun: {title}.", done)
        case "b" if programme is not None and followed is not None:
            question = f"Begin {title} today? You follow {followed.latest.title}, which ends with that."
            _ask(
                app,
                question,
                "yes, begin it",
                lambda at: begins(at, name, file, programme),
                f"Begun: {title}.",
                done,
                ends=True,
            )
        case "a" if programme is not None:
            _keep(app, lambda at: follows(at, name, file, programme), f"Followed as it is now: {title}.", done)
        case "p":
            _keep(app, lambda at: pauses(at, name), f"Paused: {title}. r goes on with it.", done)
        case "r":
            _keep(app, lambda at: resumes(at, name), f"On again: {title}.", done)
        case _:
            question = f"End {title}? What was done stays in the history."
            _ask(app, question, "yes, end it", lambda at: ends(at, name), f"Ended: {title}.", done, ends=True)


def ask_about(app: SharedApp, offer: ProgrammeOffer, programme: str, done: Done) -> None:
    """Ask whether to take what is offered of a programme; `done` is called once the answer is kept."""
    match offer:
        case ProgrammeOffer(kind=OfferKind.NEXT_PHASE, phase=int(phase)):
            _ask(app, offer.text, "yes, go on to it", lambda at: enters(at, programme, phase), "A new phase.", done)
        case ProgrammeOffer(kind=OfferKind.COUNT_WEEK, week=week) if week is not None:
            _ask(app, offer.text, "yes, count it", lambda at: counts(at, programme, week), "It counts.", done)
        case ProgrammeOffer(kind=OfferKind.RESUME):
            _ask(app, offer.text, "yes, go on", lambda at: resumes(at, programme), "On again.", done)
        case ProgrammeOffer(kind=OfferKind.END):
            _ask(app, offer.text, "yes, end it", lambda at: ends(at, programme), "Ended.", done, ends=True)
        case ProgrammeOffer(kind=OfferKind.CHANGED_FILE):
            _ask_about_file(app, offer, programme, done)
        case _:
            # A dose is offered at the check-in.
            pass


def _ask_about_file(app: SharedApp, offer: ProgrammeOffer, programme: str, done: Done) -> None:
    def read() -> ProgrammeLine | None:
        library = app.desk.library
        path = next((entry.path for entry in library.programmes() if entry.name == programme), None)
        reading = library.read_programme(path) if path is not None else None
        if reading is None or reading.programme is None:
            app.report(f"{programme} cannot be used as it is now, so it is followed as it was.")
            return None
        return follows(app.desk.wall(), programme, reading.sha256, reading.programme)

    def answered(answer: str | None) -> None:
        if answer == YES:
            app.run_worker(_kept(app, read, "Followed as it is now.", done), group=WAITING)

    app.push_screen(Choice(offer.text, _answers("yes, follow it as it is now")), answered)


def _answers(yes: str, *, ends: bool = False) -> dict[str, str]:
    """Both answers; what ends something does not stand where Enter is."""
    answers = {YES: yes, NO: "not now  (Esc)"}
    return dict(reversed(answers.items())) if ends else answers


def _ask(app: SharedApp, question: str, yes: str, line: Line, told: str, done: Done, *, ends: bool = False) -> None:
    def answered(answer: str | None) -> None:
        if answer == YES:
            _keep(app, line, told, done)

    app.push_screen(Choice(question, _answers(yes, ends=ends)), answered)


def _keep(app: SharedApp, line: Line, told: str, done: Done) -> None:
    app.run_worker(_kept(app, lambda: line(app.desk.wall()), told, done), group=WAITING)


async def _kept(app: SharedApp, line: Callable[[], ProgrammeLine | None], told: str, done: Done) -> None:
    """Keep a decision on the disk, and say so."""
    places = app.desk.places

    def keep() -> bool:
        if (one := line()) is None:
            return False
        keep_programme(places.log, install_id(places.install), one)
        return True

    try:
        kept = await asyncio.to_thread(keep)
    except (OSError, ValueError) as error:
        app.report(f"Nothing has changed, because {path_shown(places.log / PERSON)} cannot be written: {why(error)}")
        return
    if kept and not app.leaving:
        app.answer(told, 5.0)
        done()

"""`handout`: write a session or a programme as a page to print."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from hipcoach import atomic
from hipcoach.cli.choosing import choose, chosen, last
from hipcoach.cli.output import Refused, complain, say, tell
from hipcoach.cli.sources import (
    find_either,
    holds_programme,
    library_in,
    programme_in,
    read,
    refuse_itself,
    refuse_other_endings,
    refuse_to_replace,
)
from hipcoach.engine.choices import ChoiceError, Choices, with_modification
from hipcoach.exits import Exit
from hipcoach.figures.model import Figure
from hipcoach.figures.reader import FigureError
from hipcoach.figures.shelf import FigureShelf
from hipcoach.paper.exercise import Figures
from hipcoach.paper.handout import ChosenSession
from hipcoach.paper.programme_handout import PhaseOnPaper, SessionOnPaper, programme_handout
from hipcoach.paper.session_handout import session_handout
from hipcoach.paths import Paths
from hipcoach.session.library import Library
from hipcoach.session.model import Dose, Session
from hipcoach.session.programme import Programme, WeekEntry
from hipcoach.settings.file import read as read_settings
from hipcoach.settings.model import Settings

PAGES = (".html", ".htm")


def handout(asked: Namespace) -> int:
    """Write a session or a programme as a page to print."""
    refuse_other_endings(asked.file, PAGES, "a page of HTML")
    places = Paths.find(os.environ)
    library = library_in(places)
    path = find_either(library, asked.session)
    refuse_itself(asked.file, path)
    refuse_to_replace(asked.file, asked.force)
    found = read_settings(places.config)
    tell(found)
    settings, figures = found.settings, _figures(library.figure_shelf())
    first_day = settings.week_begins.number
    if holds_programme(path):
        programme = programme_in(library, path)
        page = programme_handout(programme, _phases(programme, library, asked, places, settings), figures, first_day)
    else:
        session, _ = read(library, str(path))
        chosen_session = ChosenSession(session, choose(session, asked, places, settings))
        page = session_handout(chosen_session, figures, first_day)
    atomic.write(asked.file, page.encode(), replace=asked.force, private=False)
    say(f"{asked.file}: open it in a browser to print it")
    return Exit.OK


def _phases(
    programme: Programme, library: Library, asked: Namespace, places: Paths, settings: Settings
) -> tuple[PhaseOnPaper, ...]:
    """The phases with their sessions, in the doses that the programme or the command line says."""
    names = dict.fromkeys(entry.session for phase in programme.phases for entry in phase.each_week)
    sessions = {name: read(library, name)[0] for name in names}
    _refuse_what_none_has(asked, tuple(sessions.values()))
    begin = settings.begin(last(places))
    choices = {name: chosen(one, _meant_for(one, asked), places, begin) for name, one in sessions.items()}
    return tuple(
        PhaseOnPaper(
            phase,
            tuple(
                _entry(entry, sessions[entry.session], choices[entry.session], asked.dose is not None)
                for entry in phase.each_week
            ),
        )
        for phase in programme.phases
    )


def _entry(entry: WeekEntry, session: Session, choices: Choices, dose_said: bool) -> SessionOnPaper:
    """An entry with its session in the dose that it says, else in the one that the person says, else in all three."""
    try:
        for exercise, modification in entry.modifications:
            choices = with_modification(session, choices, exercise, modification)
    except ChoiceError as error:
        raise Refused(str(error)) from error
    if entry.dose is not None:
        doses: Iterable[Dose] = (entry.dose,)
    else:
        doses = (choices.dose,) if dose_said else Dose
    return SessionOnPaper(entry, tuple(ChosenSession(session, replace(choices, dose=dose)) for dose in doses))


def _meant_for(session: Session, asked: Namespace) -> Namespace:
    """The command line with only those modifications and loads that a session has a place for."""
    modifications = [one for one in asked.modifications if _obstacle(session, one) is None]
    loads = [one for one in asked.loads if any(exercise.id == one[0] for exercise in session.exercises)]
    return Namespace(**{**vars(asked), "modifications": modifications, "loads": loads})


def _refuse_what_none_has(asked: Namespace, sessions: Sequence[Session]) -> None:
    """Raise Refused for a modification or a load that no session of a programme has a place for."""
    ids = {exercise.id for session in sessions for exercise in session.exercises}
    for exercise, _ in (*asked.modifications, *asked.loads):
        if exercise not in ids:
            has = ", ".join(sorted(ids))
            raise Refused(f"no session of this programme has an exercise '{exercise}'; they have: {has}")
    for exercise, change in asked.modifications:
        having = [session for session in sessions if any(one.id == exercise for one in session.exercises)]
        obstacles = [_obstacle(session, (exercise, change)) for session in having]
        if None not in obstacles:
            raise Refused(str(obstacles[0]))


def _obstacle(session: Session, modification: tuple[str, str]) -> ChoiceError | None:
    """Why a modification cannot be on in a session; `None` if it can."""
    try:
        with_modification(session, Choices(), *modification)
    except ChoiceError as error:
        return error
    return None


def _figures(shelf: FigureShelf) -> Figures:
    """Finds figures; one that is damaged is complained about once and left out."""
    known: dict[str, Figure | None] = {}

    def figure(name: str) -> Figure | None:
        if name not in known:
            try:
                known[name] = shelf.read(name)
            except FigureError as error:
                known[name] = None
                complain(f"{error} Its pictures are left out.")
        return known[name]

    return figure

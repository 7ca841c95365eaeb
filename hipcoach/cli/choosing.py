"""Decides the choices for a session: from the command line, else the settings, else the last session."""

from __future__ import annotations

from argparse import Namespace

from msgspec.structs import replace

from hipcoach.cli.output import Refused, complain
from hipcoach.engine.choices import ChoiceError, Choices, needs_person, with_load, with_modification
from hipcoach.journal.files import damage
from hipcoach.journal.habits import last_choices
from hipcoach.live import clocks
from hipcoach.paths import Paths
from hipcoach.session.amounts import mass, tidy
from hipcoach.session.loads import Mass
from hipcoach.session.model import Affected, Dose, Session, Side
from hipcoach.settings.model import Settings


def choose(session: Session, asked: Namespace, places: Paths, settings: Settings) -> Choices:
    """The choices from the command line, else from the settings, else from the last session."""
    return chosen(session, asked, places, settings.begin(last(places)))


def chosen(session: Session, asked: Namespace, places: Paths, begin: Choices) -> Choices:
    """The choices from the command line, else those to begin with."""
    choices = replace(
        begin,
        dose=Dose(asked.dose) if asked.dose else begin.dose,
        first=Side(asked.first) if asked.first else begin.first,
        affected=Affected(asked.affected) if asked.affected else None,
    )
    if needs_person(session):
        # Imported only where a file asks for it: most need nothing of it.
        from hipcoach.journal.person import as_said, person

        choices = as_said(session, choices, person(places.log, clocks.local_time()))
    try:
        for exercise, modification in asked.modifications:
            choices = with_modification(session, choices, exercise, modification)
        for exercise, load in asked.loads:
            choices = with_load(session, choices, exercise, _weight(load))
    except ChoiceError as error:
        raise Refused(str(error)) from error
    return choices


def _weight(load: str) -> Mass:
    """The weight in an argument; Refused if it is none."""
    weight = mass(tidy(load))
    if weight is None:
        raise Refused(f"'{load}' is no load: write a number with kg or lb, as in 2.5kg")
    return weight


def last(places: Paths) -> Choices:
    """The dose and first side of the last session; its other choices are not taken over."""
    unread = list(damage(places.log))
    chosen = last_choices(places.log, clocks.local_time(), unread.append)
    for text in dict.fromkeys(unread):
        complain(text)
    return Choices(dose=chosen.dose, first=chosen.first) if chosen else Choices()

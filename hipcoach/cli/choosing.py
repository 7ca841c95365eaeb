"""What is chosen for a session: on the command line, else in the settings, else last time."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from hipcoach.cli.output import Refused, complain
from hipcoach.engine.choices import ChoiceError, Choices, with_modification
from hipcoach.journal.files import damage
from hipcoach.journal.habits import last_choices
from hipcoach.live import clocks
from hipcoach.paths import Paths
from hipcoach.session.model import Dose, Session, Side
from hipcoach.settings.model import Settings


def choose(session: Session, asked: Namespace, places: Paths, settings: Settings) -> Choices:
    """What was chosen on the command line, else in the settings, else last time."""
    choices = settings.begin(last(places))
    choices = replace(
        choices,
        dose=Dose(asked.dose) if asked.dose else choices.dose,
        first=Side(asked.first) if asked.first else choices.first,
    )
    try:
        for exercise, modification in asked.modifications:
            choices = with_modification(session, choices, exercise, modification)
    except ChoiceError as error:
        raise Refused(str(error)) from error
    return choices


def last(places: Paths) -> Choices:
    """The dose and the first side that were chosen last; what else was chosen belongs to one session."""
    unread = list(damage(places.log))
    chosen = last_choices(places.log, clocks.local_time(), unread.append)
    for text in dict.fromkeys(unread):
        complain(text)
    return Choices(dose=chosen.dose, first=chosen.first) if chosen else Choices()

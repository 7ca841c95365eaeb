"""`plan` and `list`: show the steps of a session, and all sessions."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from itertools import chain

from hipcoach.cli.choosing import choose, last
from hipcoach.cli.output import columns, complain, tell
from hipcoach.cli.sources import library_in, read
from hipcoach.engine.choices import Choices, equipment
from hipcoach.engine.plan import make_plan
from hipcoach.exits import Exit
from hipcoach.journal.habits import affected_side
from hipcoach.live.clocks import local_time
from hipcoach.paths import Paths
from hipcoach.plain import tables
from hipcoach.settings.file import read as read_settings


def plan(asked: Namespace) -> int:
    """Print the plan of a session: each step with its time, and the total."""
    places = Paths.find(os.environ)
    session, _ = read(library_in(places), asked.session)
    found = read_settings(places.config)
    tell(found)
    choices = choose(session, asked, places, found.settings)
    steps = make_plan(session, choices)
    needed = equipment(session, choices)
    width = tables.within(columns(sys.stdout))
    if asked.json:
        told = tables.plan_as_json(steps, needed, tables.affected_as_json(session, choices))
    else:
        told = tables.plan_as_text(steps, choices.dose, needed, width, tables.affected_as_text(session, choices))
    for text in told:
        print(text)
    return Exit.OK


def listing(asked: Namespace) -> int:
    """List all sessions, and name folders that cannot be read."""
    places = Paths.find(os.environ)
    found = read_settings(places.config)
    tell(found)
    dose = found.settings.begin(last(places)).dose
    library = library_in(places)
    for text in library.damage():
        complain(text)
    affected = affected_side(places.log, local_time())
    listed = tables.listed(library, Choices(dose=dose, affected=affected))
    width = tables.within(columns(sys.stdout))
    if asked.json:
        told = tables.list_as_json(listed)
    else:
        told = chain(
            tables.list_as_text(listed, places.sessions, width), tables.programmes_as_text(library.programmes(), width)
        )
    for text in told:
        print(text)
    return Exit.OK

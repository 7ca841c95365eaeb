"""`measure`: measure how far the hips turn, and show what was measured."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from hipcoach.advice.measures import Asked
from hipcoach.advice.measuring import Measured, MeasuringSheet, result
from hipcoach.cli.output import columns, complain, has_keyboard, say, tell
from hipcoach.cli.sources import library_in
from hipcoach.diagnostics.files import why
from hipcoach.exits import Exit
from hipcoach.figures.model import Figure
from hipcoach.figures.reader import FigureError
from hipcoach.figures.style import Style
from hipcoach.journal.figures import pain, sitting
from hipcoach.journal.history import sessions
from hipcoach.journal.install import install_id
from hipcoach.journal.measure_keeper import MeasureKeeper
from hipcoach.journal.measures import measured
from hipcoach.live.clocks import local_time
from hipcoach.paths import Paths
from hipcoach.plain import measuring
from hipcoach.session.library import Library
from hipcoach.settings.file import read as read_settings
from hipcoach.text.characters import escaped


def measure(asked: Namespace) -> int:
    """Lead through the measures in lines; without a keyboard, or with `--show`, show what was measured."""
    places = Paths.find(os.environ)
    if asked.json:
        import json  # whoever measures, or reads what they measured, does without

        told = measuring.as_json(measured(places.log, local_time()))
        print(escaped(json.dumps(told, ensure_ascii=False, indent=1)))
        return Exit.OK
    if asked.show or not has_keyboard():
        return _show(places)
    return _ask(places)


def _show(places: Paths) -> int:
    """Show all that was measured, beside the pain of that time."""
    now = local_time()
    refused: list[str] = []
    sittings = [sitting(one) for one in sessions(places.log, refused=refused.append, until=now)]
    pains = measuring.average_pain(pain(sittings))
    for text in measuring.over_time(measured(places.log, now), pains, now.date(), columns(sys.stdout)):
        say(text, "  ")
    for text in refused:
        complain(text)
    return Exit.CANNOT if refused else Exit.OK


def _ask(places: Paths) -> int:
    """Ask for each measure, then show what was measured beside the time before."""
    found = read_settings(places.config)
    tell(found)
    library = library_in(places)
    width = columns(sys.stdout) or measuring.FIGURE[0]

    def picture(one: Asked) -> list[str]:
        return measuring.drawn(
            _figure(library, one.measure.figure, found.settings.figures), one.side, found.settings.figures, width
        )

    sheet = MeasuringSheet()
    keeper = MeasureKeeper(places.log, lambda: install_id(places.install), local_time)
    measuring.ask(sheet, keeper, input, _say, picture)
    if not sheet.given:
        say("Nothing was measured.")
        return Exit.OK
    trouble = keeper.write()
    now = local_time()
    # What cannot be kept is shown all the same, to be noted down.
    known = measured(places.log, now) if trouble is None else Measured((sheet.measuring(now.date()),))
    say("")
    for text in result(known):
        say(text, "  ")
    if trouble is not None:
        complain(trouble)
        return Exit.CANNOT
    say("'hipcoach measure --show' shows it over the weeks.")
    return Exit.OK


def _say(text: str) -> None:
    """Print a line; the continuation of an item stands below its text."""
    say(text, "  " if text.startswith(measuring.ITEM) else "")


def _figure(library: Library, name: str, style: Style) -> Figure | None:
    """The figure of this name; one that cannot be read is told of, and left out."""
    if style is Style.OFF:
        return None
    try:
        return library.figure_shelf().read(name)
    except FigureError as error:
        complain(str(error))
    except OSError as error:
        complain(f"{name}: {why(error)}")
    return None

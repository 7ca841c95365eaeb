"""`handout`: write a page to print."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from hipcoach import atomic
from hipcoach.cli.choosing import choose
from hipcoach.cli.output import Refused, complain, say, tell
from hipcoach.cli.sources import is_same, library_in, read, refuse_to_replace
from hipcoach.exits import Exit
from hipcoach.figures.model import Figure
from hipcoach.figures.reader import FigureError
from hipcoach.figures.shelf import FigureShelf
from hipcoach.paper.exercise import Figures
from hipcoach.paper.handout import Chosen, session_handout
from hipcoach.paths import Paths
from hipcoach.settings.file import read as read_settings

PAGES = (".html", ".htm")


def handout(asked: Namespace) -> int:
    """Write a session as a page to print."""
    _refuse_other_endings(asked.file, PAGES, "a page of HTML")
    places = Paths.find(os.environ)
    library = library_in(places)
    session, reading = read(library, asked.session)
    if is_same(asked.file, reading.path):
        raise Refused(f"{asked.file} is the session itself; name another file to write")
    refuse_to_replace(asked.file, asked.force)
    found = read_settings(places.config)
    tell(found)
    page = session_handout(
        Chosen(session, choose(session, asked, places, found.settings)), _figures(library.figure_shelf())
    )
    _write(asked.file, page, asked.force)
    say(f"{asked.file}: open it in a browser to print it")
    return Exit.OK


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


def _refuse_other_endings(file: Path, endings: Sequence[str], what: str) -> None:
    """Raise Refused if a path cannot be that of such a file."""
    named = file.with_suffix(endings[0])
    if file.is_dir():
        raise Refused(f"{file} is a folder; name the file to write, as in {file / f'hip{endings[0]}'}")
    if file.suffix.lower() not in ("", *endings):
        raise Refused(f"{file} would be {what}; give it a name such as {named}")


def _write(file: Path, text: str, force: bool) -> None:
    atomic.write(file, text.encode(), replace=force, private=False)

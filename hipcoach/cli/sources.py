"""Finds the sessions that a command line names, and guards the files that it writes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hipcoach.cli.output import Refused, show
from hipcoach.paths import Paths
from hipcoach.session.library import Library, NoSuchSession, Reading, shipped_sessions
from hipcoach.session.model import Session


def library_in(places: Paths) -> Library:
    """The library of shipped sessions and the person's own."""
    return Library(shipped_sessions(), places.sessions)


def find(library: Library, argument: str) -> Path:
    """The file of the session with this name or path."""
    try:
        path = library.find(argument)
    except NoSuchSession as missing:
        raise Refused(str(missing)) from missing
    if not path.exists():
        raise Refused(f"there is no file {path}; 'hipcoach list' shows the sessions that there are")
    return path


def find_any(library: Library, argument: str) -> Path:
    """The file of the session with this name or path, or else of the programme."""
    if argument not in library.names():
        for entry in library.programmes():
            if entry.name == argument:
                return entry.path
    return find(library, argument)


def read(library: Library, argument: str) -> tuple[Session, Reading]:
    """Read a session that can be played; prints its problems on standard error."""
    reading = library.read(find(library, argument))
    if reading.session is None:
        show(reading.problems, sys.stderr)
        raise Refused(f"{reading.path} cannot be used as it is")
    return reading.session, reading


def refuse_to_replace(file: Path, force: bool) -> None:
    """Raise Refused if a file exists, unless `force` is set."""
    if os.path.lexists(file) and not force:
        raise Refused(f"{file} already exists; name another file, or replace it with --force")

"""The sessions that a command line names, and the files that it is to write."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hipcoach.cli.output import Refused, show
from hipcoach.paths import Paths
from hipcoach.session.library import Library, NoSuchSession, Reading, shipped_sessions
from hipcoach.session.model import Session


def library_in(places: Paths) -> Library:
    """The sessions that came with hipcoach, and the person's own."""
    return Library(shipped_sessions(), places.sessions)


def find(library: Library, argument: str) -> Path:
    """The file of the session that was named."""
    try:
        path = library.find(argument)
    except NoSuchSession as missing:
        raise Refused(str(missing)) from missing
    if not path.exists():
        raise Refused(f"there is no file {path}; 'hipcoach list' shows the sessions that there are")
    return path


def read(library: Library, argument: str) -> tuple[Session, Reading]:
    """A session that can be played; its problems go to standard error."""
    reading = library.read(find(library, argument))
    if reading.session is None:
        show(reading.problems, sys.stderr)
        raise Refused(f"{reading.path} cannot be used as it is")
    return reading.session, reading


def refuse_to_replace(file: Path, force: bool) -> None:
    """Refuse to replace a file that is there, unless that was asked for."""
    if os.path.lexists(file) and not force:
        raise Refused(f"{file} already exists; name another file, or replace it with --force")

"""Finds the sessions that a command line names, and guards the files that it writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from hipcoach.cli.output import Refused, show
from hipcoach.diagnostics.files import decode, read_bytes
from hipcoach.diagnostics.problems import Report
from hipcoach.paths import Paths
from hipcoach.session.library import Library, NoSuchProgramme, NoSuchSession, Reading, shipped_sessions
from hipcoach.session.model import Session
from hipcoach.session.programme import Programme
from hipcoach.session.whole_file import is_programme
from hipcoach.text.characters import shown
from hipcoach.text.words import Guess


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


def find_either(library: Library, argument: str) -> Path:
    """The file of the session or programme with this name or path."""
    for find in (library.find, library.find_programme):
        try:
            path = find(argument)
        except (NoSuchSession, NoSuchProgramme):
            continue
        if not path.exists():
            raise Refused(f"there is no file {path}; 'hipcoach list' shows the sessions that there are")
        return path
    names = [entry.name for entry in (*library.sessions(), *library.programmes())]
    near = Guess()(argument, names)
    hint = f"did you mean {near}?" if near else f"there is {', '.join(names)}; or give the path of a file"
    raise Refused(f"there is no session or programme called {shown(argument)}: {hint}")


def holds_programme(path: Path) -> bool:
    """Whether a file was meant to be a programme; reading it tells what is wrong with it."""
    report = Report()
    data = read_bytes(path, report)
    source = None if data is None else decode(data, str(path), report)
    return source is not None and is_programme(source)


def programme_in(library: Library, path: Path) -> Programme:
    """Read a programme that can be used; prints its problems on standard error."""
    reading = library.read_programme(path)
    if reading.programme is None:
        show(reading.problems, sys.stderr)
        raise Refused(f"{path} cannot be used as it is")
    return reading.programme


def refuse_itself(file: Path, path: Path) -> None:
    """Raise Refused if a file to write is the one that it is made of."""
    try:
        same = file.samefile(path)
    except OSError:
        return
    if same:
        raise Refused(f"{file} is the session itself; name another file to write")


def refuse_to_replace(file: Path, force: bool) -> None:
    """Raise Refused if a file exists, unless `force` is set."""
    if os.path.lexists(file) and not force:
        raise Refused(f"{file} already exists; name another file, or replace it with --force")


def refuse_other_endings(file: Path, endings: Sequence[str], what: str) -> None:
    """Raise Refused if a path cannot be that of a file of this kind."""
    if file.is_dir():
        raise Refused(f"{file} is a folder; name the file to write, as in {file / f'hip{endings[0]}'}")
    if file.suffix.lower() not in ("", *endings):
        raise Refused(f"{file} would be {what}; give it a name such as {file.with_suffix(endings[0])}")

"""Puts the file of a session or programme that came from somewhere into the person's own folder."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from hipcoach.diagnostics.files import content, path_shown
from hipcoach.session.authoring import own_folder
from hipcoach.session.authoring.own_folder import FileKind, Namesake
from hipcoach.session.library import ENDINGS, Library, ProgrammeReading, Reading
from hipcoach.session.model import Session
from hipcoach.session.programme import Programme

LARGEST = 1 << 20
"""The most bytes that are compared with a file that is there already."""


class Addition(Struct, frozen=True):
    """A file on its way into the person's own folder."""

    data: bytes
    path: Path
    """Where it goes."""
    taken: Namesake | None
    """What has its name already; then the person is asked first."""
    there: bool
    """Whether it is there already, byte for byte."""
    kind: FileKind = FileKind.SESSION

    @property
    def name(self) -> str:
        """The name by which it will be known."""
        return self.path.stem

    @property
    def question(self) -> str:
        """What the person is asked where its name is taken."""
        assert self.taken is not None
        instead = "Have this one in its place" if self.taken.path is None else "Replace it with this one"
        return f"There is {self.taken.what} called {self.name}. {instead}?"

    @property
    def use(self) -> str:
        """What can be done with it, once it is there."""
        if self.kind is FileKind.SESSION:
            return f"'hipcoach play {self.name}' plays it"
        return f"'hipcoach programme show {self.name}' shows it"


def addition(library: Library, reading: Reading | ProgrammeReading, name: str | None = None) -> Addition:
    """Where a file goes that has been read without an error; CannotWrite if it can go nowhere.

    `name`: what the person wants it to be called, instead of by its title.
    """
    match reading:
        case Reading(session=Session(title=title)):
            kind = FileKind.SESSION
        case ProgrammeReading(programme=Programme(title=title)):
            kind = FileKind.PROGRAMME
        case _:
            raise AssertionError("a file with an error is not added")
    assert reading.data is not None
    if name is not None:
        stem = own_folder.stem_named(name)
    else:
        stem = own_folder.stem_of(title) or own_folder.stem_of(reading.path.stem) or kind.value
    folder = own_folder.place_of(library, kind)
    taken = own_folder.taken(library, stem, kind)
    path = taken.path if taken is not None and taken.path is not None else folder / f"{stem}{ENDINGS[0]}"
    return Addition(reading.data, path, taken, _holds(path, reading.data), kind)


def add(library: Library, adding: Addition) -> None:
    """Put it there; CannotWrite. Whoever calls has asked, if its name was taken; nothing else is replaced."""
    folder = own_folder.own_folder(library, adding.kind)
    own_folder.put_schema(library, folder, adding.kind)
    replaces = adding.taken is not None and adding.taken.path is not None
    own_folder.write(adding.path, adding.data, replace=replaces)


def is_listed(library: Library, path: Path) -> bool:
    """Whether a file is one of those that can be chosen by name."""
    try:
        return any(entry.path.samefile(path) for entry in library.sessions())
    except (OSError, ValueError):
        return False


def done(adding: Addition) -> str:
    """The message once it is there."""
    return f"{path_shown(adding.path)} is yours now: {adding.use}."


def _holds(path: Path, data: bytes) -> bool:
    try:
        return content(path, LARGEST) == data
    except (OSError, ValueError):
        return False

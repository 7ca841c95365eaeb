"""Puts a session file that came from somewhere into the person's own folder."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from hipcoach.diagnostics.files import content, path_shown
from hipcoach.session.authoring import own_folder
from hipcoach.session.authoring.own_folder import CannotWrite, Namesake
from hipcoach.session.library import ENDINGS, Library, Reading

LARGEST = 1 << 20
"""The most bytes that are compared with a file that is there already."""


class Addition(Struct, frozen=True):
    """A session file on its way into the person's own folder."""

    data: bytes
    path: Path
    """Where it goes."""
    taken: Namesake | None
    """What has its name already; then the person is asked first."""
    there: bool
    """Whether it is there already, byte for byte."""

    @property
    def name(self) -> str:
        """The name by which it will be played."""
        return self.path.stem

    @property
    def question(self) -> str:
        """What the person is asked where its name is taken."""
        assert self.taken is not None
        if self.taken.path is None:
            return f"There is a preset called {self.name}. Have this one in its place?"
        return f"There is a session of yours called {self.name}. Replace it with this one?"


def addition(library: Library, reading: Reading, name: str | None = None) -> Addition:
    """Where a session goes that has been read without an error; CannotWrite if it can go nowhere.

    `name`: what the person wants it to be called, instead of by its title.
    """
    assert reading.session is not None
    assert reading.data is not None
    if name is not None:
        stem = own_folder.stem_named(name)
    else:
        stem = own_folder.stem_of(reading.session.title) or own_folder.stem_of(reading.path.stem) or "session"
    if library.own is None:
        raise CannotWrite("there is no folder for sessions of your own")
    taken = own_folder.taken(library, stem)
    path = taken.path if taken is not None and taken.path is not None else library.own / f"{stem}{ENDINGS[0]}"
    return Addition(reading.data, path, taken, _holds(path, reading.data))


def add(library: Library, adding: Addition) -> None:
    """Put it there; CannotWrite. Whoever calls has asked, if its name was taken; nothing else is replaced."""
    folder = own_folder.own_folder(library)
    own_folder.put_schema(library, folder)
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
    return f"{path_shown(adding.path)} is yours now: 'hipcoach play {adding.name}' plays it."


def _holds(path: Path, data: bytes) -> bool:
    try:
        return content(path, LARGEST) == data
    except (OSError, ValueError):
        return False

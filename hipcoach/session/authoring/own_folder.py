"""The person's own sessions folder: which names its files have, what stands in their way, and how they get there."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from hipcoach import atomic
from hipcoach.diagnostics.files import path_shown, why
from hipcoach.session.authoring.schema import SESSION_FILE, as_text, session_schema
from hipcoach.session.library import ENDINGS, Library
from hipcoach.text.words import slug

_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(10)))
)
"""Names that no file can have on Windows."""


class CannotWrite(Exception):  # noqa: N818 - an answer to the person, not an error of the program
    """A file cannot be created or opened; the message says why, and what to do."""


class Namesake(Struct, frozen=True):
    """What has the name of a session already."""

    what: str
    """Such as `a preset`."""
    path: Path | None
    """The file of the person's own that would be replaced; `None` if a preset would be hidden."""


def stem_of(title: str) -> str:
    """The name, without its ending, of a file for a session of this title; empty if the title has no letters."""
    stem = slug(title)
    return f"{stem}-session" if stem in _DEVICES else stem


def stem_named(name: str) -> str:
    """The name, without its ending, of a file that the person calls so; CannotWrite if no file can be called so."""
    stem = stem_of(name.removesuffix(".yaml").strip())
    if not stem or any(mark in name for mark in ("/", os.sep)):
        raise CannotWrite(f"'{name}' cannot be the name of a session; write for example 'Ankle, week 1'")
    return stem


def own_folder(library: Library) -> Path:
    """The person's own sessions folder, created if it is missing."""
    if library.own is None:
        raise CannotWrite("there is no folder for sessions of your own")
    try:
        atomic.make_folder(library.own)
    except OSError as error:
        raise CannotWrite(f"the folder {path_shown(library.own)} cannot be made: {why(error)}") from error
    return library.own


def taken(library: Library, stem: str) -> Namesake | None:
    """What has this name already: whatever lies in the person's own folder, or a preset."""
    if (own := library.own) is not None:
        for ending in ENDINGS:
            if os.path.lexists(path := own / f"{stem}{ending}"):
                return Namesake("a session of yours", path)
    if any(entry.name == stem for entry in library.sessions()):
        return Namesake("a preset", None)
    return None


def put(path: Path, data: bytes) -> None:
    """Create a file, whole or not at all; CannotWrite if there is one, whatever its ending."""
    for ending in ENDINGS:
        if os.path.lexists(other := path.with_suffix(ending)):
            raise CannotWrite(f"{path_shown(other)} is there already")
    write(path, data, replace=False)


def put_schema(library: Library, folder: Path) -> None:
    """Write the schema that the files in a folder refer to, with the ids of today's exercises."""
    write(folder / SESSION_FILE, as_text(session_schema(library.exercise_ids())).encode(), replace=True)


def write(path: Path, data: bytes, *, replace: bool, private: bool = True) -> None:
    """Write a file, whole or not at all; CannotWrite."""
    try:
        atomic.write(path, data, replace=replace, private=private)
    except FileExistsError as error:
        raise CannotWrite(f"{path_shown(path)} is there already") from error
    except OSError as error:
        raise CannotWrite(f"{path_shown(path)} cannot be written: {why(error)}") from error

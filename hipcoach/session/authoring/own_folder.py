"""The person's own folders: which names their files have, what stands in their way, and how they get there."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from hipcoach import atomic
from hipcoach.diagnostics.files import path_shown, why
from hipcoach.session.authoring.schema import (
    PROGRAMME_FILE,
    SESSION_FILE,
    as_text,
    programme_schema,
    session_schema,
)
from hipcoach.session.library import ENDINGS, PROGRAMMES, Library
from hipcoach.text.words import slug

_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(10)))
)
"""Names that no file can have on Windows."""


class CannotWrite(Exception):  # noqa: N818 - an answer to the person, not an error of the program
    """A file cannot be created or opened; the message says why, and what to do."""


class FileKind(StrEnum):
    """What a file is that gets into one of the person's own folders."""

    SESSION = "session"
    PROGRAMME = "programme"


class Namesake(Struct, frozen=True):
    """What has the name of a file already."""

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


def place_of(library: Library, kind: FileKind = FileKind.SESSION) -> Path:
    """The person's own folder for a kind of file; CannotWrite if there is none. It may not exist yet."""
    if library.own is None:
        raise CannotWrite(f"there is no folder for {kind}s of your own")
    return library.own if kind is FileKind.SESSION else library.own / PROGRAMMES


def own_folder(library: Library, kind: FileKind = FileKind.SESSION) -> Path:
    """The person's own folder for a kind of file, created if it is missing."""
    folder = place_of(library, kind)
    try:
        atomic.make_folder(folder)
    except OSError as error:
        raise CannotWrite(f"the folder {path_shown(folder)} cannot be made: {why(error)}") from error
    return folder


def taken(library: Library, stem: str, kind: FileKind = FileKind.SESSION) -> Namesake | None:
    """What has this name already: whatever lies in the person's own folder, or what came with hipcoach."""
    if library.own is not None:
        for ending in ENDINGS:
            if os.path.lexists(path := place_of(library, kind) / f"{stem}{ending}"):
                return Namesake(f"a {kind} of yours", path)
    entries = library.sessions() if kind is FileKind.SESSION else library.programmes()
    if any(entry.name == stem for entry in entries):
        return Namesake("a preset" if kind is FileKind.SESSION else "a programme of hipcoach", None)
    return None


def put(path: Path, data: bytes) -> None:
    """Create a file, whole or not at all; CannotWrite if there is one, whatever its ending."""
    for ending in ENDINGS:
        if os.path.lexists(other := path.with_suffix(ending)):
            raise CannotWrite(f"{path_shown(other)} is there already")
    write(path, data, replace=False)


def put_schema(library: Library, folder: Path, kind: FileKind = FileKind.SESSION) -> None:
    """Write the schema that the files in a folder refer to, with the ids or names of what there is today."""
    if kind is FileKind.SESSION:
        name, schema = SESSION_FILE, session_schema(library.exercise_ids())
    else:
        name, schema = PROGRAMME_FILE, programme_schema(library.names())
    write(folder / name, as_text(schema).encode(), replace=True)


def write(path: Path, data: bytes, *, replace: bool, private: bool = True) -> None:
    """Write a file, whole or not at all; CannotWrite."""
    try:
        atomic.write(path, data, replace=replace, private=private)
    except FileExistsError as error:
        raise CannotWrite(f"{path_shown(path)} is there already") from error
    except OSError as error:
        raise CannotWrite(f"{path_shown(path)} cannot be written: {why(error)}") from error

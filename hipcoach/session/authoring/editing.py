"""Creates files for the person to fill in, new or copied from another, and opens them in an editor."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from msgspec import Struct

from hipcoach.diagnostics.files import why
from hipcoach.diagnostics.problems import Problem
from hipcoach.session.authoring.own_folder import (
    CannotWrite,
    FileKind,
    Namesake,
    own_folder,
    put,
    put_schema,
    stem_named,
    taken,
)
from hipcoach.session.authoring.programme_page import new_programme
from hipcoach.session.authoring.rewriting import retitled
from hipcoach.session.authoring.template import new_session
from hipcoach.session.library import PROGRAMMES, Library
from hipcoach.session.reader import Lengths

EDITORS = ("nano", "vi", "vim", "emacs", "notepad")
"""The editors to try if neither VISUAL nor EDITOR is set."""


AS_IT_WAS = "Nothing was changed; the preset stays as it is."
"""The message after a preset was opened and not changed."""


class Edited(Struct, frozen=True):
    """The result of editing the file of a session or programme."""

    path: Path
    kept: bool
    """False if a preset was opened and not changed, so that there is no copy of it."""
    problems: tuple[Problem, ...]


def create(library: Library, name: str, *, short: bool = False, like: Path | None = None) -> Path:
    """Create a session file in the person's own folder, named after `name`, which becomes its title; CannotWrite.

    `short`: without comments. `like`: the session to begin with, in place of the template.
    """
    stem, title = stem_named(name), name.removesuffix(".yaml").strip()
    if (other := taken(library, stem)) is not None:
        raise _taken(other, stem)
    if like is not None:
        text = retitled(library, like, title)
    else:
        text = new_session(stem, title, library.exercise_ids(), short=short)
    folder = own_folder(library)
    put_schema(library, folder)
    put(folder / f"{stem}.yaml", text.encode())
    return folder / f"{stem}.yaml"


def create_programme(library: Library, name: str) -> Path:
    """Create a programme in the person's own folder, named after `name`, which becomes its title; CannotWrite."""
    stem, title = stem_named(name), name.removesuffix(".yaml").strip()
    if (other := taken(library, stem, FileKind.PROGRAMME)) is not None:
        raise _taken(other, stem)
    return _copy(library, f"{stem}.yaml", new_programme(title).encode(), FileKind.PROGRAMME)


def _taken(other: Namesake, stem: str) -> CannotWrite:
    return CannotWrite(
        f"there is {other.what} called {stem} already; take another name, or change it with 'hipcoach edit {stem}'"
    )


def edit(
    library: Library, path: Path, command: Sequence[str], aside: AbstractContextManager[None], lengths: Lengths
) -> Edited:
    """Open a session or programme in the editor: the person's own file, or a copy of a preset; CannotWrite.

    `aside` is entered while the editor has the terminal. A copy without changes is deleted again, because it would hide
    the preset for nothing. `lengths` gives the seconds of each exercise at the high dose.
    """
    preset_of = {
        library.shipped.resolve(): FileKind.SESSION,
        (library.shipped / PROGRAMMES).resolve(): FileKind.PROGRAMME,
    }
    kind = preset_of.get(path.resolve().parent)
    shipped = kind is not None
    data = path.read_bytes() if shipped else b""
    own = path if kind is None else _copy(library, path.name, data, kind)
    try:
        with aside:
            _open(command, own)
    finally:
        unchanged = shipped and own.exists() and own.read_bytes() == data
        if unchanged:
            own.unlink()
    return Edited(own, not unchanged, () if unchanged else library.check(own, lengths))


def _copy(library: Library, name: str, data: bytes, kind: FileKind) -> Path:
    folder = own_folder(library, kind)
    put_schema(library, folder, kind)
    put(folder / name, data)
    return folder / name


def editor(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The command that opens a file: VISUAL, EDITOR, or the first installed editor."""
    for name in ("VISUAL", "EDITOR"):
        if words := environment.get(name, "").strip():
            # On Windows a backslash is part of a path.
            try:
                return tuple(shlex.split(words, posix=sys.platform != "win32"))
            except ValueError as error:
                raise CannotWrite(f"{name} cannot be understood ({error}): {words}") from error
    for program in EDITORS:
        if found := shutil.which(program):
            return (found,)
    raise CannotWrite("no editor was found; set EDITOR to one, as in EDITOR=nano")


def _open(command: Sequence[str], path: Path) -> None:
    """Run the editor on a file until the person closes it."""
    try:
        done = subprocess.run([*command, str(path)], check=False)
    except (OSError, ValueError) as error:
        raise CannotWrite(
            f"the editor {command[0]} cannot be started ({why(error)}); set EDITOR to another one"
        ) from error
    if done.returncode:
        raise CannotWrite(f"the editor {command[0]} ended with status {done.returncode}")

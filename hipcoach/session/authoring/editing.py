"""Creates session files for the person to fill in, new or copied from a preset, and opens them in an editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from msgspec import Struct

from hipcoach import atomic
from hipcoach.diagnostics.files import path_shown, why
from hipcoach.diagnostics.problems import Problem
from hipcoach.session.authoring.schema import SESSION_FILE, as_text, session_schema
from hipcoach.session.authoring.template import new_session
from hipcoach.session.library import ENDINGS, Library
from hipcoach.session.reader import Lengths
from hipcoach.text.words import slug

EDITORS = ("nano", "vi", "vim", "emacs", "notepad")
"""The editors to try if neither VISUAL nor EDITOR is set."""


AS_IT_WAS = "Nothing was changed; the preset stays as it is."
"""The message after a preset was opened and not changed."""


class CannotWrite(Exception):  # noqa: N818 - an answer to the person, not an error of the program
    """A file cannot be created or opened; the message says why, and what to do."""


class Edited(Struct, frozen=True):
    """The result of editing a session file."""

    path: Path
    kept: bool
    """False if a preset was opened and not changed, so that there is no copy of it."""
    problems: tuple[Problem, ...]


def create(library: Library, name: str) -> Path:
    """Create a session file in the person's own folder, named after `name`, which becomes its title; CannotWrite."""
    folder = _own(library)
    title = name.removesuffix(".yaml").strip()
    stem = slug(title)
    if not stem or any(mark in name for mark in ("/", os.sep)):
        raise CannotWrite(f"'{name}' cannot be the name of a session; write for example: hipcoach new 'Ankle, week 1'")
    for entry in library.sessions():
        if entry.name == stem:
            what = "a preset" if entry.shipped else "a session of yours"
            raise CannotWrite(
                f"there is {what} called {stem} already; take another name, or change it with 'hipcoach edit {stem}'"
            )
    path = folder / f"{stem}.yaml"
    _put_schema(library, folder)
    _put(path, new_session(stem, title, library.exercise_ids()).encode())
    return path


def edit(
    library: Library, path: Path, command: Sequence[str], aside: AbstractContextManager[None], lengths: Lengths
) -> Edited:
    """Open a session in the editor: the person's own file, or a copy of a preset; CannotWrite.

    `aside` is entered while the editor has the terminal. A copy without changes is deleted again, because it would hide
    the preset for nothing. `lengths` gives the seconds of each exercise at the high dose.
    """
    shipped = path.resolve().parent == library.shipped.resolve()
    data = path.read_bytes() if shipped else b""
    own = _copy(library, path.name, data) if shipped else path
    try:
        with aside:
            _open(command, own)
    finally:
        unchanged = shipped and own.exists() and own.read_bytes() == data
        if unchanged:
            own.unlink()
    return Edited(own, not unchanged, () if unchanged else library.check(own, lengths))


def _copy(library: Library, name: str, data: bytes) -> Path:
    folder = _own(library)
    _put_schema(library, folder)
    _put(folder / name, data)
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


def _own(library: Library) -> Path:
    """The person's own sessions folder, created if it is missing."""
    if library.own is None:
        raise CannotWrite("there is no folder for sessions of your own")
    try:
        atomic.make_folder(library.own)
    except OSError as error:
        raise CannotWrite(f"the folder {path_shown(library.own)} cannot be made: {why(error)}") from error
    return library.own


def _put(path: Path, data: bytes) -> None:
    """Create a file, whole or not at all."""
    for ending in ENDINGS:
        if os.path.lexists(other := path.with_suffix(ending)):
            raise CannotWrite(f"{path_shown(other)} is there already")
    _write(path, data, replace=False)


def _put_schema(library: Library, folder: Path) -> None:
    """Write the schema that the files in a folder refer to, with the ids of today's exercises."""
    _write(folder / SESSION_FILE, as_text(session_schema(library.exercise_ids())).encode(), replace=True)


def _write(path: Path, data: bytes, *, replace: bool) -> None:
    try:
        atomic.write(path, data, replace=replace)
    except OSError as error:
        raise CannotWrite(f"{path_shown(path)} cannot be written: {why(error)}") from error

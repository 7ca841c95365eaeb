"""`new`, `add`, `edit` and `bundle`: files of your own, and those that travel."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path

from hipcoach.cli.output import Refused, has_keyboard, say, show
from hipcoach.cli.sources import find, find_any, library_in, refuse_to_replace
from hipcoach.diagnostics.files import path_shown
from hipcoach.diagnostics.problems import has_error
from hipcoach.engine.plan import longest
from hipcoach.exits import Exit
from hipcoach.paths import Paths
from hipcoach.session.authoring import adding, editing, own_folder, rewriting
from hipcoach.session.authoring.own_folder import CannotWrite
from hipcoach.text.characters import harmless


def new(asked: Namespace) -> int:
    """Write a file from the template or another session, and say how to go on with it."""
    library = library_in(Paths.find(os.environ))
    if asked.programme:
        try:
            path = editing.create_programme(library, asked.name)
        except CannotWrite as refused:
            raise Refused(str(refused)) from refused
        say(
            f"{path} is yours to fill in: 'hipcoach edit {path.stem}' opens it, 'hipcoach check {path.stem}' checks it."
        )
        return Exit.OK
    like = None if asked.like is None else find(library, asked.like)
    try:
        path = editing.create(library, asked.name, short=asked.short, like=like)
    except CannotWrite as refused:
        raise Refused(str(refused)) from refused
    say(f"{path} is yours to fill in: 'hipcoach edit {path.stem}' opens it, 'hipcoach play {path.stem}' plays it.")
    return Exit.OK


def add(asked: Namespace) -> int:
    """Check a file and put it into the person's own folder; ask before it replaces another one."""
    library = library_in(Paths.find(os.environ))
    reading = library.read_any(asked.file, longest)
    if reading.problems:
        show(reading.problems, sys.stderr)
    if has_error(reading.problems):
        say(f"{path_shown(asked.file)} cannot be used as it is, and was not added.")
        return Exit.WRONG
    try:
        one = adding.addition(library, reading, asked.name)
        if one.there:
            say(f"{path_shown(one.path)} is the same already: {one.use}.")
            return Exit.OK
        if one.taken is not None and not asked.force and not _yes(one):
            say("Nothing was changed.")
            return Exit.CANNOT
        adding.add(library, one)
    except CannotWrite as refused:
        raise Refused(str(refused)) from refused
    say(adding.done(one))
    return Exit.OK


def _yes(one: adding.Addition) -> bool:
    """Ask whether to put it where something else is; Refused without a keyboard."""
    if not has_keyboard():
        raise Refused(f"{one.question} Say so with --force, or give another name with --as NAME.")
    try:
        return input(harmless(f"{one.question} [y/N] ")).strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        print()
        return False


def bundle(asked: Namespace) -> int:
    """Write a session file that needs nothing of the person's own."""
    library = library_in(Paths.find(os.environ))
    path = find(library, asked.session)
    file = asked.output or Path(f"{path.stem}-bundle.yaml")
    refuse_to_replace(file, asked.force)
    reading = library.read(path)
    if reading.session is None:
        show(reading.problems, sys.stderr)
        raise Refused(f"{path} cannot be used as it is")
    try:
        text, enclosed = rewriting.bundled(library, reading)
        own_folder.write(file, text.encode(), replace=asked.force, private=False)
    except CannotWrite as refused:
        raise Refused(str(refused)) from refused
    inside = f"with {', '.join(enclosed)} in it" if enclosed else "a copy, since it uses no exercise of your own"
    say(f"Written to {path_shown(file)}, {inside}. Whoever gets it can say: hipcoach add {path_shown(file.name)}")
    if figures := library.own_figures(reading.session):
        say(f"No file can bring a drawing of your own, so {', '.join(figures)} will not be shown to them.")
    return Exit.OK


def edit(asked: Namespace) -> int:
    """Open a session or programme in the person's editor, then print its problems."""
    library = library_in(Paths.find(os.environ))
    try:
        edited = editing.edit(
            library, find_any(library, asked.session), editing.editor(os.environ), nullcontext(), longest
        )
    except CannotWrite as refused:
        raise Refused(str(refused)) from refused
    if not edited.kept:
        print(editing.AS_IT_WAS)
    elif edited.problems:
        show(edited.problems, sys.stdout)
    else:
        say(f"{edited.path}: no problems")
    return Exit.WRONG if has_error(edited.problems) else Exit.OK

"""`new` and `edit`: write session files of your own."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import nullcontext

from hipcoach.cli.output import Refused, say, show
from hipcoach.cli.sources import find, library_in
from hipcoach.diagnostics.problems import has_error
from hipcoach.engine.plan import longest
from hipcoach.exits import Exit
from hipcoach.paths import Paths
from hipcoach.session.authoring import editing


def new(asked: Namespace) -> int:
    """Write a session file from the template, and say how to go on with it."""
    try:
        path = editing.create(library_in(Paths.find(os.environ)), asked.name)
    except editing.CannotWrite as refused:
        raise Refused(str(refused)) from refused
    say(f"{path} is yours to fill in: 'hipcoach edit {path.stem}' opens it, 'hipcoach play {path.stem}' plays it.")
    return Exit.OK


def edit(asked: Namespace) -> int:
    """Open a session in the person's editor, then print its problems."""
    library = library_in(Paths.find(os.environ))
    try:
        edited = editing.edit(library, find(library, asked.session), editing.editor(os.environ), nullcontext(), longest)
    except editing.CannotWrite as refused:
        raise Refused(str(refused)) from refused
    if not edited.kept:
        print(editing.AS_IT_WAS)
    elif edited.problems:
        show(edited.problems, sys.stdout)
    else:
        say(f"{edited.path}: no problems")
    return Exit.WRONG if has_error(edited.problems) else Exit.OK

"""`check`: print the problems in session and programme files."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from hipcoach.cli.output import Refused, complain, say, show
from hipcoach.cli.sources import find
from hipcoach.diagnostics.files import path_shown, why
from hipcoach.diagnostics.problems import Problem, has_error
from hipcoach.engine.plan import longest
from hipcoach.exits import Exit
from hipcoach.paths import Paths
from hipcoach.session.library import ENDINGS, Library, shipped_sessions
from hipcoach.text.characters import clean, escaped


def check(asked: Namespace) -> int:
    """Check files; goes on with the next if one cannot be found or read."""
    library = Library(shipped_sessions(), Paths.find(os.environ).sessions, _speaks)
    status = Exit.OK
    found: list[tuple[Path, tuple[Problem, ...]]] = []
    for argument in asked.files:
        try:
            paths, unread = _files(library, argument)
        except Refused as refused:
            complain(str(refused))
            status = Exit.CANNOT
        else:
            for text in unread:
                complain(text)
                status = Exit.CANNOT
            found += [(path, library.check(path, longest)) for path in paths]
    problems = [problem for _, inside in found for problem in inside]
    if asked.json:
        import json  # most checks do not need it, and take less time than this import

        print(escaped(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=1)))
    else:
        for path, inside in found:
            if inside:
                show(inside, sys.stdout)
            else:
                say(f"{clean(str(path))}: no problems")
    return status or (Exit.WRONG if has_error(problems) else Exit.OK)


def _speaks(language: str) -> bool:
    """Whether a voice of this machine speaks a language."""
    # Imported here, because most files are in English.
    from hipcoach.sound.engines import engine_for

    return engine_for(language) is not None


def _files(library: Library, argument: str) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The files of a name, or all YAML files within a folder; and a line for each folder that cannot be read."""
    if not os.path.isdir(argument):  # noqa: PTH112 - False also for an invalid path
        programmes = tuple(entry.path for entry in library.programmes() if entry.name == argument)
        if programmes and argument not in library.names():
            return programmes, ()
        return (find(library, argument), *programmes), ()
    unread: list[str] = []

    def refused(error: OSError) -> None:
        unread.append(f"{path_shown(error.filename)}: cannot be read: {why(error)}")

    files = [
        Path(folder, name)
        for folder, _, names in os.walk(argument, onerror=refused)
        for name in names
        if Path(name).suffix in ENDINGS
    ]
    if not files and not unread:
        raise Refused(f"there is no .yaml file in {argument}")
    return tuple(sorted(files)), tuple(unread)

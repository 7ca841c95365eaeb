"""`help`, `names` and `completion`: what there is to type."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from hipcoach.cli.output import Refused
from hipcoach.cli.parser import COMMANDS, make_parser
from hipcoach.exits import Exit


def help(asked: Namespace) -> int:
    """Print the help of a command, or the list of commands."""
    if asked.command is None:
        make_parser().print_help()
        return Exit.OK
    if asked.command not in COMMANDS:
        from hipcoach.cli.meant import meant

        raise Refused(meant(asked.command, COMMANDS))
    make_parser([asked.command]).parse_args([asked.command, "--help"])
    return Exit.OK


def names(asked: Namespace) -> int:
    """Print names, one a line, for the completion of a shell and for scripts."""
    from hipcoach.cli.sources import library_in
    from hipcoach.paths import Paths

    library = library_in(Paths.find(os.environ))
    for kind in dict.fromkeys(asked.what):
        match kind:
            case "sessions":
                found = [entry.name for entry in library.sessions()]
            case "programmes":
                found = [entry.name for entry in library.programmes()]
            case "exercises":
                found = list(library.exercise_ids())
            case _:
                read = {ident: library.read_exercise(ident)[0] for ident in library.exercise_ids()}
                found = [f"{ident}:{one.id}" for ident, is_ in read.items() if is_ for one in is_.modifications]
        for name in sorted(found):
            print(name)
    return Exit.OK


def completion(asked: Namespace) -> int:
    """Print the completions of a shell, which were made when hipcoach was built."""
    path = Path(__file__).with_name("shells") / f"hipcoach.{asked.shell}"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = _made(asked.shell)
    print(text, end="")
    return Exit.OK


def _made(shell: str) -> str:
    """The completions as they are made from a checkout, in which none are kept."""
    try:
        from hipcoach.cli.shells.texts import completions
    except ImportError as missing:
        raise Refused(
            f"in a checkout, completions are made by a library that is not here ({missing.name}): "
            "install hipcoach with '.[test]', or from its wheel, which has them"
        ) from missing
    return completions(shell)

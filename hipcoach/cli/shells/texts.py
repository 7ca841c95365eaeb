"""Makes the completions of each shell, and the man page, from the parser."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import shtab
from argparse_manpage.manpage import Manpage

from hipcoach import __version__
from hipcoach.cli.examples import EXAMPLES
from hipcoach.cli.parser import make_parser

SHELLS = ("bash", "zsh", "fish")

MANUAL = "hipcoach.1"

NAMES = "hipcoach names {what} 2>/dev/null"
"""What lists names in any shell; the person's own are among them."""

LISTED = {
    "SESSION": "sessions",
    "PROGRAMME": "programmes",
    "SESSION|PROGRAMME": "sessions programmes",
    "EXERCISE:MODIFICATION": "modifications",
    "EXERCISE=LOAD": "exercises",
}
"""What is completed with names, by the word that stands for the argument."""

OR_A_FILE = ("SESSION", "PROGRAMME", "SESSION|PROGRAMME")
"""In their place a file may be given."""

FILES_TOO = {
    "bash": '; compgen -f -- "$1"',
    "zsh": "; _files",
    "fish": "; __fish_complete_path (commandline -ct)",
}
"""What adds files to the names."""

FOLDERS = ("FOLDER",)


def file_of(shell: str) -> str:
    """The name of the file with a shell's completions."""
    return f"hipcoach.{shell}"


def completions(shell: str) -> str:
    """The completions of a shell, as its script."""
    parser = make_parser()
    for action in _arguments(parser):
        if (completed := _completed(action)) is not None:
            action.complete = completed  # type: ignore[attr-defined]
        if isinstance(action.metavar, str):
            # A colon has a meaning of its own in zsh, and no shell shows the word.
            action.metavar = action.metavar.replace(":", " ")
    return shtab.complete(parser, shell)


def man_page() -> str:
    """The man page of all commands."""
    about = {
        "project_name": "hipcoach",
        "version": __version__,
        "description": "guided exercise sessions for the hip",
        "manual_title": "User Commands",
    }
    page = Manpage(make_parser(), about, format="single-commands-section")
    examples = "\n".join(f".nf\n{_plain(line)}\n.fi" for lines in EXAMPLES.values() for line in lines)
    page.add_section("EXAMPLES", "=", examples)
    return str(page)


def _plain(text: str) -> str:
    """A line as `man` prints it unchanged."""
    return text.replace("\\", "\\\\").replace("-", r"\-")


def _arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument, those of the commands too."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _arguments(command)
        elif action.nargs != 0:
            yield action


def _completed(action: argparse.Action) -> object:
    """What an argument is completed with, as `shtab` takes it; `None`: nothing, or its choices."""
    word = str(action.metavar)
    if word in LISTED:
        return _names(word)
    if word in FOLDERS:
        return shtab.DIRECTORY
    return shtab.FILE if word == "FILE" or word.startswith("OUT") else None


def _names(word: str) -> dict[str, object]:
    """The names that an argument may be, of sessions and programmes also the files."""
    what = LISTED[word]
    function = f"_hipcoach_{what.replace(' ', '_')}"
    # A colon begins a new word in bash, so only what stands before it can be completed there.
    in_bash = NAMES.format(what="exercises" if what == "modifications" else what)
    names = NAMES.format(what=what)
    files = FILES_TOO if word in OR_A_FILE else dict.fromkeys(SHELLS, "")
    bash = f"""{function}() {{ compgen -W "$({in_bash})" -- "$1"{files["bash"]}; }}"""
    zsh = f"""{function}() {{ compadd -- ${{(f)"$({names})"}}{files["zsh"]} }}"""
    return {
        "bash": function,
        "zsh": function,
        "fish": f"({names}{files['fish']})",
        "preamble": {"bash": bash, "zsh": zsh},
    }

"""Makes the completions of each shell, and the man page, from the parser."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

import shtab
from argparse_manpage.manpage import Manpage

from hipcoach import __version__
from hipcoach.cli.examples import EXAMPLES
from hipcoach.cli.parser import COMMANDS, make_parser

SHELLS = ("bash", "zsh", "fish")

MANUAL = "hipcoach.1"

NAMES = "hipcoach names {what} 2>/dev/null"
"""What lists names in any shell; the person's own are among them."""

LISTED = {
    "SESSION": "sessions",
    "SESSION|PROGRAMME": "sessions programmes",
    "PROGRAMME": "programmes",
    "EXERCISE:MODIFICATION": "modifications",
    "EXERCISE=LOAD": "exercises",
}
"""What is completed with names, by the word that stands for the argument."""

OTHERWISE = {
    ("hipcoach play", "SESSION"): ("sessions", "today"),
    ("hipcoach handout", "SESSION"): ("sessions programmes", ""),
    ("hipcoach calendar", "SESSION"): ("sessions programmes", ""),
    ("hipcoach programme", "ACTION"): ("programmes", "list show begin pause resume end accept"),
    ("hipcoach programme", "NAME"): ("programmes", "phase week file"),
    ("hipcoach help", "COMMAND"): ("", " ".join(COMMANDS)),
}
"""Where the same word stands for something else, or words may stand besides: the names, and those words."""

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
    for command, action in _arguments(parser):
        if (completed := _completed(command, action)) is not None:
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


def _arguments(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.Action]]:
    """Every argument with what its command is called, those of the commands too."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _arguments(command)
        elif action.nargs != 0:
            yield parser.prog, action


def _completed(command: str, action: argparse.Action) -> object:
    """What an argument is completed with, as `shtab` takes it; `None`: nothing, or its choices."""
    word = str(action.metavar)
    names, words = OTHERWISE.get((command, word), (LISTED.get(word, ""), ""))
    if names or words:
        return _any_of(names, words)
    if word in FOLDERS:
        return shtab.DIRECTORY
    return shtab.FILE if word == "FILE" or word.startswith("OUT") else None


def _any_of(names: str, words: str) -> dict[str, object]:
    """Names and words that an argument may be; where a session may stand, files too."""
    function = f"_hipcoach_{re.sub('[^a-z]', '_', f'{names} {words}'.strip())}"
    files = FILES_TOO if "sessions" in names else dict.fromkeys(SHELLS, "")
    listing = NAMES.format(what=names) if names else ""
    # A colon begins a new word in bash, so only what stands before it can be completed there.
    in_bash = listing.replace("modifications", "exercises")
    bash = f"""{function}() {{ compgen -W "{words} $({in_bash})" -- "$1"{files["bash"]}; }}"""
    zsh = f"""{function}() {{ compadd -- {words} ${{(f)"$({listing})"}}{files["zsh"]} }}"""
    fish = "; ".join(filter(None, (listing, f"string split ' ' '{words}'" if words else "")))
    return {
        "bash": function,
        "zsh": function,
        "fish": f"({fish}{files['fish']})",
        "preamble": {"bash": bash, "zsh": zsh},
    }

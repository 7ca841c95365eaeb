"""The words of the command line: commands, what they take, and which function carries each out."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from hipcoach import __version__

# As `typing` has it, without the time that importing it takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Parser(argparse.ArgumentParser):
    """A parser, also of each command, that asks for the width of the terminal without loading `shutil`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_help, **options)


def _help(prog: str) -> argparse.HelpFormatter:
    try:
        columns = os.get_terminal_size().columns
    except OSError:
        columns = 0
    return argparse.HelpFormatter(prog, width=(columns or 80) - 2)


def make_parser() -> argparse.ArgumentParser:
    """The parser; what it returns says in `run` which file of this room carries the command out, and which function."""
    parser = _Parser(
        prog="hipcoach", description="Leads through exercise sessions for the hip. Without a command: what there is."
    )
    parser.add_argument("--version", action="version", version=f"hipcoach {__version__}")
    parser.set_defaults(run="overview.overview")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    play = commands.add_parser("play", help="follow a session live")
    _session_arguments(play, nargs="?")
    play.add_argument("--resume", action="store_true", help="go on with the session that was left open")
    play.add_argument("--plain", action="store_true", help="lines of text instead of a screen")
    play.add_argument("--json", action="store_true", help="JSON lines instead of a screen")
    play.add_argument("--speed", type=_speed, metavar="N", help="rehearse N times as fast; nothing is logged")
    play.add_argument("--mute", action="store_true", help="start without sound")
    play.set_defaults(run="play.play")

    plan = commands.add_parser("plan", help="show what a session comes to, second by second")
    _session_arguments(plan)
    plan.add_argument("--json", action="store_true", help="as JSON")
    plan.set_defaults(run="tables.plan")

    render = commands.add_parser("render", help="write a session's sound to a file")
    _session_arguments(render)
    render.add_argument("file", metavar="OUT.wav", type=Path, help="the file to write")
    render.add_argument("--force", action="store_true", help="replace the file where it is there already")
    render.add_argument(
        "--level",
        choices=("tones", "counts", "brief", "full"),
        help="how much is said; default: as set, else brief",
    )
    render.set_defaults(run="render.render")

    listing = commands.add_parser("list", help="list the sessions that there are")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run="tables.listing")

    check = commands.add_parser("check", help="check session files")
    check.add_argument("files", nargs="+", metavar="FILE", help="a session file, a folder of them, or a session's name")
    check.add_argument("--json", action="store_true", help="the problems as JSON")
    check.set_defaults(run="check.check")

    new = commands.add_parser("new", help="begin a session file of your own")
    new.add_argument("name", metavar="NAME", help="what it is to be called")
    new.set_defaults(run="authoring.new")

    edit = commands.add_parser("edit", help="change a session in your editor; a preset is copied first")
    edit.add_argument("session", metavar="SESSION", help="a file, a session of your own, or a preset")
    edit.set_defaults(run="authoring.edit")

    schema = commands.add_parser("schema", help="the JSON Schema of session files, for editors")
    schema.add_argument("--exercise", action="store_true", help="that of library exercises instead")
    schema.add_argument("--output", type=Path, metavar="FILE", help="write it to a file")
    schema.add_argument("--force", action="store_true", help="replace the file where it is there already")
    schema.set_defaults(run="reference.schema")

    page = commands.add_parser("format", help="the page that explains session files")
    page.set_defaults(run="reference.format_page")

    log = commands.add_parser("log", help="show what was done")
    form = log.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="one row for each set")
    form.add_argument("--json", action="store_true", help="one object for each session")
    which = log.add_mutually_exclusive_group()
    which.add_argument("--since", metavar="DATE", help="from a day on (2026-11-01), or the last 14d or 6w")
    which.add_argument("--session", metavar="ID", help="one session in full; the beginning of its id is enough")
    which.add_argument("--take", metavar="FILE", type=Path, help="put a session into it that was saved elsewhere")
    log.set_defaults(run="log.log")

    doctor = commands.add_parser("doctor", help="say what works here, and what to do about the rest")
    form = doctor.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--play", action="store_true", help="play every cue, with its name and what it means")
    doctor.set_defaults(run="doctor.doctor")

    settings = commands.add_parser("settings", help="show what is set, and what can be")
    form = settings.add_mutually_exclusive_group()
    form.add_argument("--example", action="store_true", help="a settings file with every key, to begin with")
    form.add_argument("--path", action="store_true", help="where the settings file is, or would be")
    settings.set_defaults(run="settings.settings")
    return parser


def _session_arguments(parser: argparse.ArgumentParser, nargs: str | None = None) -> None:
    parser.add_argument("session", metavar="SESSION", nargs=nargs, help="a file, a session of your own, or a preset")
    parser.add_argument(
        "--dose", choices=("low", "middle", "high"), help="default: as set, else as last time, at first low"
    )
    parser.add_argument(
        "--with",
        dest="modifications",
        action="append",
        default=[],
        type=_modification,
        metavar="EXERCISE:MODIFICATION",
        help="turn on an easier or harder option; may be given several times",
    )
    parser.add_argument("--first", choices=("left", "right"), help="the side that begins")


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.1 <= speed <= 10_000:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 0.1 to 10000")
    return speed


def _modification(text: str) -> tuple[str, str]:
    exercise, colon, modification = text.partition(":")
    if not (exercise and colon and modification):
        raise argparse.ArgumentTypeError(f"'{text}' is not EXERCISE:MODIFICATION, as in figure-four:towel")
    return exercise, modification

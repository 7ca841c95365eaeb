"""The parser of the command line: commands, their arguments, and the function that runs each."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from hipcoach import __version__

# As in `typing`, whose import would take too long.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Parser(argparse.ArgumentParser):
    """An argument parser that finds the terminal's width without importing `shutil`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_help, **options)


def _help(prog: str) -> argparse.HelpFormatter:
    try:
        columns = os.get_terminal_size().columns
    except OSError:
        columns = 0
    return argparse.HelpFormatter(prog, width=(columns or 80) - 2)


def make_parser() -> argparse.ArgumentParser:
    """Make the parser; the `run` of its result names the command's file in this room and its function."""
    parser = _Parser(
        prog="hipcoach",
        description="Guides you through exercise sessions for the hip. Opens the app if you give no command.",
    )
    parser.add_argument("--version", action="version", version=f"hipcoach {__version__}")
    parser.set_defaults(run="overview.overview")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    play = commands.add_parser("play", help="follow a session")
    _session_arguments(play, nargs="?")
    play.add_argument("--resume", action="store_true", help="go on with the session you left open")
    play.add_argument("--plain", action="store_true", help="print lines of text instead of the app")
    play.add_argument("--json", action="store_true", help="print JSON lines instead of the app")
    play.add_argument("--speed", type=_speed, metavar="N", help="rehearse N times as fast; nothing is logged")
    play.add_argument("--mute", action="store_true", help="start without sound")
    _level(play)
    play.set_defaults(run="play.play")

    plan = commands.add_parser("plan", help="show every step of a session and how long it takes")
    _session_arguments(plan)
    plan.add_argument("--json", action="store_true", help="print JSON")
    plan.set_defaults(run="tables.plan")

    render = commands.add_parser("render", help="write the sound of a session to a file")
    _session_arguments(render)
    render.add_argument("file", metavar="OUT.wav", type=Path, help="the file to write")
    render.add_argument("--force", action="store_true", help="replace the file if it exists")
    _level(render)
    render.set_defaults(run="render.render")

    listing = commands.add_parser("list", help="list your sessions and the presets")
    listing.add_argument("--json", action="store_true", help="print JSON")
    listing.set_defaults(run="tables.listing")

    check = commands.add_parser("check", help="check session files")
    check.add_argument("files", nargs="+", metavar="FILE", help="a session file, a folder of them, or a session's name")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
    check.set_defaults(run="check.check")

    new = commands.add_parser("new", help="start a session file of your own")
    new.add_argument("name", metavar="NAME", help="the title of the session")
    new.set_defaults(run="authoring.new")

    edit = commands.add_parser("edit", help="change a session in your editor; a preset is copied first")
    edit.add_argument("session", metavar="SESSION", help="a file, a session of your own, or a preset")
    edit.set_defaults(run="authoring.edit")

    schema = commands.add_parser("schema", help="print the JSON Schema of session files, for editors")
    schema.add_argument("--exercise", action="store_true", help="print that of exercise files instead")
    schema.add_argument("--output", type=Path, metavar="FILE", help="write it to a file")
    schema.add_argument("--force", action="store_true", help="replace the file if it exists")
    schema.set_defaults(run="reference.schema")

    page = commands.add_parser("format", help="print the page that explains session files")
    page.set_defaults(run="reference.format_page")

    about = commands.add_parser("about", help="tell about turned-out hips: what comes of what, and who says so")
    about.set_defaults(run="reference.about")

    log = commands.add_parser("log", help="show what you have done")
    form = log.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print one row for each set")
    form.add_argument("--json", action="store_true", help="print one object for each session")
    which = log.add_mutually_exclusive_group()
    which.add_argument("--since", metavar="DATE", help="sessions since a day (2026-11-01), or of the last 14d or 6w")
    which.add_argument("--session", metavar="ID", help="one session in full; the first characters of its id are enough")
    which.add_argument("--take", metavar="FILE", type=Path, help="put a session that was saved elsewhere into the log")
    log.set_defaults(run="log.log")

    doctor = commands.add_parser("doctor", help="check what works here, and say what to do about the rest")
    form = doctor.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--play", action="store_true", help="play every sound, with its name and what it means")
    doctor.set_defaults(run="doctor.doctor")

    settings = commands.add_parser("settings", help="show every setting, its value and what it is for")
    form = settings.add_mutually_exclusive_group()
    form.add_argument("--example", action="store_true", help="print a settings file with every key, to start with")
    form.add_argument("--path", action="store_true", help="print where the settings file is, or would be")
    settings.set_defaults(run="settings.settings")
    return parser


def _session_arguments(parser: argparse.ArgumentParser, nargs: str | None = None) -> None:
    parser.add_argument("session", metavar="SESSION", nargs=nargs, help="a file, a session of your own, or a preset")
    parser.add_argument(
        "--dose",
        choices=("low", "middle", "high"),
        help="by default as in your settings, or as last time; low the first time",
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
    parser.add_argument("--first", choices=("left", "right"), help="the side that goes first")


def _level(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--level",
        choices=("tones", "counts", "brief", "full"),
        help="how much is said; by default as in your settings, or else brief",
    )


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

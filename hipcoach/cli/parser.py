"""The parser of the command line: commands, their arguments, and the function that runs each."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from hipcoach import __version__
from hipcoach.cli import arguments

# As in `typing`, whose import would take too long.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any


NAMED = ("sessions", "programmes", "exercises", "modifications")
"""The kinds of names that `names` prints."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that finds the terminal's width without importing `shutil`; its help ends with examples."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_help, **options)

    def format_help(self) -> str:
        """The help of a command, with examples."""
        # Imported here, since only who asks for help sees them.
        from hipcoach.cli.examples import shown

        return super().format_help() + shown(self.prog.partition(" ")[2])


def _help(prog: str) -> argparse.HelpFormatter:
    try:
        columns = os.get_terminal_size().columns
    except OSError:
        columns = 0
    return argparse.HelpFormatter(prog, width=(columns or 80) - 2)


def make_parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """Make the parser; the `run` of its result names the command's file in this room and its function.

    `words`: the command line. If it begins with a command, only that one is made, and none if it is empty: nothing that
    is printed depends on the others.
    """
    parser = _Parser(
        prog="hipcoach",
        description="Guides you through exercise sessions for the hip. Opens the app if you give no command.",
    )
    parser.add_argument(
        "-V", "--version", action="version", version=f"hipcoach {__version__}", help="print the version"
    )
    parser.set_defaults(run="overview.overview")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in COMMANDS if words is None or (words and words[0] not in COMMANDS) else words[:1]:
        help, add = COMMANDS[name]
        add(commands.add_parser(name, help=help))
    return parser


def _play(parser: argparse.ArgumentParser) -> None:
    _session_arguments(parser, nargs="?", or_else=", or today: the one that is proposed")
    parser.add_argument("--resume", action="store_true", help="go on with the session you left open")
    parser.add_argument("--plain", action="store_true", help="print lines made to be read aloud instead of the app")
    parser.add_argument(
        "--rate", type=arguments.rate, metavar="N", help="words a minute of your screen reader; 170 if unsaid"
    )
    parser.add_argument("--stamps", action="store_true", help="begin each line with the time of the session")
    parser.add_argument("--ticks", action="store_true", help="tell the last three seconds and phases in lines too")
    parser.add_argument("--json", action="store_true", help="print JSON lines instead of the app")
    parser.add_argument(
        "--speed", type=arguments.speed, metavar="N", help="rehearse N times as fast; nothing is logged"
    )
    parser.add_argument("--go", action="store_true", help="begin at once, ask nothing, and need no key to the end")
    parser.add_argument("--mute", action="store_true", help="start without sound")
    _level(parser)
    parser.set_defaults(run="play.play")


def _today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run="today.today")


def _plan(parser: argparse.ArgumentParser) -> None:
    _session_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run="tables.plan")


def _render(parser: argparse.ArgumentParser) -> None:
    _session_arguments(parser)
    parser.add_argument("file", metavar="OUT.wav", type=Path, help="the file to write; or OUT.mp3")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    _level(parser)
    parser.set_defaults(run="render.render")


def _handout(parser: argparse.ArgumentParser) -> None:
    _session_arguments(parser)
    parser.add_argument("file", metavar="OUT.html", type=Path, help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(run="paper.handout")


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="OUT.html", type=Path, help="the file to write")
    parser.add_argument(
        "--since",
        metavar="DATE",
        help="begin with a day (2026-11-01), or with the last 14d or 6w; by default 12 weeks, or the whole programme",
    )
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(run="report.report")


def _calendar(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="OUT.ics", type=Path, help="the file to write")
    parser.add_argument(
        "--days",
        type=arguments.days_of_week,
        required=True,
        metavar="DAYS",
        help="the days of a week, as in mon,wed,fri",
    )
    parser.add_argument(
        "--at", type=arguments.time_of_day, required=True, metavar="TIME", help="the time of day, as in 18:30"
    )
    parser.add_argument(
        "--weeks", type=arguments.weeks, default=6, metavar="N", help="for how many weeks; 6 if you do not say"
    )
    parser.add_argument("--from", dest="first", metavar="DATE", help="the first day, as in 2026-11-01; else today")
    parser.add_argument(
        "--session",
        metavar="SESSION",
        help="the session or programme that it is for; else the programme that you follow",
    )
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(run="calendar.calendar")


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run="tables.listing")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a file of a session or programme, a folder of them, or the name of one",
    )
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")
    parser.set_defaults(run="check.check")


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the title of the session or programme")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--short", action="store_true", help="leave the comments out")
    form.add_argument("--from", dest="like", metavar="SESSION", help="begin with a preset, or another session")
    form.add_argument("--programme", action="store_true", help="start a programme, which names sessions, instead")
    parser.set_defaults(run="authoring.new")


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="the file of a session or programme that you got from somewhere"
    )
    parser.add_argument("--as", dest="name", metavar="NAME", help="what to call it; by default, what its title says")
    parser.add_argument("--force", action="store_true", help="replace one of this name without asking")
    parser.set_defaults(run="authoring.add")


def _bundle(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", metavar="SESSION", help="a file, a session of your own, or a preset")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="the file to write; by default, SESSION-bundle.yaml in this folder"
    )
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(run="authoring.bundle")


def _edit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", metavar="SESSION", help="a file, a session of your own, a preset, or a programme")
    parser.set_defaults(run="authoring.edit")


def _schema(parser: argparse.ArgumentParser) -> None:
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--exercise", action="store_true", help="print that of exercise files instead")
    kind.add_argument("--programme", action="store_true", help="print that of programmes instead")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write it to a file")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")
    parser.set_defaults(run="reference.schema")


def _format_page(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run="reference.format_page")


def _about(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run="reference.about")


def _log(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--csv",
        nargs="?",
        choices=("sets", "sessions"),
        const="sets",
        help="print one row for each set, or for each session, as for a spreadsheet",
    )
    form.add_argument("--json", action="store_true", help="print one object for each session")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--since", metavar="DATE", help="sessions since a day (2026-11-01), or of the last 14d or 6w")
    which.add_argument("--session", metavar="ID", help="one session in full; the first characters of its id are enough")
    which.add_argument("--take", metavar="FILE", type=Path, help="put a session that was saved elsewhere into the log")
    parser.set_defaults(run="log.log")


def _history(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", metavar="DATE", help="from a day on (2026-11-01), or of the last 14d or 6w")
    parser.set_defaults(run="history.history")


def _measure(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--show", action="store_true", help="show what was measured, over the weeks")
    form.add_argument("--json", action="store_true", help="print what was measured as JSON")
    parser.set_defaults(run="measure.measure")


def _programme(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        metavar="ACTION",
        nargs="?",
        help="list, show, begin, pause, resume, end or accept; or the name of a programme to show",
    )
    parser.add_argument(
        "name", metavar="NAME", nargs="?", help="of the programme; for accept: phase, week or file, as offered"
    )
    parser.set_defaults(run="programme.programme")


def _doctor(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--play", action="store_true", help="play every sound, with its name and what it means")
    parser.set_defaults(run="doctor.doctor")


def _settings(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--example", action="store_true", help="print a settings file with every key, to start with")
    form.add_argument("--path", action="store_true", help="print where the settings file is, or would be")
    parser.set_defaults(run="settings.settings")


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="another address of this machine, open to others"
    )
    parser.add_argument("--port", default=8000, type=int, metavar="N", help="the number of the port; 8000 otherwise")
    parser.set_defaults(run="serve.serve")


def _help_page(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "command", metavar="COMMAND", nargs="?", help="the command to explain; without one, all of them"
    )
    parser.set_defaults(run="words.help")


def _names(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="+", choices=NAMED, help="which names")
    parser.set_defaults(run="words.names")


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")
    parser.set_defaults(run="words.completion")


def _session_arguments(parser: argparse.ArgumentParser, nargs: str | None = None, or_else: str = "") -> None:
    help = f"a file, a session of your own, or a preset{or_else}"
    parser.add_argument("session", metavar="SESSION", nargs=nargs, help=help)
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
        type=arguments.modification,
        metavar="EXERCISE:MODIFICATION",
        help="turn on an easier or harder option; may be given several times",
    )
    parser.add_argument("--first", choices=("left", "right"), help="the side that goes first")
    parser.add_argument(
        "--affected",
        choices=("left", "right", "both"),
        help="the side that a session calls affected; `play` remembers it",
    )
    parser.add_argument(
        "--load",
        dest="loads",
        action="append",
        default=[],
        type=arguments.load,
        metavar="EXERCISE=LOAD",
        help="the weight you take, as in squat=2kg; `play` remembers it; may be given several times",
    )


def _level(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--level",
        choices=("tones", "counts", "brief", "full"),
        help="how much is said; by default as in your settings, or else brief",
    )


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "play": ("follow a session", _play),
    "today": ("say what to do today, and why", _today),
    "plan": ("show every step of a session and how long it takes", _plan),
    "render": ("write the sound of a session to a file", _render),
    "handout": ("write a session or programme as a page to print, with pictures and boxes to tick", _handout),
    "report": ("write what you have done and said as two pages for a doctor or therapist", _report),
    "calendar": ("write reminders of a session or programme as a file that your calendar imports", _calendar),
    "list": ("list your sessions and the presets", _listing),
    "check": ("check the files of sessions and programmes", _check),
    "new": ("start a session or programme of your own", _new),
    "add": ("check the file of a session or programme and put it among your own", _add),
    "bundle": ("write a session with the exercises in it that only you have, to send", _bundle),
    "edit": ("change a session or programme in your editor; a preset is copied first", _edit),
    "schema": ("print the JSON Schema of session files, for editors", _schema),
    "format": ("print the page that explains the files of sessions and programmes", _format_page),
    "about": ("tell about turned-out hips: what comes of what, and who says so", _about),
    "log": ("show what you have done", _log),
    "history": ("say in words how it has gone: each side, pain, weeks, measures", _history),
    "measure": ("measure how far your hips turn, how your feet stand, how easy socks are", _measure),
    "programme": ("follow a programme of some weeks: show, begin, pause, resume, end or accept", _programme),
    "doctor": ("check what works here, and say what to do about the rest", _doctor),
    "settings": ("show every setting, its value and what it is for", _settings),
    "serve": ("show the app in a browser", _serve),
    "names": ("print the names that there are, one a line", _names),
    "completion": ("print what makes your shell complete hipcoach's words", _completion),
    "help": ("explain a command", _help_page),
}
"""Each command with its help, and the function that adds its arguments."""

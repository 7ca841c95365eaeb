"""The command line, which finds out what was asked for.

Everything heavy is imported by the command that needs it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from hipcoach import __version__

# As `typing` has it, without the time that importing it takes.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn, TextIO

    from hipcoach.engine.choices import Choices
    from hipcoach.journal.resume import Resumable
    from hipcoach.live.environment import Environment, RunOptions
    from hipcoach.paths import Paths
    from hipcoach.session.library import Library, Reading
    from hipcoach.session.model import Session
    from hipcoach.settings.found import FoundSettings
    from hipcoach.settings.model import Settings
    from hipcoach.sound.speaker import Speaker

OK, WRONG, REFUSED = 0, 1, 2
"""Exit statuses: all well, what was checked is not, it could not be done as asked."""

BROKEN_PIPE = 141
"""Exit status where whoever read the output went away: that of the signal which says so."""


class Refused(Exception):  # noqa: N818 - not an error of the program
    """What was asked for cannot be done; the message says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line; the exit status."""
    _take_any_text()
    asked = _parser().parse_args(arguments)
    status: int = OK
    try:
        status = asked.run(asked)
        sys.stdout.flush()
    except Refused as refused:
        _complain(str(refused))
        return REFUSED
    except BrokenPipeError:
        _to_nowhere(sys.stdout)
        return BROKEN_PIPE
    except OSError as error:
        _to_nowhere(sys.stdout)
        from hipcoach.diagnostics.files import in_words

        try:
            _complain(in_words(error))
        except OSError:
            _to_nowhere(sys.stderr)
        return status or REFUSED
    except KeyboardInterrupt:
        return 130
    return status


def _take_any_text() -> None:
    """Have standard output and error take whatever is written: a `?` for letters they lack, nothing if closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _to_nowhere(stream: TextIO) -> None:
    """Leave what is still buffered, which has nowhere to go and must not be complained about at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


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


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="hipcoach", description="Leads through exercise sessions for the hip. Without a command: what there is."
    )
    parser.add_argument("--version", action="version", version=f"hipcoach {__version__}")
    parser.set_defaults(run=_overview)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    play = commands.add_parser("play", help="follow a session live")
    _session_arguments(play, nargs="?")
    play.add_argument("--resume", action="store_true", help="go on with the session that was left open")
    play.add_argument("--plain", action="store_true", help="lines of text instead of a screen")
    play.add_argument("--json", action="store_true", help="JSON lines instead of a screen")
    play.add_argument("--speed", type=_speed, metavar="N", help="rehearse N times as fast; nothing is logged")
    play.add_argument("--mute", action="store_true", help="start without sound")
    play.set_defaults(run=_play)

    plan = commands.add_parser("plan", help="show what a session comes to, second by second")
    _session_arguments(plan)
    plan.add_argument("--json", action="store_true", help="as JSON")
    plan.set_defaults(run=_plan)

    render = commands.add_parser("render", help="write a session's sound to a file")
    _session_arguments(render)
    render.add_argument("file", metavar="OUT.wav", type=Path, help="the file to write")
    render.add_argument("--force", action="store_true", help="replace the file where it is there already")
    render.add_argument(
        "--level",
        choices=("tones", "counts", "brief", "full"),
        help="how much is said; default: as set, else brief",
    )
    render.set_defaults(run=_render)

    listing = commands.add_parser("list", help="list the sessions that there are")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=_list)

    check = commands.add_parser("check", help="check session files")
    check.add_argument("files", nargs="+", metavar="FILE", help="a session file, a folder of them, or a session's name")
    check.add_argument("--json", action="store_true", help="the problems as JSON")
    check.set_defaults(run=_check)

    new = commands.add_parser("new", help="begin a session file of your own")
    new.add_argument("name", metavar="NAME", help="what it is to be called")
    new.set_defaults(run=_new)

    edit = commands.add_parser("edit", help="change a session in your editor; a preset is copied first")
    edit.add_argument("session", metavar="SESSION", help="a file, a session of your own, or a preset")
    edit.set_defaults(run=_edit)

    schema = commands.add_parser("schema", help="the JSON Schema of session files, for editors")
    schema.add_argument("--exercise", action="store_true", help="that of library exercises instead")
    schema.add_argument("--output", type=Path, metavar="FILE", help="write it to a file")
    schema.add_argument("--force", action="store_true", help="replace the file where it is there already")
    schema.set_defaults(run=_schema)

    page = commands.add_parser("format", help="the page that explains session files")
    page.set_defaults(run=_format)

    log = commands.add_parser("log", help="show what was done")
    form = log.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="one row for each set")
    form.add_argument("--json", action="store_true", help="one object for each session")
    which = log.add_mutually_exclusive_group()
    which.add_argument("--since", metavar="DATE", help="from a day on (2026-11-01), or the last 14d or 6w")
    which.add_argument("--session", metavar="ID", help="one session in full; the beginning of its id is enough")
    which.add_argument("--take", metavar="FILE", type=Path, help="put a session into it that was saved elsewhere")
    log.set_defaults(run=_log)

    doctor = commands.add_parser("doctor", help="say what works here, and what to do about the rest")
    form = doctor.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON")
    form.add_argument("--play", action="store_true", help="play every cue, with its name and what it means")
    doctor.set_defaults(run=_doctor)

    settings = commands.add_parser("settings", help="show what is set, and what can be")
    form = settings.add_mutually_exclusive_group()
    form.add_argument("--example", action="store_true", help="a settings file with every key, to begin with")
    form.add_argument("--path", action="store_true", help="where the settings file is, or would be")
    settings.set_defaults(run=_show_settings)
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


# -- what every command needs ----------------------------------------------------------------------------------------


def _places() -> Paths:
    from hipcoach.paths import Paths

    return Paths.find(os.environ)


def _library(places: Paths) -> Library:
    from hipcoach.session.library import Library, shipped_sessions

    return Library(shipped_sessions(), places.sessions)


def _find(library: Library, argument: str) -> Path:
    from hipcoach.session.library import NoSuchSession

    try:
        path = library.find(argument)
    except NoSuchSession as missing:
        raise Refused(str(missing)) from missing
    if not path.exists():
        raise Refused(f"there is no file {path}; 'hipcoach list' shows the sessions that there are")
    return path


def _read(library: Library, argument: str) -> tuple[Session, Reading]:
    """A session that can be played; its problems go to standard error."""
    from hipcoach.diagnostics.problems import render

    reading = library.read(_find(library, argument))
    if reading.session is None:
        print(
            render(reading.problems, colour=_colour(sys.stderr.isatty()), width=_width(sys.stderr)),
            file=sys.stderr,
        )
        raise Refused(f"{reading.path} cannot be used as it is")
    return reading.session, reading


def _settings(places: Paths) -> FoundSettings:
    """The settings, and what is wrong with their file."""
    from hipcoach.settings.file import read

    return read(places.config)


def _tell(found: FoundSettings) -> None:
    """Say once that something is wrong with the settings."""
    if found.notice:
        _complain(found.notice)


def _choices(session: Session, asked: argparse.Namespace, places: Paths, settings: Settings) -> Choices:
    """What was chosen on the command line, else in the settings, else last time."""
    from dataclasses import replace

    from hipcoach.engine.choices import ChoiceError, with_modification
    from hipcoach.session.model import Dose, Side

    choices = settings.begin(_last(places))
    choices = replace(
        choices,
        dose=Dose(asked.dose) if asked.dose else choices.dose,
        first=Side(asked.first) if asked.first else choices.first,
    )
    try:
        for exercise, modification in asked.modifications:
            choices = with_modification(session, choices, exercise, modification)
    except ChoiceError as error:
        raise Refused(str(error)) from error
    return choices


def _last(places: Paths) -> Choices:
    """The dose and the first side that were chosen last; what else was chosen belongs to one session."""
    from hipcoach.engine.choices import Choices
    from hipcoach.journal.files import damage
    from hipcoach.journal.habits import last_choices
    from hipcoach.live.clocks import local_time

    unread = list(damage(places.log))
    last = last_choices(places.log, local_time(), unread.append)
    for text in dict.fromkeys(unread):
        _complain(text)
    return Choices(dose=last.dose, first=last.first) if last else Choices()


def _colour(terminal: bool) -> bool:
    return terminal and not os.environ.get("NO_COLOR")


def _width(out: TextIO) -> int | None:
    """How wide the terminal is that a stream writes to; `None` where it is none."""
    from hipcoach.text import width

    return width.columns(out)


def _print(text: str, further: str = "") -> None:
    """Print a line, broken between words where it goes to a terminal, and so much further from the left then.

    Whatever it says of files or anything else from outside does a terminal no harm.
    """
    from hipcoach.text.characters import harmless
    from hipcoach.text.width import broken

    print(broken(harmless(text), _width(sys.stdout), further))


# -- the commands ----------------------------------------------------------------------------------------------------


def _play(asked: argparse.Namespace) -> int:
    from hipcoach.live.environment import Environment, RunOptions

    if asked.resume:
        return _go_on(asked)
    if asked.session is None:
        raise Refused("which SESSION? 'hipcoach list' shows them, and --resume goes on with the one left open")
    places = _places()
    library = _library(places)
    session, reading = _read(library, asked.session)
    found = _settings(places)
    choices = _choices(session, asked, places, found.settings)
    as_asked = bool(asked.dose or asked.modifications)
    manner = RunOptions(json=asked.json, speed=asked.speed, mute=asked.mute, as_asked=as_asked)
    desk = Environment.standard(places, library, found.settings)
    if asked.plain or asked.json or not _has_screen():
        from hipcoach.plain.run import play

        _tell(found)
        return play(session, reading, choices, desk, manner)
    return _run_app(desk, choices, manner, (session, reading), found.notice)


def _go_on(asked: argparse.Namespace) -> int:
    """Go on with the session that was left open."""
    from hipcoach.live.environment import Environment, RunOptions
    from hipcoach.live.run import left_open

    if asked.speed is not None or asked.dose or asked.first or asked.modifications:
        raise Refused(
            "--resume goes on as the session was begun, so --speed, --dose, --first and --with are not for it"
        )
    places = _places()
    library = _library(places)
    found = _settings(places)
    desk = Environment.standard(places, library, found.settings)
    reading = library.read(_find(library, asked.session)) if asked.session else None
    left = left_open(desk, _complain, reading.path.name if reading else None)
    if left is None:
        what = f"'{asked.session}'" if asked.session else "no session"
        not_left = f"{what} was{' not' if asked.session else ''} left open in the last 24 hours"
        raise Refused(f"{not_left}, or another hipcoach is at it; 'hipcoach play SESSION' begins anew")
    manner = RunOptions(json=asked.json, mute=asked.mute)
    if asked.plain or asked.json or not _has_screen():
        from hipcoach.plain.run import go_on

        _tell(found)
        return go_on(left, reading, desk, manner)
    return _run_app(desk, left.choices, manner, None, found.notice, (left, reading))


def _run_app(
    desk: Environment,
    choices: Choices,
    manner: RunOptions,
    opening: tuple[Session, Reading] | None,
    notice: str | None,
    going_on: tuple[Resumable, Reading | None] | None = None,
) -> int:
    from hipcoach.ui.app import HipcoachApp, run
    from hipcoach.ui.driver import NoDriver

    def speaker(ring: Callable[[], None], report: Callable[[str], None]) -> Speaker:
        from hipcoach.live.speaker_for import speaker_for

        sound, speed = desk.settings.sound, manner.speed or 1.0
        return speaker_for(sound, desk.places.cache, report=report, ring=ring, speed=speed)

    try:
        app = HipcoachApp(desk, choices, manner, speaker, opening, notice, going_on)
    except NoDriver as missing:
        raise Refused(str(missing)) from missing
    return run(app)


def _has_screen() -> bool:
    """Whether there is something to draw on: a terminal, or what Textual is told to use, as in a browser."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    terminals = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return terminals and os.environ.get("TERM") != "dumb"


def _plan(asked: argparse.Namespace) -> int:
    from hipcoach.engine.plan import make_plan
    from hipcoach.plain import tables

    places = _places()
    session, _ = _read(_library(places), asked.session)
    found = _settings(places)
    _tell(found)
    choices = _choices(session, asked, places, found.settings)
    plan = make_plan(session, choices)
    width = tables.within(_width(sys.stdout))
    for text in tables.plan_as_json(plan) if asked.json else tables.plan_as_text(plan, choices.dose, width):
        print(text)
    return OK


def _render(asked: argparse.Namespace) -> int:
    import time

    from hipcoach.cues.prompts import Level
    from hipcoach.engine.plan import make_plan
    from hipcoach.live.speaker_for import volumes
    from hipcoach.sound.render import render
    from hipcoach.sound.spoken import Spoken
    from hipcoach.text.durations import clock

    if asked.file.is_dir():
        raise Refused(f"{asked.file} is a folder; name the file to write, as in {asked.file / 'session.wav'}")
    if asked.file.suffix.lower() not in ("", ".wav"):
        raise Refused(
            f"{asked.file} would not be what its name says; name a WAV file, as in {asked.file.with_suffix('.wav')}"
        )
    places = _places()
    session, reading = _read(_library(places), asked.session)
    if _is_same(asked.file, reading.path):
        raise Refused(f"{asked.file} is the session itself; name another file to write")
    _not_there(asked.file, asked.force)
    found = _settings(places)
    _tell(found)
    plan = make_plan(session, _choices(session, asked, places, found.settings))
    sound = found.settings.sound
    voice = Spoken(places.cache, _complain)
    try:
        voice.prepare(plan)
        while voice.busy:
            time.sleep(0.05)
        # Nobody asks for a file of silence.
        level = Level[asked.level.upper()] if asked.level else (sound.level or Level.BRIEF)
        written = render(plan, level, voice, volumes(sound), asked.file, replace=asked.force)
    finally:
        voice.close()
    _print(f"{asked.file}: {clock(written.seconds)}, {written.bytes / 1e6:.1f} MB")
    return OK


def _not_there(file: Path, force: bool) -> None:
    """Refuse to replace a file that is there, unless that was asked for."""
    if os.path.lexists(file) and not force:
        raise Refused(f"{file} is there already; name another file, or replace it with --force")


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are those of one file."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _overview(asked: argparse.Namespace) -> int:
    if _has_screen():
        from hipcoach.engine.choices import Choices
        from hipcoach.live.environment import Environment, RunOptions

        places = _places()
        found = _settings(places)
        desk = Environment.standard(places, _library(places), found.settings)
        return _run_app(desk, found.settings.begin(Choices()), RunOptions(), None, found.notice)
    _list(argparse.Namespace(json=False))
    print()
    _print("Follow one:    hipcoach play release")
    _print("What it takes: hipcoach plan release --dose middle")
    _print("What was done: hipcoach log")
    return OK


def _list(asked: argparse.Namespace) -> int:
    from hipcoach.engine.choices import Choices
    from hipcoach.plain import tables

    places = _places()
    found = _settings(places)
    _tell(found)
    dose = found.settings.begin(_last(places)).dose
    library = _library(places)
    for text in library.damage():
        _complain(text)
    listed = tables.listed(library, Choices(dose=dose))
    width = tables.within(_width(sys.stdout))
    for text in tables.list_as_json(listed) if asked.json else tables.list_as_text(listed, places.sessions, width):
        print(text)
    return OK


def _check(asked: argparse.Namespace) -> int:
    from hipcoach.diagnostics.problems import has_error, render
    from hipcoach.engine.plan import longest
    from hipcoach.text.characters import clean, escaped

    library = _library(_places())
    status = OK
    found = []
    for argument in asked.files:
        try:
            paths, passed_over = _yaml_files(argument) or ((_find(library, argument),), ())
        except Refused as refused:
            _complain(str(refused))
            status = REFUSED
        else:
            for text in passed_over:
                _complain(text)
                status = REFUSED
            found += [(path, library.check(path, longest)) for path in paths]
    problems = [problem for _, inside in found for problem in inside]
    if asked.json:
        import json

        print(escaped(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=1)))
    else:
        for path, inside in found:
            if inside:
                print(render(inside, colour=_colour(sys.stdout.isatty()), width=_width(sys.stdout)))
            else:
                _print(f"{clean(str(path))}: no problems")
    return status or (WRONG if has_error(problems) else OK)


def _yaml_files(argument: str) -> tuple[tuple[Path, ...], tuple[str, ...]] | None:
    """The YAML files in a folder and all folders in it, and what of it cannot be read; `None` where it is no folder."""
    from hipcoach.diagnostics.files import path_shown, why
    from hipcoach.session.library import ENDINGS

    if not os.path.isdir(argument):  # noqa: PTH112 - False for whatever cannot be one
        return None
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


def _new(asked: argparse.Namespace) -> int:
    from hipcoach.session.authoring import editing

    try:
        path = editing.create(_library(_places()), asked.name)
    except editing.CannotWrite as refused:
        raise Refused(str(refused)) from refused
    _print(f"{path} is yours to fill in: 'hipcoach edit {path.stem}' opens it, 'hipcoach play {path.stem}' plays it.")
    return OK


def _edit(asked: argparse.Namespace) -> int:
    from contextlib import nullcontext

    from hipcoach.diagnostics.problems import has_error, render
    from hipcoach.engine.plan import longest
    from hipcoach.session.authoring import editing

    library = _library(_places())
    try:
        edited = editing.edit(
            library, _find(library, asked.session), editing.editor(os.environ), nullcontext(), longest
        )
    except editing.CannotWrite as refused:
        raise Refused(str(refused)) from refused
    if not edited.kept:
        print(editing.AS_IT_WAS)
    elif edited.problems:
        print(render(edited.problems, colour=_colour(sys.stdout.isatty()), width=_width(sys.stdout)))
    else:
        _print(f"{edited.path}: no problems")
    return WRONG if has_error(edited.problems) else OK


def _schema(asked: argparse.Namespace) -> int:
    from hipcoach import atomic
    from hipcoach.session.authoring.schema import as_text, exercise_schema, session_schema

    text = as_text(exercise_schema() if asked.exercise else session_schema(_library(_places()).exercise_ids()))
    if asked.output is None:
        print(text, end="")
    else:
        _not_there(asked.output, asked.force)
        atomic.write(asked.output, text.encode(), replace=asked.force, private=False)
        _print(f"Written to {asked.output}; begin a session file with: # yaml-language-server: $schema={asked.output}")
    return OK


def _format(asked: argparse.Namespace) -> int:
    from hipcoach.session.authoring.format_page import page

    print(page(_library(_places())), end="")
    return OK


def _log(asked: argparse.Namespace) -> int:
    from hipcoach.journal import export, query
    from hipcoach.live.clocks import local_time

    places, now = _places(), local_time()
    if asked.take is not None:
        return _take(asked.take, places)
    _bring_back(places)
    today = now.date()
    found = query.FoundSessions(places.log, _complain, now)
    try:
        if asked.session is not None:
            sessions = found.by_id(asked.session)
        elif asked.since is not None:
            sessions = found.since(query.since(asked.since, today), oldest_first=asked.csv or asked.json)
        else:
            sessions = found.all(oldest_first=asked.csv or asked.json)
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    if asked.csv:
        export.to_csv(sessions, sys.stdout)
    elif asked.json:
        export.to_json(sessions, sys.stdout)
    else:
        from hipcoach.journal import report

        def all_read() -> bool:
            return not found.unread

        if asked.session is not None:
            told = report.one(sessions)
        elif asked.since is not None:
            told = report.those(sessions, all_read)
        else:
            told = report.newest(sessions, found.number(), today, _library(places).per_week, all_read)
        for text in told:
            _print(text, "    ")
    if found.damage:
        _complain(found.damage)
    # A line that cannot be read costs itself; a whole file or folder is missing from what was asked for.
    return REFUSED if found.unread else OK


def _take(file: Path, places: Paths) -> int:
    """Put a session into the log that was saved elsewhere."""
    from hipcoach.journal.rescue import NotTaken, put_into_log

    try:
        taken = put_into_log(file, places.log)
    except NotTaken as refused:
        raise Refused(str(refused)) from refused
    _print(f"{file} is in the log{' now' if taken.fresh else ' already'}: {taken.path}")
    return OK


def _bring_back(places: Paths) -> None:
    """Put into the log what could not be written there before and was saved elsewhere."""
    from hipcoach.journal.install import known_id
    from hipcoach.journal.rescue import bring_back
    from hipcoach.live.environment import elsewhere

    if (host := known_id(places.install)) is not None:
        bring_back(places.log, host, elsewhere(), _complain)


def _show_settings(asked: argparse.Namespace) -> int:
    from hipcoach.diagnostics.problems import render
    from hipcoach.settings import shown

    path = _places().config
    if asked.path or asked.example:
        _print("\n".join(shown.example()) if asked.example else str(path))
        return OK
    found = _settings(_places())
    for text in shown.as_text(found, path, _width(sys.stdout)):
        print(text)
    if found.problems:
        # What is wrong comes last, also where both go into one pipe.
        sys.stdout.flush()
        print(
            render(found.problems, colour=_colour(sys.stderr.isatty()), width=_width(sys.stderr)),
            file=sys.stderr,
        )
    return WRONG if found.problems else OK


def _doctor(asked: argparse.Namespace) -> int:
    from hipcoach.doctor import visit
    from hipcoach.live.clocks import local_time

    if asked.play:
        found = _settings(_places())
        _tell(found)
        visit.listened(found.settings.sound)
        return OK
    examined = visit.examined_as_json if asked.json else visit.examined
    return OK if examined(os.environ, local_time()) else WRONG


def _complain(text: str) -> None:
    from hipcoach.text.characters import harmless
    from hipcoach.text.width import broken

    with suppress(OSError):
        sys.stdout.flush()
    print(broken(f"hipcoach: {harmless(text)}", _width(sys.stderr)), file=sys.stderr)


def entry() -> NoReturn:
    """Run as a program."""
    sys.exit(main())

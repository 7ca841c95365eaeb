"""Finds and reads sessions, library exercises and programmes: the person's own first, then those of hipcoach."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hipcoach.diagnostics.files import decode, path_shown, read_bytes, why
from hipcoach.diagnostics.problems import Code, Problem, Report, Source
from hipcoach.session.enclosed import same
from hipcoach.session.exercise_files import ExerciseFiles
from hipcoach.session.model import Exercise, Range, Session
from hipcoach.session.reader import ExerciseFile, ExerciseShelf, Lengths, built, read_per_week, read_session
from hipcoach.session.whole_file import is_programme
from hipcoach.text.characters import shown
from hipcoach.text.words import Guess

# The same as in `typing`, which takes time to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from hipcoach.figures.shelf import FigureShelf
    from hipcoach.session.programme import Programme

ENDINGS = (".yaml", ".yml")
"""The endings of session and exercise files, the preferred one first."""
IN_PLACE = "in place of the preset"
"""How a person's own session with the name of a preset is described."""
EXERCISES = "exercises"
"""The name of the folder within a sessions folder that holds the exercise library."""
PROGRAMMES = "programmes"
"""The name of the folder within a sessions folder that holds the programmes."""


class Entry(Struct, frozen=True):
    """A session or programme that can be chosen; its file has not been read."""

    name: str
    path: Path
    shipped: bool
    """Whether it came with hipcoach."""
    in_place: bool = False
    """Whether it is the person's own and hides one of the same name that came with hipcoach."""


class Reading(Struct, frozen=True):
    """The result of reading a session file."""

    session: Session | None
    """`None` exactly if there is an error."""
    problems: tuple[Problem, ...]
    path: Path
    data: bytes | None = None
    """The bytes of the file; `None` if they could not be read."""

    @property
    def sha256(self) -> str:
        """The checksum of the file, to tell versions of it apart; empty if it could not be read."""
        return _checksum(self.data)


class ProgrammeReading(Struct, frozen=True):
    """The result of reading a programme file."""

    programme: Programme | None
    """`None` exactly if there is an error."""
    problems: tuple[Problem, ...]
    path: Path
    data: bytes | None = None
    """The bytes of the file; `None` if they could not be read."""

    @property
    def sha256(self) -> str:
        """The checksum of the file, to tell versions of it apart; empty if it could not be read."""
        return _checksum(self.data)


class PerWeek(Struct, frozen=True):
    """How many times a week a session is to be done."""

    times: Range
    planned: bool
    """Whether it is from the person's own file; a preset only suggests it."""
    a_day: Range | None = None
    """How many times a day; then `times` counts days."""


class NoSuchSession(Exception):  # noqa: N818
    """There is no session of this name; the message says what to do."""


class NoSuchProgramme(Exception):  # noqa: N818
    """There is no programme of this name; the message says what to do."""


class Library:
    """The sessions, exercises and programmes in two folders; those in `own` come before those in `shipped`."""

    def __init__(self, shipped: Path, own: Path | None, speaks: Callable[[str], bool] = lambda language: True) -> None:
        """`speaks` tells whether a voice of this machine speaks a language; needed only to check files."""
        self.shipped = shipped
        self.own = own
        self._speaks = speaks
        self._exercises = ExerciseFiles(self.figures)

    def sessions(self) -> tuple[Entry, ...]:
        """The sessions that can be chosen by name: the person's own, then the presets whose names are not taken."""
        return self._entries("")

    def names(self) -> tuple[str, ...]:
        """The names of the sessions."""
        return tuple(sorted(entry.name for entry in self.sessions()))

    def programmes(self) -> tuple[Entry, ...]:
        """The programmes that can be chosen by name: the person's own, then the others whose names are not taken."""
        return self._entries(PROGRAMMES)

    def damage(self) -> tuple[str, ...]:
        """A line for each of the person's own folders that exists but cannot be read."""
        found: list[str] = []
        for folder in (self.own, self.own / EXERCISES, self.own / PROGRAMMES) if self.own is not None else ():
            try:
                with os.scandir(folder):
                    pass
            except FileNotFoundError:
                pass
            except OSError as error:
                found.append(f"{path_shown(folder)}: cannot be read: {why(error)}")
                break
        return tuple(found)

    def find(self, argument: str) -> Path:
        """The file for an argument, which is a path or the name of a session; NoSuchSession if it is neither."""
        names = {entry.name: entry.path for entry in self.sessions()}
        if (path := _named(argument, names)) is not None:
            return path
        if any(entry.name == argument for entry in self.programmes()):
            raise NoSuchSession(f"{argument} is a programme, and no session: hipcoach programme show {argument}")
        raise NoSuchSession(f"there is no session called {shown(argument)}: {_hint(argument, names)}")

    def find_programme(self, argument: str) -> Path:
        """The file for an argument, which is a path or the name of a programme; NoSuchProgramme if it is neither."""
        names = {entry.name: entry.path for entry in self.programmes()}
        if (path := _named(argument, names)) is not None:
            return path
        if any(entry.name == argument for entry in self.sessions()):
            raise NoSuchProgramme(f"{argument} is a session, and no programme: hipcoach play {argument}")
        raise NoSuchProgramme(f"there is no programme called {shown(argument)}: {_hint(argument, names)}")

    def read(self, path: Path, lengths: Lengths | None = None) -> Reading:
        """Read a session file; never raises because of its content."""
        report = Report()
        data = read_bytes(path, report)
        if data is None:
            return Reading(None, report.problems(), path)
        return self._read(data, path, report, lengths)

    def read_programme(self, path: Path) -> ProgrammeReading:
        """Read a programme file; never raises because of its content."""
        report = Report()
        data = read_bytes(path, report)
        return ProgrammeReading(None, report.problems(), path) if data is None else self._programme(data, path, report)

    def read_any(self, path: Path, lengths: Lengths | None = None) -> Reading | ProgrammeReading:
        """Read a file as a programme if it lies among those or is meant to be one, or else as a session."""
        report = Report()
        data = read_bytes(path, report)
        if data is None:
            return Reading(None, report.problems(), path)
        source = decode(data, str(path), Report())
        among = path.absolute().parent in (each.absolute() / PROGRAMMES for each in self._folders())
        if among or (source is not None and is_programme(source)):
            return self._programme(data, path, report)
        return self._read(data, path, report, lengths)

    def per_week(self, file: str) -> PerWeek | None:
        """How many times a week the session in a file of this name is to be done; `None` if nothing says so."""
        for entry in self.sessions():
            if entry.path.name == file:
                report = Report()
                data = read_bytes(entry.path, report)
                source = None if data is None else decode(data, str(entry.path), report)
                times = None if source is None else read_per_week(source, report)
                return PerWeek(times[0], not entry.shipped, times[1]) if times else None
        return None

    def read_text(self, text: str | bytes, name: str = "session.yaml") -> Reading:
        """Read a session from a text, as if it were in a file of this name."""
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        return self._read(data, Path(name), Report())

    def read_programme_text(self, text: str | bytes, name: str = "programme.yaml") -> ProgrammeReading:
        """Read a programme from a text, as if it were in a file of this name."""
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        return self._programme(data, Path(name), Report())

    def exercise_ids(self) -> tuple[str, ...]:
        """The ids of the exercise library."""
        return tuple(sorted({name for folder in self._folders() for name in _files(folder / EXERCISES)}))

    def figures(self) -> tuple[str, ...]:
        """The names of all figures."""
        return self.figure_shelf().names()

    def own_figures(self, session: Session) -> tuple[str, ...]:
        """The figures of a session that only the person has, and that no session file can bring."""
        changes = [change for exercise in session.exercises for change in exercise.modifications]
        named = {exercise.figure for exercise in session.exercises} | {change.instead.figure for change in changes}
        own = {name for name in named if name is not None}.intersection(self.figures())
        return tuple(sorted(own.difference(Library(self.shipped, None).figures()))) if own else ()

    def figure_shelf(self) -> FigureShelf:
        """The figures beside the sessions: the person's own, then those that came with hipcoach."""
        # Needed only where a figure is named or shown.
        from hipcoach.figures.shelf import FigureShelf

        return FigureShelf(*self._folders())

    def read_exercise(self, ident: str) -> tuple[Exercise | None, tuple[Problem, ...]]:
        """A library exercise by itself, with the built-in defaults; `None` if there is none, or an error in it."""
        file = self._exercise(ident, alone=True)
        return (None, ()) if file is None else (built(file, ident), file.problems)

    def check(self, path: Path, lengths: Lengths | None = None) -> tuple[Problem, ...]:
        """The problems of a file: of an exercise or programme by its folder, or else of what its text is meant to be.

        With `lengths`, which gives the seconds of each exercise at the high dose, it also warns of an unusually long
        session and of texts that no voice can speak.
        """
        if path.absolute().parent.name == EXERCISES:
            return self._exercises.read(path, alone=True, checked=True).problems
        reading = self.read_any(path, lengths)
        folder = path.absolute().parent
        if isinstance(reading, ProgrammeReading) and folder in (each.absolute() for each in self._folders()):
            message = "this programme lies among the sessions, where nothing finds it"
            help = f"move it into `{PROGRAMMES}`, a folder there"
            return Source(str(path)).problem(Code.TYPE, message, None, help), *reading.problems
        return reading.problems

    def only_own(self, ident: str) -> ExerciseFile | None:
        """The person's own exercise of an id; `None` if there is none, or if everybody has the same one."""
        own, shipped = (self._exercise_in(folder, ident) for folder in (self.own, self.shipped))
        if own is None or shipped is None or own.fields is None or shipped.fields is None:
            return own
        return None if same(own.fields, shipped.fields) else own

    def _entries(self, inside: str) -> tuple[Entry, ...]:
        """The files in a folder within the sessions folders, the person's own first."""
        found: dict[str, Entry] = {}
        for folder in self._folders():
            for name, path in sorted(_files(folder / inside).items()):
                shipped = folder is self.shipped
                if name not in found:
                    found[name] = Entry(name, path, shipped)
                elif shipped:
                    found[name] = replace(found[name], in_place=True)
        return tuple(found.values())

    def _folders(self) -> tuple[Path, ...]:
        return (self.shipped,) if self.own is None else (self.own, self.shipped)

    def _read(self, data: bytes, path: Path, report: Report, lengths: Lengths | None = None) -> Reading:
        source = decode(data, str(path), report)
        session = None
        if source is not None:
            find = partial(self._exercise, checked=lengths is not None)
            only_own = lambda ident: self.only_own(ident) is not None  # noqa: E731
            shelf = ExerciseShelf(find, self.exercise_ids, self.figures, only_own, self._speaks)
            session = read_session(source, report, shelf, lengths)
        return Reading(session, report.problems(), path, data)

    def _programme(self, data: bytes, path: Path, report: Report) -> ProgrammeReading:
        # Imported here: most of the time sessions are read, and no programmes.
        from hipcoach.session.programme_checks import SessionShelf
        from hipcoach.session.programme_reader import read_programme

        sessions = {entry.name: entry.path for entry in self.sessions()}
        shelf = SessionShelf(lambda name: self.read(sessions[name]).session, lambda: sessions, self.exercise_ids)
        source = decode(data, str(path), report)
        programme = None if source is None else read_programme(source, report, shelf)
        return ProgrammeReading(programme, report.problems(), path, data)

    def _exercise(self, ident: str, *, alone: bool = False, checked: bool = False) -> ExerciseFile | None:
        found = (self._exercise_in(folder, ident, alone=alone, checked=checked) for folder in self._folders())
        return next((file for file in found if file is not None), None)

    def _exercise_in(
        self, folder: Path | None, ident: str, *, alone: bool = False, checked: bool = False
    ) -> ExerciseFile | None:
        """The exercise in a sessions folder; `None` if there is none."""
        if folder is None:
            return None
        # The id has been checked to be a slug, so it cannot lead out of the folder.
        for ending in ENDINGS:
            path = folder / EXERCISES / f"{ident}{ending}"
            try:
                path.stat()
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                # It exists but cannot be opened; reading it reports why.
                pass
            return self._exercises.read(path, alone=alone, checked=checked)
        return None


def same_file(path: Path, sha256: str) -> bool:
    """Whether a file has this checksum; not where it cannot be read."""
    data = read_bytes(path, Report())
    return data is not None and _checksum(data) == sha256


def shipped_sessions() -> Path:
    """The folder of the presets: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent / "sessions"


def _named(argument: str, names: Mapping[str, Path]) -> Path | None:
    """The file for an argument, which is a path or one of the names; `None` if it is neither."""
    path = Path(argument)
    if any(mark in argument for mark in ("/", os.sep)) or argument.lower().endswith(ENDINGS):
        return path
    if path.exists() and not path.is_dir():
        return path
    return names.get(argument)


def _hint(argument: str, names: Collection[str]) -> str:
    """What to write instead of a name that nothing has."""
    near = Guess()(argument, names)
    if near is not None:
        return f"did you mean {near}?"
    return f"there is {', '.join(sorted(names))}; or give the path of a file" if names else "give the path of a file"


def _checksum(data: bytes | None) -> str:
    from hipcoach.hashing import sha256

    return "" if data is None else sha256(data)


def _files(folder: Path) -> dict[str, Path]:
    """The YAML files directly in a folder, by stem; of two with the same stem, the one that ends in .yaml."""
    found: dict[str, Path] = {}
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if not entry.name.startswith(".") and not _is_folder(entry)]
    except OSError:
        return found
    for ending in ENDINGS:
        for name in names:
            if name.endswith(ending):
                found.setdefault(name.removesuffix(ending), folder / name)
    return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A circular link must not hide the other files; reading it reports what is wrong.
        return False

"""The borders of the house: which room may import which, and what a machine can see of its order."""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest
from msgspec import Struct

import hipcoach
from hipcoach.cli.dispatch import command
from hipcoach.cli.parser import make_parser

PACKAGE = Path(hipcoach.__file__).parent

HEAVY = ("textual", "rich", "playsound3", "hibari")

LATER = ("dataclasses", "importlib", "shutil", "typing")
"""What the standard library takes its time to load, and `--help` does without."""

FOR_EVERY_ROOM = ("atomic", "exits", "hashing", "paths")
"""Single files that import nothing of ours."""

TEXT = {"text"}
FIGURES = {*TEXT, "figures"}
DIAGNOSTICS = {*TEXT, "diagnostics"}
SESSION = {*DIAGNOSTICS, *FIGURES, "session"}
ENGINE = {*SESSION, "engine"}
ADVICE = {*ENGINE, "advice"}
CUES = {*ADVICE, "cues"}
LIVE = {*CUES, "journal", "sound", "settings", "live"}
EVERYTHING = {*LIVE, "plain", "ui", "paper", "doctor", "browser", "cli"}

MAY_IMPORT: Mapping[str, set[str]] = {
    "text": TEXT,
    "figures": FIGURES,
    "diagnostics": DIAGNOSTICS,
    "session": SESSION,
    "engine": ENGINE,
    "advice": ADVICE,
    "cues": CUES,
    "journal": {*ADVICE, "journal"},
    "sound": {*CUES, "sound"},
    "settings": {*CUES, "settings"},
    "live": LIVE,
    "plain": {*LIVE, "plain"},
    "ui": {*LIVE, "ui"},
    "paper": {*LIVE, "paper"},
    "doctor": {*LIVE, "doctor"},
    "browser": {"browser"},
    "cli": EVERYTHING,
    "__main__": EVERYTHING,
    **{file: set() for file in FOR_EVERY_ROOM},
}
"""The rooms that each room may import from, itself included."""

LONGEST = 400
"""Lines of a file."""

ONLY_IN = {
    "yaml": "session",
    "playsound3": "sound",
    "hibari": "sound",
    "lameenc": "sound",
    "textual": "ui",
    "rich": "ui",
    "textual_serve": "browser",
    "aiohttp": "browser",
    "shtab": "cli",
    "argparse_manpage": "cli",
}
"""The one room that may import a library."""


def modules() -> dict[str, Path]:
    """Every module of the package by its full name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def room_of(module: str) -> str:
    """The room that a module of ours stands in; nothing for the package itself."""
    return module.split(".")[1] if "." in module else ""


@cache
def written(path: Path) -> tuple[ast.Import | ast.ImportFrom | ast.ClassDef, ...]:
    """The imports and classes of a file, wherever they stand; read once."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom | ast.ClassDef))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever it does so, for types alone too."""
    for node in written(path):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                for name in names:
                    whole = f"{module}.{name.name}"
                    yield whole if whole in MODULES else module
            case ast.ImportFrom():
                raise AssertionError(f"{path} imports relatively")


@cache
def ours() -> dict[str, set[str]]:
    """The modules of ours that each module imports."""
    return {name: {other for other in imports(path) if other in MODULES} for name, path in MODULES.items()}


def test_every_room_has_its_row() -> None:
    assert {room_of(module) for module in MODULES} - {""} == set(MAY_IMPORT)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_from_the_rooms_it_may(room: str) -> None:
    allowed = {*MAY_IMPORT[room], *FOR_EVERY_ROOM, ""}
    taken = {
        f"{name} imports {other}"
        for name, others in ours().items()
        for other in others
        if room_of(name) == room and room_of(other) not in allowed
    }

    assert taken == set()


def test_files_import_each_other_in_no_circle() -> None:
    try:
        TopologicalSorter(ours()).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}")


def test_no_two_classes_have_one_name() -> None:
    names = Counter(node.name for path in MODULES.values() for node in written(path) if isinstance(node, ast.ClassDef))

    assert {name for name, count in names.items() if count > 1} == set()


def test_no_file_is_longer_than_can_be_held_in_the_head() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_in_its_own_room_alone(library: str) -> None:
    importers = {name for name, path in MODULES.items() if library in {one.split(".")[0] for one in imports(path)}}

    assert {room_of(name) for name in importers} == {ONLY_IN[library]}


FOR_EVERY_START = (
    "hipcoach.advice.thresholds",
    "hipcoach.diagnostics.files",
    "hipcoach.diagnostics.problems",
    "hipcoach.engine.choices",
    "hipcoach.engine.events",
    "hipcoach.engine.plan",
    "hipcoach.engine.records",
    "hipcoach.engine.state",
    "hipcoach.engine.steps",
    "hipcoach.journal.fold",
    "hipcoach.journal.lines",
    "hipcoach.journal.reading",
    "hipcoach.paths",
    "hipcoach.session.library",
    "hipcoach.session.model",
    "hipcoach.session.part",
    "hipcoach.settings.model",
    "hipcoach.ui.shared",
)
"""Modules whose values are made anew as classes by nearly every start, before anything is seen."""


def values_in(module: str) -> list[type]:
    """The frozen values and dataclasses that a module makes."""
    own = [one for one in vars(import_module(module)).values() if isinstance(one, type) and one.__module__ == module]
    return [one for one in own if issubclass(one, Struct) or is_dataclass(one)]


@pytest.mark.parametrize("module", FOR_EVERY_START)
def test_what_every_start_makes_are_frozen_structs(module: str) -> None:
    made = values_in(module)

    assert made
    assert [one.__name__ for one in made if not (issubclass(one, Struct) and one.__struct_config__.frozen)] == []


def test_no_module_makes_dataclasses() -> None:
    assert [name for name, path in MODULES.items() if "dataclasses" in set(imports(path))] == []


def test_yaml_is_imported_only_where_it_is_parsed() -> None:
    found = {name for name, path in MODULES.items() if any(each.split(".")[0] == "yaml" for each in imports(path))}
    assert found == {"hipcoach.session.libyaml", "hipcoach.session.tree"}


def loaded_after(code: str, of: tuple[str, ...] = HEAVY) -> list[str]:
    """Which of these, by default the heavy libraries, are loaded in a new process once this code has run."""
    report = f"import json, sys; print(json.dumps([name for name in {of!r} if name in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True, timeout=60
    )
    return list(json.loads(done.stdout.splitlines()[-1]))


def commands_of(parser: argparse.ArgumentParser) -> dict[str, str]:
    """What carries out each command, by the command's name; no name is that of no command."""
    [choices] = [action.choices for action in parser._actions if isinstance(action.choices, dict)]
    return {name: one.get_default("run") for name, one in (("", parser), *choices.items())}


@pytest.mark.parametrize(("name", "run"), commands_of(make_parser()).items())
def test_every_command_has_a_function_that_carries_it_out(name: str, run: str) -> None:
    carried_out = command(run)

    assert f"hipcoach.cli.{run}" == f"{carried_out.__module__}.{carried_out.__name__}", name
    assert list(inspect.signature(carried_out).parameters) == ["asked"]


COMMAND_LINE = tuple(name for name in MODULES if room_of(name) == "cli")
FOR_EVERY_COMMAND = {"hipcoach.cli", "hipcoach.cli.arguments", "hipcoach.cli.parser", "hipcoach.cli.sparing"}
FOR_EVERY_COMMAND |= {"hipcoach.cli.streams"}


@pytest.mark.parametrize("arguments", ["'--help'", "'log', '--help'"])
def test_help_waits_for_the_parser_and_its_examples_alone(arguments: str) -> None:
    code = f"from hipcoach.cli import main\ntry: main([{arguments}])\nexcept SystemExit: pass"

    assert set(loaded_after(code, (*MODULES, *LATER))) == {
        "hipcoach",
        "hipcoach.cli.examples",
        *FOR_EVERY_COMMAND,
    }


@pytest.mark.parametrize(
    ("arguments", "own"), [("'check', 'release'", {"check", "sources"}), ("'log'", {"log", "sources"})]
)
def test_a_command_loads_what_it_needs_and_nothing_of_the_others(arguments: str, own: set[str]) -> None:
    code = f"from hipcoach.cli import main; assert main([{arguments}]) == 0"
    needed = {f"hipcoach.cli.{name}" for name in {*own, "dispatch", "output"}}

    assert set(loaded_after(code, COMMAND_LINE)) == needed | FOR_EVERY_COMMAND


def test_a_heavy_library_would_be_noticed() -> None:
    assert loaded_after("import rich") == ["rich"]


def test_rooms_without_screen_and_sound_do_without_the_heavy_libraries() -> None:
    light = {*LIVE, "plain", "paper"} - {"sound"}
    names = [name for name in MODULES if room_of(name) in light and name != "hipcoach.live.speaker_for"]

    assert loaded_after(f"import {', '.join(names)}") == []


SOUND = tuple(name for name in MODULES if room_of(name) == "sound" and name != "hipcoach.sound")


@pytest.mark.parametrize("command", ["'check', 'release'", "'plan', 'release'", "'list'", "'log'"])
def test_what_makes_no_sound_loads_neither_screen_nor_sound(command: str) -> None:
    code = f"from hipcoach.cli import main; assert main([{command}]) == 0"

    assert loaded_after(code, (*HEAVY, *SOUND)) == []


def test_a_rehearsal_in_lines_does_without_the_heavy_libraries() -> None:
    play = "assert main(['play', 'release', '--plain', '--json', '--speed', '10000']) == 0"

    assert loaded_after(f"from hipcoach.cli import main; {play}") == []

"""The direction of imports: each room may lean on those before it, and what is heavy is loaded by whoever needs it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import hipcoach

PACKAGE = Path(hipcoach.__file__).parent

HEAVY = ("textual", "rich", "playsound3", "hibari", "wcwidth")

MAY_IMPORT: dict[str, set[str]] = {
    "atomic": set(),
    "session": set(),
    "settings": {"session", "coach"},
    "doctor": {"session", "coach", "journal", "settings", "sound", "places", "sounding", "width"},
    "coach": {"session"},
    "journal": {"atomic", "session", "coach"},
    "sound": {"atomic", "session", "coach"},
    "clocks": set(),
    "conductor": {"session", "coach", "clocks"},
    "guide": {"session", "coach", "conductor", "clocks", "keymap", "layouts", "questions"},
    "keyboard": {"signals"},
    "keymap": {"layouts"},
    "layouts": set(),
    "questions": {"coach", "layouts"},
    "places": set(),
    "signals": set(),
    "lines": {"session", "coach"},
    "width": {"session"},
    "plain": {
        "session",
        "coach",
        "journal",
        "sound",
        "conductor",
        "desk",
        "guide",
        "hearing",
        "keyboard",
        "keymap",
        "lines",
        "live",
        "places",
        "signals",
    },
}
"""Which rooms of ours a room may import, besides itself. What is not here may import everything before it."""

ONLY_IN = {"yaml": "session", "playsound3": "sound", "hibari": "sound", "textual": "ui", "rich": "ui"}
"""The one room that may import a library."""


def files(room: str) -> list[Path]:
    """The files of a room: a folder of them, or a single one."""
    folder = PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{room}.py"]


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports anywhere, by its full name."""
    package = ".".join(("hipcoach", *file.relative_to(PACKAGE).parent.parts))
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join((*above, base)).rstrip(".")
            yield base
            yield from (f"{base}.{name.name}" for name in node.names)


def rooms_of_ours(file: Path) -> set[str]:
    """The rooms that a file imports from; the version is for everybody."""
    every = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    named = {name.split(".")[1] for name in imports(file) if name.startswith("hipcoach.")}
    return (named & every) - {"__init__"}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_the_design_allows(room: str) -> None:
    assert files(room), f"there is no {room}"
    for file in files(room):
        assert rooms_of_ours(file) <= MAY_IMPORT[room] | {room}, file


def test_no_files_import_each_other_in_a_circle() -> None:
    # The screen's own circles are of types only.
    every = [file for file in sorted(PACKAGE.rglob("*.py")) if file.name != "__init__.py" and "ui" not in file.parts]
    named = {".".join(("hipcoach", *file.relative_to(PACKAGE).with_suffix("").parts)): file for file in every}
    graph = {name: named.keys() & set(imports(file)) for name, file in named.items()}

    assert len(list(TopologicalSorter(graph).static_order())) == len(named)


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_in_its_own_room_alone(library: str) -> None:
    for file in sorted(PACKAGE.rglob("*.py")):
        if any(name.split(".")[0] == library for name in imports(file)):
            assert file.relative_to(PACKAGE).parts[0] == ONLY_IN[library], file


def test_yaml_has_one_importer() -> None:
    importers = [file.name for file in files("session") if "yaml" in {name.split(".")[0] for name in imports(file)}]

    assert len(importers) == 1


def test_nobody_but_the_command_line_imports_the_screen() -> None:
    for file in sorted(PACKAGE.rglob("*.py")):
        if "ui" in rooms_of_ours(file):
            assert file.relative_to(PACKAGE).parts[0] in ("ui", "cli.py"), file


def loaded_after(code: str, of: tuple[str, ...] = HEAVY) -> list[str]:
    """Which of these, by default the heavy libraries, are loaded in a new process once this code has run."""
    report = f"import json, sys; print(json.dumps([name for name in {of!r} if name in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True, timeout=60
    )
    return list(json.loads(done.stdout.splitlines()[-1]))


def test_a_heavy_library_would_be_noticed() -> None:
    assert loaded_after("import rich") == ["rich"]


def test_everything_but_screen_and_sound_does_without_the_heavy_libraries() -> None:
    rooms = ("coach", "session", "settings", "journal", "plain")
    modules = [
        ".".join(("hipcoach", *file.relative_to(PACKAGE).with_suffix("").parts))
        for room in rooms
        for file in files(room)
        if file.name != "__init__.py"
    ]

    assert loaded_after(f"import {', '.join(modules)}") == []


def test_checking_a_session_does_without_the_heavy_libraries() -> None:
    assert loaded_after("from hipcoach.cli import main; assert main(['check', 'release']) == 0") == []


@pytest.mark.parametrize("command", ["'check', 'release'", "'plan', 'release'", "'list'"])
def test_what_makes_no_sound_does_without_tones_and_voices(command: str) -> None:
    sound = tuple(f"hipcoach.sound.{file.stem}" for file in files("sound") if file.name != "__init__.py")

    assert loaded_after(f"from hipcoach.cli import main; assert main([{command}]) == 0", sound) == []


def test_a_rehearsal_in_lines_does_without_the_heavy_libraries() -> None:
    play = "assert main(['play', 'release', '--plain', '--json', '--speed', '10000']) == 0"

    assert loaded_after(f"from hipcoach.cli import main; {play}") == []

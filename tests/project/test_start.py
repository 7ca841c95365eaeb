"""What a start loads and opens, by name: what is not needed at once is not there, and nothing is read twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from journal_builders import played

from hipcoach.cli import main

ROOT = Path(__file__).parents[2]
SESSIONS = ROOT / "sessions"

NEVER = {
    *("asyncio", "concurrent", "csv", "dataclasses", "difflib", "hashlib", "http", "json"),
    *("logging", "multiprocessing"),
    *("platformdirs", "playsound3", "random", "rich", "select", "selectors", "shutil", "signal", "sqlite3", "ssl"),
    *("subprocess", "tempfile", "textual", "threading", "typing_extensions", "unittest", "wakepy", "wave"),
}
"""What no short command loads."""

EXPLAINS = {f"yaml.{name}" for name in ("reader", "scanner", "parser", "composer", "constructor", "resolver", "dumper")}
"""What PyYAML reads files with that have problems."""

FILES = {"cli", "diagnostics", "engine", "exits", "figures", "paths", "session", "text"}
LAST_TIME = FILES | {"advice", "cues", "journal", "live", "settings"}
COMMANDS: dict[tuple[str, ...], set[str]] = {
    ("check", "sessions/release.yaml"): FILES,
    ("plan", "release"): LAST_TIME | {"plain"},
    ("list",): LAST_TIME | {"plain"},
    ("log",): FILES - {"figures"} | {"advice", "atomic", "journal", "live"},
    ("today",): LAST_TIME | {"plain", "atomic"},
    ("programme",): LAST_TIME | {"plain", "atomic"},
}
"""Short commands, each with the rooms and files of hipcoach that it may load."""

PLAYER = {"hipcoach.engine.player", "hipcoach.live.run"}
LATER = PLAYER | {"hipcoach.engine.state", "hipcoach.engine.events"}
LATER |= {"hipcoach.figures.reader", "hipcoach.figures.model"}
LATER |= {"hipcoach.ui.flow", "hipcoach.ui.about", "hipcoach.ui.screens.checkin", "hipcoach.ui.screens.guiding"}
"""What only follows from a key."""

REPORTED = """
import sys
opened = []
sys.addaudithook(lambda event, about: opened.append(str(about[0])) if event == "open" else None)
try:
    {run}
finally:
    loaded, names = sorted(sys.modules), [name for name in opened if not name.endswith((".py", ".pyc", ".pth", ".so"))]
    import json
    print(json.dumps([loaded, names]), file=sys.stderr)
"""

BY_KEYS_OF_THE_CHECK_IN = {"hipcoach.ui.adding", "hipcoach.ui.screens.how", "hipcoach.ui.screens.keys"}
BY_KEYS_OF_THE_CHECK_IN |= {
    "hipcoach.ui.screens.text",
    "hipcoach.session.authoring",
    "hipcoach.figures.model",
    "statistics",
}

NAMED_ONLY = {"ssl", "textual.widgets._directory_tree", "textual.widgets._select", "textual.widgets._tree"}
"""What Textual and asyncio would load and nothing here uses."""

SPARING = """
    import json, os
    from hipcoach.cli.sparing import import_asyncio
    from hipcoach.ui.stand_in import import_textual
    import_asyncio()
    import_textual()
"""
"""Imports libraries as the app does."""

FIRST_FRAME = """
    from textual.screen import Screen
    from hipcoach.ui import app

    painted = Screen._compositor_refresh
    def paint(screen):
        painted(screen)
        if screen.app.screen_stack and not screen.app._batch_count and screen.is_mounted:
            sheets = [os.path.basename(path) for path, _ in screen.app.stylesheet.source if path.endswith(".tcss")]
            shown = [type(one).__name__ for one in screen.app.screen_stack]
            told = [sorted(sys.modules), [], [shown, sorted(screen.classes), sheets]]
            print(json.dumps(told), file=sys.__stderr__, flush=True)
            os._exit(0)
    Screen._compositor_refresh = paint
    app.HipcoachApp.run = lambda self, **more: super(app.HipcoachApp, self).run(headless=True, size=(80, 24))
    os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
    from hipcoach.cli import output
    output.has_screen = lambda: True
    from hipcoach.cli import main
    main({words!r})
"""

A_SESSION = """
    from hipcoach.cli import main, play
    from hipcoach.ui.app import HipcoachApp
    from hipcoach.ui.screens.guiding import Guiding

    shown = Guiding._paint
    def paint(screen):
        shown(screen)
        if screen._live.conductor.player.elapsed > 1:
            print(json.dumps([sorted(sys.modules), []]), file=sys.__stderr__, flush=True)
            os._exit(0)
    Guiding._paint = paint
    play.has_screen = lambda: True
    HipcoachApp.run = lambda self, **more: super(HipcoachApp, self).run(headless=True, size=(80, 24))
    os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    main(["play", "full-alignment", "--go", "--mute"])
"""

NOT_FOR_A_SESSION = {
    *("ssl", "_ssl", "hashlib", "_hashlib", "hmac", "secrets", "wcwidth", "statistics", "http", "email", "html", "csv"),
    *("multiprocessing", "sqlite3", "jsonschema", "xml", "unittest", "shlex", "ctypes", "wakepy", "jeepney"),
}
"""What no session loads: it would keep the memory of it to the end."""


class Start(NamedTuple):
    """What a start loaded and opened."""

    modules: set[str]
    opened: Counter[str]
    screens: tuple[list[str], list[str], list[str]] = ([], [], [])
    """At the first frame: the screens, the classes of the one that is shown, and the files of styles that were read."""

    def rooms(self) -> set[str]:
        return {name.split(".")[1] for name in self.modules if name.startswith("hipcoach.")}

    def read(self, folder: Path) -> Counter[str]:
        """How often each file in a folder was opened, by name."""
        found = {name: count for name, count in self.opened.items() if folder in Path(name).absolute().parents}
        return Counter({Path(name).name: count for name, count in found.items()})


def start(run: str) -> Start:
    code = REPORTED.format(run=run)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    modules, opened, *screens = json.loads(done.stderr.splitlines()[-1])
    return Start(set(modules), Counter(opened), *screens)


def of(words: Sequence[str]) -> Start:
    return start(f"from hipcoach.cli import main; main({list(words)!r})")


@cache
def by_somebody_new(*words: str) -> Start:
    """What a command does where there is no home folder yet."""
    return of(words)


def used_by(*names: str) -> set[str]:
    """The names of the files of some sessions and of the exercises that they use."""
    texts = {name: (SESSIONS / f"{name}.yaml").read_text(encoding="utf-8") for name in names}
    ids = {path.stem for path in (SESSIONS / "exercises").glob("*.yaml")}
    return {f"{name}.yaml" for name in names} | {
        f"{ident}.yaml" for ident in ids if any(f"use: {ident}\n" in text for text in texts.values())
    }


@pytest.mark.parametrize("words", [("list",), ("--help",), ("lst",)], ids=" ".join)
def test_the_end_looks_through_nothing_for_garbage(words: tuple[str, ...]) -> None:
    told = "atexit.register(lambda: print(len(gc.get_objects()), gc.get_freeze_count(), file=sys.stderr))"
    code = f"import atexit, gc, sys; {told}; sys.argv[1:] = {words}; from hipcoach.cli import entry; entry()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    looked_through, left_alone = map(int, done.stderr.splitlines()[-1].split())
    assert looked_through < left_alone / 10


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_short_command_loads_only_what_it_needs(words: tuple[str, ...]) -> None:
    loaded = by_somebody_new(*words)
    assert not {name.partition(".")[0] for name in loaded.modules} & NEVER
    assert not loaded.modules & EXPLAINS
    assert loaded.rooms() <= COMMANDS[words]
    assert not loaded.modules & PLAYER


def test_the_list_reads_each_file_once() -> None:
    presets = [path.stem for path in SESSIONS.glob("*.yaml")]
    assert by_somebody_new("list").read(SESSIONS) == Counter(dict.fromkeys(used_by(*presets), 1))


@pytest.mark.parametrize("words", [("check", "sessions/release.yaml"), ("plan", "release")], ids=" ".join)
def test_a_command_about_one_session_reads_it_and_its_exercises_once(words: tuple[str, ...]) -> None:
    assert by_somebody_new(*words).read(SESSIONS) == Counter(dict.fromkeys(used_by("release"), 1))


def test_a_check_of_all_files_reads_each_once() -> None:
    every = {path.name: 1 for path in SESSIONS.rglob("*.yaml")}
    assert of(["check", "sessions"]).read(SESSIONS) == Counter(every)


def test_a_log_of_somebody_who_has_played_needs_no_more_than_another(home: Path) -> None:
    home.mkdir()
    (home / "install-id").write_text("1" * 32)
    assert not {name.partition(".")[0] for name in of(["log"]).modules} & NEVER


def test_only_the_sessions_of_the_weeks_that_came_are_read(home: Path) -> None:
    # given a programme whose later phases have another session
    assert main(["programme", "begin", "twelve-weeks"]) == 0
    played(home / "log", begins=datetime.now(UTC) - timedelta(hours=1))
    # when it is shown how the week goes
    told = of(["log"])
    # then only what this week needs is read, without what proposes a day
    assert not told.modules & {"hipcoach.advice.today", "hipcoach.advice.day", "hipcoach.journal.export"}
    assert told.read(SESSIONS) == Counter(dict.fromkeys(used_by("release", "chair-alignment"), 1))


def test_an_empty_log_needs_no_session() -> None:
    assert not by_somebody_new("log").read(SESSIONS)


def test_the_log_reads_each_session_and_what_was_planned_once(home: Path) -> None:
    now = datetime.now(UTC)
    paths = [played(home / "log", begins=now - timedelta(days=days)) for days in (1, 2, 3)]
    told = of(["log"])
    assert told.read(home / "log") == Counter({path.name: 1 for path in paths})
    assert told.read(SESSIONS) == Counter({"release.yaml": 1})


def first_frame(home: Path, *words: str) -> Start:
    home.mkdir()
    (home / "accepted").touch()
    return start(SPARING + FIRST_FRAME.format(words=list(words)))


def test_the_first_frame_is_there_before_anything_that_only_follows_from_it(home: Path) -> None:
    loaded = first_frame(home)
    assert "hipcoach.ui.screens.picker" in loaded.modules
    assert not loaded.modules & (LATER | NAMED_ONLY)
    assert not loaded.rooms() & {"journal", "sound", "plain", "doctor"}
    assert not {name.partition(".")[0] for name in loaded.modules} & {"yaml", "playsound3", "wakepy"}
    shown, classes, sheets = loaded.screens
    assert shown == ["Picker"]
    assert {"-normal", "-usual"} <= set(classes), "it is laid out for its size at once"
    assert sheets == ["hipcoach.tcss"]


def test_the_check_in_of_one_session_is_there_before_anything_that_only_follows_from_it(home: Path) -> None:
    loaded = first_frame(home, "play", "release")
    assert not loaded.modules & (BY_KEYS_OF_THE_CHECK_IN | NAMED_ONLY | PLAYER)
    assert "hipcoach.ui.screens.picker" in loaded.modules
    assert not loaded.rooms() & {"sound", "doctor"}
    shown, classes, sheets = loaded.screens
    assert shown == ["CheckIn"], "without an empty screen below"
    assert {"-normal", "-usual"} <= set(classes), "it is laid out for its size at once"
    assert sheets == ["hipcoach.tcss", "forms.tcss"]


def test_what_stands_in_for_a_module_gives_all_of_it() -> None:
    code = """
from hipcoach.cli.sparing import import_asyncio
from hipcoach.ui.stand_in import import_textual
import_asyncio()
import_textual()
import sys
stand_in = sys.modules["textual.types"]
from textual.types import CallbackType
assert sys.modules["textual.types"] is stand_in
from textual.types import DirEntry, NoSelection
from textual.widgets import DirectoryTree, Select
assert sys.modules["textual.types"] is not stand_in
import ssl
assert not hasattr(sys.modules["textual.types"], "nothing of this name")
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, timeout=60)


def test_a_session_loads_nothing_that_it_does_not_need(home: Path) -> None:
    home.mkdir()
    (home / "accepted").touch()
    loaded = start(SPARING + A_SESSION)
    assert "hipcoach.ui.screens.guiding" in loaded.modules
    assert not {name.partition(".")[0] for name in loaded.modules} & NOT_FOR_A_SESSION
    assert not loaded.rooms() & {"plain", "doctor", "paper", "browser"}
    assert not {name for name in loaded.modules if name.startswith("hipcoach.session.authoring")}

"""How long a person waits: from the command to the first frame, to the list, to the check-in, and to an answer."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import minimal_textual
import ten_years
from tables import BARE, MINIMAL, Goal, Row, median, paired
from terminal import HIPCOACH, Program

from hipcoach.session.library import shipped_sessions


class Start(NamedTuple):
    """A command, and what is printed when it is there; nothing: when it has ended."""

    name: str
    command: list[str]
    sought: str | None = r"\S"
    goal: Goal | None = None


def starts() -> list[Start]:
    """All that is measured, in turn."""
    found = [
        Start(BARE, [sys.executable, "-c", "pass"], None),
        Start(MINIMAL, [sys.executable, minimal_textual.__file__, "60"]),
        Start("first frame", HIPCOACH, goal=Goal(1.25, MINIMAL)),
        Start("list of sessions", HIPCOACH, "Release", Goal(1.4, MINIMAL)),
        Start("play, to the check-in", [*HIPCOACH, "play", "release"], r"Start \(Enter\)", Goal(1.4, MINIMAL)),
        Start("check", [*HIPCOACH, "check", str(shipped_sessions() / "release.yaml")], None, Goal(8, BARE)),
        Start("plan", [*HIPCOACH, "plan", "release"], None, Goal(8, BARE)),
        Start("list", [*HIPCOACH, "list"], None, Goal(8, BARE)),
        Start("log, newest 20", [*HIPCOACH, "log"], None, Goal(8, BARE)),
    ]
    for name, arguments in (("termdown", ["60"]), ("pomodorable", [])):
        if (command := shutil.which(name)) is not None:
            found.append(Start(name, [command, *arguments]))
    return found


def measure(rounds: int) -> Iterator[Row]:
    """Every start so many times in turn, after one that fills the caches."""
    all_of_them = starts()
    took: dict[str, list[float | None]] = {one.name: [] for one in all_of_them}
    with TemporaryDirectory() as folder:
        home = Path(folder, "home")
        ten_years.write(home, datetime.now(ten_years.SOMEWHERE) - timedelta(days=1), 25)
        for number in range(rounds + 1):
            for one in all_of_them:
                seconds = started(one, home)
                if number:
                    took[one.name].append(seconds)
    ms = {name: None if (seconds := median(all_)) is None else seconds * 1000 for name, all_ in took.items()}
    others = {one.name: ms[one.name] for one in all_of_them if one.goal is None}
    for one in all_of_them:
        if one.goal is not None:
            fair = others if one.sought else {BARE: ms[BARE]}
            ratio = paired(took[one.name], took[one.goal.than or BARE])
            yield Row(one.name, ms[one.name], "ms", one.goal, fair, "it did not appear", ratio)


def started(one: Start, home: Path) -> float | None:
    """Seconds until it was there."""
    with Program(one.command, home) as program:
        return program.ended() if one.sought is None else program.until(one.sought)

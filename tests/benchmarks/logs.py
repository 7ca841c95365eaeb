"""What it takes to read the log of some weeks, of ten years, and of a life: its newest sessions, and all of them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import ten_years
from tables import BARE, Goal, Row, median, paired
from terminal import HIPCOACH, Program

from hipcoach.journal.programmes import begins, keep_programme
from hipcoach.journal.query import FoundSessions
from hipcoach.paths import Paths
from hipcoach.session.library import Library, shipped_sessions


def measure(sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    """Each size: `log`, `today` and Python in turn, and all sessions read by themselves."""
    for size in sizes:
        with TemporaryDirectory() as folder:
            home = Path(folder, "home")
            ten_years.write(home, datetime.now(ten_years.SOMEWHERE) - timedelta(days=1), size)
            follow(home)
            newest, today, bare = [], [], []
            for number in range(rounds + 1):
                ours, python = ended([*HIPCOACH, "log"], home), ended([sys.executable, "-c", "pass"], home)
                proposed = ended([*HIPCOACH, "today"], home)
                if number:
                    newest.append(ours)
                    today.append(proposed)
                    bare.append(python)
            what = f"log of {size:,} sessions"
            for name, took in ((f"{what}: newest 20", newest), (f"{what}: today, in a programme", today)):
                ours_ms, python_ms = (1000 * (median(each) or 0.0) for each in (took, bare))
                yield Row(name, ours_ms, "ms", Goal(8, BARE), {BARE: python_ms}, ratio=paired(took, bare))
            megabytes = sum(path.stat().st_size for path in home.rglob("*.jsonl")) / 1e6
            goal = Goal(1.0) if size == ten_years.SESSIONS else None
            yield Row(f"{what}, {megabytes:.0f} MB: read whole", whole(home), "s of CPU", goal)


def follow(home: Path) -> None:
    """Begin the programme of twelve weeks, ten weeks ago."""
    library = Library(shipped_sessions(), None)
    reading = library.read_programme(library.find_programme("twelve-weeks"))
    assert reading.programme is not None
    at = datetime.now(ten_years.SOMEWHERE) - timedelta(weeks=10)
    keep_programme(home / "log", "1" * 32, begins(at, "twelve-weeks", reading.sha256, reading.programme))


def ended(command: list[str], home: Path) -> float | None:
    """Seconds that a command takes."""
    with Program(command, home) as program:
        return program.ended()


def whole(home: Path) -> float:
    """Seconds of CPU to read every session."""
    log = Paths.find({"HIPCOACH_HOME": str(home)}).log
    found = FoundSessions(log, lambda text: None, datetime.now(ten_years.SOMEWHERE))
    began = time.process_time()
    for _ in found.all(oldest_first=True):
        pass
    return time.process_time() - began

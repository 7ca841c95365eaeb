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

from hipcoach.journal.query import FoundSessions
from hipcoach.paths import Paths


def measure(sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    """Each size: `log` and Python in turn, and all sessions read by themselves."""
    for size in sizes:
        with TemporaryDirectory() as folder:
            home = Path(folder, "home")
            ten_years.write(home, datetime.now(ten_years.SOMEWHERE) - timedelta(days=1), size)
            newest, bare = [], []
            for number in range(rounds + 1):
                ours, python = ended([*HIPCOACH, "log"], home), ended([sys.executable, "-c", "pass"], home)
                if number:
                    newest.append(ours)
                    bare.append(python)
            ours_ms, python_ms = (1000 * (median(took) or 0.0) for took in (newest, bare))
            what, ratio = f"log of {size:,} sessions", paired(newest, bare)
            yield Row(f"{what}: newest 20", ours_ms, "ms", Goal(8, BARE), {BARE: python_ms}, ratio=ratio)
            megabytes = sum(path.stat().st_size for path in home.rglob("*.jsonl")) / 1e6
            goal = Goal(1.0) if size == ten_years.SESSIONS else None
            yield Row(f"{what}, {megabytes:.0f} MB: read whole", whole(home), "s of CPU", goal)


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

"""What it takes until the texts of a person's own file can be said, by the program that speaks on this machine."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from listening import plan_of
from reading import a_file
from tables import Goal, Row

from hipcoach.sound.engines import engine_here
from hipcoach.sound.spoken import Spoken

LONGEST = 300.0
"""Seconds after which a voice is given up."""


def measure(sizes: tuple[int, ...]) -> Iterator[Row]:
    """Files of so many exercises, each for the first time."""
    for size in sizes:
        what = f"voice of a file of {size} exercise{'s' * (size > 1)}"
        if engine_here() is None:
            yield Row(what, None, why="no program here speaks")
            continue
        with TemporaryDirectory() as folder:
            file = Path(folder, "own.yaml")
            file.write_text(a_file(size))
            cpu, waited = made(file, Path(folder, "cache"))
        yield Row(f"{what}: until all is made", cpu, "s of CPU", Goal(1.0) if size == 1 else None)
        yield Row(f"{what}: the same", waited, "s")


def made(file: Path, cache: Path) -> tuple[float, float]:
    """Seconds of CPU, ours and those of the program that speaks, and seconds until everything can be said."""
    plan, voice = plan_of(str(file)), Spoken(cache, print)
    began, before = time.monotonic(), os.times()
    voice.prepare(plan)
    while voice.busy and time.monotonic() - began < LONGEST:
        time.sleep(0.02)
    waited = time.monotonic() - began
    voice.close(10.0)
    after = os.times()
    return sum(after[:4]) - sum(before[:4]), waited

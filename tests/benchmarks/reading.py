"""What it takes to read a session file, beside PyYAML alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import yaml
from tables import Goal, Row

from hipcoach.session.library import Library, shipped_sessions

PURE, COMPILED = "PyYAML's events", "libyaml's events"


def a_file(exercises: int) -> str:
    """A session of so many exercises, all written out."""
    each = (
        f"  - name: Lean {number}\n    hold: 20-40 s\n    sets: 2-3\n    side: each\n    rest: 30 s\n"
        '    setup: [Sit on a chair, "{side} ankle on the other knee"]\n'
        "    cues: [Back long, Lean forward from the hips]\n    feel: [A stretch in the buttock]\n"
        for number in range(exercises)
    )
    return "hipcoach: 1\ntitle: Long\nexercises:\n" + "".join(each)


def measure(sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    """The quickest of some rounds of each, in turn."""
    # PyYAML may come without libyaml.
    loaders = {PURE: yaml.SafeLoader} | ({COMPILED: yaml.CSafeLoader} if hasattr(yaml, "CSafeLoader") else {})
    for size in sizes:
        text = a_file(size)
        calls = {"": partial(read, text)} | {name: partial(events, text, loader) for name, loader in loaders.items()}
        took: dict[str, list[float]] = {name: [] for name in calls}
        for _ in range(rounds):
            for name, call in calls.items():
                took[name].append(cpu(call))
        ms = {name: min(seconds) * 1000 for name, seconds in took.items()}
        ours = ms.pop("")
        yield Row(f"reader: {size} exercises", ours, "ms of CPU", Goal(2, PURE), ms)


def read(text: str) -> None:
    """Read a file as at the start of a program, with nothing kept from before."""
    reading = Library(shipped_sessions(), None).read_text(text)
    assert reading.session is not None, reading.problems


def events(text: str, loader: Any) -> None:
    """Have PyYAML alone go over a file."""
    for _ in yaml.parse(text, Loader=loader):
        pass


def cpu(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began

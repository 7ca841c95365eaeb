"""The program: Python, hipcoach and the libraries that it needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hipcoach import __version__
from hipcoach.doctor.findings import Finding, State

OLDEST = (3, 11)
"""The first Python that will do."""

LIBRARIES = {
    "textual": (State.MISSING, "draws the app"),
    "pyyaml": (State.MISSING, "reads session files"),
    "platformdirs": (State.MISSING, "knows where files go"),
    "wcwidth": (State.MISSING, "measures texts"),
    "playsound3": (State.LOOK, "plays sounds"),
    "wakepy": (State.LOOK, "keeps the machine awake during a session"),
}
"""What each is for, and how bad it is without."""


@dataclass(frozen=True, slots=True)
class Program:
    """What is installed."""

    python: tuple[int, int, int]
    libraries: Mapping[str, str | None]
    """By name the version; `None` for one that is not there."""


def look() -> Program:
    """Look at what is installed, without loading any of it."""
    from importlib.metadata import PackageNotFoundError, version

    found: dict[str, str | None] = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return Program(sys.version_info[:3], found)


def judge(seen: Program) -> Iterator[Finding]:
    """What that means for a session."""
    python = ".".join(map(str, seen.python))
    if seen.python[:2] < OLDEST:
        least = ".".join(map(str, OLDEST))
        yield Finding("python", State.MISSING, f"{python} is too old", f"Install Python {least} or newer.")
    else:
        yield Finding("python", State.OK, f"{python}, with hipcoach {__version__}")
    for name, (without, purpose) in LIBRARIES.items():
        found = seen.libraries.get(name)
        if found is None:
            todo = f"Install hipcoach again with pip, or this alone: python -m pip install {name}"
            yield Finding(name, without, f"is not installed; it {purpose}", todo)
        else:
            yield Finding(name, State.OK, found)

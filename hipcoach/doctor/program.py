"""Checks the program: Python, hipcoach and the libraries that it needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from msgspec import Struct

from hipcoach import __version__
from hipcoach.doctor.findings import Finding, Verdict

OLDEST = (3, 11)
"""The oldest Python version that works."""

LIBRARIES = {
    "textual": (Verdict.MISSING, "draws the app"),
    "pyyaml": (Verdict.MISSING, "reads session files"),
    "msgspec": (Verdict.MISSING, "keeps values and reads the log"),
    "platformdirs": (Verdict.MISSING, "knows where files go"),
    "wcwidth": (Verdict.MISSING, "measures texts"),
    "playsound3": (Verdict.LOOK, "plays sounds"),
    "wakepy": (Verdict.LOOK, "keeps the machine awake during a session"),
}
"""What each library is for, and the verdict if it is missing."""


EXTRAS = {
    "mp3": ("lameenc", "`hipcoach render` writes MP3"),
    "browser": ("textual-serve", "`hipcoach serve` shows the app in a browser"),
}
"""What can be installed besides: by the name of the extra, a library of it and what it brings."""


class ProgramFacts(Struct, frozen=True):
    """What is installed."""

    python: tuple[int, int, int]
    libraries: Mapping[str, str | None]
    """The version of each library by its name; `None` if it is missing."""


def look() -> ProgramFacts:
    """Look at what is installed, without importing it."""
    from importlib.metadata import PackageNotFoundError, version

    found: dict[str, str | None] = {}
    for name in (*LIBRARIES, *(library for library, _ in EXTRAS.values())):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return ProgramFacts(sys.version_info[:3], found)


def judge(seen: ProgramFacts) -> Iterator[Finding]:
    """Judge what that means for a session."""
    python = ".".join(map(str, seen.python))
    if seen.python[:2] < OLDEST:
        least = ".".join(map(str, OLDEST))
        yield Finding("python", Verdict.MISSING, f"{python} is too old", f"Install Python {least} or newer.")
    else:
        yield Finding("python", Verdict.OK, f"{python}, with hipcoach {__version__}")
    for name, (without, purpose) in LIBRARIES.items():
        found = seen.libraries.get(name)
        if found is None:
            todo = f"Install hipcoach again with pip, or this alone: python -m pip install {name}"
            yield Finding(name, without, f"is not installed; it {purpose}", todo)
        else:
            yield Finding(name, Verdict.OK, found)
    for extra, (library, brings) in EXTRAS.items():
        found = seen.libraries.get(library)
        how = found or f"not installed; with pip install 'hipcoach[{extra}]', {brings}"
        yield Finding(extra, Verdict.OK, how)

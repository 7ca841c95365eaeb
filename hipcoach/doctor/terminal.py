"""Checks the terminal: whether there is one, its size, colours and characters."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TextIO

from msgspec import Struct

from hipcoach.doctor.findings import Finding, Verdict
from hipcoach.figures.style import Style

NEEDED = (60, 20)
"""The columns and rows that the app needs to show everything."""
GOOD = (80, 24)

SAMPLE, BLOCKS_SAMPLE = "⢀⡴⠞⠛⠛⠳⢦⡀", "▄█▀▀▀▀█▄"
"""What a figure's lines look like."""


class Terminal(Struct, frozen=True):
    """The facts about a terminal."""

    environment: Mapping[str, str]
    keys: bool
    """Whether standard input is a terminal."""
    screen: bool
    """Whether standard output is a terminal."""
    size: tuple[int, int] | None
    """Columns and rows; `None` if unknown."""
    encoding: str
    """The encoding of standard output."""


def look(environment: Mapping[str, str], given: TextIO | None, shown: TextIO | None) -> Terminal:
    """Look at the terminal of standard input and output."""
    try:
        columns, rows = os.get_terminal_size(shown.fileno() if shown is not None else -1)
        size = (columns, rows) if columns and rows else None
    except (OSError, ValueError):
        size = None
    return Terminal(
        environment,
        keys=given is not None and given.isatty(),
        screen=shown is not None and shown.isatty(),
        size=size,
        encoding=getattr(shown, "encoding", None) or "",
    )


def judge(seen: Terminal) -> Iterator[Finding]:
    """Judge what that means for a session."""
    yield _kind(seen)
    if seen.size is not None:
        yield _size(*seen.size)
    if seen.screen:
        yield _colours(seen.environment)
    yield _letters(seen.encoding)
    if seen.screen and _is_unicode(seen.encoding):
        yield _figures(seen.environment.get("TERM", ""))


def _kind(seen: Terminal) -> Finding:
    name = seen.environment.get("TERM", "")
    lines = "so sessions run as lines of text"
    if not (seen.keys and seen.screen):
        which = "input is" if seen.screen else "output is" if seen.keys else "input and output are"
        text = f"standard {which} not a terminal, {lines}"
        return Finding("terminal", Verdict.LOOK, text, "To see the app, run hipcoach in a terminal window.")
    if name == "dumb":
        text = f"TERM is dumb, {lines}"
        return Finding("terminal", Verdict.LOOK, text, "To see the app, use another terminal, or set TERM.")
    return Finding("terminal", Verdict.OK, name or "a terminal")


def _size(columns: int, rows: int) -> Finding:
    text = f"{columns} x {rows}"
    if columns < NEEDED[0] or rows < NEEDED[1]:
        todo = f"Make the window at least {NEEDED[0]} x {NEEDED[1]}, or use 'hipcoach play SESSION --plain'."
        return Finding("size", Verdict.LOOK, f"{text} is small, so the app leaves out what matters less", todo)
    if columns < GOOD[0] or rows < GOOD[1]:
        return Finding("size", Verdict.OK, f"{text}; with {GOOD[0]} x {GOOD[1]} there is more to see")
    return Finding("size", Verdict.OK, text)


def _colours(environment: Mapping[str, str]) -> Finding:
    if environment.get("NO_COLOR"):
        return Finding("colours", Verdict.OK, "none, because NO_COLOR is set; everything is said in words as well")
    if environment.get("COLORTERM", "") in ("truecolor", "24bit"):
        return Finding("colours", Verdict.OK, "all of them")
    if "256color" in environment.get("TERM", ""):
        return Finding("colours", Verdict.OK, "256")
    return Finding("colours", Verdict.OK, "a few; everything is said in words as well")


def _is_unicode(encoding: str) -> bool:
    return encoding.lower().replace("-", "").replace("_", "") in ("utf8", "utf8sig")


def _figures(term: str) -> Finding:
    match Style.AUTO.on(term):
        case Style.BLOCKS:
            text = f"drawn in blocks: {BLOCKS_SAMPLE} is half a circle"
        case _:
            text = f'drawn in braille: {SAMPLE} is half a circle; where it is none, write figures = "blocks"'
    return Finding("figures", Verdict.OK, text)


def _letters(encoding: str) -> Finding:
    if _is_unicode(encoding):
        return Finding("letters", Verdict.OK, "UTF-8")
    text = f"text is written as {encoding or 'something unknown'}, so some letters and figures show as ?"
    return Finding("letters", Verdict.LOOK, text, "Use a UTF-8 locale, such as LANG=C.UTF-8, or set PYTHONUTF8=1.")

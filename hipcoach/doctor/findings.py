"""What was found out: a line each, with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from hipcoach.text.characters import clean, one_line
from hipcoach.text.columns import BESIDE, INDENT, beside, indented, words


class Verdict(StrEnum):
    """How something is."""

    OK = "ok"
    LOOK = "look"
    """Sessions can be led and logged, but less well than they could be."""
    MISSING = "missing"
    """Keeps a session from being led, or from being logged."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    """What was looked at, in a word."""
    state: Verdict
    text: str
    todo: str | None = None
    """What to do about it, where there is something to do."""

    def as_json(self) -> dict[str, str | None]:
        """The finding for other programs."""
        return {"about": self.about, "state": self.state.value, "text": self.text, "todo": self.todo}


WIDTH = 79
"""Cells of a line at most."""


def as_lines(finding: Finding, terminal: int | None = None) -> Iterator[str]:
    """A finding for a terminal of so many columns, or for none, with what to do below it."""
    columns, text = f"{finding.state:<8} {finding.about:<12} ", clean(one_line(finding.text))
    width = min(terminal or WIDTH, WIDTH)
    yield from beside(columns, text, width) if terminal else words(columns + text, WIDTH, " " * len(columns))
    if finding.todo is not None:
        margin = len(columns) if width - len(columns) >= BESIDE else len(INDENT)
        yield from indented(f"{' ' * margin}> {clean(finding.todo)}", width, "  ")


def ready(findings: Iterable[Finding]) -> bool:
    """Whether a session can be led and logged."""
    return all(finding.state is not Verdict.MISSING for finding in findings)


def verdict(findings: Iterable[Finding]) -> str:
    """What it all comes to."""
    found = tuple(findings)
    if not ready(found):
        return "Sessions cannot be run and logged here yet: see what is missing."
    if any(finding.state is Verdict.LOOK for finding in found):
        return "Sessions can be run and logged here. Some things could be better."
    return "Sessions can be run and logged here."

"""Findings: the results of checks, each with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from hipcoach.text.characters import clean, one_line
from hipcoach.text.columns import BESIDE, INDENT, beside, indented, words


class Verdict(StrEnum):
    """The verdict of a check."""

    OK = "ok"
    LOOK = "look"
    """Sessions can be led and logged, but something could be better."""
    MISSING = "missing"
    """Sessions cannot be led or logged."""


class Finding(Struct, frozen=True):
    """The result of checking one thing."""

    about: str
    """The thing that was checked, in a word."""
    state: Verdict
    text: str
    todo: str | None = None
    """What to do about it, if anything."""

    def as_json(self) -> dict[str, str | None]:
        """Convert the finding to a JSON object."""
        return {"about": self.about, "state": self.state.value, "text": self.text, "todo": self.todo}


WIDTH = 79
"""The widest line in cells."""


def as_lines(finding: Finding, terminal: int | None = None) -> Iterator[str]:
    """Format a finding, with what to do below it, for a terminal of so many columns, or for none."""
    columns, text = f"{finding.state:<8} {finding.about:<12} ", clean(one_line(finding.text))
    width = min(terminal or WIDTH, WIDTH)
    yield from beside(columns, text, width) if terminal else words(columns + text, WIDTH, " " * len(columns))
    if finding.todo is not None:
        margin = len(columns) if width - len(columns) >= BESIDE else len(INDENT)
        yield from indented(f"{' ' * margin}> {clean(finding.todo)}", width, "  ")


def ready(findings: Iterable[Finding]) -> bool:
    """Whether sessions can be led and logged."""
    return all(finding.state is not Verdict.MISSING for finding in findings)


def verdict(findings: Iterable[Finding]) -> str:
    """The summary of all findings."""
    found = tuple(findings)
    if not ready(found):
        return "Sessions cannot be run and logged here yet: see what is missing."
    if any(finding.state is Verdict.LOOK for finding in found):
        return "Sessions can be run and logged here. Some things could be better."
    return "Sessions can be run and logged here."

"""What was found out: a line each, with what to do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from hipcoach.session.characters import clean


class State(StrEnum):
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
    state: State
    text: str
    todo: str | None = None
    """What to do about it, where there is something to do."""

    def as_json(self) -> dict[str, str | None]:
        """The finding for other programs."""
        return {"about": self.about, "state": self.state.value, "text": self.text, "todo": self.todo}


WIDTH = 79
_MARGIN = " " * 22


def as_lines(finding: Finding) -> Iterator[str]:
    """A finding for a terminal, with what to do below it."""
    head = f"{finding.state:<8} {finding.about:<12} "
    yield from _wrapped(clean(finding.text), head)
    if finding.todo is not None:
        yield from _wrapped(clean(finding.todo), f"{_MARGIN}> ")


def _wrapped(text: str, head: str) -> list[str]:
    # Paths stay whole, to be copied.
    below = " " * len(head)
    return textwrap.wrap(
        text, WIDTH, initial_indent=head, subsequent_indent=below, break_long_words=False, break_on_hyphens=False
    )


def ready(findings: Iterable[Finding]) -> bool:
    """Whether a session can be led and logged."""
    return all(finding.state is not State.MISSING for finding in findings)


def verdict(findings: Iterable[Finding]) -> str:
    """What it all comes to."""
    found = tuple(findings)
    if not ready(found):
        return "A session cannot be led and logged as it is: see what is missing."
    if any(finding.state is State.LOOK for finding in found):
        return "A session can be led and logged here. Some things could be better."
    return "A session can be led and logged here."

"""Warns of a session that is probably longer than intended."""

from __future__ import annotations

from hipcoach.diagnostics.problems import Code, Severity
from hipcoach.session.build import exercise_id
from hipcoach.session.checks import Checks, named
from hipcoach.session.fields import Fields

LONGEST_USUAL = 2 * 3600
"""Seconds from which on a session brings a warning about its length."""


def warn_of_length(checks: Checks, exercises: list[Fields], seconds: dict[str, int]) -> None:
    """Warn if a session is longer than is usual; `seconds` has those of each exercise, by id."""
    total = sum(seconds.values())
    if total < LONGEST_USUAL:
        return
    ident = max(seconds, key=seconds.__getitem__)
    longest = next(own for n, own in enumerate(exercises, 1) if exercise_id(own, n) == ident)
    most = f", {_hours(seconds[ident])} of it in this exercise" if len(seconds) > 1 else ""
    checks.problem(
        Code.RANGE,
        f"at the high dose this session takes {_hours(total)}{most}",
        named(longest),
        "if that is not meant, look at its `sets`, `reps`, `hold` and `rest`",
        order=longest.node.start,
        level=Severity.WARNING,
    )


def _hours(seconds: int) -> str:
    """A duration such as `31 h 5 min`."""
    hours, minutes = divmod(round(seconds / 60), 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part)

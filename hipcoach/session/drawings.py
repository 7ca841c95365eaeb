"""The check that every figure that a file names exists, since nothing else would say that it is not shown."""

from __future__ import annotations

from collections.abc import Callable, Collection

from hipcoach.diagnostics.problems import Code, Severity
from hipcoach.session.amounts import known
from hipcoach.session.build import modifications
from hipcoach.session.checks import Checks
from hipcoach.session.fields import Fields

Names = Callable[[], Collection[str]]
"""Gives the names of all figures; called only where a file names one."""


def unknown_figures(checks: Checks, whole: Fields, names: Names) -> None:
    """Warn of each figure of an exercise, or of what modifications bring instead, that does not exist."""
    parts = (whole, *modifications(whole))
    brought = [part for modification in parts[1:] if (part := modification.get("instead", Fields)) is not None]
    for part in (*parts, *brought):
        field, name = part.given.get("figure"), part.get("figure", str)
        if field is None or name is None or field.source is not checks.source or name in (there := sorted(names())):
            continue
        near = checks.guess(name, there)
        checks.problem(
            Code.UNKNOWN_FIGURE,
            f"there is no figure `{name}`, so none is shown",
            (field.source, field.node),
            f"did you mean `{near}`?" if near is not None else f"there is {known(there)}",
            order=whole.node.start,
            level=Severity.WARNING,
        )

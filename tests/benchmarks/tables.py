"""What a benchmark finds out, as rows of one table."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

BARE = "python -c pass"
MINIMAL = "minimal Textual"


class Goal(NamedTuple):
    """At most so much, or so many times what something else takes."""

    most: float
    than: str | None = None

    def __str__(self) -> str:
        return f"{self.most:g}" if self.than is None else f"{self.most:g} x {self.than}"


class Row(NamedTuple):
    """One figure."""

    what: str
    value: float | None
    """None: not measured, for `why`."""
    unit: str = ""
    goal: Goal | None = None
    beside: Mapping[str, float | None] = {}
    """The same of others, measured in turn with it."""
    why: str = ""
    ratio: float | None = None
    """Of each round the value to that with which the goal compares it, the median; where rounds were compared."""

    @property
    def times(self) -> float | None:
        """How many times as much as that with which the goal compares it."""
        if self.ratio is not None:
            return self.ratio
        than = self.beside.get(self.goal.than) if self.goal and self.goal.than else None
        return self.value / than if self.value is not None and than else None

    @property
    def missed(self) -> bool:
        reached = self.times if self.goal and self.goal.than else self.value
        return self.goal is not None and reached is not None and reached > self.goal.most

    def cells(self) -> tuple[str, str, str, str, str]:
        value = amount(self.value, self.unit) if self.value is not None else f"not measured: {self.why}"
        times = f"{self.times:.2f} x" if self.times is not None else ""
        goal = f"at most {self.goal}{' MISSED' if self.missed else ''}" if self.goal else ""
        others = ", ".join(f"{name} {amount(one, self.unit)}" for name, one in self.beside.items() if one is not None)
        return self.what, value, times, goal, others


HEAD = ("", "hipcoach", "ratio", "goal", "in the same run")


def amount(value: float, unit: str) -> str:
    figure = f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
    return f"{figure} {unit}".rstrip()


def median(values: Iterable[float | None]) -> float | None:
    there = [value for value in values if value is not None]
    return statistics.median(there) if there else None


def paired(ours: Sequence[float | None], theirs: Sequence[float | None]) -> float | None:
    """The median of the ratios of each round, on which what else the machine does has the least effect."""
    return median(one / other for one, other in zip(ours, theirs, strict=True) if one is not None and other)


def part_of(values: Sequence[float], part: float) -> float | None:
    """What that part of all values is not above."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else None


def table(rows: Sequence[Row]) -> str:
    """All of it, in columns."""
    cells = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
    return "\n".join(lines)


def small_table(rows: Sequence[Row]) -> str:
    """What has a goal, in Markdown."""
    lines = ["| | hipcoach | goal: at most |", "|---|---|---|"]
    for row in rows:
        if row.goal is not None and row.value is not None:
            times = f" ({row.times:.2f} x)" if row.times is not None else ""
            goal = str(row.goal) if row.goal.than else amount(row.goal.most, row.unit)
            lines.append(f"| {row.what} | {amount(row.value, row.unit)}{times} | {goal} |")
    return "\n".join(lines)

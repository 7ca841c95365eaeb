"""The session at a glance: a cell for each set."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from hipcoach.cues.strip import SetGroup, SetMark
from hipcoach.text.characters import cells, cut
from hipcoach.ui.widgets.cells import Cells

SIGNS: Mapping[SetMark, str] = {
    SetMark.DONE: "█",
    SetMark.NOW: "▓",
    SetMark.AHEAD: "░",
    SetMark.SHORT: "▒",
    SetMark.PAIN: "!",
    SetMark.SKIPPED: "×",
}

WIDEST = 5
"""The most columns of a set."""

Placed = list[tuple[int, str, SetMark]]
"""Columns, text and mark of every cell, from left to right."""


class SetStrip(Cells):
    """Shows what has become of every set, and on a second line the names of the exercises."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"set-strip--now", "set-strip--pain"}

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._groups: tuple[SetGroup, ...] = ()

    def show(self, groups: tuple[SetGroup, ...]) -> None:
        """Change what has become of the sets."""
        if groups != self._groups:
            self._groups = groups
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the cells, or the names below them."""
        width = self.size.width
        placed = laid_out(self._groups, width)
        if y:
            return Strip([Segment(_names(self._groups, placed, width), self.ink())], width)
        line = [(" ", self.ink())] * width
        now, pain = (self.ink(f"set-strip--{one}") for one in ("now", "pain"))
        for column, text, mark in placed:
            style = now if mark is SetMark.NOW else pain if mark is SetMark.PAIN else self.ink()
            for at, sign in enumerate(text, column):
                line[at] = (sign, style)
        segments = [
            Segment("".join(sign for sign, _ in run), style)
            for style, run in ((style, list(run)) for style, run in groupby(line, key=lambda one: one[1]))
        ]
        return Strip(segments, width)


def laid_out(groups: tuple[SetGroup, ...], width: int) -> Placed:
    """The cells that fit into so many columns.

    Cells shrink to one column, then the gaps between them go, then the sets of an exercise become one cell, and at last
    only what lies around the present set is shown.
    """
    for wide in range(WIDEST, 0, -1):
        if found := _within(groups, width, wide, 1, 2):
            return found
    merged = tuple(SetGroup(group.name, (group.mark,)) for group in groups)
    for some, gap in ((groups, 1), (merged, 1), (merged, 0)):
        if found := _within(some, width, 1, 0, gap):
            return found
    now = next((at for at, group in enumerate(merged) if group.mark is SetMark.NOW), 0)
    first = max(0, min(now - width // 2, len(merged) - width))
    return _within(merged[first : first + width], width, 1, 0, 0)


def _within(groups: tuple[SetGroup, ...], width: int, wide: int, gap: int, between: int) -> Placed:
    """Cells of `wide` columns with these gaps between sets and between exercises; empty if they do not fit."""
    found: Placed = []
    column = 0
    for group in groups:
        for mark in group.marks:
            found.append((column, SIGNS[mark] * wide, mark))
            column += wide + gap
        column += between - gap
    end = column - between
    return found if end <= width else []


def _names(groups: tuple[SetGroup, ...], placed: Placed, width: int) -> str:
    """The names of the exercises, each below its first cell and cut where the next one begins."""
    if len(placed) != sum(len(group.marks) for group in groups):
        return " " * width
    starts, at = [], 0
    for group in groups:
        starts.append(placed[at][0])
        at += len(group.marks)
    line = ""
    for group, start, end in zip(groups, starts, (*starts[1:], width + 1), strict=True):
        line += " " * (start - cells(line)) + cut(group.name, end - start - 1)
    return line + " " * (width - cells(line))

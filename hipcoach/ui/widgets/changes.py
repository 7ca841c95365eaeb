"""What of a widget has changed, so that no more than that goes to the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region


def changed(before: Sequence[Sequence[object]], after: Sequence[Sequence[object]]) -> list[Region]:
    """The regions in which two pictures differ, each given as lines of cells; lines of one width are grouped."""
    regions: list[Region] = []
    for y in range(max(len(before), len(after))):
        one, other = (lines[y] if y < len(lines) else () for lines in (before, after))
        if one == other:
            continue
        width = max(len(one), len(other))
        differs = [x for x in range(width) if x >= len(one) or x >= len(other) or one[x] != other[x]]
        span = Region(differs[0], y, differs[-1] - differs[0] + 1, 1)
        last = regions[-1] if regions else None
        if last is not None and last.bottom == y and (last.x, last.width) == (span.x, span.width):
            regions[-1] = last.grow((0, 0, 1, 0))
        else:
            regions.append(span)
    return regions

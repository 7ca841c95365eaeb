"""The beginning and the end of a log: enough for a list of many sessions, at a fraction of the cost of reading them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hipcoach.diagnostics.files import content
from hipcoach.engine.events import Outcome
from hipcoach.journal import lines
from hipcoach.journal.fold import Folded, ending, fold, read, stamp, title
from hipcoach.journal.format import LARGEST, TooNew, decode, refuse_newer
from hipcoach.journal.lines import Start


@dataclass(frozen=True, slots=True)
class Glance:
    """What a list of many sessions shows of one, at a fraction of the cost."""

    path: Path
    start: Start | None
    outcome: Outcome | None
    empty: bool = False
    """Whether there is not one whole line in it."""

    @property
    def title(self) -> str:
        """What it is called."""
        return title(self.path, self.start)

    @property
    def began(self) -> datetime | None:
        """When it began; where its first line is lost, what its file's name says."""
        return self.start.at if self.start else stamp(self.path)

    @property
    def ending(self) -> str:
        """How it ended, as a word that never changes."""
        return ending(self.outcome)

    def read(self) -> Folded:
        """All that history has of it; OSError."""
        return read(self.path, places=False)


def glance(path: Path) -> Glance:
    """What a file says at its beginning and its end; OSError, or TooNew."""
    data = content(path, LARGEST)
    # Everything before the choices is short, and no text in it can hold this unescaped.
    first, _, _ = data[: data.find(b"\n") + 1].partition(b',"choices":')
    ends = data.rfind(b'\n{"t":"end"') + 1
    try:
        fields = decode(first + b"}")
        refuse_newer(path, fields)
        start = lines.start_of(fields) if fields.text("t") == "start" else None
        outcome = decode(data[ends:].partition(b"\n")[0]).word("outcome", Outcome) if ends else None
    except TooNew:
        raise
    except ValueError:
        start = None
    # Without an end, the pains between decide how it ended.
    if start is None or (outcome is None and b'\n{"t":"pain"' in data):
        folded = fold(path, data, places=False)
        return Glance(path, folded.start, folded.outcome, folded.empty)
    return Glance(path, start, outcome)

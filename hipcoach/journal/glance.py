"""Reads only the beginning and the end of a log: enough to list many sessions without reading them in full."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import assert_never

from msgspec import Struct

from hipcoach.diagnostics.files import content
from hipcoach.engine.events import Outcome
from hipcoach.engine.wording import OUTCOMES
from hipcoach.journal import reading
from hipcoach.journal.fold import Folded, ending, fold, read, stamp, title
from hipcoach.journal.format import LARGEST, TooNew, decode, refuse_newer
from hipcoach.journal.lines import Start


class Glance(Struct, frozen=True):
    """The part of a session that a list of many sessions shows."""

    path: Path
    start: Start | None
    outcome: Outcome | None
    empty: bool = False
    """Whether the file has no complete line."""
    sets: bool = False
    """Whether any set was recorded."""

    @property
    def title(self) -> str:
        """The session's title."""
        return title(self.path, self.start)

    @property
    def began(self) -> datetime | None:
        """The start time; taken from the file's name if the first line is lost."""
        return self.start.at if self.start else stamp(self.path)

    @property
    def ending(self) -> str:
        """The ending as a word of the log's format, which never changes."""
        return ending(self.outcome)

    @property
    def went(self) -> str:
        """How it went, as a verb: `done`, `done in part`, `stopped for pain`, or `begun` if nothing else is certain."""
        match self.outcome:
            case Outcome.COMPLETED:
                return "done"
            case Outcome.STOPPED_FOR_PAIN:
                return OUTCOMES[self.outcome]
            case Outcome.PARTIAL if self.sets:
                return OUTCOMES[self.outcome]
            case Outcome.PARTIAL | Outcome.ABANDONED | None:
                return "begun"
            case _:
                assert_never(self.outcome)

    def read(self) -> Folded:
        """Read the file in full, without places. Raises OSError."""
        return read(self.path, places=False)


def glance(path: Path) -> Glance:
    """Read the beginning and the end of a file. Raises OSError or TooNew."""
    data = content(path, LARGEST)
    # Everything before the choices is short, and no text in it can contain this unescaped.
    first, _, _ = data[: data.find(b"\n") + 1].partition(b',"choices":')
    ends = data.rfind(b'\n{"t":"end"') + 1
    try:
        first += b"}"
        kind = decode(first, reading.Kind)
        refuse_newer(path, kind.v)
        start = reading.dated(first, Start) if kind.t == "start" else None
        outcome = decode(data[ends:].partition(b"\n")[0], reading.EndLine).outcome if ends else None
    except TooNew:
        raise
    except ValueError:
        start = None
    # Without an end line, the pains in between decide how it ended.
    if start is None or (outcome is None and b'\n{"t":"pain' in data):
        folded = fold(path, data, places=False)
        return Glance(path, folded.start, folded.outcome, folded.empty, bool(folded.records))
    return Glance(path, start, outcome, sets=b'\n{"t":"set"' in data)

"""What the next session takes over from those before it."""

from __future__ import annotations

from pathlib import Path

from hipcoach.coach.plan import Choices
from hipcoach.journal.names import paths
from hipcoach.session.model import Side

AMONG = 30
"""How many sessions are looked through for one of the same file."""


def last_choices(log: Path) -> Choices | None:
    """What was chosen for the newest session, but for what was only for its pain; `None` where there is none."""
    return next((chosen for path in paths(log) if (chosen := _chosen(path)) is not None), None)


def _chosen(path: Path) -> Choices | None:
    """What was chosen as a session began; `None` where the first line of its log cannot be read."""
    # Where nothing is logged yet, nothing that reads a log is loaded.
    from hipcoach.journal.format import decode, refuse_newer, usual_of

    try:
        with path.open("rb") as log:
            fields = decode(log.readline().strip(b"\0"))
        refuse_newer(path, fields)
        return usual_of(fields) if fields.text("t") == "start" else None
    except (OSError, ValueError):
        return None


def began_last(log: Path, file: str | None = None) -> Side | None:
    """The side that was worked first the last time, in sessions of one file or in any; `None` where that is unknown."""
    from hipcoach.journal.history import glances

    for number, glanced in enumerate(glances(log, refused=_ignore)):
        if number == AMONG:
            break
        if file is not None and (glanced.start is None or glanced.start.file != file):
            continue
        try:
            records = glanced.read().records
        except OSError:
            continue
        sided = [record for record in records if record.side is not Side.NONE and record.counted.done > 0]
        if sided:
            return min(sided, key=lambda record: record.n).side
    return None


def _ignore(text: str) -> None:
    """Whoever looks for a habit does without a file that cannot be read; the list of sessions tells of it."""

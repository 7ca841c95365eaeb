"""What the next session takes over from earlier ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hipcoach.diagnostics.files import content
from hipcoach.engine.choices import Choices
from hipcoach.journal.files import PERSON, cannot_be_read, paths
from hipcoach.session.model import Affected, Side

AMONG = 30
"""How many sessions are searched for the latest one of the same file."""


def _ignore(text: str) -> None:
    """Ignore a file that cannot be read; the list of sessions reports it."""


def last_choices(log: Path, now: datetime, refused: Callable[[str], None] = _ignore) -> Choices | None:
    """The choices of the newest session, without adjustments made only for its pain; `None` if there is no session.

    `refused` is called with a line about anything that cannot be read.
    """
    last = last_time(log, now, refused)
    return last[1] if last is not None else None


def last_time(log: Path, now: datetime, refused: Callable[[str], None] = _ignore) -> tuple[str, Choices] | None:
    """The session file of the newest session, and the same choices; only first lines are read."""
    begun = (_begun(path, now, refused) for path in paths(log, refused=refused))
    return next((last for last in begun if last is not None), None)


def _begun(path: Path, now: datetime, refused: Callable[[str], None]) -> tuple[str, Choices] | None:
    """File and choices at the start of a session; `None` if its log does not have them or it lies in the future."""
    # Imported here, so that the first start, which has no log, does not load what reads one.
    from hipcoach.journal.format import LARGEST, TooNew, decode, lies_ahead, refuse_newer
    from hipcoach.journal.lines import Start
    from hipcoach.journal.reading import ChoicesLine, Kind, dated

    try:
        line = content(path, LARGEST).partition(b"\n")[0].strip(b"\0")
        kind = decode(line, Kind)
        if kind.t != "start":
            return None
        refuse_newer(path, kind.v)
        start = dated(line, Start)
        return None if lies_ahead(start.at, now) else (start.file, decode(line, ChoicesLine).usually)
    except TooNew as error:
        refused(str(error))
    except OSError as error:
        refused(cannot_be_read(path, error))
    except ValueError:
        # The list of sessions reports unreadable lines.
        pass
    return None


def affected_side(log: Path, now: datetime) -> Affected | None:
    """The side that the person calls affected; `None` if they have not said it."""
    if not (log / PERSON).is_dir():
        return None
    # Imported here, so that nothing reads what was never written.
    from hipcoach.journal.person import person

    return person(log, now).affected


def began_last(log: Path, now: datetime, file: str | None = None) -> Side | None:
    """The side that came first in the latest session, of one file or of any; `None` if that is unknown."""
    from hipcoach.journal.history import glances

    for number, glanced in enumerate(glances(log, refused=_ignore, until=now)):
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


def never_done(log: Path, now: datetime, exercises: frozenset[str]) -> frozenset[str]:
    """The given library exercises of which no log has a set with anything done."""
    from hipcoach.journal.history import glances

    left = set(exercises)
    for glanced in glances(log, refused=_ignore, until=now):
        if not left:
            break
        try:
            left -= {record.library for record in glanced.read().records if record.counted.done > 0}
        except OSError:
            continue
    return frozenset(left)

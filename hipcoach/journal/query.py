"""Finds the sessions of the log that a person asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from hipcoach.diagnostics.files import path_shown, why
from hipcoach.journal import history
from hipcoach.journal.figures import began
from hipcoach.journal.files import number
from hipcoach.journal.fold import Folded, read
from hipcoach.journal.format import TooNew
from hipcoach.journal.glance import Glance
from hipcoach.text.characters import clean
from hipcoach.text.counts import counted

TOLD = 20
"""How many unreadable folders and files are named."""

CANDIDATES = 10
"""How many sessions are named if an id matches several."""

A_DAY_AND_MORE = timedelta(hours=38)
"""At least the time between midnight UTC and the beginning of that day in any time zone, with a margin."""


def since(text: str, today: date) -> date:
    """The first day meant by `2026-11-01`, `14d` or `6w`; the message of the ValueError says what to write."""
    if found := re.fullmatch(r"(\d{1,5})\s*([dw])", text.strip().lower()):
        days = int(found[1]) * (7 if found[2] == "w" else 1)
        return today - timedelta(days=days) if days < today.toordinal() else date.min
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        # Written like a day, but there is no such day, as 2026-02-30.
        pass
    raise ValueError(
        f"--since {clean(text)}: write a day such as {today.isoformat()}, or 14d or 6w for the last 14 days or 6 weeks"
    )


class FoundSessions:
    """The sessions of a log, and a count of what could not be read."""

    def __init__(self, log: Path, refused: Callable[[str], None], now: datetime) -> None:
        """`refused` is called with a line about each unreadable folder and file, up to `TOLD` of them."""
        self._log = log
        self._tell = refused
        self._now = now
        self._lines = 0
        self._sessions = 0
        self.unread = 0
        """How many folders and files could not be read so far; their sessions are missing."""

    def _refused(self, text: str) -> None:
        self.unread += 1
        if self.unread <= TOLD:
            self._tell(text)

    @property
    def damage(self) -> str | None:
        """What could not be read so far and was not reported yet, in lines; `None` if everything could be read."""
        untold = f"{self.unread - TOLD:,} more cannot be read" if self.unread > TOLD else None
        return "\n".join(filter(None, (untold, self._damaged_lines()))) or None

    def _damaged_lines(self) -> str | None:
        if not self._lines:
            return None
        lines, sessions = counted(self._lines, "line"), counted(self._sessions, "session")
        return f"{lines} in the log of {sessions} cannot be read; everything else is here"

    def number(self) -> int:
        """The number of sessions, counted without reading them; empty files do not count."""
        return number(self._log)

    def all(self, *, oldest_first: bool) -> Iterator[Folded]:
        """Every session."""
        return self._counted(history.sessions(self._log, refused=self._refused, oldest_first=oldest_first))

    def since(self, day: date, *, oldest_first: bool) -> Iterator[Folded]:
        """The sessions that began on or after a day, by the local date at their start."""
        start = datetime.combine(day, time.min, UTC)
        start = start - A_DAY_AND_MORE if day.year > 1 else start
        sessions = history.sessions(self._log, refused=self._refused, since=start, oldest_first=oldest_first)
        return self._counted(one for one in sessions if (at := began(one)) is None or at.date() >= day)

    def after(self, one: Folded) -> Iterator[Folded]:
        """The sessions after one, oldest first, but for those in the future; what cannot be read is not reported."""
        later = history.sessions(self._log, refused=_ignore, since=one.began, until=self._now, oldest_first=True)
        return (each for each in later if one.began is not None and each.path != one.path)

    def by_id(self, asked: str) -> Folded:
        """The session whose id begins with `asked`; ValueError if there is none or more than one."""
        wanted = asked.strip().lower()
        # Nearly every file's name ends in the first four digits of its session's id.
        likely = re.compile(f".*-{re.escape(wanted[:4])}[0-9a-f]*[.]jsonl").fullmatch
        glances = self._matching(wanted, likely) or self._matching(wanted, None)
        exact = [one for one in glances if _id(one) == wanted]
        match exact or glances:
            case [one]:
                return next(self._counted(iter((self._read(one.path),))))
            case []:
                raise ValueError(
                    f"no session has an id that begins with '{clean(asked)}'; 'hipcoach log' shows the ids"
                )
            case several:
                rows = [
                    f"  {_id(one)}  {f'{one.began:%Y-%m-%d}' if one.began else ''}  {clean(one.title)}"
                    for one in several
                ]
                more = [f"  and {len(rows) - CANDIDATES:,} more"] if len(rows) > CANDIDATES else []
                head = f"{len(rows):,} sessions have an id that begins with '{clean(asked)}'; write more of it:"
                raise ValueError("\n".join([head, *rows[:CANDIDATES], *more]))

    def _matching(self, wanted: str, named: Callable[[str], object] | None) -> list[Glance]:
        # Unreadable files are reported when all sessions are searched.
        refused = self._refused if named is None else _ignore
        glances = history.glances(self._log, refused=refused, named=named)
        return [one for one in glances if wanted and _id(one).startswith(wanted)]

    def _read(self, path: Path) -> Folded:
        try:
            return read(path, places=False)
        except TooNew as error:
            raise ValueError(str(error)) from error
        except OSError as error:
            raise ValueError(f"{path_shown(path)}: cannot be read: {why(error)}") from error

    def _counted(self, sessions: Iterator[Folded]) -> Iterator[Folded]:
        for one in sessions:
            self._lines += one.unreadable
            self._sessions += one.unreadable > 0
            yield history.seen_now(one, self._now)


def _ignore(text: str) -> None:
    """Ignore a file that cannot be read; it is reported elsewhere."""


def _id(one: Glance) -> str:
    """A session's id, as `Folded.session` returns it."""
    return (one.start.session if one.start else one.path.stem).lower()

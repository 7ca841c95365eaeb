"""Reads from the log what was done in the weeks of programmes, and what was to be done; without what proposes a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from hipcoach.advice.programmes import BegunProgramme, DoneSession, KnownSession
from hipcoach.advice.weeks import DaysDone, WeekGoal, first_day, goals
from hipcoach.engine.events import Outcome, PainKind
from hipcoach.journal.figures import Sitting, began, sitting
from hipcoach.journal.files import cannot_be_read
from hipcoach.journal.fold import Folded
from hipcoach.journal.glance import Glance
from hipcoach.journal.history import glances
from hipcoach.journal.programmes import begun, followed
from hipcoach.journal.query import A_DAY_AND_MORE
from hipcoach.session.library import Library
from hipcoach.session.model import DOSES, EVERY_DAY, Session, SessionLevel
from hipcoach.session.programme import has_repetitions

IN_FULL = timedelta(days=EVERY_DAY + 1)
"""Older sessions, which need no days apart any more, are not read in full if their last lines say that they were
completed."""


def goals_of_weeks(
    log: Path, now: datetime, library: Library, week_begins: int, sittings: Iterable[Sitting]
) -> Mapping[date, WeekGoal]:
    """What programmes needed of each week in which one was followed, by its first day."""
    if not (ever := followed(log, now)):
        return {}
    done = [DoneSession(one.day, one.file, one.counts) for one in sittings if one.day is not None]
    return _goals(ever, done, now, library, week_begins)


def goals_so_far(
    log: Path, now: datetime, library: Library, week_begins: int, programme: BegunProgramme
) -> Mapping[date, WeekGoal]:
    """What a programme needed of each week up to this one, by its first day, as far as it needed anything."""
    since = first_day(min(programme.on, now.date()), week_begins)
    return _goals((programme,), done_since(log, now, since, _ignore).values(), now, library, week_begins)


def goal_this_week(log: Path, now: datetime, library: Library, week_begins: int) -> tuple[str, WeekGoal] | None:
    """The title of the programme and what it needs of this week; `None` if none is followed, or needs nothing."""
    if (programme := begun(log, now)) is None:
        return None
    first = first_day(now.date(), week_begins)
    goal = goals_so_far(log, now, library, week_begins, programme).get(first)
    return None if goal is None else (programme.latest.title, goal)


def _goals(
    ever: Iterable[BegunProgramme], done: Iterable[DoneSession], now: datetime, library: Library, week_begins: int
) -> Mapping[date, WeekGoal]:
    known, day = KnownSessions(library), now.date()
    days = DaysDone(one if one.day <= day else replace(one, day=day) for one in done)
    return goals(ever, days, known, day, week_begins)


def named_by(programme: BegunProgramme) -> Iterator[str]:
    """The names of the sessions of a programme."""
    for phase in (*programme.phases, *programme.latest.phases):
        yield from (entry.session for entry in phase.each_week)


def known_sessions(library: Library, names: Iterable[str]) -> Mapping[str, KnownSession]:
    """What their files say of some sessions, without those that cannot be read."""
    known = KnownSessions(library)
    return {name: known[name] for name in dict.fromkeys(names) if name in known}


class KnownSessions(Mapping[str, KnownSession]):
    """What its file says of each session that can be read; it is read when it is first asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._paths = {entry.name: entry.path for entry in library.sessions()}
        self._read: dict[str, KnownSession | None] = {}

    def __getitem__(self, name: str) -> KnownSession:
        if name not in self._read:
            path = self._paths[name]
            session = self._library.read(path).session
            self._read[name] = None if session is None else _known(path.name, session)
        if (known := self._read[name]) is None:
            raise KeyError(name)
        return known

    def __iter__(self) -> Iterator[str]:
        return filter(self.__contains__, self._paths)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _known(file: str, session: Session) -> KnownSession:
    return KnownSession(
        file=file,
        title=session.title,
        repetitions=has_repetitions(session),
        gentle=session.level is SessionLevel.GENTLE,
        per_week=session.per_week,
        per_day=session.per_day,
    )


def done_since(log: Path, now: datetime, since: date, refused: Callable[[str], None]) -> dict[Path, DoneSession]:
    """The sessions since a day, by their files."""
    start = datetime.combine(since, time.min, UTC) - A_DAY_AND_MORE
    in_full = now - IN_FULL
    found: dict[Path, DoneSession] = {}
    for glanced in glances(log, refused=refused, since=start, until=now):
        if glanced.start is not None and glanced.outcome is Outcome.COMPLETED and glanced.start.at < in_full:
            # Every set reached its low end.
            found[glanced.path] = DoneSession(glanced.start.at.date(), glanced.start.file, counts=True)
        else:
            found |= read_in_full((glanced,), refused)
    return found


def read_in_full(glances: Iterable[Glance], refused: Callable[[str], None]) -> dict[Path, DoneSession]:
    """Sessions by their files, without those that do not say when they began."""
    found: dict[Path, DoneSession] = {}
    for glanced in glances:
        try:
            folded = glanced.read()
        except OSError as error:
            refused(cannot_be_read(glanced.path, error))
        else:
            if (at := began(folded)) is not None:
                found[glanced.path] = _of(folded, at.date())
    return found


def _of(folded: Folded, day: date) -> DoneSession:
    """What is to be known of a session for the days after it."""
    doses = [folded.chosen.dose_of(exercise) for exercise, _ in folded.planned] if folded.chosen else []
    scores = [pain.score for pain in folded.pains if pain.score is not None]
    last = folded.pains[-1].kind if folded.pains else None
    kinds = [pain.kind for pain in folded.pains if pain.kind is not None and pain.kind.ends_session]
    ended = bool(kinds) or (folded.outcome is Outcome.STOPPED_FOR_PAIN and last is not PainKind.ACHE)
    return DoneSession(
        day=day,
        file=folded.start.file if folded.start else None,
        counts=sitting(folded).counts,
        repetitions=any(record.reps is not None and record.reps.done > 0 for record in folded.records),
        least=min(doses, key=DOSES.index, default=None),
        most=max(doses, key=DOSES.index, default=None),
        before=folded.checkin.pain if folded.checkin else None,
        during=scores[-1] if scores else None,
        after=folded.checkout.pain if folded.checkout else None,
        ended=ended,
        kind=kinds[-1] if kinds else None,
    )


def _ignore(text: str) -> None:
    """Ignore a file that cannot be read; the list of sessions reports it."""

"""What many sessions come to: weeks, minutes against the plan, pain, and what was done of each exercise.

A day is the day on the clock on the wall where a session began, whatever the offset there was; a session over midnight
belongs to the day it began on. A week begins on Monday. A session counts once what was done in it comes to a set; one
that was stopped for pain is shown, however little was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from hipcoach.engine.events import Outcome
from hipcoach.engine.records import Record, Unit
from hipcoach.journal.fold import Folded
from hipcoach.session.model import Range, Side

DAYS = 7


@dataclass(frozen=True, slots=True)
class Done:
    """What was done of an exercise on one side in one session."""

    exercise: str
    """Its id."""
    name: str
    side: Side
    timed: bool
    """Whether it is counted in seconds, not in repetitions."""
    average: float
    """Of its sets."""
    range: Range
    """Of the last set."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session as the figures need it: a small part of its log."""

    path: Path
    session: str
    title: str
    file: str | None
    """The session file's name; `None` where the first line is lost."""
    began: datetime | None
    outcome: Outcome | None
    seconds: float
    """Of work."""
    planned_seconds: int
    """Of work."""
    before: int | None
    """Pain at the check-in, 0 to 10."""
    morning: int | None
    """Pain on the morning after the session before this one, 0 to 10."""
    after: int | None
    """Pain at the check-out, 0 to 10."""
    done: tuple[Done, ...]
    sets: float
    """What was done, in sets: a set that ended below its low end is part of one."""
    unreadable: int
    """Lines that could not be read."""
    running: bool = False
    """Whether the session is running right now."""
    ahead: bool = False
    """Whether it lies in the future, so that it is in no figure yet."""

    @property
    def day(self) -> date | None:
        """The day it belongs to."""
        return self.began.date() if self.began else None

    @property
    def counts(self) -> bool:
        """Whether it is a session of its week: a moment on the way to leaving again is none."""
        return self.sets >= 1 and not self.ahead

    @property
    def shows(self) -> bool:
        """Whether its day shows it: where it counts, or was stopped for pain."""
        return self.counts or (self.outcome is Outcome.STOPPED_FOR_PAIN and not self.ahead)


def sitting(folded: Folded) -> Sitting:
    """The part of a log that the figures need."""
    groups: dict[tuple[str, Side, bool], list[Record]] = {}
    for record in sorted(folded.records, key=lambda record: record.n):
        if record.counted.done > 0:
            groups.setdefault((record.exercise, record.side, record.unit is Unit.SECONDS), []).append(record)
    return Sitting(
        path=folded.path,
        session=folded.session,
        title=folded.title,
        file=folded.start.file if folded.start else None,
        began=began(folded),
        outcome=folded.outcome,
        seconds=folded.seconds,
        planned_seconds=folded.planned_seconds,
        before=folded.checkin.pain if folded.checkin else None,
        morning=folded.checkin.next_morning if folded.checkin else None,
        after=folded.checkout.pain if folded.checkout else None,
        done=tuple(
            Done(
                exercise=exercise,
                name=folded.names.get(exercise, exercise),
                side=side,
                timed=timed,
                average=round(sum(record.counted.done for record in records) / len(records), 1),
                range=records[-1].counted.range,
            )
            for (exercise, side, timed), records in groups.items()
        ),
        sets=round(sum(_part(record) for record in folded.records), 3),
        unreadable=folded.unreadable,
        running=folded.running,
        ahead=folded.ahead,
    )


def _part(record: Record) -> float:
    """How much of a set was done."""
    amount = record.counted
    return min(1.0, amount.done / amount.range.low) if amount.range.low else 1.0


def began(folded: Folded) -> datetime | None:
    """When a session began on the clock on the wall; a file's name knows the time, but only its lines the offset."""
    if folded.start is None and folded.began is not None and folded.last is not None:
        return folded.began.astimezone(folded.last.tzinfo)
    return folded.began


# -- weeks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday on."""

    monday: date
    days: tuple[tuple[Sitting, ...], ...]
    """The sessions that each day shows, oldest first."""
    per_week: Range | None
    """How many sessions it is meant to have, by the session that was done most; `None` where that does not say."""
    planned: Range | None
    """Seconds of work that these take."""
    file: str | None = None
    """The name of that session's file; `None` where nothing was done so far."""

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        """The sessions that count in it, oldest first."""
        return tuple(one for day in self.days for one in day if one.counts)

    @property
    def seconds(self) -> float:
        """Of work."""
        return sum(one.seconds for one in self.sittings)


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks(
    sittings: Iterable[Sitting], today: date, count: int, per_week: Mapping[str, Range] | None = None
) -> tuple[Week, ...]:
    """So many weeks up to the one of today, newest first. A week without sessions has the plan of the one before."""
    first = monday(today) - timedelta(days=DAYS * (count - 1))
    days: dict[date, list[Sitting]] = {}
    earlier: Sitting | None = None
    for one in sorted_by_time(sittings):
        if one.day is not None and one.counts and one.day < first:
            earlier = one
        elif one.day is not None and one.shows and one.day >= first:
            days.setdefault(one.day, []).append(one)
    found: list[Week] = []
    for number in range(count):
        start = first + timedelta(days=DAYS * number)
        week = tuple(tuple(days.get(start + timedelta(days=day), ())) for day in range(DAYS))
        earlier = _usual([one for day in week for one in day if one.counts]) or earlier
        plan = (per_week or {}).get(earlier.file or "") if earlier else None
        planned = _times(plan, earlier.planned_seconds) if plan and earlier and earlier.planned_seconds else None
        found.append(Week(start, week, plan, planned, earlier.file if earlier else None))
    return tuple(reversed(found))


def _usual(sittings: Sequence[Sitting]) -> Sitting | None:
    """The newest sitting of the session that was done most, among equals the one done last; `None` of none."""
    files = [one.file for one in sittings]
    return max(enumerate(sittings), key=lambda one: (files.count(one[1].file), one[0]))[1] if sittings else None


def _times(range_: Range, by: int) -> Range:
    return Range(range_.low * by, range_.high * by)


def sorted_by_time(sittings: Iterable[Sitting]) -> list[Sitting]:
    """Those that can be reckoned with: it is known when they began, and that was before now; oldest first."""
    return sorted((one for one in sittings if one.began is not None and not one.ahead), key=_instant)


def _instant(one: Sitting) -> float:
    assert one.began is not None
    return one.began.timestamp()


# -- pain -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PainPoint:
    """Pain around one session, 0 to 10; `None` where it was not told."""

    day: date
    before: int | None
    after: int | None
    morning: int | None
    """On the morning after it, which the next check-in asks for."""


def pain(sittings: Iterable[Sitting]) -> tuple[PainPoint, ...]:
    """Pain around each session in which something was done or hurt, oldest first, without those that tell nothing."""
    points: list[PainPoint] = []
    last: int | None = None
    for one in sorted_by_time(sittings):
        if one.morning is not None and last is not None:
            before = points[last]
            points[last] = PainPoint(before.day, before.before, before.after, one.morning)
        assert one.day is not None
        if one.done:
            last = len(points)
        if one.done or one.shows:
            points.append(PainPoint(one.day, one.before, one.after, None))
    return tuple(point for point in points if (point.before, point.after, point.morning) != (None, None, None))


# -- exercises ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """A session's average for one side."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Series:
    """What was done of an exercise over time."""

    exercise: str
    name: str
    """As it was called last."""
    timed: bool
    """Whether it is counted in seconds, not in repetitions."""
    band: Range
    """The range as it was last."""
    sides: Mapping[Side, tuple[Point, ...]]
    """By side, oldest first."""


def exercises(sittings: Iterable[Sitting]) -> tuple[Series, ...]:
    """A series for each exercise and unit, the one done last first."""
    points: dict[tuple[str, bool], dict[Side, list[Point]]] = {}
    newest: dict[tuple[str, bool], Done] = {}
    for one in sorted_by_time(sittings):
        assert one.day is not None
        # The first exercise of a session is to come first, so it is taken last.
        for done in reversed(one.done):
            key = done.exercise, done.timed
            points.setdefault(key, {}).setdefault(done.side, []).append(Point(one.day, done.average))
            newest.pop(key, None)
            newest[key] = done
    return tuple(
        Series(
            exercise=done.exercise,
            name=done.name,
            timed=done.timed,
            band=done.range,
            sides=MappingProxyType({side: tuple(points[key][side]) for side in Side if side in points[key]}),
        )
        for key, done in reversed(newest.items())
    )


def spread(
    points: Iterable[tuple[date, float | None]], first: date, last: date, columns: int
) -> tuple[float | None, ...]:
    """Values over columns from the first day to the last: the average of those that fall into each, `None` of none."""
    days = (last - first).days + 1
    sums: dict[int, list[float]] = {}
    for day, value in points:
        if value is not None and first <= day <= last:
            sums.setdefault((day - first).days * columns // days, []).append(value)
    return tuple(sum(sums[at]) / len(sums[at]) if at in sums else None for at in range(columns))

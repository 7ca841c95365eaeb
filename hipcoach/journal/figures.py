"""Statistics over many sessions: weeks, minutes against the plan, pain, and progress of each exercise.

A session belongs to the local date on which it began, at the offset of that moment, even if it runs past midnight. A
week begins on Monday, or on the day that the settings say. A session counts once the work done in it adds up to one
set; a session that was stopped for pain is shown even if less was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from hipcoach.advice.weeks import WeekGoal, first_day
from hipcoach.engine.events import Outcome
from hipcoach.engine.records import Record, Unit
from hipcoach.journal.fold import Folded
from hipcoach.session.model import AtLeast, Range, Side

DAYS = 7


class Done(Struct, frozen=True):
    """What was done of an exercise on one side in one session."""

    exercise: str
    """The exercise's id."""
    name: str
    side: Side
    timed: bool
    """Whether it is measured in seconds rather than repetitions."""
    average: float
    """The average over its sets, in seconds or repetitions."""
    range: Range
    """What was prescribed for its sets, from the least of them to the most."""
    load: str | None = None
    """What its last set was done with."""


class Sitting(Struct, frozen=True):
    """The part of a session's log that the figures need."""

    path: Path
    session: str
    title: str
    file: str | None
    """The session file's name; `None` if the first line is lost."""
    began: datetime | None
    outcome: Outcome | None
    seconds: float
    """Seconds of work done."""
    planned_seconds: int
    """Seconds of work in the latest plan."""
    before: int | None
    """Pain at the check-in, 0 to 10."""
    morning: int | None
    """Pain on the morning after the session before this one, 0 to 10."""
    after: int | None
    """Pain at the check-out, 0 to 10."""
    done: tuple[Done, ...]
    sets: float
    """The amount done, in sets: a set that ended below the low end of its range counts as a fraction."""
    unreadable: int
    """The number of lines that could not be read."""
    running: bool = False
    """Whether the session is running right now."""
    ahead: bool = False
    """Whether it began in the future by this clock; such a session is left out of all figures."""

    @property
    def day(self) -> date | None:
        """The local date on which it began."""
        return self.began.date() if self.began else None

    @property
    def counts(self) -> bool:
        """Whether it counts as a session of its week: at least one set's worth was done."""
        return self.sets >= 1 and not self.ahead

    @property
    def shows(self) -> bool:
        """Whether it is shown on its day: it counts, or it was stopped for pain."""
        return self.counts or (self.outcome is Outcome.STOPPED_FOR_PAIN and not self.ahead)


def sitting(folded: Folded) -> Sitting:
    """Extract the part of a log that the figures need."""
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
                range=prescribed(records),
                load=records[-1].load,
            )
            for (exercise, side, timed), records in groups.items()
        ),
        sets=round(sum(_part(record) for record in folded.records), 3),
        unreadable=folded.unreadable,
        running=folded.running,
        ahead=folded.ahead,
    )


def prescribed(records: Sequence[Record]) -> Range:
    """What was prescribed for sets that may differ, from the least to the most; of an open end only its low end was."""
    low = min(record.counted.range.low for record in records)
    high = max(record.counted.range.low if record.open else record.counted.range.high for record in records)
    return AtLeast(low, high) if any(record.open for record in records) else Range(low, high)


def _part(record: Record) -> float:
    """The fraction of a set that was done, from 0 to 1."""
    amount = record.counted
    return min(1.0, amount.done / amount.range.low) if amount.range.low else 1.0


def began(folded: Folded) -> datetime | None:
    """The local time at which a session began; the file's name only has UTC, so the offset comes from its lines."""
    if folded.start is None and folded.began is not None and folded.last is not None:
        return folded.began.astimezone(folded.last.tzinfo)
    return folded.began


# -- weeks ----------------------------------------------------------------------------------------------------------


class Week(Struct, frozen=True):
    """Seven days."""

    first: date
    days: tuple[tuple[Sitting, ...], ...]
    """The sessions shown on each day, oldest first."""
    per_week: Range | None
    """The planned number of sessions, from the session that was done most; `None` if that names none."""
    planned: Range | None
    """The planned seconds of work: those of one session times `per_week`."""
    file: str | None = None
    """The file name of the session that was done most; `None` if nothing has been done so far."""
    per_day: Range | None = None
    """How often that session is planned for each of its days; then `per_week` counts days."""
    programme: WeekGoal | None = None
    """What the programme needs of it, if one was followed, which then is its goal."""

    @property
    def goal(self) -> Range | None:
        """How many sessions are planned: by the programme, else by `per_week`."""
        return self.programme.times if self.programme is not None else self.per_week

    @property
    def count(self) -> int:
        """What counts toward the goal: the sessions, or the days with as many as are asked for."""
        return self.programme.done if self.programme is not None else self.counted(self.per_day)

    def counted(self, per_day: Range | None) -> int:
        """The same by a plan with so many sessions a day, or without such a plan."""
        if per_day is None:
            return len(self.sittings)
        ours = ([one for one in day if one.counts and one.file == self.file] for day in self.days)
        return sum(len(day) >= per_day.low for day in ours)

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        """The sessions that count, oldest first."""
        return tuple(one for day in self.days for one in day if one.counts)

    @property
    def seconds(self) -> float:
        """Seconds of work done."""
        return sum(one.seconds for one in self.sittings)


def weeks(
    sittings: Iterable[Sitting],
    today: date,
    count: int,
    per_week: Mapping[str, Range] | None = None,
    per_day: Mapping[str, Range] | None = None,
    *,
    week_begins: int = 0,
    programme: Mapping[date, WeekGoal] = MappingProxyType({}),
) -> tuple[Week, ...]:
    """The latest `count` weeks, newest first. A week without sessions takes the plan of the week before.

    The plans are given by session file; `programme`: what a programme needs of each week, by its first day.
    `week_begins`: 0 for Monday to 6 for Sunday.
    """
    first = first_day(today, week_begins) - timedelta(days=DAYS * (count - 1))
    days: dict[date, list[Sitting]] = {}
    seconds: dict[str, int] = {}
    earlier: Sitting | None = None
    for one in sorted_by_time(sittings):
        if one.day is not None and one.counts and one.day < first:
            earlier = one
        elif one.day is not None and one.shows and one.day >= first:
            # A later date comes from travel: it is today.
            days.setdefault(min(one.day, today), []).append(one)
    found: list[Week] = []
    for number in range(count):
        start = first + timedelta(days=DAYS * number)
        week = tuple(tuple(days.get(start + timedelta(days=day), ())) for day in range(DAYS))
        seconds |= {one.file: one.planned_seconds for day in week for one in day if one.file and one.counts}
        earlier = _usual([one for day in week for one in day if one.counts]) or earlier
        plan = (per_week or {}).get(earlier.file or "") if earlier else None
        planned = _times(plan, earlier.planned_seconds) if plan and earlier and earlier.planned_seconds else None
        daily = (per_day or {}).get(earlier.file or "") if earlier else None
        if planned and daily:
            planned = Range(planned.low * daily.low, planned.high * daily.high)
        goal = programme.get(start)
        if goal is not None:
            planned = _planned(goal, seconds)
        found.append(Week(start, week, plan, planned, earlier.file if earlier else None, daily, goal))
    return tuple(reversed(found))


def _planned(goal: WeekGoal, seconds: Mapping[str, int]) -> Range | None:
    """The seconds of work that a programme plans for a week; `None` if one of its sessions has not been done yet."""
    if any(file not in seconds for file, _ in goal.sessions):
        return None
    ranges = [_times(times, seconds[file]) for file, times in goal.sessions]
    return Range(sum(each.low for each in ranges), sum(each.high for each in ranges))


def _usual(sittings: Sequence[Sitting]) -> Sitting | None:
    """The newest sitting of the session that was done most, the latest one in a tie; `None` if there are none."""
    files = [one.file for one in sittings]
    return max(enumerate(sittings), key=lambda one: (files.count(one[1].file), one[0]))[1] if sittings else None


def _times(range_: Range, by: int) -> Range:
    return Range(range_.low * by, range_.high * by)


def sorted_by_time(sittings: Iterable[Sitting]) -> list[Sitting]:
    """The sittings with a known beginning that is not in the future, oldest first."""
    return sorted((one for one in sittings if one.began is not None and not one.ahead), key=_instant)


def _instant(one: Sitting) -> float:
    assert one.began is not None
    return one.began.timestamp()


# -- pain -----------------------------------------------------------------------------------------------------------


class PainPoint(Struct, frozen=True):
    """Pain before, after and on the morning after one session, 0 to 10; `None` where it was not answered."""

    day: date
    before: int | None
    after: int | None
    morning: int | None
    """Pain on the morning after it, as answered at the next check-in."""


def pain(sittings: Iterable[Sitting]) -> tuple[PainPoint, ...]:
    """The pain points of all shown sessions, oldest first, without those that have no answer at all."""
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


class Point(Struct, frozen=True):
    """The average of one side in one session."""

    day: date
    value: float


class Series(Struct, frozen=True):
    """One exercise over time."""

    exercise: str
    name: str
    """The name in the latest session."""
    timed: bool
    """Whether it is measured in seconds rather than repetitions."""
    band: Range
    """The prescribed range in the latest session."""
    sides: Mapping[Side, tuple[Point, ...]]
    """The points of each side, oldest first."""
    loads: tuple[str, ...] = ()
    """What it was done with, one after the other, oldest first; fewer repetitions with more may be progress."""


def exercises(sittings: Iterable[Sitting]) -> tuple[Series, ...]:
    """A series for each exercise and unit, the most recently done first."""
    points: dict[tuple[str, bool], dict[Side, list[Point]]] = {}
    newest: dict[tuple[str, bool], Done] = {}
    loads: dict[tuple[str, bool], list[str]] = {}
    for one in sorted_by_time(sittings):
        assert one.day is not None
        # Reversed, so that the first exercise of a session comes first in the result.
        for done in reversed(one.done):
            key = done.exercise, done.timed
            points.setdefault(key, {}).setdefault(done.side, []).append(Point(one.day, done.average))
            newest.pop(key, None)
            newest[key] = done
            taken = loads.setdefault(key, [])
            if done.load is not None and taken[-1:] != [done.load]:
                taken.append(done.load)
    return tuple(
        Series(
            exercise=done.exercise,
            name=done.name,
            timed=done.timed,
            band=done.range,
            sides=MappingProxyType({side: tuple(points[key][side]) for side in Side if side in points[key]}),
            loads=tuple(loads[key]),
        )
        for key, done in reversed(newest.items())
    )


def _average(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def spread(
    points: Iterable[tuple[date, float | None]],
    first: date,
    last: date,
    columns: int,
    of: Callable[[Sequence[float]], float] = _average,
) -> tuple[float | None, ...]:
    """Spread values over columns from the first day to the last; each is the average `of` its values, or `None`."""
    days = (last - first).days + 1
    found: dict[int, list[float]] = {}
    for day, value in points:
        if value is not None and first <= day <= last:
            found.setdefault((day - first).days * columns // days, []).append(value)
    return tuple(of(found[at]) if at in found else None for at in range(columns))

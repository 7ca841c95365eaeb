"""The weeks of a programme: which one it is by what was done, and what it needs.

A week counts once two thirds of what it needs were done; one that does not count comes again. A week in which the
programme was begun, went on or came to another phase needs its share, and nothing if under four days of it are left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import assert_never

from msgspec import Struct

from hipcoach.advice.programmes import (
    AcceptedFile,
    AcceptedWeek,
    BegunProgramme,
    DoneSession,
    EnteredPhase,
    KnownSession,
    PausedProgramme,
    ResumedProgramme,
)
from hipcoach.session.model import EVERY_DAY, Range
from hipcoach.session.programme import ProgrammePhase, WeekEntry, days_apart

LEAST_DAYS = 4
"""A week with fewer days left has no goal."""

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=EVERY_DAY)


def first_day(day: date, week_begins: int = 0) -> date:
    """The first day of the week that a day is in; weeks begin on Monday (0) to Sunday (6)."""
    return day - timedelta(days=(day.weekday() - week_begins) % EVERY_DAY)


class DaysDone:
    """On which days which session was done, by the name of its file; only sessions that count."""

    def __init__(self, done: Iterable[DoneSession]) -> None:
        self._times: dict[str, Counter[date]] = {}
        for one in done:
            if one.counts and one.file is not None:
                self._times.setdefault(one.file, Counter())[one.day] += 1

    def files(self, first: date, last: date) -> set[str]:
        """What was done from the first day to the last."""
        return {file for file, times in self._times.items() if any(first <= day <= last for day in times)}

    def times_on(self, day: date, file: str) -> int:
        """How many times a session was done on a day."""
        return self._times[file][day] if file in self._times else 0

    def number(self, known: KnownSession, first: date, last: date) -> int:
        """On how many days from the first to the last a session was done, as often as it is to be done a day."""
        times = self._times.get(known.file)
        least = known.per_day.low if known.per_day else 1
        if times is None:
            return 0
        return sum(times[first + timedelta(days=at)] >= max(1, least) for at in range((last - first).days + 1))


class Need(Struct, frozen=True):
    """A session that a week needs."""

    entry: WeekEntry
    known: KnownSession
    low: int
    """On how many days it is to be done at least, in the days that are left."""
    said: bool = True
    """Whether anything says how often it is to be done."""

    @property
    def times(self) -> Range:
        """On how many days it is to be done."""
        return Range(self.low, max(self.low, self.entry.times.high))

    @property
    def apart(self) -> int:
        """Days between it and another session with repetitions."""
        return days_apart(self.entry.apart, self.known.repetitions)


class ShortWeek(Struct, frozen=True):
    """A week in which too little was done to count."""

    first: date
    done: int
    needed: int
    """The number of sessions that it takes for the week to count."""
    row: int
    """How many weeks in a row were short, this one included."""
    others: bool
    """Whether other sessions than its own were done in it."""


class WeekGoal(Struct, frozen=True):
    """What a week needs, and what was done of it."""

    number: int | None
    """Its number in the programme; `None` without one."""
    done: int
    """On how many days a session of it was done; none counts more often than it is to be done at most."""
    times: Range
    """On how many it is to be done."""
    sessions: tuple[tuple[str, Range], ...]
    """The same of each session, by the name of its file."""


class ProgrammeWeek(Struct, frozen=True):
    """A week of a programme as begun."""

    first: date
    since: date
    """Its first day with the programme."""
    phases: tuple[ProgrammePhase, ...]
    at: int
    """The number of the phase, counted from 0."""
    entered: date
    """The day on which the phase was entered."""
    before: int
    """The weeks that counted in the phases before."""
    inside: int
    """The weeks of this phase that counted."""
    needs: tuple[Need, ...]
    has_goal: bool
    """Whether enough days of it are left."""
    short: ShortWeek | None
    """The week before, if it did not count."""

    @property
    def phase(self) -> ProgrammePhase:
        """The phase that it is in."""
        return self.phases[self.at]

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + A_WEEK - A_DAY

    @property
    def number(self) -> int:
        """Its number in the programme, counted from 1; beyond the end of a phase its last week stays."""
        return self.before + min(self.inside, max(1, self.phase.weeks.high) - 1) + 1

    @property
    def of(self) -> Range:
        """How many weeks the programme has."""
        later = self.phases[self.at + 1 :]
        low = self.before + max(self.phase.weeks.low, self.number - self.before)
        high = self.before + max(self.phase.weeks.high, self.number - self.before)
        return Range(low + sum(each.weeks.low for each in later), high + sum(each.weeks.high for each in later))

    @property
    def next_phase(self) -> int | None:
        """The phase that may be entered by yes; `None` if none may."""
        left_to_person = self.phase.weeks.low <= self.inside and self.at + 1 < len(self.phases)
        return self.at + 1 if left_to_person else None

    def goal(self, days: DaysDone) -> WeekGoal | None:
        """What it needs, and how much of that was done on which days; `None` if it has no goal."""
        if not self.has_goal or not self.needs:
            return None
        times = [need.times for need in self.needs]
        done = sum(min(days.number(need.known, self.since, self.last), need.times.high) for need in self.needs)
        whole = Range(sum(each.low for each in times), sum(each.high for each in times))
        return WeekGoal(self.number, done, whole, tuple((need.known.file, need.times) for need in self.needs))

    @property
    def over(self) -> bool:
        """Whether the last phase is over."""
        return self.at + 1 == len(self.phases) and self.inside >= self.phase.weeks.low


class ProgrammeWeeks:
    """Goes from week to week of a programme as begun."""

    def __init__(self, begun: BegunProgramme, known: Mapping[str, KnownSession], today: date, week_begins: int) -> None:
        """Days after today, which come from travel, are today."""
        self._days = DaysDone(())
        self._known = known
        self._week_begins = week_begins
        self._today = today
        self._begun = min(begun.on, today)
        self._changes = begun.changes
        self._rests = tuple(_rests(begun, today))
        self._counts = {
            first_day(change.week, week_begins) for change in begun.changes if isinstance(change, AcceptedWeek)
        }
        self._phases = begun.phases
        self._at = self._inside = self._before = 0
        self._entered = self._begun
        self._short: ShortWeek | None = None
        self._first = first_day(self._begun, week_begins)
        self._change = 0
        """The number of the changes that were made before this week."""

    def week(self, day: date, days: DaysDone) -> ProgrammeWeek:
        """The week that a day is in, by what was done on which days; weeks have to be asked for in their order."""
        self._days = days
        this = first_day(max(day, self._begun), self._week_begins)
        while self._first < this:
            self._judge()
            self._first += A_WEEK
        # What is done in this week is not over, so nothing of it stays.
        kept = self._phases, self._at, self._inside, self._before, self._entered, self._change
        self._change_phase(this + A_WEEK - A_DAY)
        found = self._as_it_is()
        self._phases, self._at, self._inside, self._before, self._entered, self._change = kept
        return found

    def _as_it_is(self) -> ProgrammeWeek:
        since = max(self._first, self._begun)
        open_days = self._open(max(since, self._entered))
        return ProgrammeWeek(
            first=self._first,
            since=since,
            phases=self._phases,
            at=self._at,
            entered=self._entered,
            before=self._before,
            inside=self._inside,
            needs=_needs(self._phases[self._at], self._known, open_days),
            has_goal=open_days >= LEAST_DAYS,
            short=self._short,
        )

    def _judge(self) -> None:
        """Let the week count, or not, and go on to the phase that the next week is in."""
        last = self._first + A_WEEK - A_DAY
        counted = self._change_phase(last)
        week = self._as_it_is()
        row, self._short = (self._short.row if self._short else 0), None
        if counted:
            return
        if self._first in self._counts or (week.has_goal and self._met(week, last)):
            self._inside += 1
        elif week.has_goal:
            self._short = ShortWeek(
                week.first, self._done(week, last), _enough(week), row + 1, self._others(week, last)
            )
        weeks = week.phase.weeks
        if self._inside >= weeks.high == weeks.low and self._at + 1 < len(self._phases):
            self._enter(self._at + 1, last + A_DAY)

    def _change_phase(self, last: date) -> bool:
        """Take in the changes up to a day of this week; returns whether the week counted before a phase was entered."""
        counted = False
        while self._change < len(self._changes):
            change = self._changes[self._change]
            on = max(min(change.on, self._today), self._begun)
            if on > last:
                break
            self._change += 1
            match change:
                case EnteredPhase(phase=phase) if self._at < phase < len(self._phases):
                    week = self._as_it_is()
                    if week.has_goal and self._met(week, on):
                        self._inside += 1
                        counted = True
                    self._enter(phase, max(on, self._first))
                case AcceptedFile(phases=phases) if phases:
                    self._phases = phases
                    self._at = min(self._at, len(phases) - 1)
                case EnteredPhase() | AcceptedFile():
                    # No phase lies there, or the file has none.
                    pass
                case AcceptedWeek() | PausedProgramme() | ResumedProgramme():
                    # Weeks that count and pauses are known from the beginning.
                    pass
                case _:
                    assert_never(change)
        return counted

    def _enter(self, phase: int, on: date) -> None:
        self._before += self._inside
        self._at, self._inside, self._entered = phase, 0, on

    def _open(self, since: date) -> int:
        """The days of the week from a day on, without those on which the programme rests."""
        left = (self._first + timedelta(days=at) for at in range(EVERY_DAY))
        return sum(day >= since and not any(one <= day < end for one, end in self._rests) for day in left)

    def _done(self, week: ProgrammeWeek, last: date) -> int:
        return sum(min(need.low, self._days.number(need.known, week.since, last)) for need in week.needs)

    def _others(self, week: ProgrammeWeek, last: date) -> bool:
        return bool(self._days.files(week.first, last) - {need.known.file for need in week.needs})

    def _met(self, week: ProgrammeWeek, last: date) -> bool:
        if any(need.low for need in week.needs):
            return self._done(week, last) >= _enough(week)
        return any(self._days.number(need.known, week.since, last) for need in week.needs)


def goals(
    followed: Iterable[BegunProgramme],
    days: DaysDone,
    known: Mapping[str, KnownSession],
    today: date,
    week_begins: int,
) -> Mapping[date, WeekGoal]:
    """What the weeks up to today needed by the programmes that were followed in them, by their first days."""
    found: dict[date, WeekGoal] = {}
    for begun in followed:
        weeks = ProgrammeWeeks(begun, known, today, week_begins)
        day = first_day(min(begun.on, today), week_begins)
        while day <= min(begun.ended or today, today):
            if (goal := weeks.week(day, days).goal(days)) is not None:
                found[day] = goal
            day += A_WEEK
    return found


def _enough(week: ProgrammeWeek) -> int:
    """Two thirds of what a week needs, rounded up."""
    return -(-2 * sum(need.low for need in week.needs) // 3)


def _rests(begun: BegunProgramme, today: date) -> Iterable[tuple[date, date]]:
    """The days from which on a programme rests, each with the day on which it goes on."""
    since: date | None = None
    for change in begun.changes:
        match change:
            case PausedProgramme(on=on) if since is None:
                since = min(on, today)
            case ResumedProgramme(on=on) if since is not None:
                yield since, min(on, today)
                since = None
            case PausedProgramme() | ResumedProgramme():
                # Said twice: it rests already, or goes on already.
                pass
            case EnteredPhase() | AcceptedWeek() | AcceptedFile():
                # They change nothing about when it rests.
                pass
            case _:
                assert_never(change)
    if since is not None:
        yield since, date.max
    if begun.ended is not None:
        yield begun.ended + A_DAY, date.max


def _needs(phase: ProgrammePhase, known: Mapping[str, KnownSession], open_days: int) -> tuple[Need, ...]:
    """What a week needs of each session that can be found: its share of the days that are left."""
    needs = []
    left = open_days
    for entry in phase.each_week:
        if entry.session not in known:
            continue
        session = known[entry.session]
        low = entry.times.low
        if open_days < EVERY_DAY:
            # Half a day is one; and no more than there is room for.
            low = (2 * low * open_days + EVERY_DAY) // (2 * EVERY_DAY) if open_days >= LEAST_DAYS else 0
            apart = days_apart(entry.apart, session.repetitions)
            low = min(low, left, (open_days + apart) // (apart + 1))
            left -= low
        needs.append(Need(entry, session, low))
    return tuple(needs)

"""One day of a programme, or without one: what the week needs, what is possible, and the colour of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from hipcoach.advice.pain import Zone, zone
from hipcoach.advice.programmes import BegunProgramme, DoneSession, KnownSession
from hipcoach.advice.proposal import Why
from hipcoach.advice.thresholds import PainThresholds
from hipcoach.advice.weeks import (
    A_DAY,
    A_WEEK,
    DaysDone,
    Need,
    ProgrammeWeek,
    ProgrammeWeeks,
    WeekGoal,
    first_day,
)
from hipcoach.engine.events import PainKind
from hipcoach.session.model import DOSES, EVERY_DAY, Dose, Range
from hipcoach.session.programme import WeekEntry, days_apart

WITHOUT_PROGRAMME = 28
"""Without a programme, the session is proposed that was done most in so many days."""

FIRST = "release"
"""The session for whoever has done none."""


class Colour(Struct, frozen=True):
    """How the pain is on a day, and what says so."""

    zone: Zone
    yesterday: bool = False
    """Whether it is yesterday's."""
    score: int | None = None
    """0 to 10; `None` if nothing was answered."""
    before: int | None = None
    """The score at the check-in before it."""
    ended: bool = False
    """Whether a session ended for more than an ache."""
    kind: PainKind | None = None
    """The kind of pain that it ended for; `None` if that was not told."""


class Facts(Struct, frozen=True):
    """Everything that is known on a day. No session in it is later than that."""

    day: date
    begun: BegunProgramme | None
    done: tuple[DoneSession, ...]
    """Oldest first."""
    known: Mapping[str, KnownSession]
    """The sessions that can be read, by name."""
    week_begins: int
    """0 for Monday to 6 for Sunday."""
    pain: PainThresholds
    weeks: ProgrammeWeeks | None
    """`None` without a programme."""

    def on(self, day: date) -> Day:
        """What follows on this day or on one to come, if nothing is done until then; to be asked in their order."""
        days = DaysDone(self.done)
        if self.weeks is None:
            return Day(self, day, days, None, first_day(day, self.week_begins), self._usual())
        week = self.weeks.week(day, days)
        return Day(self, day, days, week, week.since, week.needs)

    def _usual(self) -> tuple[Need, ...]:
        """Without a programme: the session that was done most, as often as its file says."""
        names: dict[str, str] = {}
        for name, known in self.known.items():
            names.setdefault(known.file, name)
        name = next((names[file] for file in done_most(self.done, self.day) if file in names), FIRST)
        if name not in self.known:
            return ()
        known = self.known[name]
        times = known.per_week or Range(EVERY_DAY, EVERY_DAY)
        return (Need(WeekEntry(name, times), known, times.low, known.per_week is not None),)


def done_most(done: Sequence[DoneSession], day: date) -> tuple[str, ...]:
    """The files of the sessions of the last 28 days, the one that was done most first, in a tie the newer one."""
    since = day - timedelta(days=WITHOUT_PROGRAMME - 1)
    newest = [one.file for one in reversed(done) if one.counts and one.day >= since and one.file is not None]
    return tuple(sorted(dict.fromkeys(newest), key=lambda file: -newest.count(file)))


class Day(Struct, frozen=True):
    """What is known on a day, and what follows from it."""

    facts: Facts
    day: date
    days: DaysDone
    week: ProgrammeWeek | None
    """`None` without a programme."""
    since: date
    """The first day of the week, or of the programme in it."""
    needs: tuple[Need, ...]

    @property
    def first(self) -> date:
        """The first day of the week."""
        return first_day(self.day, self.facts.week_begins)

    @property
    def last(self) -> date:
        """The last day of the week."""
        return self.first + A_WEEK - A_DAY

    @property
    def has_goal(self) -> bool:
        """Whether the week needs anything."""
        return self.week is None or self.week.has_goal

    # -- what was done ------------------------------------------------------------------------------------------------

    def number(self, need: Need) -> int:
        """On how many days of the week a session was done."""
        return self.days.number(need.known, self.since, self.last)

    @property
    def goal(self) -> WeekGoal | None:
        """What the week needs, and how much of it was done; `None` if nothing says how often."""
        if self.week is not None:
            return self.week.goal(self.days)
        said = [(need.times, self.number(need), need.known.file) for need in self.needs if need.said]
        return next(
            (WeekGoal(None, min(done, times.high), times, ((file, times),)) for times, done, file in said), None
        )

    def missing(self, need: Need) -> int:
        """How often it still has to be done this week."""
        return max(0, need.low - self.number(need))

    @property
    def anything_today(self) -> bool:
        """Whether any session was done today."""
        return any(one.counts and one.day == self.day for one in self.facts.done)

    def again_today(self, need: Need) -> bool:
        """Whether a session was begun today, and is to be done again."""
        times = self.days.times_on(self.day, need.known.file)
        return need.known.per_day is not None and 0 < times < need.known.per_day.low

    # -- what is possible ---------------------------------------------------------------------------------------------

    def has_room(self, need: Need) -> bool:
        """Whether it can be done today: no more often than at most, and with its days apart."""
        times = self.days.times_on(self.day, need.known.file)
        most = need.known.per_day.high if need.known.per_day else 1
        if times >= max(1, most):
            return False
        counted = times >= max(1, need.known.per_day.low if need.known.per_day else 1)
        all_week = self.days.number(need.known, self.first, self.last)
        return all_week - counted < need.entry.times.high and self.kept(need, self.day)

    def kept(self, need: Need, on: date) -> bool:
        """Whether there are enough days between it and all that was done before."""
        return self.lacking(need, on) == 0

    def lacking(self, need: Need, on: date) -> int:
        """How many days have to be between it and what was done before, where there are fewer; otherwise 0."""
        most = 0
        for one in reversed(self.facts.done):
            days = (on - one.day).days
            if days >= EVERY_DAY:
                break
            gap = self._gap(need, one)
            if one.counts and 0 <= days <= gap and not (days == 0 and self._same(need, one)):
                most = max(most, gap)
        return most

    def _same(self, need: Need, one: DoneSession) -> bool:
        return one.file == need.known.file and need.known.per_day is not None

    def _gap(self, need: Need, one: DoneSession) -> int:
        """The days that have to be between a session and one that was done; -1 if they may be on one day."""
        apart = self._apart(one)
        if one.repetitions and need.known.repetitions:
            return -1 if 0 in (apart, need.apart) else max(apart, need.apart)
        return need.apart if need.apart and one.file == need.known.file else -1

    def _apart(self, one: DoneSession) -> int:
        """The days apart of a session that was done: as this phase says, else another one."""
        phases = (self.week.phase, *self.week.phases) if self.week else ()
        for entry in (entry for phase in phases for entry in phase.each_week):
            known = self.facts.known.get(entry.session)
            if known is not None and known.file == one.file:
                return days_apart(entry.apart, known.repetitions)
        return 1 if one.repetitions else 0

    def possible(self, need: Need) -> int:
        """On how many days it can still be done this week, with its days apart; at least 1."""
        number, on = 0, self.day
        while on <= self.last:
            if number or self.kept(need, on):
                number += 1
                on += timedelta(days=need.apart)
            on += A_DAY
        return max(1, number)

    # -- what is wise -------------------------------------------------------------------------------------------------

    @property
    def colour(self) -> Colour:
        """Today's latest answer about pain, else yesterday's check-out; red where a pain ended a session."""
        today = [one for one in self.facts.done if one.day == self.day]
        yesterday = [one for one in self.facts.done if one.day == self.day - A_DAY]
        for sessions in (today, yesterday):
            for one in sessions:
                if one.ended:
                    return Colour(Zone.RED, sessions is yesterday, ended=True, kind=one.kind)
        now = [(score, one.before) for one in today for score in one.answers]
        after = [(one.answers[-1], one.before) for one in yesterday if one.answered_within]
        for answers in (now, after):
            if answers:
                score, before = answers[-1]
                return Colour(zone(score, before, self.facts.pain), answers is after, score, before)
        return Colour(Zone.GREEN)

    def chosen(self) -> tuple[Why, Need | None]:
        """What to do, and why."""
        zone = self.colour.zone
        if zone is Zone.RED:
            return Why.PAIN, None
        if not self.needs:
            return Why.NOTHING, None
        for need in self.needs:
            if self.again_today(need) and self.has_room(need):
                return Why.AGAIN_TODAY, need
        if self.anything_today:
            return Why.DONE_TODAY, None
        wanting = self.wanting
        due = [need for need in wanting if self.has_room(need)]
        if not due:
            waits = any(not self.kept(need, self.day) for need in wanting)
            return (Why.APART if waits else Why.WEEK_DONE), None
        if zone is Zone.AMBER:
            gentle = [need for need in due if need.known.gentle]
            gentle = gentle or [need for need in self.needs if need.known.gentle and self.has_room(need)]
            return Why.GENTLE, self._first_of(gentle or due)
        return Why.DUE, self._first_of(due)

    @property
    def wanting(self) -> list[Need]:
        """The sessions that the week still needs; a first one where a week has no goal."""
        if self.has_goal:
            return [need for need in self.needs if self.missing(need)]
        return [] if any(self.number(need) for need in self.needs) else list(self.needs)

    def _first_of(self, due: Sequence[Need]) -> Need:
        """The one that has the fewest days left for what is missing, else the one that was not done last."""
        files = {need.known.file for need in self.needs}
        last = next((one.file for one in reversed(self.facts.done) if one.counts and one.file in files), None)
        return max(due, key=lambda need: (self.missing(need) / self.possible(need), need.known.file != last))

    # -- the dose -----------------------------------------------------------------------------------------------------

    def last_time(self, need: Need) -> DoneSession | None:
        """The latest time that a session was done with a dose that is known."""
        done = (one for one in reversed(self.facts.done) if one.counts and one.file == need.known.file)
        return next((one for one in done if one.least is not None and one.most is not None), None)

    def dose(self, need: Need) -> Dose | None:
        """The dose that a session is done with; `None`: as last time."""
        if self.colour.zone is Zone.AMBER and not need.known.gentle:
            return Dose.LOW
        wanted, last = need.entry.dose, self.last_time(need)
        if wanted is None:
            return None
        if last is None or last.most is None:
            return Dose.LOW
        new = self.week is None or last.day < self.week.entered
        return wanted if new and DOSES.index(wanted) < DOSES.index(last.most) else None

    def higher(self, need: Need) -> Dose | None:
        """The next dose, where the programme has a higher one than last time, and last time went well."""
        wanted, last = need.entry.dose, self.last_time(need)
        if wanted is None or last is None or last.least is None or self.colour.zone is not Zone.GREEN:
            return None
        calm = not last.ended and all(zone(score, last.before, self.facts.pain) is Zone.GREEN for score in last.answers)
        step = DOSES.index(last.least) + 1
        return DOSES[step] if calm and step <= DOSES.index(wanted) else None

    def lower(self, need: Need) -> Dose | None:
        """The dose below last time's, where there is one."""
        last = self.last_time(need)
        at = DOSES.index(last.most) if last is not None and last.most is not None else 0
        return DOSES[at - 1] if at else None

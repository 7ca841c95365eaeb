"""The figures of the report: what was done against what was planned, and what was answered; nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from hipcoach.advice.day import WITHOUT_PROGRAMME, Facts
from hipcoach.advice.programmes import BegunProgramme, DoneSession, KnownSession
from hipcoach.advice.proposal import Weekly
from hipcoach.advice.thresholds import PainThresholds
from hipcoach.advice.weeks import A_DAY, A_WEEK, DaysDone, Need, ProgrammeWeeks, first_day
from hipcoach.engine.records import Record, Unit
from hipcoach.engine.timeline import reached
from hipcoach.journal.figures import Sitting, prescribed, sitting
from hipcoach.journal.fold import Folded
from hipcoach.journal.lines import Checkin, Pain
from hipcoach.session.model import Range, Side

AT_EACH_END = 3
"""How many sessions the first and the latest amounts of an exercise are taken from."""

ROSE = 2
"""Points on the scale by which pain has to rise to be told: one may be chance."""

NEVER = PainThresholds()


class ToldSession(Struct, frozen=True):
    """A session of the period, with what was answered about the morning after it."""

    folded: Folded
    figures: Sitting
    day: date
    morning: int | None
    """Pain on the morning after it, 0 to 10."""

    @property
    def as_done(self) -> DoneSession:
        """As much of it as the weeks of a programme need."""
        return DoneSession(self.day, self.figures.file, counts=self.figures.counts)

    @property
    def before(self) -> int | None:
        """Pain at the check-in, 0 to 10."""
        return self.figures.before

    @property
    def after(self) -> int | None:
        """Pain at the check-out, 0 to 10."""
        return self.figures.after


def told_sessions(answered: Iterable[tuple[Folded, int | None]], today: date) -> tuple[ToldSession, ...]:
    """The sessions with a known day that is not in the future, in their order; a later day comes from travel: today."""
    told = ((folded, sitting(folded), morning) for folded, morning in answered)
    return tuple(
        ToldSession(folded, figures, min(figures.day, today), morning)
        for folded, figures, morning in told
        if figures.day is not None and not folded.ahead
    )


def shown(told: Iterable[ToldSession]) -> tuple[ToldSession, ...]:
    """The sessions that everything is about: those that count, and those that were stopped for pain."""
    return tuple(one for one in told if one.figures.shows)


# -- weeks ------------------------------------------------------------------------------------------------------------


class ReportPlan(Struct, frozen=True):
    """What sessions are held against."""

    programmes: tuple[BegunProgramme, ...]
    """Those that were begun, in that order."""
    known: Mapping[str, KnownSession]
    """The sessions that can be read, by name."""
    done: tuple[DoneSession, ...]
    """What was done since the programme was begun, or a month before the period: oldest first."""
    week_begins: int = 0
    """0 for Monday to 6 for Sunday."""


class ReportWeek(Struct, frozen=True):
    """A week of the period."""

    first: date
    number: int | None
    """Its number in the programme; `None` if none was followed."""
    of: Range | None
    """How many weeks the programme has."""
    phase: str | None
    planned: tuple[Weekly, ...]
    """The sessions that it needs, with what was done of each."""
    has_goal: bool
    """False where the programme rested, or too few days of the week were left."""
    others: Mapping[str, int]
    """How often other sessions were done, by their titles."""
    sessions: tuple[ToldSession, ...]
    in_part: bool
    """Whether it began before the period, or is not over; only what lies in both is told."""

    @property
    def count(self) -> int:
        """How many sessions count."""
        return sum(one.figures.counts for one in self.sessions)

    @property
    def seconds(self) -> float:
        """Seconds of work."""
        return sum(one.figures.seconds for one in self.sessions)


def report_weeks(told: Sequence[ToldSession], plan: ReportPlan, since: date, today: date) -> tuple[ReportWeek, ...]:
    """Every week from the one of `since` to this one, also those in which nothing was done."""
    first = first_day(since, plan.week_begins)
    days = DaysDone(plan.done)
    programmes = [(one, ProgrammeWeeks(one, plan.known, today, plan.week_begins)) for one in plan.programmes]
    by_week: dict[date, list[ToldSession]] = {}
    for one in told:
        by_week.setdefault(first_day(one.day, plan.week_begins), []).append(one)
    found = []
    while first <= today:
        here = tuple(by_week.get(first, ()))
        last = min(first + A_WEEK - A_DAY, today)
        at = [weeks for one, weeks in programmes if one.on <= last and (one.ended or last) >= first]
        week = at[-1].week(last, days) if at else None
        needs = week.needs if week else _usual(plan, last)
        found.append(
            ReportWeek(
                first=first,
                number=week.number if week else None,
                of=week.of if week else None,
                phase=week.phase.name if week else None,
                planned=tuple(_weekly(need, days, max(since, week.since if week else first), last) for need in needs),
                has_goal=week is None or week.has_goal,
                others=_others(here, needs),
                sessions=here,
                in_part=first < since or first + A_WEEK - A_DAY > today,
            )
        )
        first += A_WEEK
    return tuple(found)


def _usual(plan: ReportPlan, last: date) -> tuple[Need, ...]:
    """Without a programme: the session that was done most until then, as often as its file says."""
    done = tuple(one for one in plan.done if 0 <= (last - one.day).days < WITHOUT_PROGRAMME)
    if not any(one.counts for one in done):
        return ()
    needs = Facts(last, None, done, plan.known, plan.week_begins, NEVER, None).on(last).needs
    return tuple(need for need in needs if need.said)


def _weekly(need: Need, days: DaysDone, first: date, last: date) -> Weekly:
    done = days.number(need.known, first, last)
    return Weekly(need.entry.session, need.known.title, done, need.times if need.said else None)


def _others(sessions: Iterable[ToldSession], needs: Iterable[Need]) -> Mapping[str, int]:
    planned = {need.known.file for need in needs}
    return Counter(one.figures.title for one in sessions if one.figures.counts and one.figures.file not in planned)


# -- pain -------------------------------------------------------------------------------------------------------------


class ScaleAnswers(Struct, frozen=True):
    """Answers from 0 to 10 to the same question."""

    given: tuple[tuple[date, int], ...]
    """Each with the day of its session, in their order."""
    asked: int
    """How many there could be."""

    @property
    def scores(self) -> tuple[int, ...]:
        """Only the numbers."""
        return tuple(score for _, score in self.given)

    @property
    def missing(self) -> int:
        """How many were not given."""
        return self.asked - len(self.given)

    def until(self, day: date) -> tuple[int, ...]:
        """The answers about sessions up to a day, that day included."""
        return tuple(score for on, score in self.given if on <= day)

    def since(self, day: date) -> tuple[int, ...]:
        """The answers about sessions from a day on."""
        return tuple(score for on, score in self.given if on >= day)


class PainAnswers(Struct, frozen=True):
    """What was answered about pain."""

    before: ScaleAnswers
    after: ScaleAnswers
    morning: ScaleAnswers
    """On the next morning; of today's sessions it cannot be known yet."""


def pain_answers(told: Iterable[ToldSession], today: date) -> PainAnswers:
    """What was answered about the pain of some sessions."""
    told = tuple(told)
    return PainAnswers(
        before=_answers((one.day, one.before) for one in told),
        after=_answers((one.day, one.after) for one in told),
        morning=_answers((one.day, one.morning) for one in told if one.day < today),
    )


def _answers(given: Iterable[tuple[date, int | None]]) -> ScaleAnswers:
    given = tuple(given)
    return ScaleAnswers(tuple((day, score) for day, score in given if score is not None), len(given))


def rises(told: Iterable[ToldSession], since: Literal["after", "morning"]) -> tuple[int, int]:
    """In how many sessions pain was higher afterwards by `ROSE` or more, of how many in which both are known."""
    later = ((one.before, one.after if since == "after" else one.morning) for one in told)
    known = [after - before for before, after in later if before is not None and after is not None]
    return sum(rise >= ROSE for rise in known), len(known)


def middle(scores: Sequence[float]) -> float | None:
    """The median: as many are above it as below; `None` of none."""
    ordered, half = sorted(scores), len(scores) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


# -- exercises --------------------------------------------------------------------------------------------------------


class ReportSide(Struct, frozen=True):
    """What was done of an exercise on one side."""

    side: Side
    planned: int
    """How many sets were planned."""
    reached: int
    """How many of them reached the low end of their range."""
    recorded: int
    """How many have a record, of whatever length; of the others, or of a damaged line, nothing is known."""
    done: float
    """Seconds or repetitions in all sets that have a record."""
    target: int
    """How many were to be done in those."""
    first: tuple[float, float]
    """What was done of a set and its target, on average over the first few sessions."""
    latest: tuple[float, float]


class ReportExercise(Struct, frozen=True):
    """What was done of an exercise in the period."""

    exercise: str
    name: str
    """The name in the latest session."""
    unit: Unit
    range: Range
    """What was prescribed for a set in the latest session."""
    hold: Range | None
    """Seconds of each repetition, where those are held, in the latest session."""
    sessions: int
    """In how many anything was done of it."""
    sides: tuple[ReportSide, ...]
    loads: tuple[str, ...]
    """What it was done with, one after the other."""
    options: Mapping[str, int]
    """In how many sessions each modification was on."""
    effort: ScaleAnswers


def exercises_done(told: Sequence[ToldSession]) -> tuple[ReportExercise, ...]:
    """What was done of each exercise that was done at all, in the order in which they first come."""
    units: dict[str, list[Unit]] = {}
    for one in told:
        for record in _records(one):
            known = units.setdefault(record.exercise, [])
            if record.unit not in known:
                known.append(record.unit)
    # Where an exercise came to be counted in another way, sets without a record are counted as they are now.
    each = ((exercise, unit, unit is known[-1]) for exercise, known in units.items() for unit in known)
    return tuple(found for exercise, unit, now in each if (found := _exercise(told, exercise, unit, now)) is not None)


def never_done(told: Iterable[ToldSession]) -> Mapping[str, int]:
    """The exercises that were planned and never done, by their names, with the number of sets."""
    planned: dict[str, int] = {}
    names: dict[str, str] = {}
    done: set[str] = set()
    for one in told:
        names.update(one.folded.names)
        done |= {record.exercise for record in one.folded.records if record.counted.done > 0}
        for (exercise, _), sets in one.folded.planned.items():
            planned[exercise] = planned.get(exercise, 0) + sets
    return {names.get(exercise, exercise): sets for exercise, sets in planned.items() if exercise not in done}


def _records(one: ToldSession) -> list[Record]:
    return sorted(one.folded.records, key=_place)


def _place(record: Record) -> int:
    return record.n


def _exercise(told: Sequence[ToldSession], exercise: str, unit: Unit, now: bool) -> ReportExercise | None:
    here: list[tuple[ToldSession, list[Record]]] = []
    for one in told:
        every = [each for each in _records(one) if each.exercise == exercise]
        sets = [each for each in every if each.unit is unit]
        if sets or (now and not every and any(name == exercise for name, _ in one.folded.planned)):
            here.append((one, sets))
    done = [(one, sets) for one, sets in here if any(each.counted.done > 0 for each in sets)]
    if not done:
        return None
    latest, records = done[-1]
    sides = {each.side for _, sets in here for each in sets}
    if now:
        sides |= {side for one, _ in here for name, side in one.folded.planned if name == exercise}
    loads: list[str] = []
    options: Counter[str] = Counter()
    for _, sets in done:
        for each in sets:
            if each.load is not None and each.load not in loads[-1:]:
                loads.append(each.load)
        options.update({option for each in sets for option in each.modifications})
    efforts = ((one.day, one.folded.checkout.effort.get(exercise) if one.folded.checkout else None) for one, _ in done)
    return ReportExercise(
        exercise=exercise,
        name=latest.folded.names.get(exercise, exercise),
        unit=unit,
        range=prescribed(records),
        hold=records[-1].hold.range if unit is Unit.REPETITIONS and records[-1].hold else None,
        sessions=len(done),
        sides=tuple(_side(here, exercise, side) for side in Side if side in sides),
        loads=tuple(loads),
        options=options,
        effort=_answers(efforts),
    )


def _side(by_session: Sequence[tuple[ToldSession, list[Record]]], exercise: str, side: Side) -> ReportSide:
    here = [(one, [each for each in records if each.side is side]) for one, records in by_session]
    records = [each for _, sets in here for each in sets]
    done = [sets for _, sets in here if any(each.counted.done > 0 for each in sets)]
    return ReportSide(
        side=side,
        planned=sum(max(len(sets), one.folded.planned.get((exercise, side), 0)) for one, sets in here),
        reached=sum(map(reached, records)),
        recorded=len(records),
        done=sum(each.counted.done for each in records),
        target=sum(each.counted.target for each in records),
        first=_average(done[:AT_EACH_END]),
        latest=_average(done[-AT_EACH_END:]),
    )


def _average(sessions: Sequence[Sequence[Record]]) -> tuple[float, float]:
    records = [each for sets in sessions for each in sets]
    number = len(records) or 1
    return sum(each.counted.done for each in records) / number, sum(each.counted.target for each in records) / number


# -- what was said ----------------------------------------------------------------------------------------------------


class StopTold(Struct, frozen=True):
    """A pain for which the work was stopped."""

    session: ToldSession
    pain: Pain


def stops(told: Iterable[ToldSession]) -> tuple[StopTold, ...]:
    """Every stop for pain, also in sessions that do not count."""
    return tuple(StopTold(one, pain) for one in told for pain in one.folded.pains)


def fortnightly(told: Iterable[ToldSession]) -> Iterator[tuple[date, Checkin]]:
    """The check-ins at which was answered how the hip is in daily life, or how turned out the legs feel."""
    for one in told:
        checkin = one.folded.checkin
        if checkin is not None and (checkin.daily_life is not None or checkin.turned_out is not None):
            yield one.day, checkin

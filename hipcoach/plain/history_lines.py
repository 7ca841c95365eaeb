"""What was done over some weeks, in short sentences made to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from hipcoach.advice.measures import MEASURES
from hipcoach.advice.measuring import Measured, by_side
from hipcoach.advice.weeks import WeekGoal
from hipcoach.journal.figures import DAYS, PainPoint, Point, Series, Sitting, exercises, pain, sorted_by_time
from hipcoach.session.model import Side
from hipcoach.text.characters import clean
from hipcoach.text.counts import counted, in_a_row, spelled
from hipcoach.text.durations import MINUTE

READINGS = 3
"""How many answers are averaged at each end of a time, at most."""

NOTHING = "Nothing was done in this time."


def history_lines(
    sittings: Sequence[Sitting], goals: Mapping[date, WeekGoal], programme: str | None, known: Measured, today: date
) -> Iterator[str]:
    """Sessions, weeks of the programme, pain, each exercise by side, and measures, a short line each.

    `goals`: what the programme of this title needed of each week, by its first day; `known`: what was measured.
    """
    done = [one for one in sorted_by_time(sittings) if one.shows]
    if not done:
        yield NOTHING
    else:
        first = done[0].day
        assert first is not None, "sessions in order have a day"
        seconds = sum(one.seconds for one in done)
        span = _span((today - first).days)
        yield f"{counted(len(done), 'session')} in {span}, {_minutes(seconds)} of work."
        yield from _programme(goals, programme)
        yield from _pain(pain(done))
        for series in exercises(done):
            yield from _exercise(series)
    yield from _measures(known)


def _span(days: int) -> str:
    """A time in whole weeks, such as `six weeks`."""
    weeks = days // DAYS
    if not weeks:
        return counted(days + 1, "day")
    return f"{spelled(weeks)} week{'' if weeks == 1 else 's'}"


def _minutes(seconds: float) -> str:
    """A time to the nearest minute, such as `2 hours 5 minutes`."""
    hours, minutes = divmod(round(seconds / MINUTE), 60)
    parts = (counted(hours, "hour") if hours else "", counted(minutes, "minute") if minutes or not hours else "")
    return " ".join(part for part in parts if part)


def _programme(goals: Mapping[date, WeekGoal], title: str | None) -> Iterator[str]:
    if title is not None and goals:
        yield f"Programme: {clean(title)}."
        for first, goal in sorted(goals.items()):
            times = goal.times
            of = f"{times.low}" if times.low == times.high else f"{times.low} to {times.high}"
            name = f"Week {goal.number}" if goal.number is not None else "Week"
            yield f"{name}, from {first.day} {first:%B}: {goal.done} of {of} done."


# -- pain -----------------------------------------------------------------------------------------------------------


def _pain(points: Sequence[PainPoint]) -> Iterator[str]:
    """How pain has changed from the first answers to the last: before a session, after it, on the next morning."""
    kinds = {
        "Pain before": [(one.day, one.before) for one in points],
        "Pain after": [(one.day, one.after) for one in points],
        "Pain the next morning": [(one.day, one.morning) for one in points],
    }
    for name, told in kinds.items():
        answers = [(day, score) for day, score in told if score is not None]
        if answers:
            yield f"{name}: {_from_to([score for _, score in answers], (answers[-1][0] - answers[0][0]).days)}."


def _from_to(values: Sequence[float], days: int) -> str:
    """The average of the first values and that of the last, such as `from 4 to 2 in six weeks`."""
    readings = max(1, min(READINGS, len(values) // 2))
    began, now = (_number(sum(some) / len(some)) for some in (values[:readings], values[-readings:]))
    if len(values) == 1:
        return f"{now}, once"
    in_time = f" in {_span(days)}" if days else ""
    return f"{now} all along" if began == now else f"from {began} to {now}{in_time}"


def _number(value: float) -> str:
    return f"{value:.0f}" if round(value, 1) == round(value) else f"{value:.1f}"


# -- exercises ------------------------------------------------------------------------------------------------------


def _exercise(series: Series) -> Iterator[str]:
    """An exercise with the average of each side, then how that has changed."""
    unit = "second" if series.timed else "repetition"
    average = {side: sum(point.value for point in points) / len(points) for side, points in series.sides.items()}
    (first, value), *others = average.items()
    told = [f"{_of(first)}{round(value)} {unit}{'' if round(value) == 1 else 's'} on average"]
    told += [f"{_of(side)}{round(value)}" for side, value in others]
    load = f", with {in_a_row(series.loads, ', then ')}" if series.loads else ""
    name = clean(series.name)
    yield f"{name}: {', '.join(told)}{load}."
    moved = [text for side, points in series.sides.items() if (text := _moved(side, points))]
    if moved:
        yield f"{name}: {', '.join(moved)}."


def _of(side: Side) -> str:
    return "" if side is Side.NONE else f"{side.value} "


def _moved(side: Side, points: Sequence[Point]) -> str:
    readings = max(1, min(READINGS, len(points) // 2))
    began, now = (
        round(sum(point.value for point in some) / len(some)) for some in (points[:readings], points[-readings:])
    )
    return f"{_of(side)}from {began} to {now}" if began != now else ""


# -- measures -------------------------------------------------------------------------------------------------------


def _measures(known: Measured) -> Iterator[str]:
    """Each measure as it was taken last, and the time before."""
    for measure in MEASURES.values():
        taken = [one for one in reversed(known.taken) if by_side(measure, one.values)]
        if taken:
            now, *before = taken
            earlier = f"; {by_side(measure, before[0].values)} before" if before else ""
            day = f"on {now.day.day} {now.day:%B}"
            yield f"{measure.name} {day}: {by_side(measure, now.values)}{earlier}.".replace("°", " degrees")

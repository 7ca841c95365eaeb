"""What many sessions come to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journal_builders import MORNING, LoggedSession, played
from msgspec.structs import replace

from hipcoach.advice.weeks import WeekGoal, first_day
from hipcoach.engine.events import Outcome
from hipcoach.engine.player import Player
from hipcoach.journal.figures import Done, Sitting, exercises, pain, sitting, spread, weeks
from hipcoach.journal.fold import read
from hipcoach.session.model import Range, Side

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 22)  # a Sunday


def done(side: Side = Side.LEFT, average: float = 20.0, exercise: str = "clamshell", timed: bool = False) -> Done:
    return Done(exercise, exercise.title(), side, timed, average, Range(15, 30))


def sat(began: str | None, zone: str = "Europe/Berlin", **told: object) -> Sitting:
    """A session of ten minutes that began then."""
    facts = {
        "path": Path("a.jsonl"),
        "session": "1" * 32,
        "title": "Release",
        "file": "release.yaml",
        "began": datetime.fromisoformat(began).replace(tzinfo=ZoneInfo(zone)) if began else None,
        "outcome": Outcome.COMPLETED,
        "seconds": 600.0,
        "planned_seconds": 600,
        "before": None,
        "morning": None,
        "after": None,
        "done": (done(),),
        "sets": 1.0,
        "unreadable": 0,
    }
    return Sitting(**{**facts, **told})  # type: ignore[arg-type]


# -- a session ---------------------------------------------------------------------------------------------------------


def test_a_session_as_the_figures_need_it(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.journal.checkin(pain=2, next_morning=1)
    logged.start()
    logged.play()
    logged.journal.checkout(pain=3)

    one = sitting(read(logged.close(), places=False))

    assert (one.day, one.seconds, one.planned_seconds) == (date(2026, 11, 21), 16.0, 16)
    assert (one.before, one.morning, one.after) == (2, 1, 3)
    assert one.done == (
        Done("figure-four", "Figure-four stretch", Side.LEFT, True, 6.0, Range(6, 12)),
        Done("figure-four", "Figure-four stretch", Side.RIGHT, True, 6.0, Range(6, 12)),
        Done("clamshell", "Clamshell", Side.RIGHT, False, 2.0, Range(2, 3)),
    )


def test_a_set_that_was_taken_back_does_not_count(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(11)
    logged.do(Player.undo)

    one = sitting(read(logged.close(), places=False))

    assert (one.done, one.seconds, one.counts) == ((), 0.0, False)


def test_a_session_counts_once_what_was_done_comes_to_a_set(tmp_path: Path) -> None:
    # Given one that was left after two seconds of a hold of six, and one that had two repetitions of two too
    left, counted = LoggedSession(tmp_path / "left"), LoggedSession(tmp_path / "counted")
    for logged, then in ((left, ()), (counted, (Player.next, Player.next, Player.next))):
        logged.start()
        logged.play(4 + 2)
        for command in then:
            logged.do(command)
            logged.play(3.1)
        logged.play(4 if then else 0)
        logged.do(Player.stop)

    one, other = (sitting(read(logged.close(), places=False)) for logged in (left, counted))

    assert (one.sets, one.counts, len(one.done)) == (0.333, False, 1)
    assert other.counts
    # Then the first is none of the week's sessions, and what was felt around it is told all the same
    [week] = weeks([one, other], date(2026, 11, 21), 1)
    assert [sitting.path for sitting in week.sittings] == [other.path]
    assert week.seconds == other.seconds
    assert [point.after for point in pain([replace(one, after=4)])] == [4]


def test_a_session_stopped_for_pain_counts_only_if_a_set_was_done() -> None:
    early, later = (
        sat(f"2026-11-{day}T08:00", outcome=Outcome.STOPPED_FOR_PAIN, sets=sets, done=(), before=4, after=7, file=file)
        for day, sets, file in ((17, 0.0, "other.yaml"), (18, 2.0, "release.yaml"))
    )
    put_off = sat("2026-11-19T08:00", outcome=Outcome.PARTIAL, sets=0.0, done=())
    ahead = replace(early, ahead=True)

    [week] = weeks([early, later, put_off, ahead], date(2026, 11, 22), 1)

    assert week.days[1:4] == ((early,), (later,), ())
    assert (week.sittings, week.file) == ((later,), "release.yaml")
    # And so does the pain around it
    assert [(point.day.day, point.before, point.after) for point in pain([early, put_off])] == [(17, 4, 7)]


def test_a_set_done_again_counts_once_and_as_it_was_done_last(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(6)
    logged.do(Player.next)
    logged.play(0.4)
    logged.do(Player.back)
    logged.play()

    one = sitting(read(logged.close(), places=False))

    assert [(done.side, done.average) for done in one.done[:2]] == [(Side.LEFT, 6.0), (Side.RIGHT, 6.0)]
    assert one.seconds == 16.0


def test_without_the_first_line_the_other_lines_give_the_local_time(tmp_path: Path) -> None:
    path = played(tmp_path / "log", begins=MORNING.replace(hour=0, minute=30))
    path.write_bytes(path.read_bytes()[20:])

    one = sitting(read(path, places=False))

    assert path.name.startswith("20261120T233011Z")
    assert one.day == date(2026, 11, 21)
    assert one.unreadable == 1


# -- weeks -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-11-16", "2026-11-16"),
        ("2026-11-22", "2026-11-16"),
        ("2027-01-01", "2026-12-28"),  # the 53rd week of 2026
        ("2025-12-29", "2025-12-29"),  # the first week of 2026
        ("2028-02-29", "2028-02-28"),
    ],
)
def test_a_week_begins_on_monday_in_any_year(day: str, first: str) -> None:
    assert first_day(date.fromisoformat(day)) == date.fromisoformat(first)


def test_sessions_fall_into_the_days_of_weeks_newest_first() -> None:
    found = weeks([sat("2026-11-22T08:00"), sat("2026-11-16T00:00"), sat("2026-11-15T23:59")], TODAY, 3)

    assert [week.first for week in found] == [date(2026, 11, 16), date(2026, 11, 9), date(2026, 11, 2)]
    assert [[len(day) for day in week.days] for week in found] == [[1, 0, 0, 0, 0, 0, 1], [0] * 6 + [1], [0] * 7]
    assert [week.seconds for week in found] == [1200.0, 600.0, 0]


def test_a_session_over_midnight_belongs_to_the_day_it_began_on() -> None:
    [week] = weeks([sat("2026-11-19T23:55"), sat("2026-11-20T00:05")], TODAY, 1)

    assert [len(day) for day in week.days] == [0, 0, 0, 1, 1, 0, 0]


def test_a_day_is_that_of_the_wall_where_the_session_was() -> None:
    # Given sessions on one day in Auckland and in Honolulu, which is another one in Berlin
    there = [sat("2026-11-18T06:00", "Pacific/Auckland"), sat("2026-11-18T20:00", "Pacific/Honolulu")]

    [week] = weeks(there, TODAY, 1)

    assert [len(day) for day in week.days] == [0, 0, 2, 0, 0, 0, 0]


def test_a_later_date_from_travel_is_today() -> None:
    auckland = sat("2026-11-23T07:00", "Pacific/Auckland")
    [week] = weeks([auckland], TODAY, 1)
    assert week.days[-1] == (auckland,)


def test_the_hour_that_comes_twice_and_the_one_that_never_comes() -> None:
    autumn = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    later, earlier = (replace(sat(None), began=autumn.replace(fold=fold), session=str(fold)) for fold in (1, 0))

    [week] = weeks([later, earlier], date(2026, 10, 25), 1)

    assert [one.session for one in week.days[6]] == ["0", "1"]
    [week] = weeks([sat("2026-03-29T01:59"), sat("2026-03-29T03:00")], date(2026, 3, 29), 1)
    assert len(week.days[6]) == 2


def test_what_has_no_time_or_nothing_done_is_in_no_week() -> None:
    [week] = weeks([sat(None), sat("2026-11-20T08:00", done=(), sets=0.0)], TODAY, 1)

    assert week.sittings == ()


def test_the_plan_is_that_of_the_session_done_most_until_another_is() -> None:
    sittings = [
        sat("2026-11-03T08:00"),
        sat("2026-11-04T08:00"),
        sat("2026-11-05T08:00", file="strengthen.yaml", planned_seconds=900),
        sat("2026-11-17T08:00", file="strengthen.yaml", planned_seconds=900),
        sat("2026-11-18T08:00"),
    ]

    found = weeks(sittings, TODAY, 4, {"release.yaml": Range(2, 7)})

    # This week each was done once, and release last.
    assert [week.per_week for week in found] == [Range(2, 7), Range(2, 7), Range(2, 7), None]
    assert [week.planned for week in found] == [Range(1200, 4200)] * 3 + [None]
    assert weeks(sittings[:4], TODAY, 1, {"release.yaml": Range(2, 7)})[0].per_week is None


def test_a_programme_plans_the_minutes_of_all_its_sessions() -> None:
    sittings = [sat("2026-11-17T08:00"), sat("2026-11-18T08:00", file="strengthen.yaml", planned_seconds=900)]
    goal = WeekGoal(1, 2, Range(3, 5), (("release.yaml", Range(2, 3)), ("strengthen.yaml", Range(1, 2))))
    first = date(2026, 11, 16)

    (week,) = weeks(sittings, TODAY, 1, {"release.yaml": Range(2, 7)}, programme={first: goal})
    assert (week.goal, week.count, week.planned) == (Range(3, 5), 2, Range(2100, 3600))
    # Of a session that was never done nobody knows how long it is.
    (week,) = weeks(sittings[:1], TODAY, 1, {}, programme={first: goal})
    assert (week.goal, week.planned) == (Range(3, 5), None)


def test_an_empty_log_has_empty_weeks() -> None:
    [week] = weeks([], TODAY, 1, {"release.yaml": Range(2, 7)})

    assert (week.sittings, week.seconds, week.per_week, week.planned) == ((), 0, None, None)


@given(st.lists(st.datetimes(datetime(2026, 9, 1), datetime(2026, 11, 22)), max_size=30))
def test_every_session_is_in_exactly_one_week(times: list[datetime]) -> None:
    found = weeks([sat(at.isoformat(), session=str(number)) for number, at in enumerate(times)], TODAY, 13)

    assert sorted(one.session for week in found for one in week.sittings) == sorted(map(str, range(len(times))))
    assert all(one.day == week.first + timedelta(days=at) for week in found for at in range(7) for one in week.days[at])


# -- pain --------------------------------------------------------------------------------------------------------------


def test_the_next_morning_belongs_to_the_session_before() -> None:
    points = pain(
        [
            sat("2026-11-20T08:00", before=1, morning=3, after=2),
            sat("2026-11-19T08:00", before=2, done=(), sets=0.0),  # nothing was done, so there was no morning after it
            sat("2026-11-18T08:00", before=4, morning=9, after=3),
        ]
    )

    assert [(point.day.day, point.before, point.after, point.morning) for point in points] == [
        (18, 4, 3, 3),
        (20, 1, 2, None),
    ]


def test_sessions_that_tell_nothing_of_pain_are_left_out() -> None:
    assert pain([sat("2026-11-18T08:00"), sat(None, before=3)]) == ()


# -- exercises ---------------------------------------------------------------------------------------------------------


def test_left_and_right_of_each_exercise_the_one_done_last_first() -> None:
    first = sat("2026-11-18T08:00", done=(done(Side.LEFT, 18), done(Side.RIGHT, 16), done(exercise="lunge")))
    last = sat("2026-11-20T08:00", done=(done(Side.LEFT, 20), done(Side.RIGHT, 19)))

    clamshell, lunge = exercises([last, first])

    assert (clamshell.name, clamshell.band, clamshell.timed) == ("Clamshell", Range(15, 30), False)
    assert [point.value for point in clamshell.sides[Side.LEFT]] == [18, 20]
    assert [point.value for point in clamshell.sides[Side.RIGHT]] == [16, 19]
    assert list(lunge.sides) == [Side.LEFT]


def test_the_loads_of_an_exercise_follow_each_other_as_they_grew() -> None:
    sittings = [
        sat(f"2026-11-0{day}T08:00", done=(replace(done(), load=load),))
        for day, load in enumerate(("2 kg", "2 kg", "3 kg", None, "2 kg"), 1)
    ]
    (series,) = exercises(sittings)
    assert series.loads == ("2 kg", "3 kg", "2 kg")


def test_within_a_session_exercises_stay_in_order_and_units_apart() -> None:
    one = sat("2026-11-18T08:00", done=(done(exercise="b"), done(exercise="a"), done(exercise="a", timed=True)))

    assert [(series.exercise, series.timed) for series in exercises([one])] == [("b", False), ("a", False), ("a", True)]


# -- columns -----------------------------------------------------------------------------------------------------------


def test_the_worst_of_a_day_can_be_what_counts() -> None:
    day = date(2026, 11, 1)
    assert spread([(day, 7), (day, 2)], day, day, 1, max) == (7,)


@pytest.mark.parametrize(
    ("columns", "spread_out"),
    [
        (4, (1.0, None, 4.0, 8.0)),
        (2, (1.0, 6.0)),
        (1, (13 / 3,)),
        (8, (1.0, None, None, None, 4.0, None, 8.0, None)),
    ],
)
def test_values_over_columns(columns: int, spread_out: tuple[float | None, ...]) -> None:
    days = [date(2026, 11, day) for day in (1, 1, 2, 3, 4, 5)]
    points = list(zip(days, (0.0, 2.0, None, 4.0, 8.0, 99.0), strict=True))
    if columns == 1:
        points = [(days[0], 1.0), *points[2:]]

    assert spread(points, days[0], days[4], columns) == spread_out


def test_where_a_plan_counts_days_a_day_counts_with_as_many_sessions_as_it_asks_for() -> None:
    # three on Monday, two on Tuesday, one on Wednesday, and another session with it
    hours = [("16", "07"), ("16", "12"), ("16", "20"), ("17", "07"), ("17", "20"), ("18", "07")]
    sittings = [sat(f"2026-11-{day}T{hour}:00") for day, hour in hours]
    sittings.append(sat("2026-11-18T20:00", file="other.yaml"))

    plans = {"release.yaml": Range(5, 7)}, {"release.yaml": Range(2, 3)}
    (week,) = weeks(sittings, TODAY, 1, *plans)

    assert (week.count, week.per_day) == (2, Range(2, 3))
    assert week.planned == Range(600 * 5 * 2, 600 * 7 * 3)
    (without,) = weeks(sittings, TODAY, 1, plans[0])
    assert (without.count, without.planned) == (7, Range(600 * 5, 600 * 7))

"""Reminders, read back by another program."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Event

from hipcoach.paper.calendar import LONGEST, Reminder, calendar, days_from
from hipcoach.text.characters import clean

ME, YOU = "0123456789abcdef" * 2, "fedcba9876543210" * 2
MADE = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
RELEASE = Reminder("Release", "In a terminal: hipcoach play release", time(18, 30), 10, "release")
DAYS = (date(2026, 12, 2), date(2026, 12, 4))


def events(text: str) -> list[Event]:
    """The events of a calendar."""
    found = Calendar.from_ical(text)
    assert found.errors == []
    return list(found.walk("VEVENT"))


def test_another_program_reads_title_time_and_length() -> None:
    first, second = events(calendar(RELEASE, DAYS, ME, MADE))

    assert first["SUMMARY"] == "Release"
    assert first["DESCRIPTION"] == "In a terminal: hipcoach play release"
    assert [one.decoded("DTSTART") for one in (first, second)] == [datetime.combine(day, time(18, 30)) for day in DAYS]
    assert first.decoded("DURATION") == timedelta(minutes=10)
    assert first.decoded("DTSTAMP") == MADE
    assert first.errors == []


def test_the_time_is_that_of_wherever_the_person_is() -> None:
    [first, _] = events(calendar(RELEASE, DAYS, ME, MADE))

    assert first.decoded("DTSTART").tzinfo is None
    assert "TZID" not in first["DTSTART"].params


def test_each_event_has_an_alarm_that_shows_its_title() -> None:
    for event in events(calendar(RELEASE, DAYS, ME, MADE)):
        [alarm] = event.walk("VALARM")
        assert isinstance(alarm, Alarm)
        assert (alarm["ACTION"], alarm["DESCRIPTION"]) == ("DISPLAY", "Release")
        assert alarm.decoded("TRIGGER") == timedelta(minutes=-10)


def ids(*texts: str) -> set[str]:
    return {str(event["UID"]) for text in texts for event in events(text)}


def test_importing_it_again_doubles_nothing_even_at_another_time_or_longer() -> None:
    once = calendar(RELEASE, DAYS, ME, MADE)
    later = Reminder("Release, longer", "", time(7, 0), 20, "release")
    again = calendar(later, (*DAYS, date(2026, 12, 7)), ME, MADE + timedelta(days=1))

    assert len(ids(once)) == 2
    assert len(ids(once, again)) == 3


def test_other_sessions_and_other_persons_have_events_of_their_own() -> None:
    strength = Reminder("Strength", "", time(18, 30), 10, "strengthen")
    every = [calendar(RELEASE, DAYS, ME, MADE), calendar(strength, DAYS, ME, MADE), calendar(RELEASE, DAYS, YOU, MADE)]

    assert len(ids(*every)) == 6
    assert all(UUID(one).version == 5 for one in ids(*every))


@given(
    text=st.text()
    | st.lists(st.sampled_from([",", ";", "\\", "\n", "\\n", ":", '"', "ü", "\U0001f9d8", "a" * 40])).map("".join)
)
@example("\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x")
@example("\\, \\; \\n " + "深" * 60)
def test_any_text_comes_back_in_lines_of_the_right_length(text: str) -> None:
    written = calendar(Reminder(text, text, time(6, 5), 5, "x"), DAYS[:1], ME, MADE)

    assert all(len(line.encode()) <= LONGEST for line in written.split("\r\n"))
    assert written.endswith("\r\n")
    assert not {"\r", "\n"} & set(written.replace("\r\n", ""))
    [event] = events(written)
    wanted = "\n".join(map(clean, text.splitlines()))
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (wanted, wanted)


def test_days_are_those_of_the_week_from_the_first_one_on() -> None:
    wednesday = date(2026, 12, 2)

    found = list(days_from(wednesday, {0, 2, 4}, 2))

    assert found == [date(2026, 12, day) for day in (2, 4, 7, 9, 11, 14)]


@given(
    first=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    days=st.sets(st.integers(0, 6), min_size=1),
    weeks=st.integers(1, 52),
)
def test_every_week_has_every_day_once(first: date, days: set[int], weeks: int) -> None:
    found = list(days_from(first, days, weeks))

    assert len(found) == len(set(found)) == len(days) * weeks
    assert {day.weekday() for day in found} == days
    assert all(first <= day < first + timedelta(weeks=weeks) for day in found)


def test_what_has_a_meaning_in_a_calendar_is_escaped() -> None:
    written = calendar(Reminder("a, b; c\\d\ne", "", time(6, 5), 5, "x"), DAYS[:1], ME, MADE)

    assert "SUMMARY:a\\, b\\; c\\\\d\\ne\r\n" in written

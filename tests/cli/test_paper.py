"""`hipcoach handout` and `hipcoach calendar`: what they write, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from pages import checked, text_of

WEDNESDAY = datetime(2026, 12, 2, 17, 0, tzinfo=UTC)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.html"


def test_a_handout_says_where_it_is_and_what_to_do_with_it(run: Callable, out: Path) -> None:
    ran = run("handout", "release", out)

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{out}: open it in a browser to print it\n"
    assert text_of(checked(out.read_text(encoding="utf-8")).find(".//h1")) == "Release"


def test_a_handout_is_for_the_dose_the_options_and_the_side_that_are_asked_for(run: Callable, out: Path) -> None:
    asked = ("--dose", "high", "--with", "figure-four:chair", "--first", "right")
    assert run("handout", "release", out, *asked).status == 0

    told = text_of(checked(out.read_text(encoding="utf-8")))
    assert "at the high dose" in told
    assert "Figure-four stretch: Sitting on a chair" in told
    assert "4 sets of 1 minute on each side." in told
    assert "Told for the right side" in told


def test_weeks_begin_on_the_day_of_the_settings(run: Callable, home: Path, out: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('week_begins = "sunday"\n')
    for name in ("release", "short-days"):
        assert run("handout", name, out, "--force").status == 0

        head = [text_of(one) for one in checked(out.read_text(encoding="utf-8")).find(".//table").iter("th")]
        assert " ".join(head[head.index("Sun") :][:7]) == "Sun Mon Tue Wed Thu Fri Sat"


@pytest.mark.parametrize("name", ["release", "twelve-weeks"])
def test_a_handout_replaces_a_file_only_with_force(name: str, run: Callable, out: Path) -> None:
    out.write_text("the only copy")

    ran = run("handout", name, out)

    assert (ran.status, ran.out, out.read_text()) == (2, "", "the only copy")
    assert f"{out} already exists" in ran.err
    assert run("handout", name, out, "--force").status == 0
    assert list(out.parent.glob(".*")) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("realese", "OUT.html"), "there is no session or programme called realese: did you mean release?"),
        (("twelve-week", "OUT.html"), "did you mean twelve-weeks?"),
        (("nothing.yaml", "OUT.html"), "there is no file nothing.yaml"),
        (("release", "OUT.pdf"), "would be a page of HTML; give it a name such as"),
        (("release", "."), "is a folder; name the file to write"),
        (("release", "OUT.html", "--with", "clamshell:band"), "this session has no exercise 'clamshell'"),
        (("twelve-weeks", "OUT.html", "--with", "bridge:low"), "no session of this programme has an exercise 'bridge'"),
        (("twelve-weeks", "OUT.html", "--with", "figure-four:low"), "'figure-four' has no modification 'low'"),
    ],
)
def test_a_handout_that_cannot_be_says_why(
    arguments: tuple[str, ...], words: str, run: Callable, tmp_path: Path
) -> None:
    ran = run("handout", *(one.replace("OUT", str(tmp_path / "out")) for one in arguments))

    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert list(tmp_path.glob("out*")) == []


def test_a_session_is_never_replaced_by_what_is_made_of_it(run: Callable, tmp_path: Path, short: Path) -> None:
    out, bare = tmp_path / "out.html", tmp_path / "out"
    out.hardlink_to(short)
    bare.hardlink_to(short)

    for command in (("handout", short, out), ("calendar", bare, *CALENDAR, "--session", short)):
        ran = run(*command, "--force")

        assert ran.status == 2
        assert "is the session itself" in ran.err


def test_a_file_with_faults_shows_them(run: Callable, own: Callable, out: Path) -> None:
    for name, text in (
        ("bad", "hipcoach: 1\ntitle: x\n"),
        ("programmes/worse", "hipcoach: 1\nprogramme: x\nphases: 3\n"),
    ):
        own(f"{name}.yaml", text)

        ran = run("handout", name.rpartition("/")[2], out)

        assert ran.status == 2
        assert "cannot be used as it is" in ran.err
        assert "error:" in ran.err


def test_a_damaged_figure_is_complained_about_once_and_left_out(run: Callable, own: Callable, out: Path) -> None:
    own("figures/figure-four.toml", "head = ")

    ran = run("handout", "twelve-weeks", out)

    assert ran.status == 0
    assert ran.err.count("figure-four.toml") == 1
    assert "Its pictures are left out." in ran.err
    checked(out.read_text(encoding="utf-8"))


@pytest.fixture
def on_a_wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hipcoach.live.clocks.local_time", lambda: WEDNESDAY)


CALENDAR = ("--days", "mon,wed,fri", "--at", "18:30")


def begin(file: Path) -> list[datetime]:
    found = Calendar.from_ical(file.read_bytes())
    return [event.decoded("DTSTART") for event in found.walk("VEVENT")]


@pytest.mark.usefixtures("on_a_wednesday")
def test_a_calendar_has_an_event_for_each_day(run: Callable, tmp_path: Path) -> None:
    out = tmp_path / "hip.ics"

    ran = run("calendar", out, *CALENDAR, "--weeks", "2", "--session", "release")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{out}: 6 sessions, 2026-12-02 to 2026-12-14; open it with your calendar\n"
    assert begin(out) == [datetime(2026, 12, day, 18, 30) for day in (2, 4, 7, 9, 11, 14)]
    [first, *_] = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert first["SUMMARY"] == "Release"
    assert first["DESCRIPTION"] == "In a terminal: hipcoach play release"
    assert first.decoded("DURATION").total_seconds() == 10 * 60


@pytest.mark.usefixtures("on_a_wednesday")
@pytest.mark.parametrize(
    ("more", "days", "first"),
    [
        ((), 18, datetime(2026, 12, 2, 18, 30)),
        (("--at", "16:00"), 18, datetime(2026, 12, 4, 16, 0)),
        (("--from", "2026-12-07"), 18, datetime(2026, 12, 7, 18, 30)),
        (("--days", "Sunday, tue"), 12, datetime(2026, 12, 6, 18, 30)),
        (("--weeks", "52"), 156, datetime(2026, 12, 2, 18, 30)),
    ],
)
def test_it_begins_with_the_next_of_its_days(
    more: tuple[str, ...], days: int, first: datetime, run: Callable, tmp_path: Path
) -> None:
    assert run("calendar", tmp_path / "hip.ics", *CALENDAR, *more).status == 0

    assert len(begin(tmp_path / "hip.ics")) == days
    assert begin(tmp_path / "hip.ics")[0] == first


@pytest.mark.usefixtures("on_a_wednesday")
def test_the_same_command_writes_the_same_events(run: Callable, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("calendar", tmp_path / f"{name}.ics", *CALENDAR).status == 0

    assert (tmp_path / "one.ics").read_bytes() == (tmp_path / "two.ics").read_bytes()


@pytest.mark.usefixtures("on_a_wednesday")
def test_a_programme_is_what_today_brings(run: Callable, tmp_path: Path) -> None:
    assert run("calendar", tmp_path / "hip.ics", *CALENDAR, "--session", "twelve-weeks").status == 0

    [first, *_] = Calendar.from_ical((tmp_path / "hip.ics").read_bytes()).walk("VEVENT")
    assert first["SUMMARY"] == "Twelve weeks for turned-out hips"
    assert first["DESCRIPTION"] == "In a terminal: hipcoach play today"
    assert first.decoded("DURATION").total_seconds() == 45 * 60


@pytest.mark.usefixtures("on_a_wednesday")
def test_without_a_session_it_is_for_the_programme_that_is_followed(run: Callable, tmp_path: Path) -> None:
    for name in ("before", "after"):
        assert run("calendar", tmp_path / f"{name}.ics", *CALENDAR).status == 0
        assert run("programme", "begin", "short-days").status == (0 if name == "before" else 2)

    titles = [
        Calendar.from_ical((tmp_path / f"{name}.ics").read_bytes()).walk("VEVENT")[0] for name in ("before", "after")
    ]
    assert [title["SUMMARY"] for title in titles] == ["Hip session", "Short days"]
    assert titles[0]["UID"] == titles[1]["UID"]


@pytest.mark.usefixtures("on_a_wednesday")
def test_a_programme_by_its_name_doubles_nothing_of_the_one_that_is_followed(run: Callable, tmp_path: Path) -> None:
    run("calendar", tmp_path / "named.ics", *CALENDAR, "--session", "short-days")
    run("programme", "begin", "short-days")
    run("calendar", tmp_path / "followed.ics", *CALENDAR)

    events = [
        Calendar.from_ical((tmp_path / f"{name}.ics").read_bytes()).walk("VEVENT") for name in ("named", "followed")
    ]

    assert [event["UID"] for event in events[0]] == [event["UID"] for event in events[1]]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--days", "mon,xyz"), "'xyz' is no day of the week: write some of mon,tue,wed,thu,fri,sat,sun"),
        (("--days", "monkey"), "'monkey' is no day of the week"),
        (("--days", ""), "'' is no day of the week"),
        (("--at", "25:00"), "'25:00' is no time of day"),
        (("--at", "7"), "'7' is no time of day"),
        (("--weeks", "0"), "'0' is no number of weeks"),
        (("--weeks", "53"), "write one from 1 to 52"),
        (("--from", "tomorrow"), "--from tomorrow: write a day such as"),
        (("--from", "9999-12-31"), "write a day near this one"),
        (("--session", "relaese"), "did you mean release?"),
    ],
)
def test_a_calendar_that_cannot_be_says_why(more: tuple[str, ...], words: str, run: Callable, tmp_path: Path) -> None:
    ran = run("calendar", tmp_path / "hip.ics", *CALENDAR, *more)

    assert (ran.status, ran.out) == (2, "")
    assert words in " ".join(ran.err.split())
    assert not (tmp_path / "hip.ics").exists()


def test_a_calendar_replaces_a_file_only_with_force_and_is_no_other_kind(run: Callable, tmp_path: Path) -> None:
    out = tmp_path / "hip.ics"
    out.write_text("mine")
    ran = run("calendar", out, *CALENDAR)
    assert (ran.status, out.read_text()) == (2, "mine")
    assert "--force" in ran.err
    assert "would be a calendar" in run("calendar", tmp_path / "hip.html", *CALENDAR).err
    assert run("calendar", out, *CALENDAR, "--force").status == 0


def test_without_a_place_for_its_own_id_it_says_that_events_would_double(
    run: Callable, home: Path, tmp_path: Path
) -> None:
    home.write_text("no folder")

    ran = run("calendar", tmp_path / "hip.ics", *CALENDAR)

    assert ran.status == 0
    assert "importing such a calendar twice would double its events" in ran.err

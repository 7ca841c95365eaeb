"""`hipcoach report`."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from journal_builders import HOST, MORNING, played
from pages import checked, text_of

from hipcoach.advice.measures import Quantity
from hipcoach.journal.measures import MeasureLine, keep_measures
from hipcoach.journal.programmes import begins, ends, keep_programme
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Side


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the time at which the command is run."""

    def now(at: datetime) -> None:
        monkeypatch.setattr("hipcoach.cli.report.local_time", lambda: at)

    now(MORNING + timedelta(days=3))
    return now


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "report.html"


def period(page: Path) -> str:
    """The period that a report is about."""
    facts = {text_of(one[0]): text_of(one[1]) for dl in checked(page.read_text("utf-8")).iter("dl") for one in dl}
    return facts["Period"]


def begin(home: Path, at: datetime) -> None:
    library = Library(shipped_sessions(), None)
    programme = library.read_programme(library.find_programme("six-weeks")).programme
    assert programme is not None
    keep_programme(home / "log", HOST, begins(at, "six-weeks", "0" * 64, programme))


def test_it_is_written_for_nobody_else_and_replaced_only_if_asked(
    run: Callable, home: Path, out: Path, now: Callable
) -> None:
    played(home / "log")

    ran = run("report", out)

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"{out}: open it in a browser")
    assert sys.platform == "win32" or stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "Figure-four stretch" in text_of(checked(out.read_text("utf-8")))
    assert run("report", out).status == 2
    assert run("report", out, "--force").status == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report.pdf"], "report.html"),
        (["report.html", "--since", "yesterday"], "or 14d or 6w"),
        (["."], "is a folder"),
        (["no/report.html"], "No such file"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    run: Callable, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = run("report", *arguments)

    assert ran.status == 2
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1
    assert list(tmp_path.glob("**/*.html")) == []


def test_it_begins_with_the_week_of_the_first_session_or_the_programme_or_where_it_is_asked_to(
    run: Callable, home: Path, out: Path, now: Callable
) -> None:
    played(home / "log")
    run("report", out)
    assert period(out) == "16 Nov 2026 to 24 Nov 2026"

    # Twelve weeks back, if there is as much.
    now(MORNING + timedelta(days=100))
    played(home / "log", begins=MORNING + timedelta(days=50))
    run("report", out, "--force")
    assert period(out) == "14 Dec 2026 to 1 Mar 2027"

    # And further back, where the programme was begun before that and is followed still.
    begin(home, MORNING + timedelta(days=5))
    run("report", out, "--force")
    assert period(out) == "23 Nov 2026 to 1 Mar 2027"
    keep_programme(home / "log", HOST, ends(MORNING + timedelta(days=60), "six-weeks"))
    run("report", out, "--force")
    assert period(out) == "14 Dec 2026 to 1 Mar 2027"

    run("report", out, "--force", "--since", "2w")
    assert period(out) == "15 Feb 2027 to 1 Mar 2027"


def test_what_was_measured_before_the_first_session_is_in_the_period(
    run: Callable, home: Path, out: Path, now: Callable
) -> None:
    before = MeasureLine(MORNING - timedelta(days=7), Quantity.INWARD, Side.LEFT, 31)
    keep_measures(home / "log", HOST, (before,))
    played(home / "log")

    run("report", out)

    assert period(out) == "9 Nov 2026 to 24 Nov 2026"
    assert "31°" in text_of(checked(out.read_text("utf-8")))


def test_it_can_be_asked_to_begin_before_all_time(run: Callable, home: Path, out: Path, now: Callable) -> None:
    home.mkdir()
    (home / "config.toml").write_text('week_begins = "sunday"\n', encoding="utf-8")

    assert run("report", out, "--since", "0001-01-01").status == 0

    assert period(out) == "1 Jan 2000 to 24 Nov 2026"


def test_a_later_date_from_travel_is_today(run: Callable, home: Path, out: Path, now: Callable) -> None:
    # Given a Monday's session in Auckland an hour ago, and a Sunday here
    at = datetime(2026, 11, 30, 7, 0, tzinfo=timezone(timedelta(hours=13)))
    played(home / "log", begins=at)
    begin(home, at)
    now((at + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-8))))

    assert run("report", out).status == 0

    assert period(out) == "23 Nov 2026 to 29 Nov 2026"
    page = text_of(checked(out.read_text("utf-8")))
    assert "begun on 29 Nov 2026" in page
    assert "1 that count, on 1 day" in page


def test_the_number_of_a_week_does_not_depend_on_where_the_report_begins(
    run: Callable, home: Path, out: Path, now: Callable
) -> None:
    begin(home, MORNING)
    now(MORNING + timedelta(days=20))

    run("report", out, "--since", "1w")

    page = text_of(checked(out.read_text("utf-8")))
    assert "now in week 1 of 6" in page


def test_what_cannot_be_read_is_counted_in_the_report_and_told(
    run: Callable, home: Path, out: Path, now: Callable
) -> None:
    path = played(home / "log")
    other = played(home / "log", begins=MORNING + timedelta(days=1))
    other.write_bytes(other.read_bytes().replace(b'"v":1', b'"v":9', 1))
    path.write_bytes(path.read_bytes().replace(b'{"t":"set"', b'{"t":\xff"set"', 1))

    ran = run("report", out)

    assert ran.status == 2
    assert "newer hipcoach" in ran.err
    assert "1 line in the log of 1 session" in ran.err
    page = text_of(checked(out.read_text("utf-8")))
    assert "1 file of the log cannot be read." in page
    assert "1 line of the log cannot be read." in page


def test_a_session_of_the_future_is_counted_and_in_no_figure(
    run: Callable, home: Path, out: Path, now: Callable
) -> None:
    for days in (0, 10):
        played(home / "log", begins=MORNING + timedelta(days=days))

    run("report", out)

    page = text_of(checked(out.read_text("utf-8")))
    assert "1 that count, on 1 day" in page
    assert "1 session in the future by this machine's clock: in no figure." in page

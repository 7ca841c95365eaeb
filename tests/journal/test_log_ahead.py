"""A session that was logged while the clock was ahead is shown as such, and decides nothing until its time comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from journal_builders import HOST, MORNING, PATIENCE, LoggedSession, played
from msgspec.structs import replace

from hipcoach.engine.choices import Choices
from hipcoach.engine.player import Player
from hipcoach.journal.figures import exercises, pain, sitting, weeks
from hipcoach.journal.fold import read
from hipcoach.journal.format import AHEAD
from hipcoach.journal.habits import began_last, last_choices
from hipcoach.journal.history import glances, seen_now, sessions
from hipcoach.journal.report import in_full, in_words
from hipcoach.journal.resume import find
from hipcoach.journal.to_history import history
from hipcoach.session.model import Dose, Side

NOW = MORNING + timedelta(days=1)
FUTURE = NOW + timedelta(days=30)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A session of yesterday, and one of next month that was done otherwise and left open, with pain before."""
    played(tmp_path / "log", choices=Choices(dose=Dose.LOW, first=Side.LEFT))
    logged = LoggedSession(tmp_path / "log", begins=FUTURE, choices=Choices(dose=Dose.HIGH, first=Side.RIGHT))
    logged.journal.checkin(pain=8, next_morning=7)
    logged.start()
    logged.play(16)
    logged.settle()
    logged.journal.close(PATIENCE)
    return tmp_path / "log"


def decided(log: Path, now: datetime) -> tuple[object, ...]:
    """All that a log decides about the next session."""
    past = history(sessions(log, refused=pytest.fail, until=now))
    last = last_choices(log, now)
    left = find(log, HOST, now)
    return (
        last and last.dose,
        began_last(log, now),
        [one.pain_before for one in past],
        [one.next_morning for one in past],
        [glanced.began for glanced in glances(log, refused=pytest.fail, until=now)],
        left and left.path.name[:8],
    )


def test_it_decides_nothing_until_its_time_has_come(log: Path) -> None:
    assert decided(log, NOW) == (Dose.LOW, Side.LEFT, [None], [None], [MORNING], None)
    dose, side, pains, mornings, began, left = decided(log, FUTURE)
    assert (dose, side, pains, mornings) == (Dose.HIGH, Side.RIGHT, [None, 8], [7, None])
    assert (began, left) == ([FUTURE, MORNING], "20261222")


def test_it_is_the_instant_that_counts_and_not_the_day(tmp_path: Path) -> None:
    # Given a session in Auckland, where it is tomorrow already, half an hour ago
    auckland = datetime.fromisoformat("2026-11-22T08:00:00+13:00")
    played(tmp_path / "log", begins=auckland, choices=Choices(dose=Dose.HIGH))
    now = datetime.fromisoformat("2026-11-21T11:30:00-08:00")
    # Then it counts, though by its date it lies ahead
    assert last_choices(tmp_path / "log", now) is not None
    # And one in Honolulu, where it is still yesterday, half an hour from now does not
    played(tmp_path / "log2", begins=datetime.fromisoformat("2026-11-21T10:00:00-10:00"))
    assert last_choices(tmp_path / "log2", datetime.fromisoformat("2026-11-22T08:30:00+13:00")) is None


@pytest.mark.parametrize(("ahead", "counts"), [(AHEAD, True), (AHEAD + timedelta(seconds=1), False)])
def test_clocks_may_differ_by_a_little(tmp_path: Path, ahead: timedelta, counts: bool) -> None:
    played(tmp_path / "log", begins=MORNING + ahead)
    assert bool(list(sessions(tmp_path / "log", refused=pytest.fail, until=MORNING))) == counts
    assert (last_choices(tmp_path / "log", MORNING) is not None) == counts


def test_what_the_file_s_name_says_counts_where_the_first_line_is_lost(log: Path) -> None:
    [newest, _] = sessions(log, refused=pytest.fail)
    newest.path.write_bytes(newest.path.read_bytes().partition(b"\n")[2])
    assert len(list(sessions(log, refused=pytest.fail, until=NOW))) == 1
    assert len(list(glances(log, refused=pytest.fail, until=FUTURE))) == 2


def test_a_file_name_with_another_time_does_not_bring_a_session_nearer(log: Path) -> None:
    [newest, _] = sessions(log, refused=pytest.fail)
    newest.path.rename(newest.path.with_name("20261121T120000Z-release-abcd.jsonl"))
    assert decided(log, NOW)[0] is Dose.LOW
    assert decided(log, NOW)[-1] is None


def test_it_is_in_no_figure(log: Path) -> None:
    sittings = [sitting(seen_now(one, NOW)) for one in sessions(log, refused=pytest.fail)]
    assert [one.ahead for one in sittings] == [True, False]
    assert {point.day for series in exercises(sittings) for points in series.sides.values() for point in points} == {
        MORNING.date()
    }
    assert pain(sittings) == ()
    assert sum(len(week.sittings) for week in weeks(sittings, FUTURE.date(), 10)) == 1
    # And in all of them as soon as it is no longer ahead
    now = [replace(one, ahead=False) for one in sittings]
    assert sum(len(week.sittings) for week in weeks(now, FUTURE.date(), 10)) == 2


def test_it_is_shown_as_what_it_is(log: Path) -> None:
    ahead, before = (seen_now(one, NOW) for one in sessions(log, refused=pytest.fail))
    assert in_words(ahead)[0].startswith("2026-12-22 07:02  Release: in the future, interrupted, ")
    assert "until then it is left out of everything else" in " ".join(in_full(ahead))
    assert "future" not in " ".join((*in_full(before), *in_full(seen_now(read(ahead.path, places=False), FUTURE))))


def test_one_that_is_running_says_both(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log", begins=FUTURE)
    logged.start()
    logged.settle()
    assert logged.journal.path is not None
    seen = seen_now(read(logged.journal.path, places=False), NOW)
    assert (seen.ahead, seen.running) == (True, True)
    logged.do(Player.stop)
    logged.close()


def test_the_command_line_decides_by_it_no_more_than_the_app(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from hipcoach.cli import main

    monkeypatch.setattr("hipcoach.live.clocks.local_time", lambda: NOW)
    played(home / "log", choices=Choices(dose=Dose.MIDDLE))
    played(home / "log", begins=FUTURE, choices=Choices(dose=Dose.HIGH))
    assert main(["plan", "release"]) == 0
    assert "middle dose" in capsys.readouterr().out
    assert main(["log"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("One session this week")
    assert ["in the future" in line for line in told if "Release: " in line] == [True, False]

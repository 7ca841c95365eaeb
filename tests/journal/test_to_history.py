"""What advice is told of the log."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from journal_builders import MORNING, LoggedSession, lines_of

from hipcoach.advice.history import Background, DailyLife, Felt, History, asks_next_morning
from hipcoach.engine.choices import Choices
from hipcoach.engine.events import PainKind
from hipcoach.engine.player import Player
from hipcoach.journal.history import sessions
from hipcoach.journal.to_history import history
from hipcoach.session.model import Side


def session(log: Path, *, days: float = 0, effort: dict[str, int] | None = None, **answers: Any) -> LoggedSession:
    """A session that was played to its end, with answers before it."""
    logged = LoggedSession(log, begins=MORNING + timedelta(days=days))
    logged.journal.checkin(**answers)
    logged.start()
    logged.play()
    logged.journal.checkout(pain=2, effort=effort or {})
    logged.close()
    return logged


def past(log: Path) -> History:
    return history(sessions(log, refused=pytest.fail))


def test_a_session_with_everything_that_was_answered(tmp_path: Path) -> None:
    logged = session(
        tmp_path / "log",
        effort={"clamshell": 6},
        pain=1,
        daily_life=DailyLife.SAME,
        turned_out=4,
        background={Background.CHILDHOOD, Background.ONE_SIDE},
        accepted=["clamshell up dose middle"],
        declined=["figure-four up dose middle"],
        dismissed=["red"],
    )
    (one,) = past(tmp_path / "log")
    assert one.day == MORNING.date()
    assert (one.records, one.chosen) == (logged.player.records, Choices())
    assert one.planned == {
        ("figure-four", Side.LEFT): 1,
        ("figure-four", Side.RIGHT): 1,
        ("clamshell", Side.RIGHT): 1,
    }
    assert (one.pain_before, one.pain_after, one.next_morning, one.effort) == (1, 2, None, {"clamshell": 6})
    assert (one.daily_life, one.turned_out) == (DailyLife.SAME, 4)
    assert one.background == {Background.ONE_SIDE, Background.CHILDHOOD}
    assert (one.declined, one.dismissed) == (("figure-four up dose middle",), ("red",))


def test_the_morning_after_is_the_one_that_was_asked_about_later(tmp_path: Path) -> None:
    log = tmp_path / "log"
    session(log, days=0, pain=1)
    session(log, days=2, pain=1, next_morning=3)
    session(log, days=2.4, pain=1)
    session(log, days=5, pain=1, next_morning=2)
    assert [one.next_morning for one in past(log)] == [3, 2, 2, None]
    assert asks_next_morning(past(log), MORNING.date() + timedelta(days=6))


def test_a_session_in_which_nothing_was_done_still_brings_its_answers(tmp_path: Path) -> None:
    log = tmp_path / "log"
    session(log, days=0)
    logged = LoggedSession(log, begins=MORNING + timedelta(days=1))
    logged.journal.checkin(next_morning=4, background=())
    logged.start()
    logged.close()
    session(log, days=2)
    first, second, _ = past(log)
    assert (first.next_morning, second.next_morning, second.done) == (4, None, False)
    assert second.background == frozenset()


def test_a_session_that_hurt(tmp_path: Path) -> None:
    logged = LoggedSession(tmp_path / "log")
    logged.start()
    logged.play(6)
    logged.do(Player.pain)
    logged.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, 5))
    logged.close()
    (one,) = past(tmp_path / "log")
    assert one.felt == (Felt("figure-four", PainKind.ACHE, 5),)
    assert (one.pain_before, one.pain_after, dict(one.effort)) == (None, None, {})


def test_a_log_from_before_and_one_from_a_later_version(tmp_path: Path) -> None:
    log = tmp_path / "log"
    path = session(log, pain=2, background={Background.ONE_SIDE}).journal.path
    assert path is not None
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"background":["one_side"]', b'"background":["one_side","left_handed"],"new":{}'))
    assert past(log)[0].background == {Background.ONE_SIDE}
    path.write_bytes(data.replace(b',"background":["one_side"]', b""))
    assert (past(log)[0].background, past(log)[0].pain_before) == (None, 2)


def test_where_the_first_line_is_lost_the_day_is_that_of_the_name(tmp_path: Path) -> None:
    log = tmp_path / "log"
    path = session(log).journal.path
    assert path is not None
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
    assert [one.day for one in past(log)] == [MORNING.date()]
    assert lines_of(path)[0]["t"] == "checkin"

"""What the proposal of a day takes from the log, the person's files and the session files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from journal_builders import HOST, LoggedSession
from programme_builders import entry, phase

from hipcoach.advice.programmes import DoneSession
from hipcoach.advice.proposal import OfferKind, Proposal, Why
from hipcoach.engine.choices import Choices
from hipcoach.engine.events import PainKind
from hipcoach.engine.player import Player
from hipcoach.journal import to_today
from hipcoach.journal.figures import weeks
from hipcoach.journal.programmes import begins, begun, ends, keep_programme
from hipcoach.journal.this_week import this_week
from hipcoach.journal.to_today import proposal
from hipcoach.journal.to_weeks import goal_this_week
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Dose, Range
from hipcoach.session.programme import Programme

MONDAY = datetime(2026, 11, 16, 18, 0, tzinfo=timezone(timedelta(hours=1)))
SHIPPED = Library(shipped_sessions(), None)
WEEK = Programme(
    "Own weeks", (phase("All", 4, entry("release", 3, 5), entry("strengthen", 2, 3), entry("full-alignment", 0, 1)),)
)


def at(days: float) -> datetime:
    return MONDAY + timedelta(days=days)


def play(log: Path, days: float, name: str = "release", **more: Any) -> Path:
    """Play a small session, as if it were this one, to its end."""
    logged = begin(log, days, name, **more)
    logged.play()
    return logged.close()


def begin(log: Path, days: float, name: str = "release", **more: Any) -> LoggedSession:
    identity = f"{abs(round(days * 24)):x}{name[:1].encode().hex()}".rjust(4, "0")[-4:].ljust(32, "0")
    logged = LoggedSession(log, begins=at(days), file=f"{name}.yaml", new_id=lambda: identity, **more)
    logged.start()
    return logged


def follow(log: Path, days: float = 0.0, programme: Programme = WEEK) -> None:
    keep_programme(log, HOST, begins(at(days), "own", "1" * 64, programme))


def what(proposed: Proposal) -> str | None:
    return proposed.session.session if proposed.session else None


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Sequence[DoneSession]]:
    """What the rule gets to know of the log."""
    told: list[Sequence[DoneSession]] = []
    rule = to_today.today

    def heard(*arguments: Any, **more: Any) -> Proposal:
        told.append(arguments[2])
        return rule(*arguments, **more)

    monkeypatch.setattr(to_today, "today", heard)

    def read(log: Path, now: datetime) -> Sequence[DoneSession]:
        proposal(log, now, SHIPPED)
        return told[-1]

    return read


def test_a_session_of_the_log_is_read_with_dose_and_pain(tmp_path: Path, read: Callable[..., Any]) -> None:
    logged = begin(tmp_path, 0, choices=Choices(dose=Dose.LOW, doses={"clamshell": Dose.HIGH}))
    logged.journal.checkin(pain=2)
    logged.play(5.0)
    logged.do(Player.pain)
    logged.do(lambda player, now: player.pain_kind(now, PainKind.ACHE, 5))
    logged.do(Player.dismiss)
    logged.do(Player.resume)
    logged.play()
    logged.journal.checkout(pain=4, effort={})
    logged.close()

    (one,) = read(tmp_path, at(1))

    assert one == DoneSession(
        MONDAY.date(),
        "release.yaml",
        counts=True,
        repetitions=True,
        least=Dose.LOW,
        most=Dose.HIGH,
        before=2,
        during=5,
        after=4,
    )


@pytest.mark.parametrize("kind", [PainKind.SHARP, None])
def test_a_session_that_ended_for_pain_makes_the_next_day_red(tmp_path: Path, kind: PainKind | None) -> None:
    logged = begin(tmp_path, 0)
    logged.play(5.0)
    logged.do(Player.pain)
    if kind is not None:
        logged.do(lambda player, now: player.pain_kind(now, kind))
        logged.do(Player.stop)
    logged.close()

    found = proposal(tmp_path, at(1), SHIPPED)
    assert found.why is Why.PAIN
    assert found.reason.startswith("Sharp pain ended" if kind else "Pain ended")
    assert proposal(tmp_path, at(2), SHIPPED).why is Why.DUE


def test_a_session_counts_once_something_in_it_comes_to_a_set(tmp_path: Path) -> None:
    follow(tmp_path)
    logged = begin(tmp_path, 0)
    logged.play(8.0)
    logged.do(Player.stop)
    logged.close()
    assert proposal(tmp_path, at(0.1), SHIPPED).done == 0
    logged = begin(tmp_path, 0.2)
    logged.play(12.0)
    logged.do(Player.stop)
    logged.close()
    assert proposal(tmp_path, at(0.3), SHIPPED).done == 1


def test_weeks_long_ago_are_counted_without_reading_them_in_full(tmp_path: Path, read: Callable[..., Any]) -> None:
    follow(tmp_path)
    for number in range(6):
        play(tmp_path, number * 7)
        play(tmp_path, number * 7 + 1, "strengthen")
        play(tmp_path, number * 7 + 2)
        play(tmp_path, number * 7 + 3, "strengthen")
    found = proposal(tmp_path, at(6 * 7), SHIPPED)
    # The last week stays, since the programme has four.
    assert (found.week, [offer.kind for offer in found.offered]) == (4, [OfferKind.END])
    told = read(tmp_path, at(6 * 7))
    assert len(told) == 24
    assert [one.least is None for one in told] == [True] * 20 + [False] * 4


def test_the_dose_of_last_time_is_found_however_long_ago_it_was(tmp_path: Path) -> None:
    play(tmp_path, -200, "strengthen", choices=Choices(dose=Dose.HIGH))
    follow(tmp_path)
    found = proposal(tmp_path, at(0), SHIPPED)
    assert found.session is not None
    assert (what(found), found.session.last) == ("strengthen", Dose.HIGH)
    assert [(offer.kind, offer.dose) for offer in found.offered] == [(OfferKind.LOWER_DOSE, Dose.MIDDLE)]


def test_without_a_programme_the_one_done_most_is_proposed(tmp_path: Path) -> None:
    assert what(proposal(tmp_path, at(0), SHIPPED)) == "release"
    for days in (-20, -10):
        play(tmp_path, days, "strengthen")
    play(tmp_path, -9, "a-file-that-is-gone")
    play(tmp_path, -2, "a-file-that-is-gone")
    play(tmp_path, -1.5, "a-file-that-is-gone")
    found = proposal(tmp_path, at(0.5), SHIPPED)
    assert (what(found), found.goal) == ("strengthen", Range(2, 3))


def test_the_future_is_told_by_the_instant_and_a_later_date_from_travel_is_today(tmp_path: Path) -> None:
    # given a programme and a session of the morning of the 17th in Auckland
    follow(tmp_path, 0.0)
    east = timezone(timedelta(hours=13))
    there = at(0).astimezone(east)
    assert there.date() > at(0).date()
    logged = LoggedSession(tmp_path, begins=there, file="release.yaml")
    logged.start()
    logged.play()
    logged.close()
    # then on the same evening of the 16th, in Paris, it was done today
    found = proposal(tmp_path, at(0.1), SHIPPED)
    assert (found.why, found.done) == (Why.DONE_TODAY, 1)
    # and what a clock ahead has written is not there yet
    play(tmp_path, 3.0, "strengthen")
    assert proposal(tmp_path, at(1), SHIPPED).done == 1


def test_damage_costs_only_what_is_damaged(tmp_path: Path) -> None:
    follow(tmp_path)
    lost, torn = play(tmp_path, 0), play(tmp_path, 1)
    lost.write_bytes(b"\0" * 300)
    torn.write_bytes(torn.read_bytes()[:-40])
    refused: list[str] = []
    newer = play(tmp_path, 1.5)
    newer.write_bytes(newer.read_bytes().replace(b'"v":1', b'"v":9', 1))
    found = proposal(tmp_path, at(2), SHIPPED, refused=refused.append)
    assert found.done == 1
    assert len(refused) == 1


def test_of_two_sessions_of_one_day_the_later_answer_counts(tmp_path: Path) -> None:
    for days, pain in ((-0.3, 7), (-0.2, 1)):
        logged = begin(tmp_path, days)
        logged.journal.checkin(pain=pain)
        logged.play()
        logged.close()
    assert proposal(tmp_path, at(0), SHIPPED).why is Why.DONE_TODAY


def test_looking_for_the_dose_of_last_time_counts_no_session_twice(tmp_path: Path, read: Callable[..., Any]) -> None:
    follow(tmp_path)
    play(tmp_path, 0)
    # It is too long ago to be read in full but for its dose.
    (one,) = read(tmp_path, at(20))
    assert (one.day, one.least) == (MONDAY.date(), Dose.LOW)


# -- the programme's file ---------------------------------------------------------------------------------------------


def own_library(home: Path) -> tuple[Library, Path]:
    """A library with a programme of one's own, and its file."""
    folder = home / "sessions" / "programmes"
    folder.mkdir(parents=True)
    file = folder / "own.yaml"
    shutil.copy(shipped_sessions() / "programmes" / "short-days.yaml", file)
    return Library(shipped_sessions(), home / "sessions"), file


def test_a_programme_whose_file_has_changed_or_gone_goes_on_as_it_was(tmp_path: Path) -> None:
    library, file = own_library(tmp_path)
    reading = library.read_programme(file)
    assert reading.programme is not None
    log = tmp_path / "log"
    keep_programme(log, HOST, begins(at(0), "own", reading.sha256, reading.programme))
    before = proposal(log, at(0), library)
    assert (before.title, before.offered) == ("Short days", ())

    file.write_text(file.read_text(encoding="utf-8").replace("weeks: 6", "weeks: 8"), encoding="utf-8")
    changed = proposal(log, at(0), library)
    assert (changed.of, [offer.kind for offer in changed.offered]) == (Range(6, 6), [OfferKind.CHANGED_FILE])
    for text in ("hipcoach: 1\nprogramme: [", ""):
        file.write_text(text, encoding="utf-8")
        assert proposal(log, at(0), library) == before
    file.unlink()
    assert proposal(log, at(0), library) == before


# -- the week ---------------------------------------------------------------------------------------------------------


def test_the_goal_of_a_week_is_that_of_the_programme(tmp_path: Path) -> None:
    play(tmp_path, -1)
    follow(tmp_path)
    play(tmp_path, 0)
    play(tmp_path, 0.1)
    play(tmp_path, 1, "external-rotation")

    told = goal_this_week(tmp_path, at(2), SHIPPED, 0)
    week = this_week(tmp_path, at(2), SHIPPED)

    assert told is not None
    assert (told[0], told[1].done, told[1].times, told[1].number) == ("Own weeks", 1, Range(5, 9), 1)
    # All three are shown, and one of them counts.
    assert (len(week.sittings), week.count, week.goal) == (3, 1, Range(5, 9))


def test_without_a_programme_or_after_its_end_the_goal_is_that_of_the_session(tmp_path: Path) -> None:
    play(tmp_path, 0)
    assert this_week(tmp_path, at(2), SHIPPED).programme is None
    follow(tmp_path, -8)
    assert this_week(tmp_path, at(2), SHIPPED).programme is not None
    keep_programme(tmp_path, HOST, ends(at(1), "own"))
    assert begun(tmp_path, at(2)) is None
    assert this_week(tmp_path, at(2), SHIPPED).programme is None


def test_a_week_of_the_settings_is_a_week_everywhere(tmp_path: Path) -> None:
    play(tmp_path, 0)
    play(tmp_path, 5)
    play(tmp_path, 6)
    saturday = at(6).date() - timedelta(days=1)
    week = this_week(tmp_path, at(6.1), SHIPPED, week_begins=5)
    assert (week.first, week.count, [len(day) for day in week.days]) == (saturday, 2, [1, 1, 0, 0, 0, 0, 0])
    assert this_week(tmp_path, at(6.1), SHIPPED).count == 3


def test_every_week_has_the_goal_that_it_had(tmp_path: Path) -> None:
    from hipcoach.journal.figures import sitting
    from hipcoach.journal.history import sessions
    from hipcoach.journal.to_weeks import goals_of_weeks

    follow(tmp_path)
    for days in (0, 2, 4, 7, 14):
        play(tmp_path, days)
    keep_programme(tmp_path, HOST, ends(at(15), "own"))
    sittings = [sitting(one) for one in sessions(tmp_path, refused=print)]
    goals = goals_of_weeks(tmp_path, at(30), SHIPPED, 0, sittings)
    found = weeks(sittings, at(30).date(), 5, {"release.yaml": Range(2, 7)}, programme=goals)
    # The programme ended on the second day of the third week, which is too few for a goal.
    told = [(week.count, week.goal, week.programme is not None) for week in reversed(found)]
    assert told == [
        (3, Range(5, 9), True),
        (1, Range(5, 9), True),
        (1, Range(2, 7), False),
        (0, Range(2, 7), False),
        (0, Range(2, 7), False),
    ]

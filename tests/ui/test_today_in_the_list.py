"""What is proposed for today, first in the list, at the check-in, and at the end of a session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from begun_programmes import INSTALL, begin
from journal_builders import LoggedSession, played
from windows import Window

from hipcoach.engine.choices import Choices
from hipcoach.journal.programmes import keep_programme, pauses
from hipcoach.session.model import Dose
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.choice import Choice
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.session_list import Extra
from hipcoach.ui.widgets.answer_rows import DoseRow
from hipcoach.ui.widgets.session_rows import SessionRows

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
"""A Sunday, an hour before the app is started."""


def rows_of(it) -> list[str]:
    rows = it.app.screen.query_one(SessionRows)
    return [str(rows.get_option_at_index(number).prompt).strip() for number in range(rows.option_count)]


def did(home: Path, file: str, *days_ago: int) -> None:
    for days in days_ago:
        played(home / "log", begins=NOW - timedelta(days=days), file=f"{file}.yaml")


async def test_somebody_who_has_done_nothing_sees_release_first_and_no_proposal(stage) -> None:
    async with stage() as it:
        assert rows_of(it)[0] == "─ For turned-out hips"
        assert it.sees("› 5:50 Release")
        assert it.sees("pick a session")


async def test_the_session_of_today_stands_first_with_its_reason_and_one_enter_goes_to_it(stage, home: Path) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=6))
    did(home, "release", 5, 4, 3)
    did(home, "chair-alignment", 2)
    async with stage() as it:
        assert rows_of(it)[0] == "─ Today"
        assert "Release" in rows_of(it)[1]
        assert rows_of(it)[2] == "Release: 3 of 4-6 this week, 1 day left."
        assert sum("5:50 Release" in row for row in rows_of(it)) == 1
        assert it.sees("week 1 of 12 · 4 of 5-8 · low dose")
        await it.press("enter", "enter")
        assert isinstance(it.app.screen, Guiding)


async def test_a_mark_that_was_moved_stays_when_the_proposal_comes(stage, home: Path) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=6))
    async with stage() as it:
        await it.press("end")
        before = it.app.screen.query_one(SessionRows).marked
        it.app.screen.look_into_log()
        await it.settle()
        assert it.app.screen.query_one(SessionRows).marked == before


async def test_a_rest_day_says_why_and_what_one_may_do_and_what_comes_next(stage, home: Path) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=6))
    did(home, "release", 6, 5, 4, 3)
    did(home, "chair-alignment", 2)
    async with stage() as it:
        rows = it.app.screen.query_one(SessionRows)
        assert rows.mark is Extra.REST
        assert rows_of(it)[:2] == ["─ Today", "○ Rest day"]
        assert it.sees("All that this week needs is done. This week: 5 of 5-8.")
        assert it.sees("Next: ")
        under = rows_of(it).index("─ If you like")
        assert "Release" in rows_of(it)[under + 1]
        await it.press("enter")
        assert isinstance(it.app.screen, TextScreen)
        assert it.sees("· Release: 4 of 4-6")
        await it.press("escape", "down", "enter")
        assert isinstance(it.app.screen, CheckIn)


async def test_without_a_programme_a_rest_is_only_a_hint_and_two_enters_begin_as_ever(stage, home: Path) -> None:
    did(home, "desk-break", 1)
    async with stage() as it:
        assert rows_of(it)[:2] == ["─ Today", "○ Rest day"]
        await it.press("enter")
        assert it.sees("Desk break")
        await it.press("enter")
        assert isinstance(it.app.screen, Guiding)


async def test_after_a_red_day_the_mark_is_on_the_rest(stage, home: Path) -> None:
    red = LoggedSession(home / "log", begins=NOW - timedelta(days=1))
    red.start()
    red.play()
    red.journal.checkout(pain=8, effort={}, note="")
    red.close()
    async with stage() as it:
        assert it.app.screen.query_one(SessionRows).mark is Extra.REST
        assert it.sees("pain was 8 of 10. Rest today.")
        assert it.sees("Rest today.")


async def test_the_reason_is_in_sight_on_every_terminal(stage, home: Path) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=6))
    did(home, "release", 5)
    async with stage(size=(40, 12)) as it:
        async for size in Window(it, [(40, 12), (60, 20), (120, 40)]).each_size():
            reasons = ("Release: 1 of 4-6 this week", "Chair alignment: 0 of 1-2 this week")
            assert any(it.sees(reason) for reason in reasons), size
            assert it.sees("week 1 of 12 · 1 of 5-8"), size


async def test_what_is_offered_stands_in_the_list_and_is_asked_about(stage, home: Path) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=6))
    keep_programme(home / "log", INSTALL, pauses(NOW - timedelta(days=2), "twelve-weeks"))
    async with stage() as it:
        assert rows_of(it)[1] == "❚❚ The programme is paused"
        assert it.sees("week 1 of 12 · paused")
        await it.press("down")
        assert it.sees("Go on with Twelve weeks for turned-out hips, at the week where you paused?")
        await it.press("enter")
        assert isinstance(it.app.screen, Choice)
        await it.press("n")
        assert "The programme is paused" in rows_of(it)[1]
        await it.press("enter", "y")
        # What was answered is written, then the log is read.
        await it.settle()
        await it.settle()
        assert isinstance(it.app.screen, Picker)
        assert "Release" in rows_of(it)[1]


async def test_a_session_of_the_programme_begins_with_its_dose_and_not_as_last_time(stage, home: Path) -> None:
    high = Choices(dose=Dose.HIGH)
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=6))
    played(home / "log", begins=NOW - timedelta(days=9), file="chair-alignment.yaml", choices=high)
    did(home, "release", 5, 4, 3)
    async with stage() as it:
        assert "Chair alignment" in rows_of(it)[1]
        await it.press("enter")
        assert it.sees("Today: low dose")


async def test_a_lower_dose_after_a_week_away_is_offered_at_the_check_in_and_can_be_taken_back(
    stage, home: Path
) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=27))
    for days in (26, 25, 24, 23):
        played(home / "log", begins=NOW - timedelta(days=days), choices=Choices(dose=Dose.MIDDLE))
    async with stage() as it:
        await it.press("enter")
        assert it.sees("Release at the low dose, after 22 days without a session?")
        row = it.app.screen.query_one(DoseRow)
        row.focus()
        await it.press("right")
        assert it.app.screen._sheet.choices.dose is Dose.LOW
        await it.press("left")
        assert it.app.screen._sheet.choices.dose is Dose.MIDDLE
        await it.press("right", "enter")
        await it.settle()
        assert it.app.choices.dose is Dose.LOW


async def test_the_end_of_a_session_says_what_comes_next(stage, home: Path) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=6))
    did(home, "release", 4, 3)
    async with stage() as it:
        await it.press("enter", "enter")
        await it.pass_time(80.0)
        await it.press("q", "f", "wait", "enter")
        await it.settle()
        assert isinstance(it.app.screen, Ending)
        assert it.sees("week 1 of 12")
        assert it.sees("Next: Release, ")
        await it.press("wait", "escape")
        await it.settle()
        assert rows_of(it)[1] == "✓ Done for today"


async def test_a_list_that_is_open_past_midnight_proposes_for_the_new_day(stage, home: Path) -> None:
    begin(home / "log", "twelve-weeks", NOW - timedelta(days=6))
    did(home, "release", 0)
    async with stage() as it:
        assert "Done for today" in rows_of(it)[1]
        it.app.screen.new_day()
        await it.settle()
        it.clock.now += 24 * 3600.0
        it.app.screen.new_day()
        await it.settle()
        assert "Done for today" not in rows_of(it)[1]

"""The list of sessions: what stands where, finding and filters, and what stands beside it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from journal_builders import played
from textual.widgets import OptionList

from hipcoach.engine.choices import Choices
from hipcoach.session.authoring import editing
from hipcoach.session.authoring.editing import Edited
from hipcoach.session.library import Library, shipped_sessions
from hipcoach.session.model import Aim
from hipcoach.ui.row_texts import signs
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.problems import ProblemsScreen
from hipcoach.ui.session_list import LEAVES, PRESETS, Only, Wanted
from hipcoach.ui.widgets.find import Find
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.moving_figure import MovingFigure
from hipcoach.ui.widgets.session_rows import SessionRows

TODAY = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
"""A Sunday, before the app is started."""

TWICE_A_DAY = """
hipcoach: 1
title: Twice a day
per_week: 5
per_day: 2
exercises:
  - {name: Wall sit, hold: 20 s}
"""

AIMS = {
    "For turned-out hips": Aim.NEUTRAL_ALIGNMENT,
    "For turning the hip out": Aim.EXTERNAL_ROTATION,
    "For both": Aim.BALANCED,
}


def rows_of(it) -> list[str]:
    """The names in the list, from top to bottom, headings with their dash."""
    sessions = it.app.screen.query_one(OptionList)
    return [str(sessions.get_option_at_index(number).prompt).strip() for number in range(sessions.option_count)]


def marked(it) -> str:
    sessions = it.app.screen.query_one(SessionRows)
    return sessions.entries[sessions.marked].name


async def resized(it, width: int, height: int) -> None:
    await it.pilot.resize_terminal(width, height)
    async with asyncio.timeout(20.0):
        while it.app.screen.size != (width, height) or len(it.lines()) != height:
            await it.pilot.pause(0.01)
    await it.settle()


# -- what stands where -----------------------------------------------------------------------------------------------


def test_every_preset_stands_under_the_heading_of_its_aim() -> None:
    library = Library(shipped_sessions(), None)

    headings = {name: heading for heading, names in PRESETS.items() for name in names}

    assert {entry.name for entry in library.sessions()} == set(headings)
    for entry in library.sessions():
        session = library.read(entry.path).session
        assert session is not None
        assert session.aim is AIMS[headings[entry.name]], entry.name


async def test_one_s_own_stand_above_the_presets_each_under_a_heading(stage, own_sessions: Path) -> None:
    async with stage(size=(120, 40)) as it:
        headings = [row for row in rows_of(it) if row.startswith("─")]
        assert headings == ["─ Yours", "─ For turned-out hips", "─ For turning the hip out", "─ For both"]
        assert rows_of(it)[1].endswith("Short (yours)")
        assert marked(it) == "release"


async def test_the_session_of_last_time_stands_on_top_with_its_day_and_is_marked(stage, home: Path) -> None:
    played(home / "log", begins=TODAY - timedelta(days=1), file="desk-break.yaml")
    async with stage() as it:
        await it.settle()
        last = rows_of(it).index("─ Last time · yesterday")
        # Only what is said of today stands above it.
        assert rows_of(it)[:2] == ["─ Today", "○ Rest day"]
        assert not any(row[:1].isdecimal() for row in rows_of(it)[:last])
        assert "Desk break" in rows_of(it)[last + 1]
        assert sum(row.endswith(" ●") for row in rows_of(it)) == 1
        assert marked(it) == "desk-break"


async def test_headings_cannot_be_marked_and_go_where_there_is_no_room(stage) -> None:
    async with stage(size=(80, 24)) as it:
        for _ in range(12):
            await it.press("down")
            assert marked(it)
        await resized(it, 40, 12)
        assert not any(row.startswith("─") for row in rows_of(it))


async def test_rows_fit_a_terminal_that_has_become_wider(stage) -> None:
    async with stage(size=(40, 12)) as it:
        await resized(it, 120, 40)
        assert it.sees("For turned-out hips")
        assert it.sees("2 × 30 seconds on each side")


async def test_the_week_and_its_goal_are_in_the_head(stage, home: Path) -> None:
    for days in (0, 1, 9):
        played(home / "log", begins=TODAY - timedelta(days=days), file="strengthen.yaml")
    async with stage(size=(120, 40)) as it:
        await it.settle()
        # No dot stands between: it is also the sign of a day on which nothing was done.
        assert it.sees("Sa ● Su ◉ 2 of 2-3 this week ✓ · low dose")
        await resized(it, 40, 12)
        assert it.lines()[0].strip() == "2 of 2-3 this week ✓ · low dose"


async def test_where_a_session_is_meant_twice_a_day_the_head_counts_days(stage, home: Path, own_sessions: Path) -> None:
    (own_sessions / "twice.yaml").write_text(TWICE_A_DAY, encoding="utf-8")
    for hours in (0, 3, 24):
        played(home / "log", begins=TODAY - timedelta(hours=hours), file="twice.yaml")
    async with stage(size=(120, 40)) as it:
        await it.settle()
        assert it.sees("1 of 5 days with 2 sessions this week · low dose")
        await resized(it, 40, 12)
        assert it.lines()[0].strip() == "1 of 5 days with 2 sessions this week"


async def test_before_anything_was_done_the_head_says_what_to_do(stage) -> None:
    async with stage() as it:
        await it.settle()
        assert it.sees("hipcoach · pick a session · low dose")


# -- finding ---------------------------------------------------------------------------------------------------------


async def test_typing_finds_sessions_by_name_or_exercise_and_changes_nothing_else(stage) -> None:
    async with stage() as it:
        await it.press("slash", *"desk")
        assert [row for row in rows_of(it) if not row.startswith("─")] == ["4:44 Desk break                 ╪"]
        await it.press("enter")
        assert isinstance(it.app.screen, CheckIn)
        assert it.sees("Desk break")
        await it.press("escape")
        assert isinstance(it.app.screen, Picker)
        assert it.sees("low dose")
        assert len(rows_of(it)) > 9
        await it.press("slash", *"CLAM")
        assert any("Strengthen" in row for row in rows_of(it))
        assert not any("Release" in row for row in rows_of(it))


async def test_the_mark_moves_while_a_name_is_typed_and_escape_shows_all(stage) -> None:
    async with stage() as it:
        await it.press("slash", *"five", "down")
        assert marked(it) == "five-minutes-b"
        await it.press("escape")
        assert not it.app.screen.query(Find)
        assert len(rows_of(it)) > 9
        assert marked(it) == "five-minutes-b"
        await it.press("d")
        assert it.sees("middle dose")


async def test_what_finds_nothing_says_how_to_go_on(stage) -> None:
    async with stage() as it:
        await it.press("slash", *"zzz")
        assert it.sees("› No session is like that: show all") or it.sees("›No session is like that: show all")
        await it.press("enter")
        assert isinstance(it.app.screen, Picker)
        assert len(rows_of(it)) > 9
        await it.press("slash", *"zzz")
        await it.pilot.click(SessionRows, offset=(5, 0))
        await it.turns()
        assert len(rows_of(it)) > 9
        assert not it.app.screen.query(Find)


async def test_filters_leave_what_fits_and_can_be_switched_by_key_and_click(stage) -> None:
    async with stage(size=(180, 40)) as it:
        await it.press("c", "x")
        assert it.sees("Only off the floor, no band")
        assert [row.split("  ")[0] for row in rows_of(it) if not row.startswith("─")] == ["4:44 Desk break"]
        await it.press("f")
        assert it.sees("Only no band, on the floor")
        [one] = [one for one in it.app.screen.query_one(KeyFooter).shown if one.key == "x"]
        await it.pilot.click(KeyFooter, offset=(one.start + 1, 0))
        await it.turns()
        assert it.sees("Only on the floor ·")
        await it.press("escape")
        assert it.sees("hipcoach · pick a session")


def test_a_filter_is_true_of_a_preset_by_what_it_needs() -> None:
    library = Library(shipped_sessions(), None)
    fits = {}
    for entry in library.sessions():
        session = library.read(entry.path).session
        assert session is not None
        needs = signs(session, Choices())
        fits[entry.name] = {only for only in Only if LEAVES[only](needs)}

    assert fits["chair-alignment"] == {Only.CHAIR}
    assert fits["desk-break"] == {Only.CHAIR, Only.NO_BAND}
    assert fits["release"] == {Only.FLOOR, Only.NO_BAND}
    assert fits["full-alignment"] == {Only.FLOOR}


def test_a_session_that_names_nothing_it_needs_is_on_the_floor_where_one_lies() -> None:
    for position, floor in (("supine", True), ("half-kneeling", True), ("standing", False)):
        exercise = f"{{name: Bridge, reps: 8, position: {position}}}"
        text = f"hipcoach: 1\ntitle: Own\nexercises: [{exercise}]\n"
        session = Library(shipped_sessions(), None).read_text(text).session
        assert session is not None
        assert LEAVES[Only.FLOOR](signs(session, Choices())) is floor


def test_what_is_not_read_yet_passes_no_filter() -> None:
    assert Wanted(only=(Only.NO_BAND,)).leaves(("release",), "▭")
    assert not Wanted(only=(Only.NO_BAND,)).leaves(("release",), None)
    assert Wanted("rel").leaves(("release",), None)
    assert Wanted().toggled(Only.FLOOR).toggled(Only.CHAIR).toggled(Only.CHAIR) == Wanted()


# -- beside the list -------------------------------------------------------------------------------------------------


async def test_where_it_is_wide_an_exercise_is_shown_once_and_then_stands_still(stage) -> None:
    async with stage(size=(120, 40)) as it:
        await it.settle()
        assert it.sees("‹ 1 of 2 › Figure-four stretch · 2 sets of 30 seconds")
        figure, details = it.app.screen.query_one(MovingFigure), it.app.screen._preview
        figure._still = False
        await it.pilot.pause()
        drawn = set()
        for _ in range(8):
            it.clock.now += 2.0
            details._move()
            drawn.add(str(figure.drawing))
        assert len(drawn) > 2
        it.clock.now += 60.0
        details._move()
        assert details._timer is None
        await it.press("right")
        assert it.sees("‹ 2 of 2 › Kneeling lunge stretch")
        await it.press("right", "left")
        assert it.sees("‹ 1 of 2 ›")
        for where, number in ((9, 2), (0, 1)):
            await it.pilot.click("#glance-of", offset=(where, 0))
            await it.turns()
            assert it.sees(f"‹ {number} of 2 ›")


async def test_on_other_terminals_there_is_no_figure(stage) -> None:
    async with stage(size=(80, 24)) as it:
        await it.settle()
        assert not it.sees("‹ 1 of 2 ›")
        assert not it.app.screen.query(MovingFigure)


async def test_after_an_edit_all_are_shown_again_and_the_same_one_is_marked(stage, own_sessions, monkeypatch) -> None:
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr(editing, "edit", lambda library, path, *rest: Edited(path, kept=True, problems=()))
    async with stage() as it:
        await it.press("c", "end", "e")
        await it.settle()
        assert it.app.screen.query_one(SessionRows).wanted == Wanted()
        assert marked(it) == "balanced-rotators"


# -- broken files ----------------------------------------------------------------------------------------------------

BROKEN = "hipcoach: 1\ntitle: Broken\nexercises:\n  - name: A\n    hold: 20\n"


@pytest.mark.parametrize("way", ["key", "click"])
async def test_a_broken_file_says_where_and_can_be_edited_from_its_panel(
    stage, own_sessions: Path, monkeypatch, way: str
) -> None:
    file = own_sessions / "a-broken.yaml"
    file.write_text(BROKEN)
    edited: list[Path] = []

    def edit(library, path, command, aside, lengths) -> Edited:
        edited.append(path)
        file.write_text(BROKEN.replace("hold: 20", "hold: 20 s"))
        return Edited(path, kept=True, problems=())

    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr(editing, "edit", edit)
    async with stage() as it:
        await it.press("home")
        assert it.sees("! a-broken (yours): line 5: ")
        await it.press("enter")
        assert isinstance(it.app.screen, ProblemsScreen)
        if way == "key":
            await it.press("e")
        else:
            await it.pilot.click("#edit")
            await it.turns()
        await it.settle()
        assert edited == [file]
        assert isinstance(it.app.screen, Picker)
        assert it.sees("Broken (yours)")
        assert marked(it) == "a-broken"


async def test_a_file_that_is_written_while_the_list_is_open_is_in_it_on_the_way_back(stage, own_sessions) -> None:
    async with stage() as it:
        await it.press("d", "n", "escape")
        (own_sessions / "new.yaml").write_text(TWICE_A_DAY, encoding="utf-8")
        (own_sessions / "short.yaml").unlink()
        assert marked(it) == "release"
        it.app.app_focus = False
        it.app.app_focus = True
        await it.settle()
        assert it.sees("Twice a day (yours)")
        assert not it.sees("Short (yours)")
        assert marked(it) == "release"
        (own_sessions / "new.yaml").write_text(TWICE_A_DAY.replace("Twice a day", "Every other day"), encoding="utf-8")
        await it.press("h", "escape")
        await it.settle()
        assert it.sees("Every other day (yours)")

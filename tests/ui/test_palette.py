"""The palette: sessions, history, dose and themes; a theme that is chosen stays chosen."""

from __future__ import annotations

import os
from pathlib import Path

from textual.command import CommandList

from hipcoach.paths import Paths
from hipcoach.session.model import Dose
from hipcoach.settings.reader import read_text
from hipcoach.ui.kept_theme import kept
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.history import History
from hipcoach.ui.screens.picker import Picker


async def choose(it, command: str) -> None:
    """Choose a command of the palette by its name."""
    found = {one.title: one.callback for one in it.app.get_system_commands(it.app.screen)}
    found[command]()
    await it.settle()


async def test_the_palette_offers_sessions_history_and_dose(stage) -> None:
    async with stage() as it:
        await choose(it, "Dose: high")
        assert it.app.choices.dose is Dose.HIGH
        await choose(it, "History")
        assert isinstance(it.app.screen, History)
        await it.press("escape")
        await choose(it, "Strengthen")
        assert isinstance(it.app.screen, CheckIn)
        assert "History" not in [one.title for one in it.app.get_system_commands(it.app.screen)]


async def test_a_theme_that_is_chosen_stays_chosen(stage, home: Path) -> None:
    async with stage() as it:
        it.app.choose_theme("nord")
        await it.pilot.pause()
    async with stage() as it:
        assert it.app.theme == "nord"
    assert not (home / "config.toml").exists(), "the settings are never written"


async def test_a_theme_that_is_set_afterwards_outranks_the_chosen_one(stage) -> None:
    async with stage(found=read_text('theme = "high-contrast"')) as it:
        it.app.choose_theme("nord")
    async with stage(found=read_text('theme = "high-contrast"')) as it:
        assert it.app.theme == "nord"
    async with stage(found=read_text('theme = "textual-light"')) as it:
        assert it.app.theme == "textual-light"


async def test_a_theme_that_cannot_be_kept_is_for_this_time_and_says_so(stage, home: Path) -> None:
    async with stage() as it:
        (home / "theme").mkdir()
        it.app.choose_theme("nord")
        await it.pilot.pause()
        assert it.app.theme == "nord"
        assert it.told("The theme is for this time only")


async def test_a_damaged_file_of_the_theme_does_no_harm(stage, home: Path) -> None:
    home.mkdir(exist_ok=True)
    places = Paths.find(os.environ)
    for content in (b"", b"nord", b"\xff\n\n", b"x" * 9999):
        (home / "theme").write_bytes(content)
        assert kept(places, "textual-light") == "textual-light", content
        assert kept(places, None) is None, content
    (home / "theme").write_bytes(b"no-such-theme\n\n")
    async with stage() as it:
        assert it.app.theme in it.app.available_themes


async def test_that_nothing_was_found_is_told_to_nobody_once_it_is_closed(stage) -> None:
    async with stage() as it:
        await it.press("ctrl+p")
        palette = it.app.screen
        found = palette.query_one(CommandList).option_count
        palette._start_no_matches_countdown("zzzz")
        # A timer has its function called by the screen's next turn, which may come while it is being closed.
        late = palette._no_matches_timer._callback.args[0]
        late()
        assert palette.query_one(CommandList).option_count == found + 1, "while it is open, it is told"
        await it.press("escape")
        if it.app.screen is palette:
            await it.press("escape")
        late()
        assert isinstance(it.app.screen, Picker)


async def test_under_ansi_colours_a_panel_leaves_what_lies_behind_in_sight(stage) -> None:
    async with stage() as it:
        it.app.theme = "ansi-dark"
        await it.press("question_mark")
        assert it.app.screen.styles.background.a == 0

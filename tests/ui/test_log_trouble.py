"""A log that cannot be written: the session goes on, a line says so, and the log can be put elsewhere."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.css.query import NoMatches

from hipcoach.journal import install
from hipcoach.journal.disk import Disk
from hipcoach.journal.fold import read
from hipcoach.journal.journal import Journal
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.elsewhere import ElsewhereScreen
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.widgets.pick import Pick
from hipcoach.ui.widgets.scale import Scale


@pytest.fixture
def no_log(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where the folder of the log should be."""
    monkeypatch.setattr("hipcoach.live.run.FLUSH_SECONDS", 0.1)
    home.mkdir(exist_ok=True)
    (home / "log").write_text("not a folder")


async def ended(it) -> None:
    """A session that could not be logged, at its end."""
    await it.press("enter")
    await it.pass_time(8.0)
    assert it.sees("the log could not be written")
    await it.press("q", "f", "wait", "enter")
    assert isinstance(it.app.screen, Ending)
    assert it.sees("F2 saves it elsewhere")
    it.read()


async def test_the_log_is_saved_in_a_folder_and_what_is_answered_later_follows(
    stage, own_sessions, no_log, tmp_path: Path, home: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    async with stage(opening="short", elsewhere=(tmp_path / "elsewhere",)) as it:
        await ended(it)
        await it.press("f2")
        assert isinstance(it.app.screen, ElsewhereScreen)
        await it.press("enter")
        [copy] = (tmp_path / "elsewhere").iterdir()
        assert it.sees("It is saved in")
        assert read(copy).outcome == "partial"
        await it.press("3", "enter")
    assert it.app.return_code == 3
    checkout = read(copy).checkout
    assert checkout is not None
    assert checkout.pain == 3
    assert list(copy.parent.iterdir()) == [copy]
    # And at a later start it is in the log, and nothing is offered to be gone on with
    (home / "log").unlink()
    async with stage(elsewhere=(tmp_path / "elsewhere",)) as it:
        await it.settle()
        assert it.told(f"The session that was saved in {copy} is in the log now")
        assert isinstance(it.app.screen, Picker)
    [back] = home.glob("log/*/*.jsonl")
    assert read(back).checkout == checkout
    assert not copy.exists()


async def test_a_painful_day_that_could_not_be_logged_does_not_become_the_habit_either(
    stage, own_sessions, no_log
) -> None:
    async with stage() as it:
        await it.press("d", "enter", "5")
        assert it.sees("take the low dose")
        await ended(it)
        await it.press("escape", "enter")
        assert isinstance(it.app.screen, CheckIn)
        assert [pick.value for pick in it.app.screen.query(Pick) if pick.label == "Dose"] == ["middle"]


async def test_a_place_can_be_typed_and_one_that_does_not_work_is_said(
    stage, own_sessions, no_log, tmp_path: Path, home: Path
) -> None:
    async with stage(opening="short") as it:
        await ended(it)
        await it.press("f2", "tab", *str(home / "log" / "x"), "enter")
        assert it.told("The log cannot be saved there")
        assert isinstance(it.app.screen, Ending)
        await it.press("f2", "tab", *str(tmp_path / "mine.jsonl"), "enter")
        assert it.sees("It is saved in")
        assert "mine.jsonl' puts it into the log." in it.app.screen._trouble
    assert read(tmp_path / "mine.jsonl").outcome == "partial"


async def test_what_comes_when_the_end_has_been_left_shows_nothing_there(stage, own_sessions, no_log) -> None:
    async with stage() as it:
        await it.press("enter")
        await ended(it)
        ending = it.app.screen
        # A timer may run out while its screen is being closed.
        late = [timer._callback for timer in ending._timers if timer._repeat is None]
        assert late
        await it.press("escape")
        assert isinstance(it.app.screen, Picker)
        for call in (*late, ending.while_open(ending._show_trouble)):
            call()
        with pytest.raises(NoMatches):
            ending._show_trouble()


async def test_a_disk_that_hangs_at_the_start_leaves_the_screen_alive(
    stage, own_sessions, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a disk that takes as long as it likes for the id of this installation
    go_on = threading.Event()

    class Hanging(Disk):
        def replace(self, path: Path, text: str) -> None:
            assert go_on.wait(30.0)
            super().replace(path, text)

    monkeypatch.setattr(install, "Disk", Hanging)
    async with stage(opening="short") as it:
        await it.pilot.press("enter")
        await it.pilot.press("3")
        # Then keys are still taken
        assert isinstance(it.app.screen, CheckIn)
        assert it.sees("[3]")
        go_on.set()
        await it.disk()
        assert isinstance(it.app.screen, Guiding)


async def test_a_disk_that_hangs_at_the_end_leaves_the_screen_alive(
    stage, own_sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        sync = Disk.sync
        monkeypatch.setattr(Disk, "sync", lambda disk, fd: (go_on.wait(30.0), sync(disk, fd))[1])
        it.quiet.writes = False
        await it.press("q", "f", "wait", "enter")
        it.read()
        await it.pilot.press("escape")
        # Then the screen waits without standing still
        await it.pilot.pause()
        assert isinstance(it.app.screen, Ending)
        assert not it.app.leaving
        go_on.set()
        await it.disk()
        assert it.app.leaving
    assert it.app.return_code == 3


def closed_in_part(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A log of which two lines are not on the disk when it is closed, which takes until this is set."""
    go_on = threading.Event()

    def close(journal: Journal, timeout: float) -> tuple[str, ...]:
        assert go_on.wait(30.0)
        return ("one", "two")

    monkeypatch.setattr(Journal, "close", close)
    return go_on


MISSING = "2 lines are missing from the log: the log could not be written in time"


@pytest.mark.parametrize("opening", ["short", None])
async def test_a_signal_while_the_log_is_being_closed_leaves_nothing_untold(
    stage, own_sessions, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], opening: str | None
) -> None:
    go_on = closed_in_part(monkeypatch)
    async with stage(opening=opening, shipped=own_sessions) as it:
        await it.press(*["enter"] * (2 if opening is None else 1))
        assert isinstance(it.app.screen, Guiding)
        await it.press("q", "f", "wait", "enter")
        it.read()
        # Given an end that was answered, and a disk that takes its time
        await it.pilot.press("escape")
        await it.pilot.pause()
        it.app.leave(143)
        await it.pilot.pause()
        assert it.app._exit_renderables == []
        go_on.set()
        await it.disk()
    assert it.app.return_code == 143
    # Then what is missing is told once
    assert capsys.readouterr().err == f"{MISSING}\n"


async def test_an_app_that_dies_tells_what_is_missing_too(
    stage, own_sessions, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed_in_part(monkeypatch).set()
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
    # Given that it ended without being left
    assert capsys.readouterr().err == f"hipcoach: {MISSING}\n"


async def test_an_interrupt_over_the_end_closes_what_lies_there_and_loses_no_answer(
    stage, own_sessions, no_log, tmp_path: Path
) -> None:
    async with stage(opening="short", elsewhere=(tmp_path,)) as it:
        await ended(it)
        await it.press("3")
        for key in ("f2", "ctrl+p"):
            await it.press(key, "ctrl+c")
            assert isinstance(it.app.screen, Ending)
            assert not it.app.leaving
        assert it.app.screen.query_one("#pain", Scale).score == 3
        await it.press("ctrl+c")
        assert it.app.leaving

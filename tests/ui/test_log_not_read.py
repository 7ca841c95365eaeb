"""What of the log cannot be read, and what lies in the future, is said and decides nothing."""

from __future__ import annotations

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from journal_builders import MORNING, played

from hipcoach.engine.choices import Choices
from hipcoach.session.model import Dose


@pytest.fixture
def last_year_closed(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with a session of this year, and a year that nobody may look into."""
    played(home / "log")
    closed = home / "log" / "2025"
    closed.mkdir()
    really = os.listdir

    def listdir(path: str | Path = ".") -> list[str]:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return really(path)

    monkeypatch.setattr(os, "listdir", listdir)
    return closed


async def test_a_year_that_cannot_be_read_is_said_once_and_named_in_the_history(stage, last_year_closed: Path) -> None:
    async with stage(size=(120, 30)) as it:
        await it.settle()
        assert it.told(f"{last_year_closed}: cannot be read: Permission denied. 'hipcoach doctor' says what to do.")
        await it.press("h")
        await it.settle()
        assert it.sees("1 file or folder cannot be read; u says more")
        await it.press("u")
        assert it.sees("What could not be read")
        assert it.sees("Permission denied")
        await it.press("escape", "escape")
        await it.settle()
        told = [each.message for each in it.app._notifications if "cannot be read" in each.message]
        assert len(told) == 1


async def test_a_log_that_cannot_be_read_at_all_is_not_an_empty_one(stage, home: Path) -> None:
    home.mkdir(parents=True)
    (home / "log").write_text("")
    async with stage() as it:
        await it.press("h")
        await it.settle()
        await it.settle()
        assert it.sees("No session can be read; u says more.")
        assert not it.sees("Nothing is logged yet")


async def test_a_session_in_the_future_is_listed_as_such_and_begins_nothing(
    stage, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given one session of yesterday, and one of next year
    played(home / "log", choices=Choices(dose=Dose.MIDDLE))
    played(home / "log", begins=MORNING + timedelta(days=400), choices=Choices(dose=Dose.HIGH))
    async with stage(size=(100, 30)) as it:
        await it.settle()

        assert it.sees("middle dose")
        [row] = [line for line in it.lines() if "Release  " in line]
        assert row.split()[-2:] == ["yesterday", "●"]
        await it.press("h", "4")
        await it.settle()
        await it.settle()
        rows = [line for line in it.lines() if "Release" in line]
        assert ["in the future" in row for row in rows] == [True, False]

"""A rehearsal in the app: it says what it is, from the check-in to the end, and leaves nothing in the log."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from journal_builders import played

from hipcoach.ui.screens.ending import Ending

TODAY = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


async def test_a_rehearsal_says_that_it_is_one(stage, own_sessions, home: Path) -> None:
    played(home / "log", begins=TODAY)
    async with stage(opening="short", speed=40.0) as it:
        before = it.log()
        assert it.sees("rehearsal, 40 times as fast, not logged")
        assert not it.sees("would end at")
        await it.press("enter")
        await it.pass_time(20.0)
        assert isinstance(it.app.screen, Ending)
        await it.settle()
        assert it.sees("rehearsal, not logged")
        assert not it.sees("this week")
    assert it.log() == before

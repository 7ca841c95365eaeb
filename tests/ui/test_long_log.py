"""What the app reads of a long log, and where."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from journal_builders import played

from hipcoach.advice.day import WITHOUT_PROGRAMME
from hipcoach.journal import fold, glance, habits
from hipcoach.ui.screens.history import FIRST, History
from hipcoach.ui.session_list import TIMES

FRIDAY = datetime.fromisoformat("2026-11-20T07:00:00+00:00")
"""Two days before the app's own day."""

NUMBER = 3 * FIRST
"""Sessions in the log, one each third day."""


@pytest.fixture
def log(home: Path) -> list[str]:
    """The names of the files of a long log, newest first."""
    first = played(home / "log", begins=FRIDAY)
    data, paths = first.read_text(), [first]
    for number in range(1, NUMBER):
        day = FRIDAY - timedelta(days=3 * number)
        paths.append(home / "log" / f"{day:%Y}" / f"{day:%Y%m%dT%H%M%SZ}-release-{number:04x}.jsonl")
        paths[-1].parent.mkdir(exist_ok=True)
        paths[-1].write_text(data.replace("2026-11-20", f"{day:%Y-%m-%d}"))
    return [path.name for path in paths]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Each file of the log that is read, with the thread that reads it."""
    found: list[tuple[str, int]] = []
    for module in (fold, glance, habits):
        read = module.content

        def noted(path: Path, largest: int, read=read) -> bytes:
            found.append((path.name, threading.get_ident()))
            return read(path, largest)

        monkeypatch.setattr(module, "content", noted)
    return found


async def test_the_list_reads_no_more_of_the_log_than_it_shows(stage, log: list[str], opened) -> None:
    async with stage() as it:
        await it.settle()
        # the last times of a session, this week, and the days that today's proposal looks back to
        assert set(log[:TIMES]) <= {name for name, _ in opened} <= set(log[: max(TIMES, WITHOUT_PROGRAMME // 3 + 1)])


async def test_the_log_is_read_beside_what_is_shown(stage, log: list[str], opened) -> None:
    async with stage() as it:
        await it.settle()
        await it.press("h")
        await it.settle()
        assert isinstance(it.app.screen, History)
        assert {name for name, _ in opened} == set(log)
        assert threading.get_ident() not in {thread for _, thread in opened}

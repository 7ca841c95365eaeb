"""What was done, as the app shows it."""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from journal_builders import SMALL, LoggedSession, played
from textual.events import Key
from windows import Window

from hipcoach.engine.player import Player
from hipcoach.journal.fold import read
from hipcoach.ui.screens import history
from hipcoach.ui.screens.history import CHUNK, FIRST, History
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.widgets.rows import Rows

FRIDAY = datetime.fromisoformat("2026-11-20T07:00:00+00:00")
"""Two days before the app's own day."""


def put(home: Path, *days_ago: int) -> list[Path]:
    """A session of 16 s of work on each day before that Friday."""
    return [played(home / "log", begins=FRIDAY - timedelta(days=days)) for days in days_ago]


async def look(it, *keys: str) -> None:
    """Open the history and press keys, each after everything has been read and painted."""
    for key in ("h", *keys):
        await it.press(key)
        await it.settle()
        await it.settle()


async def test_before_the_first_session_it_says_what_will_be_here(stage) -> None:
    async with stage() as it:
        for key in "1234":
            await look(it, key)
            assert isinstance(it.app.screen, History)
            assert it.sees("no session")
            if key != "4":
                assert it.sees("Nothing is logged yet.")
            await it.press("enter", "u")
            assert it.sees("Everything could be read.")
            await it.press("escape", "escape")
            assert isinstance(it.app.screen, Picker)


async def test_the_weeks_show_days_sessions_plan_and_minutes(stage, home: Path) -> None:
    put(home, 0, 1, 1)
    # And two that were left, one after a set, one after a moment
    for days, seconds in ((3, 12), (2, 5)):
        logged = LoggedSession(home / "log", begins=FRIDAY - timedelta(days=days))
        logged.start()
        logged.play(seconds)
        logged.do(Player.stop)
        logged.close()

    async with stage() as it:
        await look(it)
        row = next(line for line in it.lines() if line.lstrip().startswith("16 Nov"))
        #                Mo  Tu  We  Th  Fr  Sa  Su
        assert row.split()[2:11] == ["·", "◐", "·", "2", "●", "·", "·", "4", "2-7"]
        assert it.sees("● every set done ◐ in part")


async def test_pain_is_shown_before_after_and_on_the_next_morning(stage, home: Path) -> None:
    for days, before, morning, after in ((3, 4, None, 3), (1, 2, 5, 1)):
        logged = LoggedSession(home / "log", begins=FRIDAY - timedelta(days=days))
        logged.journal.checkin(pain=before, next_morning=morning)
        logged.start()
        logged.play()
        logged.journal.checkout(pain=after)
        logged.close()

    async with stage() as it:
        await look(it, "2")
        assert it.sees("Before: 2 of 10 last, 3.0 on average, 4 at most")
        assert it.sees("After: 1 of 10 last, 2.0 on average, 3 at most")
        assert it.sees("Next morning: 5 of 10")
        assert it.sees("31 Aug 2026")


async def test_left_and_right_of_an_exercise_are_set_against_its_range(stage, home: Path) -> None:
    put(home, 1)
    logged = LoggedSession(home / "log", begins=FRIDAY)
    logged.start()
    logged.play(15)
    logged.do(Player.next)
    logged.play()
    logged.close()

    async with stage(size=(120, 40)) as it:
        await look(it, "3")
        for text in (
            "Figure-four stretch range 6-12 s",
            "left 6 on 19 Nov 2026, 6 on 20 Nov 2026",
            "right 6 on 19 Nov 2026, 1 on 20 Nov 2026",
            "Clamshell range 2-3 repetitions",
            "L left R right B both alike",
        ):
            assert it.sees(text), text


async def test_a_session_that_somebody_is_at_is_running_and_not_interrupted(stage, home: Path) -> None:
    logged = LoggedSession(home / "log", begins=FRIDAY)
    logged.start()
    logged.play(6)
    logged.settle()
    async with stage() as it:
        await look(it, "4")
        assert it.sees("running now · Release")
        await it.press("enter")
        await it.settle()
        assert it.sees("Release: running now")
    logged.close()


async def test_a_session_is_opened_in_full(stage, home: Path) -> None:
    put(home, 0, 1)
    async with stage() as it:
        await look(it, "4", "down", "enter")
        assert isinstance(it.app.screen, TextScreen)
        assert it.sees("2026-11-19 07:00 Release: completed")
        assert it.sees("Dose: low")


async def test_a_session_that_is_gone_meanwhile_says_so(stage, home: Path) -> None:
    [path] = put(home, 0)
    async with stage() as it:
        await look(it, "4")
        path.unlink()
        await it.press("enter")
        await it.settle()
        assert it.sees("It cannot be read any more")


async def test_what_cannot_be_read_is_counted_and_told_and_the_rest_is_shown(stage, home: Path) -> None:
    newest, damaged, _ = put(home, 0, 1, 2)
    newest.write_bytes(newest.read_bytes().replace(b'"v":1', b'"v":9', 1))
    damaged.write_bytes(damaged.read_bytes().replace(b'{"t":"set"', b'{"t":\xff"set"', 1) + bytes(100))

    async with stage(size=(120, 40)) as it:
        await look(it)
        assert it.sees("2 sessions")
        assert it.sees("1 file or folder and 1 line cannot be read; u says more")
        await it.press("u")
        # The name of the folder decides where the panel breaks its lines.
        panel = " ".join(part.strip() for line in it.lines() for part in line.split("│")[-2:-1])
        assert "written by a newer" in panel
        assert it.sees(f"{damaged.name}: 1 line cannot be read")


async def test_the_newest_come_first_and_all_of_many_in_the_end(stage, home: Path) -> None:
    # Given more sessions than are read at a time, each a copy but for when it was
    [path] = put(home, 0)
    data = path.read_text()
    number = FIRST + 2 * CHUNK + 5
    for days in range(1, number):
        day = FRIDAY - timedelta(days=days)
        copy = home / "log" / f"{day:%Y}" / f"{day:%Y%m%dT%H%M%SZ}-release-{days:04x}.jsonl"
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(data.replace("2026-11-20", f"{day:%Y-%m-%d}"))

    async with stage() as it:
        await look(it, "4", "end")
        assert it.sees(f"{number} sessions")
        oldest = FRIDAY - timedelta(days=number - 1)
        assert it.lines()[it.app.screen.query_one(Rows).size.height].lstrip(" ›●").startswith(f"{oldest:%Y-%m-%d}")
        await it.press("home")
        assert it.sees("› ● 2026-11-20")
        rows = it.app.screen.query_one(Rows)
        await it.press("pagedown")
        assert rows.marked == rows.size.height - 1, "no row is passed over"
        await it.press("1")
        await it.settle()
        await it.press("s")
        await it.settle()
        assert it.sees("last year")


async def test_nothing_is_wider_than_the_screen(stage, home: Path) -> None:
    put(home, *range(0, 40, 3))
    async with stage(size=(60, 20)) as it:
        window = Window(it, [(60, 20), (80, 24), (200, 60)])
        await look(it)
        for key in ("1", "2", "3", "s", "s", "s", "4"):
            await it.press(key)
            async for width, _ in window.each_size():
                await it.settle()
                assert it.app._exception is None
                assert all(len(line) <= width for line in it.lines()), (key, width)
                assert it.sees("Back"), (key, width)


async def test_titles_from_a_file_are_shown_as_they_are(stage, home: Path) -> None:
    from msgspec.structs import replace

    played(home / "log", begins=FRIDAY, session=replace(SMALL, title="[b]x[/b] [/y]\x1b[2J"))
    async with stage() as it:
        await look(it, "4")
        assert it.sees("completed · [b]x[/b] [/y]\ufffd[2J")
        await it.press("enter")
        await it.settle()
        assert it.sees("[b]x[/b] [/y]")


async def test_enter_twice_on_a_session_opens_one_page(stage, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home, 1, 2)
    go_on = threading.Event()
    monkeypatch.setattr(history, "read", lambda *what, **how: (go_on.wait(30.0), read(*what, **how))[1])
    async with stage() as it:
        await look(it, "4")
        it.app.post_message(Key("enter", "\r"))
        it.app.post_message(Key("enter", "\r"))
        await asyncio.sleep(0.05)
        go_on.set()
        await it.settle()
        assert isinstance(it.app.screen, TextScreen)
        await it.press("escape")
        assert isinstance(it.app.screen, History)
        await it.press("down", "enter")
        await it.settle()
        assert isinstance(it.app.screen, TextScreen)

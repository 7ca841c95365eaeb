"""A session that was left open: it is offered at the next start, and goes on where it stood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hipcoach.journal.resume import find
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.left_open import EndsSoonScreen, LeftOpenScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.question import QuestionScreen
from hipcoach.ui.screens.text import TextScreen

LEFT_AT: dict[float, dict[Path, bytes]] = {}
"""The home folders of persons who put the short session off after so many seconds, each made once by the app."""


async def leave_at(seconds: float, stage, home: Path) -> None:
    """Have the short session begun, and put off so many seconds later."""
    if seconds not in LEFT_AT:
        async with stage(opening="short") as it:
            await it.press("enter")
            await it.pass_time(seconds)
            await it.press("q", "l")
        files = (path for path in home.rglob("*") if path.is_file())
        LEFT_AT[seconds] = {path.relative_to(home): path.read_bytes() for path in files}
    for path, data in LEFT_AT[seconds].items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(data)


@pytest.fixture
async def left_at_eight(stage, own_sessions, home: Path) -> None:
    """A session that was put off eight seconds after its beginning, in the left hold."""
    await leave_at(8.0, stage, home)


async def asked(it) -> None:
    """Let it be found and asked about."""
    await it.settle()
    assert isinstance(it.app.screen, LeftOpenScreen)
    it.read()


def told(it) -> list[dict]:
    return [json.loads(line) for line in it.log()]


async def test_it_goes_on_in_the_set_where_it_stood_and_in_its_log(stage, left_at_eight) -> None:
    async with stage() as it:
        await asked(it)
        assert it.sees("Go on with Short: stretch, left, set 1, 7 seconds left?")
        await it.press("g")
        # Paused, until somebody is ready
        assert isinstance(it.app.screen, Guiding)
        assert it.sees("PAUSED")
        assert it.sees("LEFT")
        await it.press("space")
        await it.pass_time(1.0)
        assert it.sees("GO ON IN") or it.sees("READY")
        await it.pass_time(3.0)
        assert it.sees("HOLD")
        await it.pass_time(60.0)
        assert isinstance(it.app.screen, Ending)
        await it.press("wait", "escape")
        assert isinstance(it.app.screen, Picker)
    assert len(list(it.home.glob("log/*/*.jsonl"))) == 1
    lines = [line for line in told(it) if line["t"] != "place"]
    assert [line["t"] for line in lines] == ["start", "checkin", "resume", "set", "set", "set", "end"]
    assert [line["outcome"] for line in lines if line["t"] == "end"] == ["completed"]


async def test_a_pain_that_was_not_told_is_asked_about_before_anything_goes_on(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("o")
        # Cut off at the question, as by a closed terminal
        await it.press("ctrl+c", "ctrl+c")
    assert [line["t"] for line in told(it)][-2:] == ["pain_felt", "place"]

    async with stage() as it:
        await asked(it)
        assert it.sees("stopped")
        assert it.sees("g go on: first it asks about the pain")
        await it.press("g")
        assert isinstance(it.app.screen, QuestionScreen)
        assert it.sees("What kind of pain is it?")
        it.read()
        await it.press("0")
        assert isinstance(it.app.screen, Guiding)
        assert it.sees("PAUSED")
    assert [line["t"] for line in told(it)][-2:] == ["no_pain", "place"]


async def test_enter_goes_on_and_so_does_the_session_that_was_asked_for(stage, left_at_eight) -> None:
    async with stage(opening="short") as it:
        await asked(it)
        await it.press("enter")
        assert isinstance(it.app.screen, Guiding)
        assert it.sees("PAUSED")
        await it.press("q", "l")
    assert it.app.return_code == 3
    assert [line["t"] for line in told(it) if line["t"] in ("start", "resume")] == ["start", "resume"]


async def test_escape_and_an_interrupt_leave_it_open_and_choosing_that_session_asks_again(stage, left_at_eight) -> None:
    async with stage() as it:
        await asked(it)
        before = told(it)
        await it.press("escape")
        assert isinstance(it.app.screen, Picker)
        await it.press("slash", *"short", "enter")
        await asked(it)
        await it.press("escape")
        assert isinstance(it.app.screen, CheckIn)
        assert told(it) == before
    # As an interrupt does
    async with stage() as it:
        await asked(it)
        await it.press("ctrl+c")
        assert it.app.leaving
        assert told(it) == before


@pytest.mark.parametrize(
    ("key", "outcome", "says", "tells"),
    [
        ("c", "partial", "close it: the log keeps what was done", "Closed. The log has it as done in part, with"),
        ("x", "abandoned", "drop it: the log keeps the sets that were finished", "Dropped. The log has it as"),
    ],
)
async def test_closing_or_dropping_says_before_and_after_what_happens_to_the_log(
    stage, left_at_eight, key: str, outcome: str, says: str, tells: str
) -> None:
    async with stage() as it:
        await asked(it)
        assert it.sees(says)
        before = it.log()
        await it.press(key)
        assert isinstance(it.app.screen, EndsSoonScreen)
        await it.press("u")
        assert isinstance(it.app.screen, EndsSoonScreen), "a second key may belong to the first"
        await it.press("wait", "u")
        assert isinstance(it.app.screen, LeftOpenScreen)
        assert it.log() == before
        await it.press(key)
        it.clock.now += 9.0
        it.app.screen.count()
        assert it.sees("in 1 second.")
        it.clock.now += 1.0
        it.app.screen.count()
        await it.turns()
        await it.disk()
        assert isinstance(it.app.screen, Picker)
        assert it.told(tells)
    assert told(it)[-1]["outcome"] == outcome
    sets = [line["hold_s"]["done"] for line in told(it) if line["t"] == "set"]
    assert len(sets) == (1 if key == "c" else 0)


async def test_what_was_left_before_anything_was_done_is_closed_as_that(stage, own_sessions, home: Path) -> None:
    await leave_at(2.0, stage, home)
    async with stage() as it:
        await asked(it)
        assert it.sees("c close it: the log has it as nothing done")
        await it.press("c", "wait", "enter")
        assert it.told("Closed. The log has it as nothing done.")
    assert told(it)[-1]["outcome"] == "partial"


async def test_a_session_that_is_ended_before_anything_was_done_says_so(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(2.0)
        await it.press("q", "f", "wait", "enter")
        assert isinstance(it.app.screen, Ending)
        assert it.sees("nothing done · 0 min · Short")


async def test_another_session_asked_for_is_not_troubled(stage, left_at_eight, own_sessions) -> None:
    (own_sessions / "other.yaml").write_text((own_sessions / "short.yaml").read_text().replace("Short", "Other"))
    async with stage(opening="other") as it:
        await it.settle()
        await it.disk()
        assert isinstance(it.app.screen, CheckIn)


async def test_what_another_instance_has_taken_meanwhile_is_said(stage, left_at_eight) -> None:
    async with stage() as it:
        await asked(it)
        [path] = it.home.glob("log/*/*.jsonl")
        with path.open("ab") as other:
            other.write(b'{"t":"resume","at":"2026-11-22T07:00:09+00:00","gap_s":1}\n')
        await it.press("g")
        assert isinstance(it.app.screen, Picker)
        assert it.told("another hipcoach is at this session")
        assert find(it.home / "log", (it.home / "install-id").read_text().strip(), it.clock.wall()) is not None


async def test_a_file_that_has_changed_is_said_and_the_plan_is_that_of_the_log(
    stage, left_at_eight, own_sessions
) -> None:
    file = own_sessions / "short.yaml"
    file.write_text(file.read_text().replace("10-20 s", "33 s"))
    async with stage() as it:
        await asked(it)
        await it.press("g")
        assert it.told("short.yaml has changed since")
        assert it.app.flow.live.session is None
        assert it.app.flow.live.conductor.player.plan.work[0].target == 10


async def test_resume_goes_on_at_once_and_ends_with_the_app(stage, left_at_eight) -> None:
    async with stage(resume=True) as it:
        await it.disk()
        assert isinstance(it.app.screen, Guiding)
        assert it.sees("PAUSED")
        await it.press("space")
        await it.pass_time(70.0)
        assert isinstance(it.app.screen, Ending)
        await it.press("wait", "escape")
    assert it.app.return_code == 0


async def test_resume_shows_the_safety_text_first_where_it_was_not_accepted(stage, left_at_eight, home: Path) -> None:
    (home / "accepted").unlink()
    async with stage(resume=True, accepted=False) as it:
        assert isinstance(it.app.screen, TextScreen)
        it.read()
        await it.press("enter", "enter")
        assert isinstance(it.app.screen, Guiding)
        await it.press("q", "l")
    assert it.app.return_code == 3

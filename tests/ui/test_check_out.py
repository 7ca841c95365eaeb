"""What is said at once to the pain that is left at the end of a session."""

from __future__ import annotations

import json
from typing import Any

from hipcoach.ui.screens.ending import READ, Ending
from hipcoach.ui.widgets.scale import Scale


async def to_the_end(it, *, before: str = "0") -> None:
    """A session that is ended early by somebody who told this pain before it."""
    await it.press(before, "enter", "q", "f", "wait", "enter")
    it.read()
    assert isinstance(it.app.screen, Ending)


def told(it) -> str:
    """What is said to the pain, in one line."""
    answer = it.app.screen.query_one("#answer")
    return " ".join(str(answer.content).split()) if answer.display else ""


def checkouts(it) -> list[dict[str, Any]]:
    return [line for line in map(json.loads, it.log()) if line["t"] == "checkout"]


async def test_red_pain_at_the_end_is_answered_at_once_and_left_to_be_read(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await to_the_end(it)
        assert told(it) == ""
        await it.press("3")
        assert it.sees("Pain 3 of 10, up from 0: rest today.")
        for part in ("as usual again by the morning", "See a doctor or physical therapist if", "Call your emergency"):
            assert part in told(it)
        await it.press("2")
        assert told(it) == "", "up from 0 to 2 is not red"
        await it.press("6")
        assert it.sees("Pain 6 of 10, up from 0: rest today.")
        await it.press("-")
        assert told(it) == ""
        # What to do is in sight below the pain
        for size in ((120, 40), (60, 20), (40, 12), (80, 24)):
            await it.resize(*size)
            await it.press("-", "7")
            assert it.sees("Pain now"), size
            assert it.sees("Pain 7 of 10, up from 0: rest today."), size
        # The first Enter leaves it to be read
        await it.press("-", "7", "enter")
        assert isinstance(it.app.screen, Ending)
        assert it.told("Enter again saves")
        it.clock.now += READ
        await it.press("enter")
        assert [line["pain"] for line in checkouts(it)] == [7]


async def test_a_rise_is_told_only_where_there_is_one_and_no_red_pain_holds_up_nobody(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await to_the_end(it, before="7")
        await it.press("6")
        assert told(it).startswith("Pain 6 of 10: rest today.")
        # Pain that is not red is saved with the first Enter
        await it.press("2", "enter")
        assert [line["pain"] for line in checkouts(it)] == [2]


async def test_after_a_stop_for_pain_when_to_get_help_is_told_once(stage, own_sessions) -> None:
    async with stage(opening="short", size=(120, 60)) as it:
        await it.press("0", "enter")
        await it.pass_time(8.0)
        await it.press("o", "2", "wait", "enter")
        it.read()
        it.app.screen.query_one("#pain").focus()
        await it.press("7")
        assert "rest today" in told(it)
        assert " ".join(it.lines()).count("Call your emergency number") == 1


async def test_the_effort_is_asked_against_what_the_file_means(stage, own_sessions) -> None:
    file = own_sessions / "short.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    hold: 10-20 s\n", "    hold: 10-20 s\n    effort: 3-4\n", 1), encoding="utf-8")
    async with stage(opening="short") as it:
        await it.press("enter", "n", "wait", "n", "wait", "n", "wait", "q", "f", "wait", "enter")
        assert any("(meant: 3-4)" in scale.label for scale in it.app.screen.query(Scale))

"""Keys that arrive faster than screens change: each is for what the person saw, and none ends the app."""

from __future__ import annotations

import pytest

from hipcoach.ui.screens.question import QuestionScreen


@pytest.mark.parametrize(
    ("question", "burst"),
    [("q", "kk"), ("q", "ff"), ("q", "k1"), ("q", "lk"), ("o", "kk"), ("o", "ff"), ("o", "sk"), ("o", "a3kk")],
)
async def test_keys_after_the_last_answer_are_not_for_the_question(
    stage, own_sessions, question: str, burst: str
) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press(question)
        assert isinstance(it.app.screen, QuestionScreen)
        await it.burst(*burst)
        assert not isinstance(it.app.screen, QuestionScreen)


async def test_escape_and_a_letter_in_one_burst(stage, own_sessions) -> None:
    async with stage(opening="short") as it:
        await it.press("enter")
        await it.pass_time(8.0)
        await it.press("q")
        await it.burst("escape", "k")
        assert it.app.screen is it.app._guiding

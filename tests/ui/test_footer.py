"""The keys in the last line: each can be clicked, and says more under the mouse."""

from __future__ import annotations

from textual.events import Leave, MouseMove

from hipcoach.ui.screens.history import History
from hipcoach.ui.screens.keys import help_screen
from hipcoach.ui.widgets.footer import KeyFooter


def column(it, word: str) -> int:
    """The column of a word in the last line."""
    return it.lines()[-1].index(word)


async def test_a_click_on_a_key_presses_it(stage) -> None:
    async with stage() as it:
        await it.pilot.click(KeyFooter, offset=(column(it, "History"), 0))
        await it.turns()
        assert isinstance(it.app.screen, History)


async def test_a_click_beside_the_keys_presses_none(stage) -> None:
    async with stage(size=(200, 30)) as it:
        before = it.app.screen
        await it.pilot.click(KeyFooter, offset=(199, 0))
        await it.turns()
        assert it.app.screen is before


async def test_the_key_under_the_mouse_is_marked_and_explained(stage) -> None:
    async with stage() as it:
        footer, at = it.app.screen.query_one(KeyFooter), column(it, "Dose")
        plain = footer.render_line(0)

        def move(x: int) -> MouseMove:
            return MouseMove(footer, x, 0, 0, 0, 0, False, False, False)

        footer.on_mouse_move(move(at))
        assert footer.tooltip == "Aim low, in the middle or high in every range"
        marked = footer.render_line(0)
        assert marked.text == plain.text
        assert marked.crop(at, at + 4) != plain.crop(at, at + 4)
        assert marked.crop(0, at - 3) == plain.crop(0, at - 3)
        footer.on_mouse_move(move(column(it, "Help")))
        assert footer.tooltip == "Keys and safety"
        footer.post_message(Leave(footer))
        await it.pilot.pause()
        assert footer.tooltip is None
        assert footer.render_line(0) == plain


async def test_the_keys_are_those_of_the_screen_on_top(stage) -> None:
    async with stage() as it:
        it.app.push_screen(help_screen(it.app))
        await it.pilot.pause()
        await it.press("escape")
        assert "History" in it.lines()[-1]
        await it.press("h")
        assert "History" not in it.lines()[-1]

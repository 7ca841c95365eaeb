"""What a screen waits for is not done once it has been closed."""

from __future__ import annotations

from textual.app import App
from textual.widgets import Static

from hipcoach.ui.screens.while_open import WhileOpen


class Waiting(WhileOpen[None]):
    """A screen that writes into its widget when it is called."""

    def compose(self):
        yield Static(id="line")

    def write(self) -> None:
        self.query_one("#line", Static).update("written")


async def test_a_call_that_comes_after_the_screen_was_closed_does_nothing() -> None:
    async with App[None]().run_test() as pilot:
        screen = Waiting()
        call = screen.while_open(screen.write)
        await pilot.app.push_screen(screen)
        call()
        assert screen.query_one("#line", Static).content == "written"
        await pilot.app.pop_screen()
        # There is no line any more to be written into.
        call()

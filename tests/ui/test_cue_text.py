"""A text that takes as many lines as it needs."""

from __future__ import annotations

from textual.app import App, ComposeResult

from hipcoach.ui.widgets.cue_text import CueText

TWO_LINES = "aaaaaaaaa bbbbbbbbbb"
THREE_LINES = "aaaaaa bbbbbb cccccc"


class Cues(App[None]):
    """A cue, ten columns wide."""

    def compose(self) -> ComposeResult:
        yield CueText("cue")


async def test_a_text_of_the_same_length_gets_the_lines_that_it_needs() -> None:
    app = Cues()
    async with app.run_test(size=(10, 8)) as pilot:
        cue = app.query_one(CueText)
        for text, lines in ((TWO_LINES, 2), (THREE_LINES, 3), (TWO_LINES, 2)):
            assert len(text) == len(TWO_LINES)
            cue.show(text)
            await pilot.pause()
            assert cue.size.height == lines

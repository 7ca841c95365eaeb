"""A text that is shown in as many lines as it needs."""

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
        for text in (TWO_LINES, THREE_LINES, TWO_LINES):
            assert len(text) == len(TWO_LINES)
            cue.show(text)
            await pilot.pause()
            painted = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
            assert [line for line in painted if line] == text.split(" ")
            assert painted[0] == text.split(" ")[0], "it begins at the top"

"""Our button looks as Textual's compact one, whose styles it does not load."""

from __future__ import annotations

from textual.app import App
from textual.widgets import Button

from hipcoach.ui.widgets.flat_button import FlatButton


class Buttons(App[None]):
    """One of each kind for each of the states: as it is, focused, under the mouse, pressed."""

    def compose(self):
        for number in range(4):
            yield Button("Start (Enter)", id=f"theirs-{number}", compact=True)
            yield FlatButton("Start (Enter)", f"ours-{number}")


async def test_it_looks_as_textual_s_in_every_state() -> None:
    app = Buttons()
    async with app.run_test(size=(40, 10)) as pilot:

        async def looks(kind: str) -> list[object]:
            app.query_one(f"#{kind}-1").focus()
            app.query_one(f"#{kind}-3").add_class("-active")
            await pilot.hover(f"#{kind}-2")
            await pilot.pause()
            rows = [app.query_one(f"#{kind}-{number}").region for number in range(4)]
            return [([*app.screen._compositor.render_strips()[row.y]], row.size) for row in rows]

        for theme in ("textual-dark", "textual-light", "nord"):
            app.theme = theme
            assert await looks("ours") == await looks("theirs"), theme

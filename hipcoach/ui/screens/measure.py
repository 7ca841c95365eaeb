"""Leads through what a person measures alone: what is needed, one question after the other, then what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from hipcoach.advice.measures import INTRODUCTION, ORDER, TITLE, OutOfBounds
from hipcoach.advice.measuring import BACK, EVERY, Measured, MeasuringSheet, result
from hipcoach.figures.model import Figure
from hipcoach.figures.moving import Motion, rehearsal_seconds
from hipcoach.journal.install import install_id
from hipcoach.journal.measure_keeper import MeasureKeeper
from hipcoach.journal.measures import measured
from hipcoach.live.presses import Repeats
from hipcoach.session.model import Side
from hipcoach.ui.screens.while_open import WhileOpen
from hipcoach.ui.shared import WAITING, SharedApp
from hipcoach.ui.widgets.footer import KeyFooter
from hipcoach.ui.widgets.moving_figure import LEAST_SECONDS, MovingFigure
from hipcoach.ui.widgets.scroll import Scroll

HINT = f"Enter passes over; {BACK} or ↑ takes back"
TYPED = r"[-\u22120-9.,° ]*"
"""What can be typed: numbers, and what takes back."""


class MeasureScreen(WhileOpen[None]):
    """Asks for each measure beside its moving figure; each number is kept as soon as it is given."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Begin", id="measure.begin", tooltip="The first question"),
        Binding("enter", "close", "Close", id="measure.close", tooltip="Close this"),
        Binding("n", "not_now", "Not now", id="measure.not_now", tooltip=f"Offer it again in {EVERY} days"),
        Binding("up", "back", "Before", id="measure.back", tooltip="The question before", show=False),
        Binding("escape,q", "leave", "Back", id="measure.leave", tooltip="Back; what was given is kept"),
        Binding("pagedown", "page(1)", "Page down", id="measure.page_down", tooltip="A screen down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="measure.page_up", tooltip="A screen up", show=False),
    ]

    AUTO_FOCUS = ""

    app: SharedApp

    def __init__(self) -> None:
        super().__init__()
        desk = self.app.desk
        self._sheet = MeasuringSheet()
        self._keeper = MeasureKeeper(desk.places.log, lambda: install_id(desk.places.install), desk.wall)
        self._begun = False
        """Whether the introduction is behind."""
        self._result: Sequence[str] = ()
        """What came of it, once all is asked."""
        self._figure: Figure | None = None
        self._since = 0.0
        self._repeats = Repeats()
        self._text = Scroll(id="measure-text")

    def compose(self) -> ComposeResult:
        """Lay out a title, the figure and the words, which scroll, and the question with its field."""
        settings = self.app.desk.settings
        still = not settings.motion or self.app.animation_level == "none"
        with Vertical(id="measure-page"):
            yield Static(id="title", markup=False)
            with self._text:
                yield MovingFigure(settings.figures, still=still, clock=self.app.desk.clock, id="measure-figure")
                yield Static(id="measure-lines", markup=False)
            yield Static(id="measure-question", markup=False)
            yield Input(id="measure-number", restrict=TYPED, max_length=8, compact=True)
            yield Static(id="measure-hint", markup=False)
        yield KeyFooter(self._text)

    def on_mount(self) -> None:
        """Show what is needed; the figure gets a new moment four times a second."""
        self._repeats.held("enter", self.app.desk.clock())
        self.set_interval(LEAST_SECONDS, self._move)
        self._show()

    # -- what is shown ------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the introduction, the open question, or what came of it."""
        asked = self._sheet.asked if self._begun else None
        title, lines = TITLE, self._result or INTRODUCTION
        if asked is not None:
            title = f"{TITLE} {ORDER.index(asked) + 1} of {len(ORDER)} · {asked.title}"
            lines = tuple(f"· {text}" for text in asked.how)
            self.query_one("#measure-question", Static).update(asked.asks)
            self._hint(HINT, wrong=False)
        self._figure = self.app.figure(asked.measure.figure) if asked is not None else None
        self.query_one("#title", Static).update(title)
        self.query_one("#measure-lines", Static).update("\n".join(lines))
        self.set_class(self._figure is not None, "-drawn")
        self.set_class(asked is not None, "-asks")
        number = self.query_one(Input)
        number.clear()
        self.set_focus(number if asked is not None else None)
        self._since = self.app.desk.clock()
        self._move()
        self._text.scroll_home(animate=False)
        self.refresh_bindings()

    def _hint(self, text: str, *, wrong: bool) -> None:
        hint = self.query_one("#measure-hint", Static)
        hint.update(text)
        hint.set_class(wrong, "-wrong")

    def _move(self) -> None:
        """Show the figure at this moment of its movement and the way back."""
        progress = 0.0
        if self._figure is not None and (whole := rehearsal_seconds(self._figure)):
            progress = (self.app.desk.clock() - self._since) / whole % 1.0
        asked = self._sheet.asked
        side = asked.side if asked is not None else Side.NONE
        self.query_one(MovingFigure).show(self._figure, side, Motion.PREPARING, progress)

    # -- answers ------------------------------------------------------------------------------------------------------

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the typed answer, and ask the next question."""
        if self._repeats.held("enter", self.app.desk.clock()):
            return
        try:
            given = self._sheet.answer(event.value)
        except OutOfBounds as wrong:
            self._hint(str(wrong), wrong=True)
            event.input.action_select_all()
            return
        if given is not None:
            self._keeper.take(given)
            self._in_a_worker(self._keep)
        if self._sheet.asked is None:
            self._finish()
        else:
            self._show()

    def action_back(self) -> None:
        """Go back to the question before, and take its number back."""
        if not self.has_class("-asks"):
            return
        if (given := self._sheet.back()) is not None:
            self._keeper.take(given)
            self._in_a_worker(self._keep)
        self._show()

    def _finish(self) -> None:
        """After the last question: show what came of it, or leave if nothing was given."""
        if self._sheet.given:
            self._in_a_worker(self._look_at_result)
        else:
            self._pass_over()

    def _pass_over(self) -> None:
        self._keeper.pass_over()
        self.app.answer(f"It is offered again in {EVERY} days.")
        self._in_a_worker(self._leave)

    async def _look_at_result(self) -> None:
        """Read what was measured before, and show the new numbers beside it."""
        desk = self.app.desk
        trouble = await asyncio.to_thread(self._keeper.write)
        now = desk.wall()
        # What cannot be kept is shown all the same, to be noted down.
        known = Measured((self._sheet.measuring(now.date()),))
        if trouble is None:
            known = await asyncio.to_thread(measured, desk.places.log, now)
        self._result = [*([trouble, ""] if trouble else []), *result(known)]
        if self in self.app.screen_stack:
            self._show()

    # -- the disk -----------------------------------------------------------------------------------------------------

    def _in_a_worker(self, work: Callable[[], Awaitable[None]]) -> None:
        # Given as a function, so that nothing is left behind if the app ends before the worker begins.
        self.app.run_worker(work, group=WAITING)

    async def _keep(self) -> None:
        """Write what was given; say if that fails."""
        if (trouble := await asyncio.to_thread(self._keeper.write)) is not None:
            self.app.report(trouble)

    async def _leave(self) -> None:
        """Go back once everything has been written, so that the list knows of it."""
        await self._keep()
        if self in self.app.screen_stack and not self.app.leaving:
            self.app.uncover(self)
            self.app.pop_screen()

    # -- keys ---------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense on this page."""
        match action:
            case "begin" | "not_now":
                return not self._begun
            case "close":
                return bool(self._result)
            case _:
                return True

    def action_begin(self) -> None:
        """Ask the first question."""
        if not self._repeats.held("enter", self.app.desk.clock()):
            self._begun = True
            self._show()

    def action_close(self) -> None:
        """Close what came of it."""
        if not self._repeats.held("enter", self.app.desk.clock()):
            self.action_leave()

    def action_not_now(self) -> None:
        """Pass the offer over for two weeks."""
        self._pass_over()

    def action_leave(self) -> None:
        """Go back; what was given stays."""
        self._in_a_worker(self._leave)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, forwards or back."""
        self._text.page(pages)

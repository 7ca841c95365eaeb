"""Offers to go on with a session that was left open, or to end it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from hipcoach.diagnostics.files import why
from hipcoach.journal.resume import Resumable, abandon, close_as_partial
from hipcoach.session.library import Reading
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.left_open import Left, LeftOpenScreen, decided
from hipcoach.ui.shared import WAITING, SharedApp


class LeftOpenOffer:
    """Asks once what is to become of a session that was left open, and does it."""

    def __init__(
        self, app: SharedApp, starting: Callable[[], bool], go_on: Callable[[Resumable, Reading | None], None]
    ) -> None:
        """`starting` says whether a session is about to begin; `go_on` goes on with one, by its file where known."""
        self._app = app
        self._starting = starting
        self._go_on = go_on
        self._left: Resumable | None = None
        self._made = False

    def found(self, left: Resumable | None) -> None:
        """Take note of the session that was left open, and ask what is to become of it."""
        self._left = left
        if not self._made:
            self.make()

    def make(self) -> None:
        """Ask what is to become of it, where the list or its own questions are shown."""
        left, screen = self._left, self._app.screen
        if left is None or self._app.options.speed is not None or self._starting() or self._app.leaving:
            return
        reading = screen.reading if isinstance(screen, CheckIn) else None
        if screen is self._app.home or (reading is not None and reading.path.name == left.file):
            self._made = True
            question = LeftOpenScreen(left)
            self._app.unasked.came(question)
            self._app.push_screen(question, lambda answer: self._decided(left, reading, answer))

    def spare(self) -> None:
        """Ask no more: whoever has just put a session off is not to be asked about it at once."""
        self._made = True

    def forget(self) -> None:
        """The session is gone on with."""
        self._left = None

    def _decided(self, left: Resumable, reading: Reading | None, answer: Left | None) -> None:
        """Do what was decided about it."""
        match answer:
            case Left.GO_ON:
                self._go_on(left, reading)
            case Left.CLOSE | Left.DROP:
                self._left = None
                self._app.run_worker(self._end(left, answer), group=WAITING)
            case Left.LATER | None:
                pass

    async def _end(self, left: Resumable, answer: Left) -> None:
        end = close_as_partial if answer is Left.CLOSE else abandon
        try:
            await asyncio.to_thread(end, left, self._app.desk.wall())
        except OSError as error:
            self._app.report(f"The session stays open: {why(error)}")
        else:
            self._app.notify(decided(left, answer), markup=False)

"""Offers to resume an interrupted session, or to end it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from hipcoach.diagnostics.files import why
from hipcoach.session.library import Reading
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.shared import WAITING, SharedApp

if TYPE_CHECKING:
    # Imported where they are used: mostly there is none.
    from hipcoach.journal.resume import Resumable
    from hipcoach.live.left_open import Left
    from hipcoach.ui.screens.left_open import LeftOpenScreen


class LeftOpenOffer:
    """Asks once what to do with an interrupted session, and does it."""

    def __init__(
        self, app: SharedApp, starting: Callable[[], bool], go_on: Callable[[Resumable, Reading | None], None]
    ) -> None:
        """`starting` returns whether a session is being opened; `go_on` resumes one, given its file if known."""
        self._app = app
        self._starting = starting
        self._go_on = go_on
        self._left: Resumable | None = None
        self._made = False

    def found(self, left: Resumable | None) -> None:
        """Remember the interrupted session, and ask what to do with it unless that was asked before."""
        self._left = left
        if not self._made:
            self.make()

    def make(self) -> None:
        """Ask what to do with it, if the list or the check-in of the same session is shown."""
        left, screen = self._left, self._app.screen
        if left is None or self._app.options.speed is not None or self._starting() or self._app.leaving:
            return
        reading = screen.reading if isinstance(screen, CheckIn) else None
        if screen is self._app.home or (reading is not None and reading.path.name == left.file):
            self._made = True
            self._app.unasked.came(self._ask(left, reading))

    def spare(self) -> None:
        """Do not ask any more: the person has just put a session off."""
        self._made = True

    def forget(self) -> None:
        """Forget the session, since it is being resumed."""
        self._left = None

    def _ask(self, left: Resumable, reading: Reading | None) -> LeftOpenScreen:
        """Ask what to do with it."""
        from hipcoach.ui.screens.left_open import LeftOpenScreen

        question = LeftOpenScreen(left)
        self._app.push_screen(question, lambda answer: self._decided(left, reading, answer))
        return question

    def _decided(self, left: Resumable, reading: Reading | None, answer: Left | None) -> None:
        """Carry out the decision about it."""
        from hipcoach.live.left_open import Left
        from hipcoach.ui.screens.left_open import EndsSoonScreen

        match answer:
            case Left.GO_ON:
                self._go_on(left, reading)
            case Left.CLOSE | Left.DROP:
                screen = EndsSoonScreen(left, answer)
                # The Enter or click that led to it may come twice.
                self._app.unasked.came(screen)
                self._app.push_screen(screen, lambda end: self._ended(left, reading, answer, end=end))
            case Left.LATER | None:
                pass

    def _ended(self, left: Resumable, reading: Reading | None, answer: Left, *, end: bool | None) -> None:
        """End it, or ask again what to do with it."""
        if end:
            self._left = None
            self._app.run_worker(self._end(left, answer), group=WAITING)
        else:
            self._ask(left, reading)

    async def _end(self, left: Resumable, answer: Left) -> None:
        from hipcoach.live.left_open import decided, end

        try:
            await asyncio.to_thread(end, left, answer, self._app.desk.wall())
        except OSError as error:
            self._app.report(f"The session stays open: {why(error)}")
        else:
            self._app.notify(decided(left, answer), markup=False)

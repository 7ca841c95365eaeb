"""Leads from screen to screen: from picking or resuming a session to its end.

Everything that waits for the disk runs in a thread, in workers of the group WAITING. The check-in has to be shown at
once: modules that only a running session needs are imported where they are used, and by then `load` has loaded them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from textual.screen import Screen

from hipcoach.advice.history import CheckInAnswers, History
from hipcoach.diagnostics.files import path_shown, why
from hipcoach.engine.choices import Choices, fitting, needs_person
from hipcoach.exits import Exit
from hipcoach.live.check_in import sheet_for
from hipcoach.session.library import Reading
from hipcoach.session.model import Session
from hipcoach.ui.offer import LeftOpenOffer
from hipcoach.ui.palette import Palette
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.overlay import Overlay
from hipcoach.ui.shared import WAITING, SharedApp, Steps
from hipcoach.ui.unasked import LEAVING, PAUSING

if TYPE_CHECKING:
    from textual.worker import Worker

    from hipcoach.journal.resume import Resumable
    from hipcoach.live.check_out import CheckOutAnswers
    from hipcoach.live.conductor import Listener
    from hipcoach.live.run import Live, Opened
    from hipcoach.ui.screens.guiding import Guiding

Leave = Callable[[int, str | None], None]
"""Ends the app with an exit status and an optional last message."""


def load() -> None:
    """Load what leads a session and ends it; for a thread, so that no key waits for it."""
    import hipcoach.cues.caption
    import hipcoach.live.run
    import hipcoach.ui.screens.ending
    import hipcoach.ui.screens.guiding
    import hipcoach.ui.screens.how
    import hipcoach.ui.screens.keys
    import hipcoach.ui.screens.left_open  # noqa: F401


class Flow(Steps):
    """Leads from one screen to the next, and holds the current session."""

    def __init__(self, app: SharedApp, leave: Leave) -> None:
        self._app = app
        self._leave = leave
        self.live: Live | None = None
        """The current session, until its log is closed."""
        self._being_closed: Live | None = None
        self.guiding: Guiding | None = None
        """The screen of the current session."""
        self.rings_out = False
        """Whether the speaker's last sound is the end of a session, which is played to its end."""
        self.offer = LeftOpenOffer(app, lambda: self._starting, self.go_on)
        self._starting = False
        """Whether a session is being opened."""

    # -- before a session -------------------------------------------------------------------------------------------

    def check_in(self, session: Session, reading: Reading) -> None:
        """Show the questions before a session."""
        self._app.push_screen(self.questions(session, reading))

    def questions(self, session: Session, reading: Reading) -> CheckIn:
        """The screen with the questions before a session."""
        app = self._app
        choices = self._as_said(session)
        sheet = sheet_for(app.desk, session, reading.path.stem, choices, app.proposal, as_asked=app.as_asked)
        return CheckIn(session, reading, sheet)

    def _as_said(self, session: Session) -> Choices:
        """The choices for a session, with what the person has said of themselves where it needs that."""
        app = self._app
        choices = app.choices
        if not app.opening:
            # What was said of an earlier session is kept by now, as far as it is of use in this one.
            choices = fitting(session, replace(choices, affected=None, loads=Choices().loads))
        if needs_person(session):
            from hipcoach.journal.person import as_said, person

            choices = as_said(session, choices, person(app.desk.places.log, app.desk.wall()))
        return choices

    def look_back(self, remember: Callable[[History | None], None], asking: Callable[[], bool]) -> bool:
        """Read the log for the questions and offers of the check-in; not for a rehearsal, which keeps nothing."""
        if self._app.options.speed is not None:
            return False
        look = partial(self._look_back, remember, asking)
        _: Worker[None] = self._app.run_worker(look, group=WAITING, exit_on_error=False)
        return True

    async def _look_back(self, remember: Callable[[History | None], None], asking: Callable[[], bool]) -> None:
        # Reading stops when the questions are left, so that it does not slow down the start of a session.
        def wanted() -> bool:
            return asking() and not self._starting and not self._app.leaving

        def look() -> History | None:
            load()
            from hipcoach.live.run import look_back

            return look_back(self._app.desk, wanted)

        history: History | None = None
        try:
            history = await asyncio.to_thread(look)
        except OSError as error:
            # Whoever waits for it goes on without.
            self._app.report(f"What was done before cannot be read: {why(error)}")
        if wanted():
            remember(history)

    def leave_check_in(self) -> None:
        """Go back to the list of sessions; if the app was started for one session, put it off and leave."""
        if self._app.for_one:
            self._leave(Exit.PARTIAL, None)
        else:
            self._app.back_to_list()

    def look_for_left_open(self, file: str) -> None:
        """Ask about an interrupted session of one file; look for it first if no list of sessions has done so."""
        app = self._app
        if app.opening is None:
            self.offer.make()
            return

        def look() -> Resumable | None:
            from hipcoach.journal.files import damage
            from hipcoach.live.run import left_open

            app.tell_unread(damage(app.desk.places.log))
            return left_open(app.desk, app.report, file)

        async def found() -> None:
            self.found_left_open(await asyncio.to_thread(look))

        # Given as functions, so that nothing is left behind if the app ends before a worker begins.
        _: Worker[None] = app.run_worker(found, group=WAITING, exit_on_error=False)

    def found_left_open(self, left: Resumable | None) -> None:
        """Remember the interrupted session, and ask once whether to resume or end it."""
        self.offer.found(left)

    # -- begin or resume --------------------------------------------------------------------------------------------

    def start(
        self, session: Session, reading: Reading, choices: Choices, usual: Choices, answers: CheckInAnswers
    ) -> None:
        """Start a session; `usual`: the choices to restore next time, without today's pain adjustments."""
        self._app.choices = usual
        self._app.as_asked = False
        if not self._starting:
            self._starting = True
            other = usual if usual != choices else None
            asked = self._app.screen
            self._app.run_worker(self._start(asked, session, reading, choices, other, answers), group=WAITING)

    async def _start(
        self,
        asked: Screen[Any],
        session: Session,
        reading: Reading,
        choices: Choices,
        usual: Choices | None,
        answers: CheckInAnswers,
    ) -> None:
        """Open a session and lead it, if `asked`, the screen with its questions, is still there."""
        from hipcoach.live import run

        app = self._app
        try:
            opened = await asyncio.to_thread(
                run.begin, app.desk, session, reading, choices, app.options, app.report, answers=answers, usual=usual
            )
        finally:
            self._starting = False
        # Otherwise the person left the questions meanwhile; nothing has been logged yet.
        if asked in app.screen_stack and not app.leaving:
            app.uncover(asked)
            self._lead(opened, reading.path.name)

    def go_on(self, left: Resumable, reading: Reading | None = None) -> None:
        """Resume an interrupted session; `reading` is its file if that has been read already."""
        self.offer.forget()
        if not self._starting:
            self._starting = True
            self._app.run_worker(self._go_on(left, reading), group=WAITING)

    async def _go_on(self, left: Resumable, reading: Reading | None) -> None:
        from hipcoach.live import run

        app = self._app
        try:
            session = await asyncio.to_thread(run.as_it_was, app.desk, left, app.report, reading)
            opened = await asyncio.to_thread(run.taken_up, app.desk, left, app.report, session)
        except OSError as error:
            if app.going_on is None:
                app.report(f"The session cannot be resumed: {why(error)}")
            else:
                self._leave(Exit.CANNOT, f"hipcoach: {why(error)}")
            return
        finally:
            self._starting = False
        if not app.leaving:
            self._lead(opened, left.file)
        elif opened.journal is not None:
            await asyncio.to_thread(opened.journal.close, run.FLUSH_SECONDS)

    def _lead(self, opened: Opened, file: str) -> None:
        """Show the screen of an opened session."""
        from hipcoach.cues.caption import Captions
        from hipcoach.live.run import Live
        from hipcoach.ui.screens.guiding import GapNotice, Guiding

        app = self._app
        # Sound that was switched off in an earlier session would only be missed once lying on the floor.
        app.speaker.muted = app.options.mute
        app.last_file = file
        self.rings_out = False
        captions = Captions()
        screen: list[Listener] = [captions, GapNotice(app), *([app.flashes] if app.flashes is not None else [])]
        self.live = Live(app.desk, opened, app.options, app.speaker, screen, app.report)
        self.guiding = Guiding(self.live, captions)
        if isinstance(app.screen, CheckIn):
            app.switch_screen(self.guiding)
        else:
            app.push_screen(self.guiding)

    # -- while it runs ----------------------------------------------------------------------------------------------

    def nothing(self, key: str) -> str | None:
        """The message for a key without a meaning in the current session; `None` if there is no session."""
        return self.live.guide.nothing(key) if self.guiding is not None and self.live is not None else None

    def stand_still(self) -> None:
        """Pause the current session, if there is one."""
        if self.guiding is not None:
            self.guiding.stand_still()

    def interrupt(self) -> None:
        """Carry out Ctrl+C: leave the app; during a session, ask first."""
        from hipcoach.ui.screens.ending import Ending
        from hipcoach.ui.screens.question import QuestionScreen

        screen = self._app.screen
        if isinstance(screen, Ending):
            screen.action_skip()
        elif any(isinstance(below, Ending) for below in self._app.screen_stack):
            # What lies over the end is closed, so that no answer is lost.
            screen.leave() if isinstance(screen, Palette) else screen.dismiss()
        elif self.guiding is None:
            done = self.live.status if self.live is not None else Exit.PARTIAL
            self._leave(done if self._app.for_one else Exit.OK, None)
        elif screen is self.guiding:
            self.guiding.action_press("quit")
        elif isinstance(screen, Overlay):
            screen.dismiss("quit")
        elif isinstance(screen, Palette):
            screen.leave()
            # A question that was covered by the palette must be seen before it is answered.
            if not isinstance(self._app.screen, QuestionScreen):
                self.interrupt()
        elif isinstance(screen, QuestionScreen):
            screen.interrupt()

    # -- end and save -----------------------------------------------------------------------------------------------

    def session_over(self, live: Live) -> None:
        """Show the end screen, or close the session at once if it was put off."""
        from hipcoach.ui.screens.ending import Ending

        if self.guiding is None:
            return
        self._app.uncover(self.guiding)
        self.guiding = None
        self.rings_out = live.conductor.over
        if live.guide.put_off:
            self.offer.spare()
            self._part(Exit.PARTIAL)
        else:
            ending = Ending(live)
            # A key to leave was meant for the question that ran out of time, or for the session.
            self._app.unasked.came(ending, LEAVING if live.guide.ran_out else PAUSING)
            self._app.switch_screen(ending)

    def check_out(self, live: Live, answers: CheckOutAnswers) -> None:
        """Log the answers after a session and go back to the list."""
        from hipcoach.live.check_out import keep

        if self.live is not live:
            return
        keep(live.journal, answers)
        self._part(live.status)

    def _part(self, status: int) -> None:
        """Close the session, then go back to the list or leave."""
        self._app.run_worker(self._parted(status), group=WAITING)

    async def _parted(self, status: int) -> None:
        message = await self.close()
        if self._app.leaving:
            return
        if self._app.for_one:
            self._leave(status, message)
        else:
            if message is not None:
                self._app.report(message)
            self._app.back_to_list()

    async def close(self) -> str | None:
        """Close the session; returns a message for every caller if its log is not on the disk."""
        if self.live is not None:
            self.live.guide.settle()
            self.live, self._being_closed = None, self.live
        if (live := self._being_closed) is None:
            return None
        message = await asyncio.to_thread(live.part)
        self._being_closed = None
        return message

    def close_at_once(self) -> str | None:
        """Close the session after the event loop has ended; returns a message if its log is not on the disk."""
        live = self.live or self._being_closed
        self.live = self._being_closed = None
        if live is None:
            return None
        live.guide.settle()
        return live.part()

    def save_elsewhere(self, live: Live, saved: Callable[[], object]) -> None:
        """Ask for another folder and save the log there; `saved` is called when that is done."""
        from hipcoach.ui.screens.elsewhere import ElsewhereScreen

        def chosen(place: Path | None) -> None:
            if place is not None:
                self._app.run_worker(self._save_elsewhere(live, place, saved), group=WAITING)

        self._app.push_screen(ElsewhereScreen(self._app.desk.elsewhere), chosen)

    async def _save_elsewhere(self, live: Live, place: Path, saved: Callable[[], object]) -> None:
        try:
            await asyncio.to_thread(live.save_copy, place)
        except OSError as error:
            self._app.report(f"The log cannot be saved there: {path_shown(place)}: {why(error)}")
        else:
            saved()

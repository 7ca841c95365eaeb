"""The app: which screen follows which, and what they share."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from hipcoach.ui.screens.overlay import ACCEPTED, Overlay
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.themes import HIGH_CONTRAST

if TYPE_CHECKING:
    # The list of sessions is to be seen at once; what comes after it is loaded when it is needed.
    from hipcoach.coach.plan import Choices
    from hipcoach.desk import Desk, Manner
    from hipcoach.live import Live
    from hipcoach.session.library import Reading
    from hipcoach.session.model import Session
    from hipcoach.sound.speaker import Speaker
    from hipcoach.ui.screens.guiding import Guiding

SIGNALLED = 128
"""Exit status of a run that a signal ended, less the signal's number."""

PUT_OFF = 3
"""Exit status of a session that is to go on later."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """How the newest session was done."""

    file: str | None = None
    pain: int = 0
    """At its check-in."""
    choices: Choices | None = None


class HipcoachApp(App[int]):
    """Pick a session, check in, follow it, see it in the log."""

    TITLE = "hipcoach"
    CSS_PATH = "hipcoach.tcss"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (110, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-usual"), (34, "-tall")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Quit", id="app.quit", tooltip="Leave hipcoach", show=False, priority=True),
        Binding("ctrl+c", "leave", "Quit", id="app.interrupt", tooltip="Leave hipcoach", show=False, priority=True),
        Binding("ctrl+z", "stop_process", "Stop", id="app.stop", tooltip="Back to the shell for now", show=False),
    ]

    def __init__(
        self,
        desk: Desk,
        choices: Choices,
        manner: Manner,
        speaker: Callable[[Callable[[], None], Callable[[str], None]], Speaker],
        opening: tuple[Session, Reading] | None = None,
        notice: str | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.choices = choices
        """What is chosen for the next session."""
        self.leaving = False
        """Whether the app is on its way out."""
        self.last_file: str | None = None
        """The session file that was followed last."""
        self._last_pain = 0
        self._manner = manner
        self._make_speaker = speaker
        self._speaker: Speaker | None = None
        self._opening = opening
        self._notice = notice
        self._live: Live | None = None
        self._guiding: Guiding | None = None

    # -- coming and going -------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the first screen, and listen to the system."""
        self.register_theme(HIGH_CONTRAST)
        # The environment's choice is the nearer one, and Textual has taken it already.
        if self.desk.settings.theme is not None and "TEXTUAL_THEME" not in os.environ:
            self.theme = self.desk.settings.theme
        self._listen_to_system()
        if self._notice is not None:
            self._report(self._notice)
        if self._opening is None:
            self.push_screen(Picker())
        else:
            self.remember(self.last_time())
            self.check_in(*self._opening)
        if not self.desk.places.accepted.exists():
            from hipcoach.coach.safety import DISCLAIMER, safety_of
            from hipcoach.ui.screens.text import TextScreen

            self.push_screen(
                TextScreen("Before you start", [*DISCLAIMER, "", *safety_of(None).before], "I understand"),
                self._accepted,
            )

    def _accepted(self, result: str | None) -> None:
        """Keep that the safety text was accepted; leave where it was not."""
        if result != ACCEPTED:
            self.leave(0)
            return
        marker = self.desk.places.accepted
        try:
            marker.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            marker.write_text(f"{self.desk.wall().isoformat(timespec='seconds')}\n", encoding="utf-8")
        except OSError as error:
            self.notify(f"This will be shown again: {marker}: {error.strerror}", markup=False, severity="warning")

    def last_time(self) -> LastTime:
        """How the newest session in the log was done, so that the next one can begin like it."""
        from hipcoach.journal.history import sessions

        newest = next(sessions(self.desk.places.log, refused=lambda text: None), None)
        if newest is None:
            return LastTime()
        pain = newest.checkin.pain if newest.checkin else None
        return LastTime(newest.start.file if newest.start else None, pain or 0, newest.chosen)

    def remember(self, last: LastTime) -> None:
        """Begin the next session like the last one."""
        self.last_file = last.file
        self._last_pain = last.pain
        if self._opening is None and last.choices is not None:
            self.choices = self.desk.settings.begin(last.choices)

    def _listen_to_system(self) -> None:
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self.leave, SIGNALLED + number)

    def leave(self, status: int) -> None:
        """End the app: nothing is left playing and everything is on the disk."""
        if self.leaving:
            return
        self.leaving = True
        self.exit(status, return_code=status, message=self._close_live())

    def close_all(self) -> None:
        """Let go of everything, however the app ended."""
        self.leaving = True
        self._close_live()
        if self._speaker is not None:
            self._speaker.close(1.0)

    def action_leave(self) -> None:
        """Leave; from a session, ask first."""
        from hipcoach.ui.screens.ending import Ending

        screen = self.screen
        if isinstance(screen, Ending):
            screen.action_skip()
        elif self._guiding is None:
            self.leave(0 if self._opening is None else PUT_OFF)
        elif screen is self._guiding:
            self._guiding.action_press("quit")
        elif isinstance(screen, Overlay):
            screen.dismiss("quit")

    async def action_quit(self) -> None:
        """Leave, when the palette says so."""
        self.action_leave()

    def action_stop_process(self) -> None:
        """Go to the shell; a session pauses before."""
        if self._guiding is not None:
            self._guiding.stand_still()
        self.action_suspend_process()

    # -- a session --------------------------------------------------------------------------------------------------

    def check_in(self, session: Session, reading: Reading) -> None:
        """Ask what has to be asked before a session."""
        from hipcoach.coach.choosing import fitting
        from hipcoach.ui.screens.checkin import CheckIn

        choices = self.choices if self._opening else fitting(session, self.choices)
        self.push_screen(CheckIn(session, reading, choices, self._last_pain, self.desk.settings.thresholds.pain))
        self.call_after_refresh(lambda: self.speaker)

    def leave_check_in(self) -> None:
        """Go back to the list of sessions; where one session was asked for, it is put off."""
        self._after_session(PUT_OFF)

    def start(self, session: Session, reading: Reading, choices: Choices, pain: int) -> None:
        """Start a session."""
        from hipcoach.live import Live
        from hipcoach.ui.screens.guiding import GapNotice, Guiding

        self.choices = choices
        self._last_pain = pain
        # A sound that was switched off in another session is not missed from the floor until it is too late.
        self.speaker.muted = self._manner.mute
        self.last_file = reading.path.name
        self._live = Live(
            self.desk,
            session,
            reading,
            choices,
            self._manner,
            [self.speaker, GapNotice(self)],
            self._report,
            pain_before=pain,
        )
        self._guiding = Guiding(self._live)
        self.switch_screen(self._guiding)

    def session_over(self, live: Live) -> None:
        """Show what was done; a session that was put off needs no more words."""
        from hipcoach.ui.screens.ending import Ending

        if self._guiding is None:
            return
        self._guiding = None
        if live.guide.put_off:
            self._close_live()
            self._after_session(PUT_OFF)
        else:
            self.switch_screen(Ending(live))

    def check_out(self, live: Live, pain: int | None, effort: Mapping[str, int], note: str) -> None:
        """Keep the answers and go back to the list."""
        if self._live is not live:
            return
        if live.journal is not None and (pain is not None or effort or note):
            live.journal.checkout(pain=pain, effort=effort, note=note)
        self._close_live()
        self._after_session(live.status)

    def _after_session(self, status: int) -> None:
        """Go back to the list; where one session was asked for, that was it."""
        if self._opening is not None:
            self.leave(status)
        else:
            self.pop_screen()

    def _close_live(self) -> str | None:
        """Let go of the session; what there is to say if its log is not on the disk."""
        live, self._live = self._live, None
        if live is None or not (unwritten := live.close()):
            return None
        trouble = f"{len(unwritten)} lines are missing in the log: {self.log_trouble(live)}"
        self._report(trouble)
        return trouble

    def log_trouble(self, live: Live) -> str | None:
        """What keeps the log from being written."""
        return live.journal.trouble if live.journal else None

    # -- sound ------------------------------------------------------------------------------------------------------

    @property
    def speaker(self) -> Speaker:
        """The speaker; made when it is first needed, because looking for players takes a while."""
        if self._speaker is None:
            self._speaker = self._make_speaker(self._ring, self._report)
            self._speaker.muted = self._manner.mute
            self._speaker.start()
        return self._speaker

    def _ring(self) -> None:
        """The terminal's bell, from any thread."""
        if not self.leaving:
            self.call_later(self.bell)

    def _report(self, text: str) -> None:
        """Tell the person something, from any thread."""
        if not self.leaving:
            self.call_later(self.notify, text, markup=False, severity="warning", timeout=10)

    # -- shared -----------------------------------------------------------------------------------------------------

    def ends_at(self, seconds: float) -> str:
        """The time of day in so many seconds."""
        return (self.desk.wall() + timedelta(seconds=seconds)).strftime("%H:%M")

    def show_help(self, session: Session | None = None, chosen: Callable[[str | None], None] | None = None) -> None:
        """Show the keys and the safety text; in a session the keys can be clicked."""
        from hipcoach.coach.safety import DISCLAIMER, safety_of
        from hipcoach.guide import KEYS
        from hipcoach.ui.screens.keys import KeysScreen

        safety = safety_of(session)
        texts = (*DISCLAIMER, "", "Stop if:", *safety.stop_if, "", "Get help now if:", *safety.get_help_if)
        self.push_screen(KeysScreen(KEYS, texts), chosen)


def run(app: HipcoachApp) -> int:
    """Run the app; the exit status."""
    # What is loaded by now stays: looking through it for garbage would hold everything up for a tenth of a second.
    gc.freeze()
    try:
        app.run()
    finally:
        app.close_all()
    return app.return_code or 0

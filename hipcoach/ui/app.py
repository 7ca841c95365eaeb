"""The app: which screen follows which, and what they share."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from hipcoach.coach.events import Event, Outcome, Paused
from hipcoach.coach.plan import Choices
from hipcoach.coach.player import Player
from hipcoach.coach.safety import DISCLAIMER, safety_of
from hipcoach.guide import KEYS
from hipcoach.journal.history import sessions
from hipcoach.live import Desk, Live, Manner
from hipcoach.session.library import Reading
from hipcoach.session.model import Session
from hipcoach.sound.speaker import Speaker
from hipcoach.ui.screens.checkin import CheckIn
from hipcoach.ui.screens.ending import Ending
from hipcoach.ui.screens.guiding import Guiding
from hipcoach.ui.screens.keys import KeysScreen
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.screens.text import TextScreen
from hipcoach.ui.themes import HIGH_CONTRAST, first_theme

SIGNALLED = 128
"""Exit status of a run that a signal ended, less the signal's number."""

STATUS = {Outcome.COMPLETED: 0, Outcome.PARTIAL: 3, Outcome.STOPPED_FOR_PAIN: 4}
"""Exit status of `play` by how the session ended."""

PUT_OFF = 3
"""Exit status of a session that is to go on later."""


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
        environment: Mapping[str, str],
        opening: tuple[Session, Reading] | None = None,
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
        self._environment = environment
        self._opening = opening
        self._live: Live | None = None

    # -- coming and going -------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the first screen, and listen to the system."""
        self.register_theme(HIGH_CONTRAST)
        if (theme := first_theme(self._environment)) is not None:
            self.theme = theme
        self._listen_to_system()
        self._remember()
        if self._opening is None:
            self.push_screen(Picker())
        else:
            self.check_in(*self._opening)
        if not self.desk.places.accepted.exists():
            self.push_screen(
                TextScreen("Before you start", [*DISCLAIMER, "", *safety_of(None).before], "I understand"),
                self._accepted,
            )

    def _accepted(self, accepted: bool | None) -> None:
        """Keep that the safety text was accepted; leave where it was not."""
        if not accepted:
            self.leave(0)
            return
        marker = self.desk.places.accepted
        try:
            marker.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            marker.write_text(f"{self.desk.wall().isoformat(timespec='seconds')}\n", encoding="utf-8")
        except OSError as error:
            self.notify(f"This will be shown again: {marker}: {error.strerror}", markup=False, severity="warning")

    def _remember(self) -> None:
        """Begin where the newest session in the log left off."""
        newest = next(sessions(self.desk.places.log, refused=lambda text: None), None)
        if newest is not None and newest.start is not None:
            self.last_file = newest.start.file
            self._last_pain = (newest.checkin.pain if newest.checkin else None) or 0

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
        self._close_live()
        self.exit(status, return_code=status)

    def close_all(self) -> None:
        """Let go of everything, however the app ended."""
        self.leaving = True
        self._close_live()
        if self._speaker is not None:
            self._speaker.close(1.0)

    def action_leave(self) -> None:
        """Leave; from a session, ask first."""
        if isinstance(self.screen, Guiding):
            self.screen.action_press("quit")
        elif self._live is None:
            self.leave(0)

    def action_stop_process(self) -> None:
        """Go to the shell; a session pauses before."""
        if isinstance(self.screen, Guiding):
            self.screen.stand_still()
        self.action_suspend_process()

    # -- a session --------------------------------------------------------------------------------------------------

    def check_in(self, session: Session, reading: Reading) -> None:
        """Ask what has to be asked before a session."""
        self.push_screen(CheckIn(session, reading, self._fitting(session), self._last_pain))
        self.call_after_refresh(lambda: self.speaker)

    def _fitting(self, session: Session) -> Choices:
        """The choices of last time, as far as this session offers them."""
        offered = {
            exercise.id: {modification.id for modification in exercise.modifications} for exercise in session.exercises
        }
        kept = {
            exercise: on
            for exercise, on in self.choices.modifications.items()
            if exercise in offered and set(on) <= offered[exercise]
        }
        return replace(self.choices, modifications=MappingProxyType(kept), doses=MappingProxyType({}))

    def leave_check_in(self) -> None:
        """Go back to the list of sessions; where one session was asked for, it is put off."""
        self._after_session(PUT_OFF)

    def start(self, session: Session, reading: Reading, choices: Choices, pain: int) -> None:
        """Start a session."""
        self.choices = choices
        self._last_pain = pain
        self.last_file = reading.path.name
        self._live = Live(
            self.desk, session, reading, choices, self._manner, [self.speaker, self], self._report, pain_before=pain
        )
        self.switch_screen(Guiding(self._live))

    def hear(self, events: Sequence[Event], at: datetime, player: Player) -> None:
        """Say why the session stands still where nobody asked it to."""
        for event in events:
            if isinstance(event, Paused) and event.gap:
                text = f"Nobody was guided for {event.gap:.0f} seconds, so it paused. Nothing was counted."
                self.notify(text, markup=False, timeout=10)

    def session_over(self, live: Live) -> None:
        """Show what was done; a session that was put off needs no more words."""
        if live.guide.put_off:
            self._close_live()
            self._after_session(PUT_OFF)
        else:
            self.switch_screen(Ending(live))

    def check_out(self, live: Live, pain: int | None, effort: Mapping[str, int], note: str) -> None:
        """Keep the answers and go back to the list."""
        if live.journal is not None and (pain is not None or effort or note):
            live.journal.checkout(pain=pain, effort=effort, note=note)
        self._close_live()
        self._after_session(STATUS.get(live.conductor.outcome or Outcome.PARTIAL, PUT_OFF))

    def _after_session(self, status: int) -> None:
        """Go back to the list; where one session was asked for, that was it."""
        if self._opening is not None:
            self.leave(status)
        else:
            self.pop_screen()

    def _close_live(self) -> None:
        live, self._live = self._live, None
        if live is not None and (told := live.close()) and live.journal is not None and live.journal.unwritten():
            self._report(told)

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

    def show_help(self, session: Session | None = None, press: Callable[[str], None] | None = None) -> None:
        """Show the keys and the safety text; in a session the keys can be clicked."""
        safety = safety_of(session)
        texts = (*DISCLAIMER, "", "Stop if:", *safety.stop_if, "", "Get help now if:", *safety.get_help_if)
        self.push_screen(KeysScreen(KEYS, texts, press))


def run(app: HipcoachApp) -> int:
    """Run the app; the exit status."""
    try:
        app.run()
    finally:
        app.close_all()
    return app.return_code or 0

"""The app: keys, signals and the terminal, the first screen and the end."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import ScreenStackError, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.events import Event, InputEvent, Key, Paste
from textual.theme import ThemeProvider
from textual.widgets import Input

from hipcoach.exits import Exit, is_by_signal
from hipcoach.live.signals import come_to_the_front, stop
from hipcoach.text.characters import harmless
from hipcoach.ui.driver import NoDriver, lasting
from hipcoach.ui.palette import Palette
from hipcoach.ui.screens.overlay import ACCEPTED
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.shared import WAITING, SharedApp
from hipcoach.ui.system import System
from hipcoach.ui.themes import HIGH_CONTRAST
from hipcoach.ui.turns import Turns
from hipcoach.ui.typed import BESIDE, as_meant

if TYPE_CHECKING:
    # The list of sessions is to be seen at once; what comes after it is loaded when it is needed.
    from textual.driver import Driver

    from hipcoach.engine.choices import Choices
    from hipcoach.journal.resume import Resumable
    from hipcoach.live.environment import Environment, RunOptions
    from hipcoach.session.library import Reading
    from hipcoach.session.model import Session
    from hipcoach.ui.flow import Flow
    from hipcoach.ui.shared import MakeSpeaker


class HipcoachApp(SharedApp):
    """Pick a session, check in, follow it, see it in the log."""

    TITLE = "hipcoach"
    CSS_PATH = "hipcoach.tcss"
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT = False
    """Nothing can be copied (Ctrl+C leaves), and a press on text that is being taken away would end the app."""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual has it
        (0, "-slim"),
        (50, "-narrow"),
        (80, "-normal"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-least"),
        (9, "-tiny"),
        (17, "-short"),
        (24, "-usual"),
        (34, "-tall"),
    ]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Quit", id="app.quit", tooltip="Leave hipcoach", show=False, priority=True),
        Binding("ctrl+c", "leave", "Quit", id="app.interrupt", tooltip="Leave hipcoach", show=False, priority=True),
        Binding("ctrl+z", "stop_process", "Stop", id="app.stop", tooltip="Back to the shell for now", show=False),
    ]

    def __init__(
        self,
        desk: Environment,
        choices: Choices,
        options: RunOptions,
        speaker: MakeSpeaker,
        opening: tuple[Session, Reading] | None = None,
        notice: str | None = None,
        going_on: tuple[Resumable, Reading | None] | None = None,
    ) -> None:
        """`opening` is the one session asked for; `going_on`, one that was left open, with its file where known."""
        self._system = System(self.leave, self._stop, self._take_terminal_back)
        super().__init__(desk, choices, options, speaker, opening, going_on)
        self._notice = notice
        self._flow: Flow | None = None
        self._turns = Turns(self, self._hand_over)

    @property
    def flow(self) -> Flow:
        """What follows the first screen."""
        if self._flow is None:
            # The list of sessions is to be seen before everything else is loaded.
            from hipcoach.ui.flow import Flow

            self._flow = Flow(self, self.leave)
        return self._flow

    # -- what is typed and clicked ----------------------------------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Take what is typed and clicked in order; it comes here a second time if nobody has taken it."""
        if isinstance(event, InputEvent | Paste) and not event.is_forwarded:
            if not self.leaving:
                await self._turns.take(event)
        else:
            await super().on_event(event)

    async def _hand_over(self, event: Event) -> None:
        """Hand on what has its turn now, unless nobody can have meant it for what is there.

        Keys mean the same on every keyboard; what is typed into a line stays as it is.
        """
        if isinstance(event, Key) and not isinstance(self.focused, Input):
            as_meant(event)
        if not (self.leaving or self.unasked.too_early(self.screen, event)):
            await super().on_event(event)

    def on_key(self, event: Key) -> None:
        """Say of a key that means nothing where it was pressed that it does not, once while that can be read."""
        if event.key in self.screen.active_bindings or event.key in BESIDE:
            return
        told = (self._flow.nothing("That key") if self._flow else None) or "That key means nothing here."
        if all(before.message != told for before in self._notifications):
            self.answer(told)

    # -- coming and going -------------------------------------------------------------------------------------------

    def on_load(self) -> None:
        """Listen to the system before there is anything to give back."""
        self._system.listen()

    def on_mount(self) -> None:
        """Show the first screen."""
        self.register_theme(HIGH_CONTRAST)
        # The environment's choice is the nearer one, and Textual has taken it already.
        if self.desk.settings.theme is not None and "TEXTUAL_THEME" not in os.environ:
            self.theme = self.desk.settings.theme
        if self._notice is not None:
            self.report(self._notice)
        accepted = self.desk.accepted
        if self.opening is not None:
            session, reading = self.opening
            self.remember(self.last_time())
            self.flow.check_in(session, reading)
            self.flow.look_for_left_open(reading.path.name)
        elif self.going_on is None:
            self.home = Picker()
            self.push_screen(self.home)
        elif accepted:
            self.flow.go_on(*self.going_on)
        if not accepted:
            self._show_safety_text()

    def _show_safety_text(self) -> None:
        """Have the safety text read before anything else."""
        # Needed at somebody's very first start alone.
        from hipcoach.advice.safety import DISCLAIMER, safety_of
        from hipcoach.ui.screens.text import TextScreen

        text = TextScreen("Before you start", [*DISCLAIMER, "", *safety_of(None).before], "I understand")
        self.unasked.came(text)
        self.push_screen(text, self._accepted)

    def _accepted(self, result: str | None) -> None:
        """Keep that the safety text was accepted; leave where it was not."""
        if result != ACCEPTED:
            self.leave(Exit.PARTIAL if self.for_one else Exit.OK)
            return
        if (trouble := self.desk.accept()) is not None:
            self.report(trouble)
        if self.going_on is not None:
            self.flow.go_on(*self.going_on)
        else:
            self.call_after_refresh(self.flow.offer.make)

    def get_driver_class(self) -> type[Driver]:
        """The driver that Textual is told to use, or the system's, made to last longer than the terminal."""
        try:
            driver = super().get_driver_class()
        except (ImportError, AttributeError, ValueError, RuntimeError) as error:
            raise NoDriver(
                f"TEXTUAL_DRIVER names no driver that works: {error}. Without it the terminal is used."
            ) from error
        return lasting(driver, self._system)

    def leave(self, status: int, message: str | None = None) -> None:
        """End the app: nothing is left playing and everything is on the disk."""
        if not self.leaving:
            self.leaving = True
            self.run_worker(self._leave(status, message), group=WAITING)

    async def _leave(self, status: int, message: str | None) -> None:
        if self._flow is not None:
            message = await self._flow.close() or message
        await self._screen_there()

        def leave() -> None:
            self.exit(status, return_code=status, message=message)

        # A screen that is taken apart while it is being put together finds half of itself.
        if not self.screen.call_later(leave):
            leave()

    async def _screen_there(self) -> None:
        """Wait for a screen that is only coming: at the end of the app it would look for parts that it never got."""
        for _ in range(100):
            with suppress(ScreenStackError):
                if self.screen.is_mounted:
                    return
            await asyncio.sleep(0.01)

    def close_all(self) -> None:
        """Let go of everything, however the app ended."""
        self.leaving = True
        self._system.forget()
        if self._flow is not None and (message := self._flow.close_at_once()) is not None:
            print(harmless(f"hipcoach: {message}"), file=sys.stderr)
        rings_out = self._flow is not None and self._flow.rings_out
        self.close_speaker(ringing_out=rings_out and not is_by_signal(self.return_code or 0))

    def action_leave(self) -> None:
        """Leave; from a session, ask first."""
        self.flow.interrupt()

    async def action_quit(self) -> None:
        """Leave, when the palette says so."""
        self.action_leave()

    def action_stop_process(self) -> None:
        """Go to the shell; a session pauses before."""
        with self._standing_still():
            self.action_suspend_process()

    def _stop(self) -> None:
        """Stop because the system asks for it; a browser's terminal is not ours to leave."""
        with self._standing_still():
            if self._drawn and not self.is_web:
                self.action_suspend_process()
            else:
                stop()

    @contextmanager
    def _standing_still(self) -> Iterator[None]:
        """Pause a session and be quiet: the process is about to stop."""
        if self._flow is not None:
            self._flow.stand_still()
        with self.hushed():
            yield

    def action_suspend_process(self) -> None:
        """Stop with the terminal as the shell had it, until the shell gives it back.

        Textual's own sets it once more whenever the process continues, also where it has not stopped, and would keep
        what it finds then as what to give back; and it stops where no shell is there to continue it.
        """
        with suppress(SuspendNotSupported), self.suspend():
            stop()
            come_to_the_front(sys.__stdin__)

    def _take_terminal_back(self) -> None:
        """Set the terminal again after a stop that nobody asked for: the shell has set it for itself meanwhile."""
        come_to_the_front(sys.__stdin__)
        if self._drawn and not self.leaving:
            with suppress(SuspendNotSupported), self.suspend():
                pass

    @property
    def _drawn(self) -> bool:
        """Whether it has the terminal: neither before its first screen nor at its end."""
        return self.is_running and bool(self.screen_stack)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Leave the terminal to another program, with the keys that end or stop one; then take it back."""
        with super().suspend(), self._system.aside():
            yield

    # -- the palette ------------------------------------------------------------------------------------------------

    def action_command_palette(self) -> None:
        """Show the commands, unless they are shown."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def search_themes(self) -> None:
        """Show the themes."""
        self.push_screen(Palette([ThemeProvider], placeholder="Search for themes…"))


def run(app: HipcoachApp) -> int:
    """Run the app; the exit status."""
    # What is loaded by now stays: looking through it for garbage would hold everything up for a tenth of a second.
    gc.freeze()
    try:
        app.run()
    finally:
        app.close_all()
    return Exit.WRONG if app.return_code is None else app.return_code

"""The app: its keys, signals and terminal, its first screen and its end."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ScreenStackError, SuspendNotSupported, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, InputEvent, Key, Paste
from textual.screen import Screen
from textual.widgets import Input

from hipcoach.exits import Exit, is_by_signal
from hipcoach.live.signals import come_to_the_front, stop
from hipcoach.text.characters import harmless
from hipcoach.ui.driver import NoDriver, lasting
from hipcoach.ui.kept_theme import kept
from hipcoach.ui.palette import Palette, Themes
from hipcoach.ui.screens.overlay import ACCEPTED
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.shared import WAITING, SharedApp, WithCommands
from hipcoach.ui.system import System
from hipcoach.ui.themes import DARK, OURS, colours_for
from hipcoach.ui.turns import Turns
from hipcoach.ui.typed import BESIDE, as_meant

if TYPE_CHECKING:
    # The list of sessions has to be shown at once; modules for later screens are imported when needed.
    from textual.driver import Driver

    from hipcoach.engine.choices import Choices
    from hipcoach.journal.resume import Resumable
    from hipcoach.live.environment import Environment, RunOptions
    from hipcoach.session.library import Reading
    from hipcoach.session.model import Session
    from hipcoach.ui.flow import Flow
    from hipcoach.ui.shared import MakeSpeaker


RARELY = (10_000, 10, 10)
"""How many objects are made between two collections of garbage: fewer would make the first screen come later."""


class HipcoachApp(SharedApp):
    """The app: pick a session, check in, follow it, see it in the log."""

    TITLE = "hipcoach"
    CSS_PATH = "hipcoach.tcss"
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT = False
    """Ctrl+C leaves, so nothing could be copied; and a click on text that is being removed would crash the app."""
    SUSPENDED_SCREEN_CLASS = "-covered"
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
        """`opening`: the only session to start; `going_on`: the interrupted one to resume, with its file if known."""
        self._system = System(self.leave, self._stop, self._take_terminal_back)
        super().__init__(desk, choices, options, speaker, opening, going_on)
        for theme in OURS:
            self.register_theme(theme)
        if "TEXTUAL_THEME" not in os.environ:
            # Before anything is painted, so that no style is worked out twice.
            self.set_reactive(HipcoachApp.theme, DARK.name)
            self.stylesheet.set_variables(self.get_css_variables())
        self._notice = notice
        self._flow: Flow | None = None
        self._turns = Turns(self, self._hand_over)

    @property
    def flow(self) -> Flow:
        """Leads from one screen to the next; made when it is first needed."""
        if self._flow is None:
            # Imported here, so that the list of sessions is shown first.
            from hipcoach.ui.flow import Flow

            self._flow = Flow(self, self.leave)
        return self._flow

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours in a theme that is not ours."""
        theme = self.current_theme
        return colours_for(theme, theme.to_color_system().generate()["background"])

    # -- keys and clicks --------------------------------------------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Queue keys and clicks, so that each is handled in turn; one that no widget handled comes back here."""
        theirs = isinstance(event, InputEvent | Paste)
        if theirs and not event.is_forwarded:
            if not self.leaving:
                await self._turns.take(event)
        # What comes back to a screen that is still being made was meant for the one before; at the end there is none.
        elif not theirs or (self.screen_stack and self.screen.is_mounted):
            await super().on_event(event)

    async def _hand_over(self, event: Event) -> None:
        """Pass on the event whose turn it is, unless the screen appeared too recently for the event to be meant for it.

        Keys are translated so that they mean the same on every keyboard, except in a text field.
        """
        if self.leaving:
            return
        if self.focused is not None and not self.focused.is_attached:
            # A row that was marked while it was being taken away takes keys no more.
            self.screen.set_focus(None)
        if isinstance(event, Key) and not isinstance(self.focused, Input):
            as_meant(event)
        if not self.unasked.too_early(self.screen, event):
            await super().on_event(event)

    def on_key(self, event: Key) -> None:
        """Say that a key has no meaning here, unless that message is already shown."""
        if event.key in self.screen.active_bindings or event.key in BESIDE:
            return
        told = (self._flow.nothing("That key") if self._flow else None) or "That key means nothing here."
        if all(before.message != told for before in self._notifications):
            self.answer(told)

    # -- start and end ----------------------------------------------------------------------------------------------

    def on_load(self) -> None:
        """Handle signals before the terminal is changed."""
        self._system.listen()

    def get_default_screen(self) -> Screen[Any]:
        """The list of sessions, or the check-in of the only one; to make an empty screen below it takes time."""
        if self.opening is not None:
            questions = self.flow.questions(*self.opening)
            # The session takes its place, and Textual looks then for what its result was wanted for.
            questions._push_result_callback(self, None)
            return questions
        if self.going_on is not None:
            return super().get_default_screen()
        self.home = Picker()
        return self.home

    def on_mount(self) -> None:
        """Go on with an interrupted session; and show the safety text before anything else."""
        # A theme in the environment outranks the settings; Textual has applied it already.
        theme = kept(self.desk.places, self.desk.settings.theme)
        if theme in self.available_themes and "TEXTUAL_THEME" not in os.environ:
            self.theme = theme
        if self._notice is not None:
            self.report(self._notice)
        accepted = self.desk.accepted
        if self.going_on is not None and accepted:
            self.flow.go_on(*self.going_on)
        if not accepted:
            self._show_safety_text()

    def _show_safety_text(self) -> None:
        """Show the safety text before anything else."""
        # Imported here, because only the very first start needs it.
        from hipcoach.advice.safety import DISCLAIMER, safety_of
        from hipcoach.ui.screens.text import TextScreen

        text = TextScreen("Before you start", [*DISCLAIMER, "", *safety_of(None).before], "I understand")
        self.unasked.came(text)
        self.push_screen(text, self._accepted)

    def _accepted(self, result: str | None) -> None:
        """Remember that the safety text was accepted; leave if it was not."""
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
        """The driver from the environment, or the usual one, adapted to survive the loss of the terminal."""
        try:
            driver = super().get_driver_class()
        except (ImportError, AttributeError, ValueError, RuntimeError) as error:
            raise NoDriver(
                f"TEXTUAL_DRIVER names no driver that works: {error}. Without it the terminal is used."
            ) from error
        return lasting(driver, self._system)

    def leave(self, status: int, message: str | None = None) -> None:
        """End the app, after everything is on the disk."""
        if not self.leaving:
            self.leaving = True
            self.run_worker(self._leave(status, message), group=WAITING)

    async def _leave(self, status: int, message: str | None) -> None:
        if self._flow is not None:
            message = await self._flow.close() or message
        await self._screen_there()

        def leave() -> None:
            self.exit(status, return_code=status, message=message)

        # Through the screen's queue: a screen that is removed while it composes fails on missing widgets.
        if not self.screen.call_later(leave):
            leave()

    async def _screen_there(self) -> None:
        """Wait until the current screen is mounted: ending the app earlier makes it fail on missing widgets."""
        for _ in range(100):
            with suppress(ScreenStackError):
                if self.screen.is_mounted:
                    return
            await asyncio.sleep(0.01)

    def close_all(self) -> None:
        """Close session and speaker, however the app ended."""
        self.leaving = True
        self._system.forget()
        if self._flow is not None and (message := self._flow.close_at_once()) is not None:
            print(harmless(f"hipcoach: {message}"), file=sys.stderr)
        self.close_flashes()
        rings_out = self._flow is not None and self._flow.rings_out
        self.close_speaker(ringing_out=rings_out and not is_by_signal(self.return_code or 0))

    def action_leave(self) -> None:
        """Leave the app; during a session, ask first."""
        self.flow.interrupt()

    async def action_quit(self) -> None:
        """Leave the app, for the palette's own command."""
        self.action_leave()

    def action_stop_process(self) -> None:
        """Suspend the app and return to the shell; a session is paused first."""
        with self._standing_still():
            self.action_suspend_process()

    def _stop(self) -> None:
        """Suspend because a signal asks for it; in a browser without touching the terminal."""
        with self._standing_still():
            if self._drawn and not self.is_web:
                self.action_suspend_process()
            else:
                stop()

    @contextmanager
    def _standing_still(self) -> Iterator[None]:
        """Pause the session and stop all sound while the process is suspended."""
        if self._flow is not None:
            self._flow.stand_still()
        with self.hushed():
            yield

    def action_suspend_process(self) -> None:
        """Restore the terminal, suspend the process, and take the terminal again when the shell continues it.

        Textual's own version takes the terminal on every SIGCONT, even if the process was not suspended, and then
        remembers its own state as the one to restore; it also suspends where no shell can continue the process.
        """
        with suppress(SuspendNotSupported), self.suspend():
            stop()
            come_to_the_front(sys.__stdin__)

    def _take_terminal_back(self) -> None:
        """Set the terminal up again after SIGSTOP, which cannot be prepared for: the shell has changed it."""
        come_to_the_front(sys.__stdin__)
        if self._drawn and not self.leaving:
            with suppress(SuspendNotSupported), self.suspend():
                pass

    @property
    def _drawn(self) -> bool:
        """Whether the app has taken the terminal: not before its first screen, nor at its end."""
        return self.is_running and bool(self.screen_stack)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Leave the terminal, and the keys that send signals, to another program; take both back afterwards."""
        with super().suspend(), self._system.aside():
            yield

    # -- the palette ------------------------------------------------------------------------------------------------

    def action_command_palette(self) -> None:
        """Open the command palette, unless it is open."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def get_system_commands(self, screen: Screen[Any]) -> Iterator[SystemCommand]:
        """The commands of the screen that is shown, then those that make sense on any screen."""
        if isinstance(screen, WithCommands):
            yield from screen.commands()
        # Our help lists the keys, and has a way out.
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        yield SystemCommand("Quit", "Leave; during a session you are asked first", self.action_quit)

    def search_themes(self) -> None:
        """Open the palette with the themes."""
        self.push_screen(Palette([Themes], placeholder="Search for themes…"))


def run(app: HipcoachApp) -> int:
    """Run the app; returns the exit status."""
    # Exclude what is loaded by now from garbage collection, which would stop everything for a tenth of a second.
    gc.freeze()
    # Rarely until a session begins, which sees to that itself.
    gc.set_threshold(*RARELY)
    try:
        app.run()
    finally:
        app.close_all()
    return Exit.WRONG if app.return_code is None else app.return_code

"""The app: which screen follows which, and what they share."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, ScreenStackError, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.events import Event, InputEvent, Key, Paste
from textual.theme import ThemeProvider
from textual.widgets import Input

from hipcoach.diagnostics.files import in_words, path_shown, why
from hipcoach.live.environment import SIGNALLED
from hipcoach.live.signals import come_to_the_front, stop
from hipcoach.text.characters import harmless
from hipcoach.ui.driver import NoDriver, lasting
from hipcoach.ui.palette import Palette
from hipcoach.ui.screens.overlay import ACCEPTED, Overlay
from hipcoach.ui.screens.picker import Picker
from hipcoach.ui.system import System
from hipcoach.ui.themes import HIGH_CONTRAST
from hipcoach.ui.turns import Turns
from hipcoach.ui.typed import BESIDE, as_meant
from hipcoach.ui.unasked import Unasked

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen

    # The list of sessions is to be seen at once; what comes after it is loaded when it is needed.
    from hipcoach.advice.history import CheckInAnswers
    from hipcoach.diagnostics.problems import Problem
    from hipcoach.engine.choices import Choices
    from hipcoach.journal.resume import Resumable
    from hipcoach.live.environment import Environment, RunOptions
    from hipcoach.live.run import Live, Opened
    from hipcoach.session.library import Reading
    from hipcoach.session.model import Session
    from hipcoach.sound.speaker import Speaker
    from hipcoach.ui.screens.checkin import CheckIn
    from hipcoach.ui.screens.guiding import Guiding
    from hipcoach.ui.screens.left_open import Left

PUT_OFF = 3
"""Exit status of a session that is to go on later."""

CRASHED = 1
"""Exit status where the app did not end by itself."""

CANNOT = 2
"""Exit status where it cannot be done as asked."""

WAITING = "waiting"
"""The group of workers that wait for the disk, so that the event loop need not."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """How the newest session was done."""

    file: str | None = None
    choices: Choices | None = None


class HipcoachApp(App[int]):
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
        manner: RunOptions,
        speaker: Callable[[Callable[[], None], Callable[[str], None]], Speaker],
        opening: tuple[Session, Reading] | None = None,
        notice: str | None = None,
        going_on: tuple[Resumable, Reading | None] | None = None,
    ) -> None:
        """`opening` is the one session asked for; `going_on`, one that was left open, with its file where known."""
        self._system = System(self.leave, self._stop, self._take_terminal_back)
        super().__init__()
        self.desk = desk
        self.choices = choices
        """What is chosen for the next session."""
        self.as_asked = manner.as_asked
        """Whether the dose or more was asked for, so that nothing is taken over from last time."""
        self.leaving = False
        """Whether the app is on its way out."""
        self.last_file: str | None = None
        """The session file that was followed last."""
        self._manner = manner
        self._make_speaker = speaker
        self._speaker: Speaker | None = None
        self._opening = opening
        self._going_on = going_on
        self._left_open: Resumable | None = None
        self._offered = False
        """Whether it was asked what is to become of the session that was left open."""
        self._starting = False
        """Whether what a session needs is being read."""
        self._notice = notice
        self._told_unread = False
        """Whether it was said that something cannot be read."""
        self._live: Live | None = None
        self._guiding: Guiding | None = None
        self._rings_out = False
        """Whether the last that was heard is the end of a session."""
        self._turns = Turns(self, self._hand_over)
        self._unasked = Unasked(desk.clock)

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
        if not (self.leaving or self._unasked.too_early(self.screen, event)):
            await super().on_event(event)

    def on_key(self, event: Key) -> None:
        """Say of a key that means nothing where it was pressed that it does not, once while that can be read."""
        if event.key in self.screen.active_bindings or event.key in BESIDE:
            return
        told = "That key means nothing here."
        if self._guiding is not None and self._live is not None:
            told = self._live.guide.nothing("That key")
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
            self._report(self._notice)
        accepted = self.desk.accepted
        if self._opening is not None:
            self.remember(self.last_time())
            self.check_in(*self._opening)
            self._look_for_left_open(self._opening[1].path.name)
        elif self._going_on is None:
            self.push_screen(Picker())
        elif accepted:
            self.go_on(*self._going_on)
        if not accepted:
            from hipcoach.advice.safety import DISCLAIMER, safety_of
            from hipcoach.ui.screens.text import TextScreen

            text = TextScreen("Before you start", [*DISCLAIMER, "", *safety_of(None).before], "I understand")
            self._unasked.came(text)
            self.push_screen(text, self._accepted)

    def _accepted(self, result: str | None) -> None:
        """Keep that the safety text was accepted; leave where it was not."""
        if result != ACCEPTED:
            self.leave(PUT_OFF if self._for_one else 0)
            return
        if (trouble := self.desk.accept()) is not None:
            self._report(trouble)
        if self._going_on is not None:
            self.go_on(*self._going_on)
        else:
            self.call_after_refresh(self._offer)

    def get_driver_class(self) -> type[Driver]:
        """The driver that Textual is told to use, or the system's, made to last longer than the terminal."""
        try:
            driver = super().get_driver_class()
        except (ImportError, AttributeError, ValueError, RuntimeError) as error:
            raise NoDriver(
                f"TEXTUAL_DRIVER names nothing to draw with: {error}. Without it a terminal is used."
            ) from error
        return lasting(driver, self._system)

    def last_time(self) -> LastTime:
        """How the newest session in the log was done, so that the next one can begin like it."""
        from hipcoach.journal.files import damage
        from hipcoach.journal.history import sessions

        log = self.desk.places.log
        self.tell_unread(damage(log))
        newest = next(sessions(log, refused=lambda text: None, until=self.desk.wall()), None)
        if newest is None:
            return LastTime()
        return LastTime(newest.start.file if newest.start else None, newest.chosen)

    def tell_unread(self, refused: Sequence[str]) -> None:
        """Say once that something of the log, or of the person's own sessions, cannot be read."""
        if refused and not self._told_unread:
            self._told_unread = True
            more = f" (and {len(refused) - 1:,} more)" if len(refused) > 1 else ""
            self._report(f"{refused[0]}{more}. 'hipcoach doctor' says what to do.")

    def remember(self, last: LastTime) -> None:
        """Begin the next session like the last one."""
        self.last_file = last.file
        if self._opening is None and last.choices is not None:
            self.choices = self.desk.settings.begin(last.choices)

    def left_open(self) -> Resumable | None:
        """The session that was left open, if any."""
        from hipcoach.live.run import left_open

        return left_open(self.desk, self._report)

    def leave(self, status: int) -> None:
        """End the app: nothing is left playing and everything is on the disk."""
        if not self.leaving:
            self.leaving = True
            self.run_worker(self._leave(status), group=WAITING)

    async def _leave(self, status: int, message: str | None = None) -> None:
        message = await self._close_live() or message
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
        live, self._live = self._live, None
        if live is not None:
            live.guide.settle()
            live.close()
            live.let_go()
        if self._speaker is not None:
            from hipcoach.sound.speaker import RINGING_OUT

            signalled = (self.return_code or 0) > SIGNALLED
            self._speaker.close(1.0, linger=RINGING_OUT if self._rings_out and not signalled else 0.0)

    def action_leave(self) -> None:
        """Leave; from a session, ask first."""
        from hipcoach.ui.screens.ending import Ending
        from hipcoach.ui.screens.question import QuestionScreen

        screen = self.screen
        if isinstance(screen, Ending):
            screen.action_skip()
        elif self._guiding is None:
            done = self._live.status if self._live is not None else PUT_OFF
            self.leave(done if self._for_one else 0)
        elif screen is self._guiding:
            self._guiding.action_press("quit")
        elif isinstance(screen, Overlay):
            screen.dismiss("quit")
        elif isinstance(screen, Palette):
            screen.leave()
            # A question that the palette lay over is to be seen before it is answered.
            if not isinstance(self.screen, QuestionScreen):
                self.action_leave()
        elif isinstance(screen, QuestionScreen):
            screen.interrupt()

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
        if self._guiding is not None:
            self._guiding.stand_still()
        with self._speaker.hushed() if self._speaker is not None else nullcontext():
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

    # -- a session --------------------------------------------------------------------------------------------------

    def check_in(self, session: Session, reading: Reading) -> None:
        """Ask what has to be asked before a session."""
        from hipcoach.advice.checkin import Sheet
        from hipcoach.engine.choices import fitting
        from hipcoach.engine.plan import make_plan
        from hipcoach.ui.screens.checkin import CheckIn

        choices = self.choices if self._opening else fitting(session, self.choices)
        thresholds = self.desk.settings.thresholds
        sheet = Sheet(session, choices, self.desk.wall().date(), thresholds)
        self.push_screen(CheckIn(session, reading, sheet))
        self.call_after_refresh(lambda: self.speaker.prepare(make_plan(session, sheet.choices)))
        self.call_after_refresh(self._offer)

    def look_back(self, screen: CheckIn) -> None:
        """Have the check-in ask and offer what the past gives reason for; of a rehearsal nothing would be kept."""
        if self._manner.speed is None:
            self.run_worker(self._look_back(screen), group=WAITING, exit_on_error=False)

    async def _look_back(self, screen: CheckIn) -> None:
        from hipcoach.live.run import look_back

        # Reading goes on no longer than the questions are there: a session that begins has the machine to itself.
        def wanted() -> bool:
            return screen.is_running and not self._starting and not self.leaving

        history = await asyncio.to_thread(look_back, self.desk, wanted)
        if history is not None and wanted():
            screen.remember(history, as_last=not self.as_asked)

    def leave_check_in(self) -> None:
        """Go back to the list of sessions; where one session was asked for, it is put off."""
        self._after_session(PUT_OFF)

    def start(
        self, session: Session, reading: Reading, choices: Choices, usual: Choices, answers: CheckInAnswers
    ) -> None:
        """Start a session; `usual` is what the next one is to begin with."""
        self.choices = usual
        self.as_asked = False
        if not self._starting:
            self._starting = True
            other = usual if usual != choices else None
            self.run_worker(self._start(session, reading, choices, other, answers), group=WAITING)

    async def _start(
        self, session: Session, reading: Reading, choices: Choices, usual: Choices | None, answers: CheckInAnswers
    ) -> None:
        from hipcoach.live.run import begin
        from hipcoach.ui.screens.checkin import CheckIn

        try:
            opened = await asyncio.to_thread(
                begin, self.desk, session, reading, choices, self._manner, self._report, answers=answers, usual=usual
            )
        finally:
            self._starting = False
        # Whoever left the questions in the meantime wants no session; nothing of it has been kept.
        if isinstance(self.screen, CheckIn) and not self.leaving:
            self._lead(opened, reading.path.name)

    def _lead(self, opened: Opened, file: str) -> None:
        """Lead through a session."""
        from hipcoach.cues.caption import Captions
        from hipcoach.live.run import Live
        from hipcoach.ui.screens.checkin import CheckIn
        from hipcoach.ui.screens.guiding import GapNotice, Guiding

        # A sound that was switched off in another session is not missed from the floor until it is too late.
        self.speaker.muted = self._manner.mute
        self.last_file = file
        self._rings_out = False
        captions = Captions()
        self._live = Live(self.desk, opened, self._manner, self.speaker, [captions, GapNotice(self)], self._report)
        self._guiding = Guiding(self._live, captions)
        if isinstance(self.screen, CheckIn):
            self.switch_screen(self._guiding)
        else:
            self.push_screen(self._guiding)

    def session_over(self, live: Live) -> None:
        """Show what was done; a session that was put off needs no more words."""
        from hipcoach.ui.screens.ending import Ending

        if self._guiding is None:
            return
        self.uncover(self._guiding)
        self._guiding = None
        self._rings_out = live.conductor.over
        if live.guide.put_off:
            # Whoever has just put it off is not to be asked about it at once.
            self._offered = True
            self._part(PUT_OFF)
        else:
            ending = Ending(live)
            self._unasked.came(ending)
            self.switch_screen(ending)

    def check_out(self, live: Live, pain: int | None, effort: Mapping[str, int], note: str) -> None:
        """Keep the answers and go back to the list."""
        if self._live is not live:
            return
        if live.journal is not None and (pain is not None or effort or note):
            live.journal.checkout(pain=pain, effort=effort, note=note)
        self._part(live.status)

    def _part(self, status: int) -> None:
        """Let go of the session, then go on to what follows it."""
        self.run_worker(self._parted(status), group=WAITING)

    async def _parted(self, status: int) -> None:
        message = await self._close_live()
        if self.leaving:
            return
        if self._for_one:
            self.leaving = True
            await self._leave(status, message)
        else:
            if message is not None:
                self._report(message)
            self.back_to_list()

    @property
    def _for_one(self) -> bool:
        """Whether the app was started for one session, and ends with it."""
        return self._opening is not None or self._going_on is not None

    def _after_session(self, status: int) -> None:
        """Go back to the list; where one session was asked for, that was it."""
        if self._for_one:
            self.leave(status)
        else:
            self.back_to_list()

    async def _close_live(self) -> str | None:
        """Let go of the session; what there is to say if its log is not on the disk."""
        live, self._live = self._live, None
        if live is None:
            return None
        live.guide.settle()
        unwritten = await asyncio.to_thread(live.close)
        live.let_go()
        return f"{len(unwritten)} lines are missing in the log: {self.log_trouble(live)}" if unwritten else None

    def save_elsewhere(self, live: Live, saved: Callable[[], None]) -> None:
        """Ask where else to put the log, and put it there; `saved` is called once it is there."""
        from hipcoach.ui.screens.elsewhere import ElsewhereScreen

        def chosen(place: Path | None) -> None:
            if place is not None:
                self.run_worker(self._save_elsewhere(live, place, saved), group=WAITING)

        self.push_screen(ElsewhereScreen(self.desk.elsewhere), chosen)

    async def _save_elsewhere(self, live: Live, place: Path, saved: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(live.save_copy, place)
        except OSError as error:
            self._report(f"It cannot be saved there: {path_shown(place)}: {why(error)}")
        else:
            saved()

    def log_trouble(self, live: Live) -> str | None:
        """What keeps the log from being written."""
        return live.journal.trouble if live.journal else None

    # -- session files ----------------------------------------------------------------------------------------------

    def edit(self, path: Path) -> None:
        """Have the person edit a session file, a copy of their own where it came with hipcoach; say how it came out."""
        from hipcoach.engine.plan import longest
        from hipcoach.session.authoring import editing

        try:
            edited = editing.edit(self.desk.library, path, editing.editor(os.environ), self.suspend(), longest)
        except editing.CannotWrite as refused:
            self._report(str(refused))
        except OSError as error:
            self._report(in_words(error))
        except SuspendNotSupported:
            self._report("This terminal cannot make way for an editor; 'hipcoach edit' in a shell does the same.")
        else:
            if not edited.kept:
                self.notify(editing.AS_IT_WAS, markup=False)
            elif edited.problems:
                self.show_problems(edited.path, edited.problems)
            else:
                self.notify(f"{path_shown(edited.path)}: no problems", markup=False)

    def show_problems(self, path: Path, problems: tuple[Problem, ...]) -> None:
        """Show what is wrong with a session file."""
        from hipcoach.diagnostics.problems import has_error, render
        from hipcoach.ui.screens.text import TextScreen, room_for_text

        title = f"{path} cannot be used as it is" if has_error(problems) else f"{path} can be used, but"
        self.push_screen(TextScreen(title, [render(problems, width=room_for_text(self.size.width))]))

    # -- a session that was left open -------------------------------------------------------------------------------

    def _look_for_left_open(self, file: str) -> None:
        """Find out whether a session of one file was left open."""

        async def look() -> None:
            from hipcoach.live.run import left_open

            self.found_left_open(await asyncio.to_thread(left_open, self.desk, self._report, file))

        self.run_worker(look(), group=WAITING, exit_on_error=False)

    def found_left_open(self, left: Resumable | None) -> None:
        """Take note of the session that was left open, and ask once what is to become of it."""
        self._left_open = left
        if not self._offered:
            self._offer()

    def _offer(self) -> None:
        """Ask what is to become of the session that was left open, where the list or its own questions are shown."""
        from hipcoach.ui.screens.checkin import CheckIn
        from hipcoach.ui.screens.left_open import LeftOpenScreen

        left, screen = self._left_open, self.screen
        if left is None or self._manner.speed is not None or self._starting or self.leaving:
            return
        if isinstance(screen, Picker) or (isinstance(screen, CheckIn) and screen.reading.path.name == left.file):
            self._offered = True
            reading = screen.reading if isinstance(screen, CheckIn) else None
            question = LeftOpenScreen(left)
            self._unasked.came(question)
            self.push_screen(question, lambda answer: self._decided(left, reading, answer))

    def _decided(self, left: Resumable, reading: Reading | None, answer: Left | None) -> None:
        """Do what was decided about the session that was left open."""
        from hipcoach.ui.screens.left_open import Left

        match answer:
            case Left.GO_ON:
                self.go_on(left, reading)
            case Left.CLOSE | Left.DROP:
                self._left_open = None
                self.run_worker(self._end_left(left, answer), group=WAITING)
            case Left.LATER | None:
                pass

    async def _end_left(self, left: Resumable, answer: Left) -> None:
        from hipcoach.journal.resume import abandon, close_as_partial
        from hipcoach.ui.screens.left_open import DECIDED, Left

        end = close_as_partial if answer is Left.CLOSE else abandon
        try:
            await asyncio.to_thread(end, left, self.desk.wall())
        except OSError as error:
            self._report(f"It stays open: {why(error)}")
        else:
            self.notify(DECIDED[answer], markup=False)

    def go_on(self, left: Resumable, reading: Reading | None = None) -> None:
        """Go on with a session that was left open; `reading` is its file where that is known already."""
        self._left_open = None
        if not self._starting:
            self._starting = True
            self.run_worker(self._go_on(left, reading), group=WAITING)

    async def _go_on(self, left: Resumable, reading: Reading | None) -> None:
        from hipcoach.live.run import FLUSH_SECONDS, as_it_was, taken_up

        try:
            session = await asyncio.to_thread(as_it_was, self.desk, left, self._report, reading)
            opened = await asyncio.to_thread(taken_up, self.desk, left, self._report, session)
        except OSError as error:
            if self._going_on is None:
                self._report(f"It cannot be gone on with: {why(error)}")
            elif not self.leaving:
                self.leaving = True
                await self._leave(CANNOT, f"hipcoach: {why(error)}")
            return
        finally:
            self._starting = False
        if not self.leaving:
            self._lead(opened, left.file)
        elif opened.journal is not None:
            await asyncio.to_thread(opened.journal.close, FLUSH_SECONDS)

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
            self.call_later(self.notify, harmless(text), markup=False, severity="warning", timeout=10)

    # -- shared -----------------------------------------------------------------------------------------------------

    def uncover(self, screen: Screen[Any]) -> None:
        """Take off what lies over a screen."""
        while screen in self.screen_stack and self.screen is not screen:
            self.pop_screen()

    def back_to_list(self) -> None:
        """Take off what lies over the list of sessions."""
        for screen in self.screen_stack:
            if isinstance(screen, Picker):
                self.uncover(screen)

    def answer(self, text: str | None, seconds: float = 3.0) -> None:
        """Say something, or nothing, in answer to a key, in place of the answer before; warnings have their time."""
        for before in [told for told in self._notifications if told.severity == "information"]:
            self._unnotify(before)
        if text:
            self.notify(text, markup=False, timeout=seconds)

    def ends_at(self, seconds: float) -> str:
        """The time of day in so many seconds."""
        return (self.desk.wall() + timedelta(seconds=seconds)).strftime("%H:%M")

    def show_help(self, session: Session | None = None, chosen: Callable[[str | None], None] | None = None) -> None:
        """Show the keys and the safety text; in a session the keys can be clicked."""
        from hipcoach.advice.safety import DISCLAIMER, safety_of
        from hipcoach.settings.keymap import KEYS
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
    return CRASHED if app.return_code is None else app.return_code

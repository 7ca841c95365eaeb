"""What every screen can ask of the app (`SharedApp`), and have it do next (`Steps`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct
from msgspec.structs import replace
from textual.app import App
from textual.signal import Signal

from hipcoach.settings.model import Bell
from hipcoach.text.characters import cut, harmless
from hipcoach.ui.styling import RememberingStylesheet
from hipcoach.ui.unasked import Unasked

if TYPE_CHECKING:
    # The list of sessions has to be shown at once; modules for later screens are imported when needed.
    from textual.app import SystemCommand
    from textual.screen import Screen

    from hipcoach.advice.history import CheckInAnswers, History
    from hipcoach.advice.proposal import Proposal
    from hipcoach.engine.choices import Choices
    from hipcoach.figures.model import Figure
    from hipcoach.journal.resume import Resumable
    from hipcoach.live.check_out import CheckOutAnswers
    from hipcoach.live.environment import Environment, RunOptions
    from hipcoach.live.flashes import Flashes
    from hipcoach.live.run import Live
    from hipcoach.session.library import Reading
    from hipcoach.session.model import Affected, Session
    from hipcoach.sound.speaker import Speaker

NARROW, ROOMY = 80, 24
"""The columns and lines from which on a message may take several lines."""

WAITING = "waiting"
"""The group of workers that wait for the disk in threads."""

PAINTED = 0.05
"""Seconds that a screen gets to be painted, before anything begins that is not needed to see it."""

MakeSpeaker = Callable[[Callable[[], None], Callable[[str], None]], "Speaker"]
"""Makes a speaker from two functions: one rings the terminal's bell, one shows a message."""


class Steps(Protocol):
    """The steps between screens, from picking a session to its end; implemented by `Flow`."""

    def found_left_open(self, left: Resumable | None) -> None:
        """Remember the interrupted session, and ask once whether to resume or end it."""

    def check_in(self, session: Session, reading: Reading) -> None:
        """Show the questions before a session."""

    def look_for_left_open(self, file: str) -> None:
        """Ask about an interrupted session of one file; look for it first if no list of sessions has done so."""

    def look_back(self, remember: Callable[[History | None], None], asking: Callable[[], bool]) -> bool:
        """Read the log in a thread and pass it to `remember`, as long as `asking` returns true; `None` if that fails.

        Returns whether there is anything to wait for: a rehearsal reads no log.
        """

    def leave_check_in(self) -> None:
        """Go back to the list of sessions; if the app was started for one session, put it off and leave."""

    def start(
        self, session: Session, reading: Reading, choices: Choices, usual: Choices, answers: CheckInAnswers
    ) -> None:
        """Start a session; `usual`: the choices to restore next time, without today's pain adjustments."""

    def session_over(self, live: Live) -> None:
        """Show the end screen, or close the session at once if it was put off."""

    def check_out(self, live: Live, answers: CheckOutAnswers) -> None:
        """Log the answers after a session and go back to the list."""

    def save_elsewhere(self, live: Live, saved: Callable[[], object]) -> None:
        """Ask for another folder and save the log there; `saved` is called when that is done."""


class WithCommands:
    """A screen with commands of its own for the palette."""

    def commands(self) -> Iterator[SystemCommand]:
        """What can be done there."""
        raise NotImplementedError


class LastTime(Struct, frozen=True):
    """How the newest session in the log was done."""

    file: str | None = None
    choices: Choices | None = None
    affected: Affected | None = None
    """The side that the person calls affected."""


class SharedApp(App[int]):
    """The app as its screens know it: the environment, the speaker, and messages to the person."""

    def __init__(
        self,
        desk: Environment,
        choices: Choices,
        options: RunOptions,
        speaker: MakeSpeaker,
        opening: tuple[Session, Reading] | None = None,
        going_on: tuple[Resumable, Reading | None] | None = None,
    ) -> None:
        super().__init__()
        self.stylesheet: RememberingStylesheet = RememberingStylesheet(variables=self.stylesheet._variables)
        self.desk = desk
        self.options = options
        self.choices = choices
        """The choices for the next session."""
        self.as_asked = options.as_asked
        """Whether dose or modifications were given explicitly, so that nothing is taken over from last time."""
        self.last_file: str | None = None
        """The name of the session file that was followed last."""
        self.opening = opening
        """The single session that the app was started for."""
        self.going_on = going_on
        """The interrupted session that the app was started to resume, with its file if that is known."""
        self.proposal: Proposal | None = None
        """What is proposed for today; `None` before that is known."""
        self.home: Screen[None] | None = None
        """The list of sessions; `None` if the app was started for one session."""
        self.leaving = False
        """Whether the app is ending."""
        self.unasked = Unasked(desk.clock)
        self.reported: Signal[str] = Signal(self, "reported")
        """Published with each message that `report` shows: a screen may show more about it."""
        self._make_speaker = speaker
        self._speaker: Speaker | None = None
        self._flashes: Flashes | None = None
        self._told_unread = False
        """Whether the person was told that something cannot be read."""

    @property
    def flow(self) -> Steps:
        """Leads on from the current screen."""
        raise NotImplementedError

    @property
    def for_one(self) -> bool:
        """Whether the app was started for one session and ends with it."""
        return self.opening is not None or self.going_on is not None

    # -- the next session -------------------------------------------------------------------------------------------

    def last_time(self) -> LastTime:
        """Read from the log how the newest session was done, so that the next one can begin the same way."""
        # Imported here, so that the list is shown before the log is read.
        from hipcoach.journal import habits
        from hipcoach.journal.files import damage

        log = self.desk.places.log
        self.tell_unread(damage(log))
        now = self.desk.wall()
        file, choices = habits.last_time(log, now) or (None, None)
        return LastTime(file, choices, habits.affected_side(log, now))

    def remember(self, last: LastTime) -> None:
        """Set the choices for the next session to those of the last one, but for a dose that was picked meanwhile."""
        self.last_file = last.file
        if last.choices is not None:
            choices = self.desk.settings.begin(last.choices)
            if self.as_asked:
                choices = replace(choices, dose=self.choices.dose, doses=self.choices.doses)
            self.choices = choices
        # For the lengths in the list; a check-in asks the person's file itself.
        self.choices = replace(self.choices, affected=last.affected)

    def propose(self) -> Proposal | None:
        """Read from the log what to do today; nothing for a rehearsal, which keeps nothing."""
        if self.options.speed is not None:
            return None
        # Imported here, so that the list is shown before the log is read.
        from hipcoach.diagnostics.files import why
        from hipcoach.live.today import proposed

        desk = self.desk
        try:
            return proposed(desk.places, desk.library, desk.settings, desk.wall())
        except OSError as error:
            self.report(f"Nothing can be proposed for today: {why(error)}")
            return None

    # -- figures ----------------------------------------------------------------------------------------------------

    def figure(self, name: str | None) -> Figure | None:
        """The figure of this name; one that cannot be read is told of, and left out."""
        if name is None:
            return None
        # Imported here, so that the list is shown first.
        from hipcoach.diagnostics.files import why
        from hipcoach.figures.reader import FigureError

        try:
            return self.desk.library.figure_shelf().read(name)
        except FigureError as error:
            self.report(str(error))
        except OSError as error:
            self.report(f"{name}: {why(error)}")
        return None

    # -- sound ------------------------------------------------------------------------------------------------------

    @property
    def speaker(self) -> Speaker:
        """The speaker; made when it is first needed, because finding players takes a while."""
        if self._speaker is None:
            self._speaker = self._make_speaker(self._ring, self._report_sound)
            self._speaker.muted = self.options.mute
            self._speaker.start()
        return self._speaker

    def hushed(self) -> AbstractContextManager[object]:
        """Stop all sound within a `with`, if there is a speaker."""
        return self._speaker.hushed() if self._speaker is not None else nullcontext()

    def close_flashes(self) -> None:
        """End the thread that flashes the terminal, if there is one."""
        if self._flashes is not None:
            self._flashes.close()

    def close_speaker(self, *, ringing_out: bool) -> None:
        """Close the speaker, if there is one; with `ringing_out`, after the last sound has ended."""
        if self._speaker is not None:
            # Already imported, together with the speaker.
            from hipcoach.sound.speaker import RINGING_OUT

            self._speaker.close(1.0, linger=RINGING_OUT if ringing_out else 0.0)

    @property
    def flashes(self) -> Flashes | None:
        """What flashes the terminal for cues; `None` unless the settings ask for it."""
        if self._flashes is None and self.desk.settings.sound.bell is Bell.VISIBLE:
            # Imported here, since it is seldom asked for.
            from hipcoach.live.flashes import Flashes

            self._flashes = Flashes(self._write_out)
        return self._flashes

    def _write_out(self, text: str) -> None:
        """Write to the terminal, from any thread, as long as it is ours."""
        if self._driver is not None and not self.leaving:
            self._driver.write(text)

    def bell(self) -> None:
        """Ring the terminal's bell, unless the settings say something else of it."""
        if self.desk.settings.sound.bell is Bell.SOUND:
            super().bell()

    def _ring(self) -> None:
        """Ring the terminal's bell, from any thread."""
        if not self.leaving:
            self.call_later(self.bell)

    def _report_sound(self, text: str) -> None:
        """Show a message about the sound, from any thread; it is there to stay, so it takes one line of a small one."""
        width, height = self.size
        if height < ROOMY or width < NARROW:
            head = text.partition(". ")[0]
            text = cut(head if len(head) < len(text) else text, max(1, width - 3))
        self.report(text)

    # -- messages ---------------------------------------------------------------------------------------------------

    def report(self, text: str) -> None:
        """Show a message, from any thread."""
        if not self.leaving:
            self.call_later(self._show_report, harmless(text))

    def _show_report(self, text: str) -> None:
        self.notify(text, markup=False, severity="warning", timeout=10)
        self.reported.publish(text)

    def tell_unread(self, refused: Sequence[str]) -> None:
        """Show once that parts of the log, or of the person's own sessions, cannot be read."""
        if refused and not self._told_unread:
            self._told_unread = True
            more = f" (and {len(refused) - 1:,} more)" if len(refused) > 1 else ""
            self.report(f"{refused[0]}{more}. 'hipcoach doctor' says what to do.")

    def answer(self, text: str | None, seconds: float = 3.0) -> None:
        """Show the reply to a key in place of the previous reply, or only remove that one; warnings stay."""
        for before in [told for told in self._notifications if told.severity == "information"]:
            self._unnotify(before)
        if text:
            self.notify(text, markup=False, timeout=seconds)

    def ends_at(self, seconds: float) -> str:
        """The time of day in so many seconds, as text."""
        return (self.desk.wall() + timedelta(seconds=seconds)).strftime("%H:%M")

    def when_over(self, seconds: float) -> str:
        """When a session of so many seconds would end, or that it is a rehearsal, which keeps nothing."""
        if self.options.speed is not None:
            return f"rehearsal, {self.options.speed:g} times as fast, not logged"
        return f"would end at {self.ends_at(seconds)}"

    # -- colours -----------------------------------------------------------------------------------------------------

    def choose_theme(self, name: str) -> None:
        """Change the theme, for the next start too."""
        # Imported here, since it is seldom needed.
        from hipcoach.ui.kept_theme import keep

        self.theme = name
        if (trouble := keep(self.desk.places, self.desk.settings.theme, name)) is not None:
            self.report(trouble)

    def add_sheets(self, names: Iterable[str]) -> None:
        """Read files of styles that a screen needs, in this order; none is read twice."""
        for name in names:
            self.stylesheet.add(Path(__file__).with_name(f"{name}.tcss"))

    # -- screens ----------------------------------------------------------------------------------------------------

    def uncover(self, screen: Screen[Any]) -> None:
        """Close all screens that cover a screen."""
        while screen in self.screen_stack and self.screen is not screen:
            self.pop_screen()

    def back_to_list(self) -> None:
        """Close all screens that cover the list of sessions."""
        if self.home is not None:
            self.uncover(self.home)

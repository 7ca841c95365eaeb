"""What every screen may ask of the app, and what it may have done next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App

from hipcoach.text.characters import harmless
from hipcoach.ui.unasked import Unasked

if TYPE_CHECKING:
    # The list of sessions is to be seen at once; what comes after it is loaded when it is needed.
    from textual.screen import Screen

    from hipcoach.advice.history import CheckInAnswers, History
    from hipcoach.engine.choices import Choices
    from hipcoach.journal.resume import Resumable
    from hipcoach.live.environment import Environment, RunOptions
    from hipcoach.live.run import Live
    from hipcoach.session.library import Reading
    from hipcoach.session.model import Session
    from hipcoach.sound.speaker import Speaker

WAITING = "waiting"
"""The group of workers that wait for the disk, so that the event loop need not."""

MakeSpeaker = Callable[[Callable[[], None], Callable[[str], None]], "Speaker"]
"""Makes a speaker, from what rings the terminal's bell and what tells the person something."""


class Steps(Protocol):
    """What follows a screen, from picking a session to its end; `Flow` does it."""

    def found_left_open(self, left: Resumable | None) -> None:
        """Take note of the session that was left open, and ask once what is to become of it."""

    def check_in(self, session: Session, reading: Reading) -> None:
        """Ask what has to be asked before a session."""

    def look_back(self, remember: Callable[[History], None], asking: Callable[[], bool]) -> None:
        """Have the log read for `remember`, as long as somebody is still `asking`."""

    def leave_check_in(self) -> None:
        """Go back to the list of sessions; where one session was asked for, it is put off."""

    def start(
        self, session: Session, reading: Reading, choices: Choices, usual: Choices, answers: CheckInAnswers
    ) -> None:
        """Start a session; `usual` is what the next one is to begin with."""

    def session_over(self, live: Live) -> None:
        """Show what was done; a session that was put off needs no more words."""

    def check_out(self, live: Live, pain: int | None, effort: Mapping[str, int], note: str) -> None:
        """Keep the answers and go back to the list."""

    def save_elsewhere(self, live: Live, saved: Callable[[], None]) -> None:
        """Ask where else to put the log, and put it there; `saved` is called once it is there."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """How the newest session was done."""

    file: str | None = None
    choices: Choices | None = None


class SharedApp(App[int]):
    """The app as its screens know it: what sessions are run with, the speaker, and how to tell the person something."""

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
        self.desk = desk
        self.options = options
        self.choices = choices
        """What is chosen for the next session."""
        self.as_asked = options.as_asked
        """Whether the dose or more was asked for, so that nothing is taken over from last time."""
        self.last_file: str | None = None
        """The session file that was followed last."""
        self.opening = opening
        """The one session that was asked for."""
        self.going_on = going_on
        """The session that was left open and is asked for, with its file where that is known."""
        self.home: Screen[None] | None = None
        """The list of sessions, unless one session was asked for."""
        self.leaving = False
        """Whether the app is on its way out."""
        self.unasked = Unasked(desk.clock)
        self._make_speaker = speaker
        self._speaker: Speaker | None = None
        self._told_unread = False
        """Whether it was said that something cannot be read."""

    @property
    def flow(self) -> Steps:
        """What follows the screen that is shown."""
        raise NotImplementedError

    @property
    def for_one(self) -> bool:
        """Whether the app was started for one session, and ends with it."""
        return self.opening is not None or self.going_on is not None

    # -- the next session -------------------------------------------------------------------------------------------

    def last_time(self) -> LastTime:
        """How the newest session in the log was done, so that the next one can begin like it."""
        # The list is to be seen before the log is read, and what reads it is loaded.
        from hipcoach.journal.files import damage
        from hipcoach.journal.history import sessions

        log = self.desk.places.log
        self.tell_unread(damage(log))
        newest = next(sessions(log, refused=lambda text: None, until=self.desk.wall()), None)
        if newest is None:
            return LastTime()
        return LastTime(newest.start.file if newest.start else None, newest.chosen)

    def remember(self, last: LastTime) -> None:
        """Begin the next session like the last one."""
        self.last_file = last.file
        if self.opening is None and last.choices is not None:
            self.choices = self.desk.settings.begin(last.choices)

    # -- sound ------------------------------------------------------------------------------------------------------

    @property
    def speaker(self) -> Speaker:
        """The speaker; made when it is first needed, because looking for players takes a while."""
        if self._speaker is None:
            self._speaker = self._make_speaker(self._ring, self.report)
            self._speaker.muted = self.options.mute
            self._speaker.start()
        return self._speaker

    def hushed(self) -> AbstractContextManager[object]:
        """Be quiet for a while."""
        return self._speaker.hushed() if self._speaker is not None else nullcontext()

    def close_speaker(self, *, ringing_out: bool) -> None:
        """Let go of the speaker, where there is one; what sounds last may ring out before."""
        if self._speaker is not None:
            # It is loaded already, with the speaker.
            from hipcoach.sound.speaker import RINGING_OUT

            self._speaker.close(1.0, linger=RINGING_OUT if ringing_out else 0.0)

    def _ring(self) -> None:
        """The terminal's bell, from any thread."""
        if not self.leaving:
            self.call_later(self.bell)

    # -- what is said -----------------------------------------------------------------------------------------------

    def report(self, text: str) -> None:
        """Tell the person something, from any thread."""
        if not self.leaving:
            self.call_later(self.notify, harmless(text), markup=False, severity="warning", timeout=10)

    def tell_unread(self, refused: Sequence[str]) -> None:
        """Say once that something of the log, or of the person's own sessions, cannot be read."""
        if refused and not self._told_unread:
            self._told_unread = True
            more = f" (and {len(refused) - 1:,} more)" if len(refused) > 1 else ""
            self.report(f"{refused[0]}{more}. 'hipcoach doctor' says what to do.")

    def answer(self, text: str | None, seconds: float = 3.0) -> None:
        """Say something, or nothing, in answer to a key, in place of the answer before; warnings have their time."""
        for before in [told for told in self._notifications if told.severity == "information"]:
            self._unnotify(before)
        if text:
            self.notify(text, markup=False, timeout=seconds)

    def ends_at(self, seconds: float) -> str:
        """The time of day in so many seconds."""
        return (self.desk.wall() + timedelta(seconds=seconds)).strftime("%H:%M")

    # -- screens ----------------------------------------------------------------------------------------------------

    def uncover(self, screen: Screen[Any]) -> None:
        """Take off what lies over a screen."""
        while screen in self.screen_stack and self.screen is not screen:
            self.pop_screen()

    def back_to_list(self) -> None:
        """Take off what lies over the list of sessions."""
        if self.home is not None:
            self.uncover(self.home)

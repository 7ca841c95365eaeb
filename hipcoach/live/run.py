"""Assembles a live session for any front end from plan, player, conductor, guide and journal, and closes it again.

`begin`, `look_back`, `as_it_was`, `taken_up`, `left_open`, `Live.save_copy` and `Live.close` wait for the disk: an
event loop has to call them in a thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from hipcoach import __version__
from hipcoach.advice.history import CheckInAnswers, History
from hipcoach.diagnostics.files import path_shown, why
from hipcoach.engine.choices import Choices, needs_person, unattended
from hipcoach.engine.events import Outcome
from hipcoach.engine.plan import make_plan
from hipcoach.engine.player import Command, Player
from hipcoach.exits import Exit
from hipcoach.journal.habits import began_last, never_done
from hipcoach.journal.install import install_id, known_id
from hipcoach.journal.journal import Journal, SessionFacts
from hipcoach.journal.rescue import BEFORE, bring_back
from hipcoach.journal.resume import Resumable, find
from hipcoach.live.awake import Awake
from hipcoach.live.conductor import Conductor, Listener
from hipcoach.live.environment import Environment, RunOptions
from hipcoach.live.guide import Guide
from hipcoach.live.sound_keys import change
from hipcoach.session.library import Reading
from hipcoach.session.model import Session
from hipcoach.settings.keymap import Action

if TYPE_CHECKING:
    # For annotations only: sessions are looked for in the log before anything of sound is loaded.
    from hipcoach.sound.speaker import Speaker

FLUSH_SECONDS = 5.0
"""Seconds that closing waits for the disk."""


Report = Callable[[str], None]


def exit_status(outcome: Outcome | None) -> Exit:
    """The exit status for the outcome of a session, `None` if it has not ended."""
    match outcome:
        case Outcome.COMPLETED:
            return Exit.OK
        case Outcome.STOPPED_FOR_PAIN:
            return Exit.STOPPED_FOR_PAIN
        case Outcome.PARTIAL | Outcome.ABANDONED | None:
            return Exit.PARTIAL
        case _:
            assert_never(outcome)


class Opened(Struct, frozen=True):
    """A session with everything read that it needs, ready to be led."""

    player: Player
    """Before its start, or paused at the place where the session was interrupted."""
    session: Session | None
    """`None` if a resumed session's file is gone or changed."""
    choices: Choices
    journal: Journal | None
    """`None` for a rehearsal."""
    pain_before: int | None = None
    hurts: bool = False
    """Whether a resumed session stands still for a pain, which is asked about first."""


def begin(
    environment: Environment,
    session: Session,
    reading: Reading,
    choices: Choices,
    options: RunOptions,
    report: Report,
    *,
    keyboard: bool = True,
    answers: CheckInAnswers | None = None,
    usual: Choices | None = None,
) -> Opened:
    """Open a session from its beginning; `answers` are those of its check-in, `None` if nobody was asked.

    `usual`: the choices to restore next time, without today's pain adjustments; `None` if they are `choices`.
    """
    if (last := began_last(environment.places.log, environment.wall(), reading.path.name)) is not None:
        choices = replace(choices, alternate=last.other)
    library = frozenset(exercise.library for exercise in session.exercises if exercise.library)
    choices = replace(choices, new=never_done(environment.places.log, environment.wall(), library))
    if options.go or not keyboard:
        choices = unattended(choices)
    elif options.speed is not None:
        # A rehearsal waits for nobody.
        choices = replace(choices, attended=False)
    journal = None if options.speed is not None else _journal(environment, session, reading, choices, usual, report)
    if journal is not None and answers is None:
        journal.nobody_asked()
    elif journal is not None and answers is not None and answers.any:
        journal.checkin(
            pain=answers.pain,
            next_morning=answers.next_morning,
            daily_life=answers.daily_life,
            turned_out=answers.turned_out,
            background=answers.background,
            outer_hip=answers.outer_hip,
            accepted=answers.accepted,
            declined=answers.declined,
            dismissed=answers.dismissed,
        )
    if options.speed is None and (needs_person(session) or choices.affected is not None):
        _keep_said(environment, session, usual or choices, report)
    pain_before = answers.pain if answers else None
    return Opened(Player(make_plan(session, choices)), session, choices, journal, pain_before)


def _keep_said(environment: Environment, session: Session, choices: Choices, report: Report) -> None:
    """Keep what choices say of the person for the next session; `report` is called if that fails."""
    # Imported only where a file asks for it: most need nothing of it.
    from hipcoach.journal.files import PERSON
    from hipcoach.journal.person import keep, news, person

    log, now = environment.places.log, environment.wall()
    try:
        keep(log, install_id(environment.places.install), news(session, choices, person(log, now), now))
    except (OSError, ValueError) as error:
        where = path_shown(log / PERSON)
        report(f"Side and loads will not be remembered, because {where} cannot be written: {why(error)}")


def look_back(environment: Environment, wanted: Callable[[], bool]) -> History | None:
    """Read all sessions of the log; `None` as soon as it is no longer `wanted`."""
    from hipcoach.journal.history import sessions
    from hipcoach.journal.to_history import history

    read = []
    # The history screen reports unreadable sessions; questions and offers do without them.
    for folded in sessions(environment.places.log, refused=lambda text: None, until=environment.wall()):
        if not wanted():
            return None
        read.append(folded)
    return history(read)


def left_open(environment: Environment, report: Report, file: str | None = None) -> Resumable | None:
    """Find the newest session, of one file or of any, that was interrupted or put off and is not running.

    Logs that were saved in another folder are brought back first, since one may continue that session; `report` is
    called with a line about each.
    """
    host = known_id(environment.places.install)
    if host is None:
        return None
    elsewhere = bring_back(environment.places.log, host, environment.elsewhere, report)
    return find(environment.places.log, host, environment.wall(), file=file, without=elsewhere)


def taken_up(environment: Environment, resumable: Resumable, report: Report, session: Session | None) -> Opened:
    """Open a session where it was interrupted, with the plan in its log; InUse if another process is running it.

    `session` is the result of `as_it_was`.
    """
    player, checkin = resumable.player(), resumable.folded.checkin
    # Last, because this locks the log.
    journal = Journal.resume(resumable, wall=environment.wall, report=report)
    pain_before = checkin.pain if checkin else None
    return Opened(player, session, resumable.choices, journal, pain_before, hurts=resumable.hurts)


def as_it_was(
    environment: Environment, resumable: Resumable, report: Report, reading: Reading | None
) -> Session | None:
    """The session file of an interrupted session; `None`, with a line to `report`, if it is gone or changed.

    `reading`: the file if it has been read already; otherwise it is searched by its name.
    """
    start = resumable.folded.start
    if start is None:
        return None
    paths = [entry.path for entry in environment.library.sessions() if entry.path.name == start.file]
    readings = [reading] if reading is not None else [environment.library.read(path) for path in paths]
    for one in readings:
        if one.sha256 == start.sha256:
            return one.session
    happened = "has changed since" if readings else "is not among your sessions"
    report(f"{start.file} {happened}. The session goes on as it began, with the plan in the log.")
    return None


def in_order(journal: Journal | None, speaker: Speaker | None, screen: Sequence[Listener]) -> tuple[Listener, ...]:
    """The listeners in order: the journal first, so that events are recorded whatever the others do.

    The speaker comes before the screen, so that sound does not wait for painting, or for writing a line.
    """
    return (*([journal] if journal else ()), *([speaker] if speaker else ()), *screen)


class Live:
    """A session with conductor, guide and journal; start it, lead it and close it."""

    def __init__(
        self,
        environment: Environment,
        opened: Opened,
        options: RunOptions,
        speaker: Speaker | None,
        screen: Sequence[Listener],
        report: Report,
        *,
        keyboard: bool = True,
    ) -> None:
        """`screen`: the listeners that show the session; without a `speaker` it is silent."""
        self.session = opened.session
        self.journal = opened.journal
        self.pain_before = opened.pain_before
        """The pain score at the check-in, 0 to 10, if one was given."""
        self.conductor = Conductor(
            opened.player,
            in_order(self.journal, speaker, screen),
            clock=environment.clock,
            wall=environment.wall,
            report=report,
            speed=options.speed,
            keyboard=keyboard,
            goes_on=options.go,
        )
        self.guide = Guide(
            self.conductor,
            opened.session,
            opened.choices,
            sound_key=partial(change, speaker, keys=environment.settings.keys),
            pain_before=opened.pain_before,
            thresholds=environment.settings.thresholds.pain,
            choices_changed=self.journal.choices_changed if self.journal else lambda choices: None,
            keys=environment.settings.keys,
        )
        self._hurts = opened.hurts
        self.copied: Path | None = None
        """The copy of a log that could not be written in its own folder."""
        self._environment = environment
        self._awake = Awake() if options.speed is None else None
        self._parting = Lock()
        """Guards the fields below."""
        self._parted = False
        self._missing: str | None = None
        if speaker is not None:
            self.guide.say_setup = lambda: speaker.say_setup(opened.player)
            speaker.prepare(opened.player.plan)

    def start(self) -> None:
        """Start the session; a resumed one stays paused until the person continues it, or asks about its pain."""
        self._environment.tidy()
        if self.conductor.player.allows(Command.START):
            self.conductor.start()
        elif self._hurts:
            self.guide.press(Action.PAIN)
        else:
            # No event follows yet, but the listeners have to show where the session stands.
            self.conductor.wake()

    @property
    def status(self) -> int:
        """The exit status, unless a signal ended the run."""
        return exit_status(self.conductor.outcome)

    @property
    def trouble(self) -> str | None:
        """Why the log cannot be written; `None` if it can."""
        return self.journal.trouble if self.journal is not None else None

    def save_copy(self, place: Path) -> Path:
        """Save the whole log to a folder or a new file; lines written later are added on closing. Raises OSError."""
        assert self.journal is not None, "a rehearsal has no log"
        path = place / f"{BEFORE}{self.journal.path.name}" if self.journal.path and place.is_dir() else place
        self.journal.save_copy(path, replace=path == self.copied)
        self.copied = path
        return path

    @property
    def returning(self) -> str:
        """How the saved copy will get into the log, as a sentence for the person."""
        assert self.copied is not None and self.journal is not None, "nothing was saved elsewhere"  # noqa: PT018
        ours = self.copied.name.startswith(BEFORE) and self.copied.parent in self._environment.elsewhere
        if ours and known_id(self._environment.places.install) == self.journal.host:
            return "hipcoach puts it into the log by itself when it next starts and can write there."
        return f"'hipcoach log --take {path_shown(self.copied)}' puts it into the log."

    def close(self) -> tuple[str, ...]:
        """Wait until the log is on the disk; returns the lines that are not."""
        if self._awake is not None:
            self._awake.end()
        unwritten = () if self.journal is None else self.journal.close(FLUSH_SECONDS)
        if unwritten and self.copied is not None:
            with suppress(OSError):
                self.save_copy(self.copied)
                unwritten = ()
        return unwritten

    def let_go(self) -> None:
        """Release the saved copy, to which nothing more will be added, so that the next start can bring it back."""
        if self.journal is not None:
            self.journal.let_go_of_copy()

    def part(self) -> str | None:
        """Close the session once; returns what is missing in its log, in words, to every caller, from any thread."""
        with self._parting:
            if not self._parted:
                self._parted = True
                if unwritten := self.close():
                    self._missing = f"{missing(unwritten)}: {self.why_missing}"
                self.let_go()
            return self._missing

    @property
    def why_missing(self) -> str:
        """Why lines are missing in the log."""
        return self.trouble or "the log could not be written in time"


def missing(unwritten: Sequence[str]) -> str:
    """The message about lines that are not on the disk."""
    lines = "1 line is" if len(unwritten) == 1 else f"{len(unwritten)} lines are"
    return f"{lines} missing from the log"


def _journal(
    environment: Environment,
    session: Session,
    reading: Reading,
    choices: Choices,
    usual: Choices | None,
    report: Report,
) -> Journal:
    facts = SessionFacts(
        file=reading.path.name,
        sha256=reading.sha256,
        title=session.title,
        app=__version__,
        host=install_id(environment.places.install),
        choices=choices,
        usual=usual,
    )
    return Journal(environment.places.log, facts, wall=environment.wall, pid=os.getpid(), report=report)

"""Puts a live session together, for any front end: plan, player, conductor, journal; and takes it apart again.

What waits for the disk (`begin`, `look_back`, `as_it_was`, `taken_up`, `left_open`, `Live.save_copy`, `Live.close`)
takes its time: where an event loop runs, it is called in a thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, assert_never

from hipcoach import __version__
from hipcoach.advice.history import CheckInAnswers, History
from hipcoach.diagnostics.files import path_shown
from hipcoach.engine.choices import Choices, unattended
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

if TYPE_CHECKING:
    # Sessions are looked for in the log before anything sounds.
    from hipcoach.sound.speaker import Speaker

FLUSH_SECONDS = 5.0
"""How long the end waits for the disk."""


Report = Callable[[str], None]


def exit_status(outcome: Outcome | None) -> Exit:
    """What a run ends with whose session ended like this, or has not ended."""
    match outcome:
        case Outcome.COMPLETED:
            return Exit.OK
        case Outcome.STOPPED_FOR_PAIN:
            return Exit.STOPPED_FOR_PAIN
        case Outcome.PARTIAL | Outcome.ABANDONED | None:
            return Exit.PARTIAL
        case _:
            assert_never(outcome)


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with everything that had to be read for it, ready to be led through."""

    player: Player
    """Before its start, or paused where the session was interrupted."""
    session: Session | None
    """`None` where a session goes on whose file is gone or changed."""
    choices: Choices
    journal: Journal | None
    """`None` for a rehearsal."""
    pain_before: int | None = None


def begin(
    desk: Environment,
    session: Session,
    reading: Reading,
    choices: Choices,
    manner: RunOptions,
    report: Report,
    *,
    keyboard: bool = True,
    answers: CheckInAnswers | None = None,
    usual: Choices | None = None,
) -> Opened:
    """A session from its beginning; `answers` are those of its check-in, where there was one.

    `usual` is what the next session is to begin with, where that is something else than `choices`.
    """
    if (last := began_last(desk.places.log, desk.wall(), reading.path.name)) is not None:
        choices = replace(choices, alternate=last.other)
    library = frozenset(exercise.library for exercise in session.exercises if exercise.library)
    choices = replace(choices, new=never_done(desk.places.log, desk.wall(), library))
    if not keyboard:
        choices = unattended(choices)
    journal = None if manner.speed is not None else _journal(desk, session, reading, choices, usual, report)
    if journal is not None and answers is not None and answers.any:
        journal.checkin(
            pain=answers.pain,
            next_morning=answers.next_morning,
            daily_life=answers.daily_life,
            turned_out=answers.turned_out,
            background=answers.background,
            accepted=answers.accepted,
            declined=answers.declined,
            dismissed=answers.dismissed,
        )
    pain_before = answers.pain if answers else None
    return Opened(Player(make_plan(session, choices)), session, choices, journal, pain_before)


def look_back(desk: Environment, wanted: Callable[[], bool]) -> History | None:
    """What the log says of all sessions; `None` as soon as it is not wanted any more."""
    from hipcoach.journal.history import sessions
    from hipcoach.journal.to_history import history

    read = []
    # What cannot be read is told of in the history; questions and offers do without it.
    for folded in sessions(desk.places.log, refused=lambda text: None, until=desk.wall()):
        if not wanted():
            return None
        read.append(folded)
    return history(read)


def left_open(desk: Environment, report: Report, file: str | None = None) -> Resumable | None:
    """The newest session, of one file or of any, that was interrupted or put off and that nobody is at.

    What was saved elsewhere is brought back before, and `report` told of it: it may be what became of that session.
    """
    host = known_id(desk.places.install)
    if host is None:
        return None
    elsewhere = bring_back(desk.places.log, host, desk.elsewhere, report)
    return find(desk.places.log, host, desk.wall(), file=file, without=elsewhere)


def taken_up(desk: Environment, resumable: Resumable, report: Report, session: Session | None) -> Opened:
    """A session from where it was interrupted, by the plan in its log; InUse where somebody else is at it.

    `session` is what its file still says, as `as_it_was` finds it.
    """
    player, checkin = resumable.player(), resumable.folded.checkin
    # Last, since from here on it is taken.
    journal = Journal.resume(resumable, wall=desk.wall, report=report)
    return Opened(player, session, resumable.choices, journal, checkin.pain if checkin else None)


def as_it_was(desk: Environment, resumable: Resumable, report: Report, reading: Reading | None) -> Session | None:
    """The session as its file still says it; `None`, and a word about it, where the file is gone or changed.

    `reading` is its file where that is known already, else it is looked for by its name.
    """
    start = resumable.folded.start
    if start is None:
        return None
    paths = [entry.path for entry in desk.library.sessions() if entry.path.name == start.file]
    readings = [reading] if reading is not None else [desk.library.read(path) for path in paths]
    for one in readings:
        if one.sha256 == start.sha256:
            return one.session
    happened = "has changed since" if readings else "is not among your sessions"
    report(f"{start.file} {happened}. The session goes on as it began, with the plan in the log.")
    return None


def in_order(journal: Journal | None, speaker: Speaker | None, screen: Sequence[Listener]) -> tuple[Listener, ...]:
    """Who hears what happens: the journal first, so that it is kept whatever the others do.

    The speaker before the screen: how long it takes to show something, or to write a line, is no matter of sound.
    """
    return (*([journal] if journal else ()), *([speaker] if speaker else ()), *screen)


class Live:
    """One session that can be started, is guided, and has to be closed."""

    def __init__(
        self,
        desk: Environment,
        opened: Opened,
        manner: RunOptions,
        speaker: Speaker | None,
        screen: Sequence[Listener],
        report: Report,
        *,
        keyboard: bool = True,
    ) -> None:
        """`screen` is whatever shows what happens; without a `speaker` nothing is heard of it."""
        self.session = opened.session
        self.journal = opened.journal
        self.conductor = Conductor(
            opened.player,
            in_order(self.journal, speaker, screen),
            clock=desk.clock,
            wall=desk.wall,
            report=report,
            speed=manner.speed,
            keyboard=keyboard,
        )
        self.guide = Guide(
            self.conductor,
            opened.session,
            opened.choices,
            sound_key=partial(change, speaker),
            pain_before=opened.pain_before,
            thresholds=desk.settings.thresholds.pain,
            choices_changed=self.journal.choices_changed if self.journal else lambda choices: None,
        )
        self.copied: Path | None = None
        """Where the log was put because it could not be written in its own place."""
        self._desk = desk
        self._awake = Awake() if manner.speed is None else None
        self._parting = Lock()
        """Guards what follows."""
        self._parted = False
        self._missing: str | None = None
        if speaker is not None:
            self.guide.say_setup = lambda: speaker.say_setup(opened.player)
            speaker.prepare(opened.player.plan)

    def start(self) -> None:
        """Begin; a session that goes on stays paused until somebody says so."""
        if self.conductor.player.allows(Command.START):
            self.conductor.start()
        else:
            # Nothing happens before that, but whoever listens has to know where it stands.
            self.conductor.wake()

    @property
    def status(self) -> int:
        """The exit status of a run that was not ended by a signal."""
        return exit_status(self.conductor.outcome)

    @property
    def trouble(self) -> str | None:
        """What keeps the log from being written."""
        return self.journal.trouble if self.journal is not None else None

    def save_copy(self, place: Path) -> Path:
        """Put the whole log into a folder, or a new file; OSError where that fails. What was said later follows."""
        assert self.journal is not None, "a rehearsal has no log"
        path = place / f"{BEFORE}{self.journal.path.name}" if self.journal.path and place.is_dir() else place
        self.journal.save_copy(path, replace=path == self.copied)
        self.copied = path
        return path

    @property
    def returning(self) -> str:
        """How the copy that was saved elsewhere comes into the log."""
        assert self.copied is not None and self.journal is not None, "nothing was saved elsewhere"  # noqa: PT018
        ours = self.copied.name.startswith(BEFORE) and self.copied.parent in self._desk.elsewhere
        if ours and known_id(self._desk.places.install) == self.journal.host:
            return "hipcoach puts it into the log by itself when it next starts and can write there."
        return f"'hipcoach log --take {path_shown(self.copied)}' puts it into the log."

    def close(self) -> tuple[str, ...]:
        """Wait until everything is on the disk; the lines of the log that are not."""
        if self._awake is not None:
            self._awake.end()
        unwritten = () if self.journal is None else self.journal.close(FLUSH_SECONDS)
        if unwritten and self.copied is not None:
            with suppress(OSError):
                self.save_copy(self.copied)
                unwritten = ()
        return unwritten

    def let_go(self) -> None:
        """Leave what was saved elsewhere to be brought back: nothing more will be added to it."""
        if self.journal is not None:
            self.journal.let_go_of_copy()

    def part(self) -> str | None:
        """Close it and let go of it; what is missing in its log, in words, for everyone who asks, from any thread."""
        with self._parting:
            if not self._parted:
                self._parted = True
                if unwritten := self.close():
                    self._missing = f"{missing(unwritten)}: {self.why_missing}"
                self.let_go()
            return self._missing

    @property
    def why_missing(self) -> str:
        """Why there are lines that are not on the disk."""
        return self.trouble or "the log could not be written in time"


def missing(unwritten: Sequence[str]) -> str:
    """What is said of lines that are not on the disk."""
    lines = "1 line is" if len(unwritten) == 1 else f"{len(unwritten)} lines are"
    return f"{lines} missing from the log"


def _journal(
    desk: Environment, session: Session, reading: Reading, choices: Choices, usual: Choices | None, report: Report
) -> Journal:
    facts = SessionFacts(
        file=reading.path.name,
        sha256=reading.sha256,
        title=session.title,
        app=__version__,
        host=install_id(desk.places.install),
        choices=choices,
        usual=usual,
    )
    return Journal(desk.places.log, facts, wall=desk.wall, pid=os.getpid(), report=report)

"""Puts a live session together, for any front end: plan, player, conductor, journal; and takes it apart again."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hipcoach import __version__
from hipcoach.awake import Awake
from hipcoach.coach.choosing import unattended
from hipcoach.coach.plan import Choices, make_plan
from hipcoach.coach.player import Player
from hipcoach.conductor import Clock, Conductor, Listener, awake_and_asleep, local_time
from hipcoach.guide import Guide
from hipcoach.journal.history import began_last
from hipcoach.journal.install import install_id
from hipcoach.journal.journal import Journal, SessionFacts
from hipcoach.places import Places
from hipcoach.session.library import Library, Reading
from hipcoach.session.model import Session

FLUSH_SECONDS = 5.0
"""How long the end waits for the disk."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What sessions are run with."""

    places: Places
    library: Library
    clock: Clock
    wall: Callable[[], datetime]

    @classmethod
    def standard(cls, places: Places, library: Library) -> Desk:
        """The desk with the machine's own clocks."""
        return cls(places, library, awake_and_asleep(), local_time)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a session is played."""

    json: bool = False
    speed: float | None = None
    """Not `None`: a rehearsal, of which nothing is kept."""
    mute: bool = False


class Live:
    """One session that can be started, is guided, and has to be closed."""

    def __init__(
        self,
        desk: Desk,
        session: Session,
        reading: Reading,
        choices: Choices,
        manner: Manner,
        listeners: Sequence[Listener],
        report: Callable[[str], None],
        *,
        keyboard: bool = True,
        pain_before: int | None = None,
    ) -> None:
        if (last := began_last(desk.places.log, reading.path.name)) is not None:
            choices = replace(choices, alternate=last.other)
        if not keyboard:
            choices = unattended(choices)
        self.session = session
        self._awake = Awake() if manner.speed is None else None
        self.journal = None if manner.speed is not None else _journal(desk, session, reading, choices, report)
        self.conductor = Conductor(
            Player(make_plan(session, choices)),
            [*([self.journal] if self.journal else []), *listeners],
            clock=desk.clock,
            wall=desk.wall,
            report=report,
            speed=manner.speed,
            keyboard=keyboard,
        )
        self.guide = Guide(
            self.conductor,
            session,
            choices,
            pain_before=pain_before,
            choices_changed=self.journal.choices_changed if self.journal else lambda choices: None,
        )
        if self.journal is not None and pain_before is not None:
            self.journal.checkin(pain=pain_before)

    def close(self) -> str | None:
        """Wait until everything is on the disk; what there is to say about it."""
        if self._awake is not None:
            self._awake.end()
        if self.journal is None:
            return None
        if unwritten := self.journal.close(FLUSH_SECONDS):
            return f"{len(unwritten)} lines of the log could not be written: {self.journal.trouble}"
        return f"Logged in {self.journal.path}" if self.journal.path else None


def _journal(
    desk: Desk, session: Session, reading: Reading, choices: Choices, report: Callable[[str], None]
) -> Journal:
    facts = SessionFacts(
        file=reading.path.name,
        sha256=reading.sha256,
        title=session.title,
        app=__version__,
        host=install_id(desk.places.install),
        choices=choices,
    )
    return Journal(desk.places.log, facts, wall=desk.wall, pid=os.getpid(), report=report)

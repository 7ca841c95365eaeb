"""Puts a live session together, for any front end: plan, player, conductor, journal; and takes it apart again."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from hipcoach import __version__
from hipcoach.awake import Awake
from hipcoach.coach.choosing import unattended
from hipcoach.coach.events import Outcome
from hipcoach.coach.plan import Choices, make_plan
from hipcoach.coach.player import Player
from hipcoach.conductor import Conductor, Listener
from hipcoach.desk import Desk, Manner
from hipcoach.guide import Guide
from hipcoach.journal.habits import began_last
from hipcoach.journal.install import install_id
from hipcoach.journal.journal import Journal, SessionFacts
from hipcoach.session.library import Reading
from hipcoach.session.model import Session

FLUSH_SECONDS = 5.0
"""How long the end waits for the disk."""


COMPLETED, PARTIAL, STOPPED_FOR_PAIN = 0, 3, 4
"""Exit statuses of a live run."""

STATUS = {Outcome.COMPLETED: COMPLETED, Outcome.STOPPED_FOR_PAIN: STOPPED_FOR_PAIN}
"""By how the session ended; any other way, and none, is PARTIAL."""


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
            thresholds=desk.settings.thresholds.pain,
            choices_changed=self.journal.choices_changed if self.journal else lambda choices: None,
        )
        if self.journal is not None and pain_before is not None:
            self.journal.checkin(pain=pain_before)
        self._awake = Awake() if manner.speed is None else None

    @property
    def status(self) -> int:
        """The exit status of a run that was not ended by a signal."""
        outcome = self.conductor.outcome
        return PARTIAL if outcome is None else STATUS.get(outcome, PARTIAL)

    def close(self) -> tuple[str, ...]:
        """Wait until everything is on the disk; the lines of the log that are not."""
        if self._awake is not None:
            self._awake.end()
        return () if self.journal is None else self.journal.close(FLUSH_SECONDS)


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

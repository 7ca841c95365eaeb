"""A programme as a person follows it: what was begun, what was changed since, and what was done. All days are local."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from hipcoach.engine.events import PainKind
from hipcoach.session.model import Dose, Range
from hipcoach.session.programme import ProgrammePhase


class EnteredPhase(Struct, frozen=True):
    """The next phase was entered where its beginning is left to the person."""

    on: date
    phase: int
    """Its number, counted from 0."""


class AcceptedWeek(Struct, frozen=True):
    """A week counts although less was done in it."""

    on: date
    week: date
    """Any day of it."""


class AcceptedFile(Struct, frozen=True):
    """The file of the programme was changed, and is followed as it is now."""

    on: date
    sha256: str
    title: str
    phases: tuple[ProgrammePhase, ...]


class PausedProgramme(Struct, frozen=True):
    """The programme rests from this day on."""

    on: date


class ResumedProgramme(Struct, frozen=True):
    """The programme goes on from this day on."""

    on: date


ProgrammeChange = EnteredPhase | AcceptedWeek | AcceptedFile | PausedProgramme | ResumedProgramme
"""What the person said of a programme since it was begun."""


class BegunProgramme(Struct, frozen=True):
    """The programme that the person follows, with its phases as they were when it was begun."""

    name: str
    """The name of its file, without the ending."""
    title: str
    sha256: str
    """The checksum of its file."""
    phases: tuple[ProgrammePhase, ...]
    """At least one."""
    on: date
    """The day on which it was begun."""
    changes: tuple[ProgrammeChange, ...] = ()
    """In the order in which they were made."""
    ended: date | None = None
    """The day on which it was ended; `None` if it is followed."""

    @property
    def latest(self) -> AcceptedFile:
        """Title, checksum and phases as they were accepted last."""
        accepted = [change for change in self.changes if isinstance(change, AcceptedFile)]
        return accepted[-1] if accepted else AcceptedFile(self.on, self.sha256, self.title, self.phases)

    @property
    def paused(self) -> date | None:
        """Since when it rests; `None` if it does not."""
        since: date | None = None
        for change in self.changes:
            if isinstance(change, PausedProgramme):
                since = since or change.on
            elif isinstance(change, ResumedProgramme):
                since = None
        return since


class KnownSession(Struct, frozen=True):
    """What its file says of a session that a programme names, or that was done."""

    file: str
    """The name of its file, as the log has it."""
    title: str
    repetitions: bool
    """Whether any of its exercises has repetitions."""
    gentle: bool = False
    per_week: Range | None = None
    per_day: Range | None = None
    """How many times on each of its days; then a day with fewer does not count."""


class DoneSession(Struct, frozen=True):
    """A session of the log."""

    day: date
    file: str | None
    """The name of its file; `None` if the log does not say it."""
    counts: bool
    """Whether something in it came to a set."""
    repetitions: bool = False
    """Whether any repetition was done in it."""
    least: Dose | None = None
    """The lowest dose of its exercises, without that day's pain adjustments; `None` if the log does not say it."""
    most: Dose | None = None
    """The highest dose of its exercises."""
    before: int | None = None
    """Pain at the check-in, 0 to 10."""
    during: int | None = None
    """The latest score of pain within it, 0 to 10."""
    after: int | None = None
    """Pain at the check-out, 0 to 10."""
    ended: bool = False
    """Whether it ended for more than an ache."""
    kind: PainKind | None = None
    """The kind of pain that it ended for; `None` if that was not told."""

    @property
    def answers(self) -> tuple[int, ...]:
        """All answers about pain, in the order in which they were given."""
        return tuple(score for score in (self.before, self.during, self.after) if score is not None)

    @property
    def answered_within(self) -> bool:
        """Whether pain was told in it or after it."""
        return self.during is not None or self.after is not None

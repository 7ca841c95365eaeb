"""What the player says happened: frozen events, each with the time at which it was due.

`due` is in seconds of unpaused session time, however late the player was asked. Listeners `match` on the
classes; `word` is what JSON lines call each.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from msgspec import Struct

from hipcoach.engine.plan import Plan
from hipcoach.engine.records import Record
from hipcoach.session.model import Side


class Outcome(StrEnum):
    """How a session ended."""

    COMPLETED = "completed"
    """Every planned set reached its low end."""
    PARTIAL = "partial"
    STOPPED_FOR_PAIN = "stopped_for_pain"
    ABANDONED = "abandoned"
    """It was interrupted, and going on with it was declined."""


class PainKind(StrEnum):
    """What a pain is like; all but an ache end the session."""

    ACHE = "ache"
    SHARP = "sharp"
    RADIATING = "radiating"
    NUMB = "numb"
    GIVING_WAY = "giving_way"

    @property
    def ends_session(self) -> bool:
        """Whether a pain of this kind is enough for today, however strong it is."""
        return self is not PainKind.ACHE


class HoldMoment(StrEnum):
    """A point in a hold, or in timed work, at which something may be said."""

    BREATHE = "breathe"
    FORM = "form"
    HALF_WAY = "half_way"
    TEN_SECONDS = "ten_seconds"


class Happening(Struct, frozen=True):
    """The base of all events."""

    due: float


class SessionStarted(Happening, frozen=True):
    """The session began."""

    word: ClassVar = "start"
    title: str
    seconds: int
    """How long the plan takes."""


class SetEvent(Happening, frozen=True):
    """Something that happened in a set, or on the way to it."""

    exercise: str
    side: Side
    set: int


class PrepareStarted(SetEvent, frozen=True):
    """Time to get into position."""

    word: ClassVar = "prepare"
    seconds: float


class RestStarted(SetEvent, frozen=True):
    """Recovery before the set that the event names."""

    word: ClassVar = "rest"
    seconds: float


class SwitchSides(SetEvent, frozen=True):
    """The person has to move to the other side now; `side` is the new one."""

    word: ClassVar = "switch"
    seconds: float
    """Until work begins on the new side."""


class HoldStarted(SetEvent, frozen=True):
    """A hold began."""

    word: ClassVar = "hold"
    n: int
    seconds: float
    """To be held."""
    open: bool = False
    """Whether it has an open end."""


class TimedStarted(SetEvent, frozen=True):
    """A set of work for a time began that is no hold."""

    word: ClassVar = "timed"
    n: int
    seconds: float
    """To be worked."""
    open: bool = False
    """Whether it has an open end."""


class RepetitionsStarted(SetEvent, frozen=True):
    """A set of repetitions began."""

    word: ClassVar = "repetitions"
    n: int
    target: float
    own: bool
    """Self-paced: the person counts."""
    open: bool = False
    """Whether it has an open end."""


class LeadInStarted(SetEvent, frozen=True):
    """A few seconds before interrupted work goes on or begins again."""

    word: ClassVar = "lead_in"
    seconds: float


class WorkResumed(SetEvent, frozen=True):
    """Work goes on where it stopped."""

    word: ClassVar = "go_on"
    left: float
    """Seconds or repetitions."""


class Countdown(SetEvent, frozen=True):
    """Three, two or one second before something begins or ends."""

    word: ClassVar = "countdown"
    left: int


class HoldReached(SetEvent, frozen=True):
    """A hold, or timed work, has reached one of its moments."""

    word: ClassVar = "moment"
    moment: HoldMoment
    left: float
    """Seconds."""


class MinimumReached(SetEvent, frozen=True):
    """The low end of the range: from here on the set counts as done."""

    word: ClassVar = "minimum_reached"
    minimum: int
    open: bool = False
    """Whether the end is open: the person ends the set when form goes."""


class PhaseStarted(SetEvent, frozen=True):
    """A part of a paced repetition began."""

    word: ClassVar = "phase"
    repetition: int
    index: int
    """Counted from 0, which is the way out."""
    last: bool
    """Whether this is the way back."""
    phase: str
    seconds: int


class RepetitionDone(SetEvent, frozen=True):
    """A repetition was counted as done."""

    word: ClassVar = "repetition"
    repetition: int
    target: float
    own: bool
    """Whether the person counted it."""


class RepetitionsLeft(SetEvent, frozen=True):
    """The last three repetitions begin, or the last one."""

    word: ClassVar = "repetitions_left"
    left: int


class SetDone(SetEvent, frozen=True):
    """A set ended, for whatever reason."""

    word: ClassVar = "set_done"
    record: Record


class ExerciseDone(Happening, frozen=True):
    """The last set of an exercise is over."""

    word: ClassVar = "exercise_done"
    exercise: str


class ExerciseSkipped(Happening, frozen=True):
    """The rest of an exercise was left out for pain."""

    word: ClassVar = "exercise_skipped"
    exercise: str


class Waiting(SetEvent, frozen=True):
    """The time to get ready is over and the set waits for the person."""

    word: ClassVar = "waiting"


class TimeChanged(SetEvent, frozen=True):
    """The time left to get ready has changed."""

    word: ClassVar = "time_changed"
    seconds: float
    """Left."""


class TargetChanged(SetEvent, frozen=True):
    """The target of the set has changed."""

    word: ClassVar = "target_changed"
    target: float


class PaceChanged(SetEvent, frozen=True):
    """During a set its pace changed: from now on the person counts, or follows the tempo."""

    word: ClassVar = "pace_changed"
    own: bool
    """Self-paced."""


class AdvanceChanged(SetEvent, frozen=True):
    """From now on what is ahead waits for the person, or goes on by itself."""

    word: ClassVar = "advance_changed"
    waits: bool


class Paused(SetEvent, frozen=True):
    """The session stands still."""

    word: ClassVar = "paused"
    gap: float
    """Seconds for which nobody was guided, such as with the lid closed; 0 if the person asked for the pause."""


class Resumed(SetEvent, frozen=True):
    """The session goes on."""

    word: ClassVar = "resumed"


class PainFelt(SetEvent, frozen=True):
    """Work stopped for pain."""

    word: ClassVar = "pain"


class PainDescribed(SetEvent, frozen=True):
    """The person said what the pain is like."""

    word: ClassVar = "pain_kind"
    kind: PainKind
    score: int | None
    """0 to 10."""


class PainDismissed(SetEvent, frozen=True):
    """The session may go on; it is paused."""

    word: ClassVar = "pain_dismissed"
    kind: PainKind | None
    """What the pain is like; `None` if there was none."""


class PainTakenBack(SetEvent, frozen=True):
    """The person took back what the pain is like."""

    kind: PainKind
    """The kind that was taken back."""

    word: ClassVar = "pain_undo"


class Finishing(SetEvent, frozen=True):
    """The person asked for the end of the session."""

    word: ClassVar = "finishing"
    seconds: float
    """For how long it can be taken back."""


class FinishTakenBack(SetEvent, frozen=True):
    """The session does not end after all; it is paused or stopped as before."""

    hurt: bool
    """Whether it is stopped for pain rather than paused."""

    word: ClassVar = "finish_undo"


class RecordUndone(Happening, frozen=True):
    """The last record was taken back."""

    word: ClassVar = "undo"
    n: int


class PlanChanged(Happening, frozen=True):
    """The steps ahead were changed."""

    word: ClassVar = "plan_changed"
    plan: Plan


class SessionEnded(Happening, frozen=True):
    """The session is over."""

    word: ClassVar = "end"
    outcome: Outcome
    sets_done: int
    sets_planned: int
    nothing_done: bool = False
    """Whether not even part of a set was done."""
    leaving: tuple[str, ...] = ()
    """Ids of the exercises after which something is to be done, in the order of the plan."""


TransitionStarted = PrepareStarted | RestStarted | SwitchSides
"""Something that leads to a set began."""

WorkStarted = HoldStarted | TimedStarted | RepetitionsStarted
"""A set began."""

StandstillEvent = Paused | PainFelt | PainDescribed | PainDismissed | PainTakenBack | Finishing | FinishTakenBack
"""Something happened that stops session time, or while it stood still."""

Event = (
    SessionStarted
    | TransitionStarted
    | WorkStarted
    | LeadInStarted
    | WorkResumed
    | Countdown
    | HoldReached
    | MinimumReached
    | PhaseStarted
    | RepetitionDone
    | RepetitionsLeft
    | SetDone
    | ExerciseDone
    | ExerciseSkipped
    | Waiting
    | TimeChanged
    | TargetChanged
    | PaceChanged
    | AdvanceChanged
    | StandstillEvent
    | Resumed
    | RecordUndone
    | PlanChanged
    | SessionEnded
)
"""Anything that happens. Code that tells events apart ends in `assert_never`."""

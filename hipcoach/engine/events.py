"""What the player says happened: frozen events, each with the time at which it was due.

`due` is in seconds of unpaused session time, however late the player was asked. Listeners `match` on the
classes; `NAMES` gives each its word for lines of text and JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hipcoach.engine.plan import Plan
from hipcoach.session.model import Range, Side


class How(StrEnum):
    """How a set ended."""

    DONE = "done"
    """At or over the low end of its range."""
    SHORT = "short"
    """Something was done, less than the low end."""
    SKIPPED = "skipped"
    """Nothing was done."""
    GIVEN_UP = "given_up"
    """The session was ended in its midst, before the low end."""
    PAIN = "pain"


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
    """A point on the way through a hold at which something may be said."""

    BREATHE = "breathe"
    FORM = "form"
    HALF_WAY = "half_way"
    TEN_SECONDS = "ten_seconds"


@dataclass(frozen=True, slots=True)
class Amount:
    """What was done of what was asked: repetitions, or seconds."""

    range: Range
    target: int
    """As planned."""
    done: float


@dataclass(frozen=True, slots=True)
class Record:
    """One set as it was done."""

    n: int
    exercise: str
    library: str | None
    side: Side
    set: int
    reps: Amount | None
    hold: Amount | None
    """Seconds of the set, or of each repetition where `reps` is there too."""
    seconds: float
    """Seconds of work, without pauses and lead-ins."""
    paused: float
    """Seconds paused since the set began."""
    modifications: tuple[str, ...]
    how: How

    @property
    def counted(self) -> Amount:
        """The amount that the set is judged by."""
        amount = self.reps or self.hold
        assert amount is not None, "a set has repetitions, a hold or both"
        return amount


@dataclass(frozen=True, slots=True)
class Event:
    """Anything that happened."""

    due: float


@dataclass(frozen=True, slots=True)
class SessionStarted(Event):
    """The session began."""

    title: str
    seconds: int
    """What the plan takes."""


@dataclass(frozen=True, slots=True)
class SetEvent(Event):
    """Something that happened in a set, or on the way to it."""

    exercise: str
    side: Side
    set: int


@dataclass(frozen=True, slots=True)
class PrepareStarted(SetEvent):
    """Time to get into position."""

    seconds: float


@dataclass(frozen=True, slots=True)
class RestStarted(SetEvent):
    """Recovery before the set that is named."""

    seconds: float


@dataclass(frozen=True, slots=True)
class SwitchSides(SetEvent):
    """The person has to move to the other side now; `side` is the new one."""

    seconds: float
    """Until work begins there."""


@dataclass(frozen=True, slots=True)
class HoldStarted(SetEvent):
    """A hold began."""

    n: int
    seconds: float
    """To be held."""


@dataclass(frozen=True, slots=True)
class RepetitionsStarted(SetEvent):
    """A set of repetitions began."""

    n: int
    target: float
    own: bool
    """Self-paced: the person counts."""


@dataclass(frozen=True, slots=True)
class LeadInStarted(SetEvent):
    """A few seconds before work that was left goes on, or begins anew."""

    seconds: float


@dataclass(frozen=True, slots=True)
class WorkResumed(SetEvent):
    """Work goes on where it stood."""

    left: float
    """Seconds or repetitions."""


@dataclass(frozen=True, slots=True)
class Countdown(SetEvent):
    """Three, two or one second before something begins or ends."""

    left: int


@dataclass(frozen=True, slots=True)
class HoldReached(SetEvent):
    """A hold has come to one of its moments."""

    moment: HoldMoment
    left: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class MinimumReached(SetEvent):
    """The low end of the range: from here on the set counts as done."""

    minimum: int


@dataclass(frozen=True, slots=True)
class PhaseStarted(SetEvent):
    """A part of a paced repetition began."""

    repetition: int
    index: int
    """From 0, the way out."""
    last: bool
    """The way back."""
    phase: str
    seconds: int


@dataclass(frozen=True, slots=True)
class RepetitionDone(SetEvent):
    """A repetition was credited."""

    repetition: int
    target: float
    own: bool
    """The person counted it."""


@dataclass(frozen=True, slots=True)
class RepetitionsLeft(SetEvent):
    """The last three repetitions, or the last one, begin."""

    left: int


@dataclass(frozen=True, slots=True)
class SetDone(SetEvent):
    """A set ended, however."""

    record: Record


@dataclass(frozen=True, slots=True)
class ExerciseDone(Event):
    """The last set of an exercise is over."""

    exercise: str


@dataclass(frozen=True, slots=True)
class ExerciseSkipped(Event):
    """The rest of an exercise was left out for pain."""

    exercise: str


@dataclass(frozen=True, slots=True)
class Waiting(SetEvent):
    """The time to get ready is over, and the set waits for the person."""


@dataclass(frozen=True, slots=True)
class TimeChanged(SetEvent):
    """There is more or less time to get ready than there was."""

    seconds: float
    """Left."""


@dataclass(frozen=True, slots=True)
class TargetChanged(SetEvent):
    """The set aims at another amount."""

    target: float


@dataclass(frozen=True, slots=True)
class PaceChanged(SetEvent):
    """In the midst of a set, the person counts from now on, or follows the tempo."""

    own: bool
    """Self-paced."""


@dataclass(frozen=True, slots=True)
class Paused(SetEvent):
    """The session stands still."""

    gap: float
    """Seconds for which nobody had been guided when that was noticed; 0 where the person asked for the pause."""


@dataclass(frozen=True, slots=True)
class Resumed(SetEvent):
    """The session goes on."""


@dataclass(frozen=True, slots=True)
class PainFelt(SetEvent):
    """Work stopped for pain."""


@dataclass(frozen=True, slots=True)
class PainDescribed(SetEvent):
    """The person said what the pain is like."""

    kind: PainKind
    score: int | None
    """0 to 10."""


@dataclass(frozen=True, slots=True)
class PainDismissed(SetEvent):
    """The session may go on; it is paused."""


@dataclass(frozen=True, slots=True)
class PainTakenBack(SetEvent):
    """The pain that was to end the session is not what it was said to be."""


@dataclass(frozen=True, slots=True)
class Finishing(SetEvent):
    """The person asked for the end of the session."""

    seconds: float
    """In which it can be taken back."""


@dataclass(frozen=True, slots=True)
class FinishTakenBack(SetEvent):
    """The session does not end after all; it is paused."""


@dataclass(frozen=True, slots=True)
class RecordUndone(Event):
    """The last record was taken back."""

    n: int


@dataclass(frozen=True, slots=True)
class PlanChanged(Event):
    """What lies ahead was changed."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """The session is over."""

    outcome: Outcome
    sets_done: int
    sets_planned: int


NAMES: dict[type[Event], str] = {
    SessionStarted: "start",
    PrepareStarted: "prepare",
    RestStarted: "rest",
    SwitchSides: "switch",
    HoldStarted: "hold",
    RepetitionsStarted: "repetitions",
    LeadInStarted: "lead_in",
    WorkResumed: "go_on",
    Countdown: "countdown",
    HoldReached: "moment",
    MinimumReached: "minimum_reached",
    PhaseStarted: "phase",
    RepetitionDone: "repetition",
    RepetitionsLeft: "repetitions_left",
    SetDone: "set_done",
    ExerciseDone: "exercise_done",
    ExerciseSkipped: "exercise_skipped",
    Waiting: "waiting",
    TimeChanged: "time_changed",
    TargetChanged: "target_changed",
    PaceChanged: "pace_changed",
    Paused: "paused",
    Resumed: "resumed",
    PainFelt: "pain",
    PainDescribed: "pain_kind",
    PainDismissed: "pain_dismissed",
    PainTakenBack: "pain_undo",
    Finishing: "finishing",
    FinishTakenBack: "finish_undo",
    RecordUndone: "undo",
    PlanChanged: "plan_changed",
    SessionEnded: "end",
}
"""The word for each kind of event, as JSON lines carry it."""
